/**
 * Log lines of functions: structured, and only from a list of fields that can hold nothing personal. An error is named,
 * never quoted: its text may hold what a person typed.
 */
import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger'
import { Fault } from '../../events/kernel/fault.ts'

/** The fields a line may have beside level, time, function's request and message. */
const allowed = [
  'function', 'event', 'type', 'stream', 'version', 'day', 'shard', 'since', 'until', 'count', 'failed', 'left', 'milliseconds',
  'path', 'status', 'error', 'operation', 'why', 'where', 'trace', 'figure', 'value',
] as const // biome-ignore format: a list to be read at a glance

type Field = (typeof allowed)[number]

/** What a line may say: ids, days, counts and names of failures. */
export type Line = { readonly [F in Field]?: string | number }

/** What follows an @ in an event's id are digits; anything else after one may be an address, and goes no further. */
const maybeAddress = /@[^\s@]*[^\s\d.@]/

function shown(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  return maybeAddress.test(value) ? 'withheld' : value.slice(0, 300)
}

/** Lets the fields of the list pass and nothing else, whoever put it there. */
class OnlyAllowed extends LogFormatter {
  override formatAttributes(
    { logLevel, timestamp, message, lambdaContext }: Parameters<LogFormatter['formatAttributes']>[0],
    additional: Parameters<LogFormatter['formatAttributes']>[1],
  ): LogItem {
    const fields = allowed.map((field) => [field, shown(additional[field])])
    const attributes = Object.fromEntries(fields.filter(([, value]) => value !== undefined))
    const request = lambdaContext?.awsRequestId
    const base = { level: logLevel, at: timestamp.toISOString(), message, ...(request && { request }) }
    return new LogItem({ attributes: { ...base, ...attributes } })
  }
}

const logger = new Logger({ logFormatter: new OnlyAllowed() })

/** One machine does without lines that say all is well (`LOG_LINES=off`); warnings and failures are always said. */
function isQuiet(): boolean {
  return process.env.LOG_LINES === 'off'
}

export function sayLine(message: string, line: Line = {}): void {
  if (!isQuiet()) logger.info(message, { ...line })
}

export function warnLine(message: string, line: Line = {}): void {
  logger.warn(message, { ...line })
}

/** Says that something failed: the error's name and where it was thrown, without its text. */
export function failLine(message: string, error: unknown, line: Line = {}): void {
  logger.error(message, { ...line, ...nameOf(error) })
}

/** Says a figure that an alarm watches (infra/aws/figures.ts): 0 is well, and above it the alarm rings. */
export function sayFigure(figure: string, value: number): void {
  if (value > 0 || !isQuiet()) logger.info('figure', { figure, value })
}

function nameOf(error: unknown): Line {
  if (!(error instanceof Error)) return { error: 'unknown' }
  if (error instanceof Fault) return { error: error.name, operation: error.operation, why: error.why }
  const where = error.stack
    ?.split('\n')
    .find((text) => text.trimStart().startsWith('at '))
    ?.trim()
  return { error: error.name, ...(where !== undefined && { where }) }
}
