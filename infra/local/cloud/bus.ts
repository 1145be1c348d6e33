// The bus: rules as plain data, each sending the events of the detail types it names to one queue.
// An event is acknowledged only when the messages it became are kept.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { FaultBook } from './faults.ts'
import { type Answer, answerJson, jsonError, readJson } from './http.ts'
import type { Outgoing, Queues } from './queues.ts'
import type { BusEvent, RuleSpec } from './types.ts'

/** EventBridge's limits: entries in a call, and bytes of all of them. */
const mostEntries = 10
const mostBytes = 256 * 1024

const putEventsSchema = z.object({
  Entries: z
    .array(
      z.object({
        Source: z.string().optional(),
        DetailType: z.string().optional(),
        Detail: z.string().optional(),
        Resources: z.array(z.string()).optional(),
        Time: z.number().optional(),
      }),
    )
    .min(1)
    .max(mostEntries),
})
type Entry = z.infer<typeof putEventsSchema>['Entries'][number]

export interface Bus {
  /** Sends an event through the rules, as AWS services put theirs on the bus. */
  publish(events: readonly BusEvent[], by?: 'post'): Promise<void>
  putEvents(body: Buffer): Promise<Answer>
}

export function createBus(rules: readonly RuleSpec[], queues: Queues, faults: FaultBook, clock: () => Date): Bus {
  for (const rule of rules) if (!queues.has(rule.queue)) throw new Error(`rule ${rule.name}: no queue ${rule.queue}`)

  const publish: Bus['publish'] = async (events, by) => {
    const messages = events.flatMap((event) => rules.flatMap((rule) => messageFor(rule, event)))
    if (messages.length > 0) await queues.send(messages, by ? [by, 'bus', 'queue'] : ['bus', 'queue'])
  }

  return {
    publish,
    putEvents: async (body) => {
      const parsed = readJson(body, putEventsSchema)
      if (!parsed.success) return jsonError(400, 'ValidationException', parsed.message)
      const { Entries } = parsed.data
      if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > mostBytes) {
        return jsonError(400, 'ValidationException', 'Total size of the entries in the request is over the limit.')
      }
      const wrong = faults.take('bus', 'error')
      if (wrong && wrong.next() < 0.5) return jsonError(500, 'InternalException', 'An internal error occurred.')
      // Half of the errors are the quiet kind: the call succeeds, entries of it fail.
      const unlucky = wrong ? wrong.between(0, Entries.length - 1) : undefined
      const results = Entries.map((entry, n) => (n === unlucky ? lost : toEvent(entry, clock())))
      await publish(results.flatMap((result) => ('event' in result ? [result.event] : [])))
      return answerJson({
        FailedEntryCount: results.filter((result) => !('event' in result)).length,
        Entries: results.map((result) => ('event' in result ? { EventId: result.event.id } : result)),
      })
    },
  }
}

const lost = { ErrorCode: 'InternalFailure', ErrorMessage: 'The event was not accepted.' } as const

function toEvent(entry: Entry, now: Date): { event: BusEvent } | { ErrorCode: string; ErrorMessage: string } {
  const { Source, DetailType, Detail } = entry
  if (!Source || !DetailType || Detail === undefined) {
    const field = Source ? (DetailType ? 'Detail' : 'DetailType') : 'Source'
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${field} is not valid. Reason: ${field} is required.`,
    }
  }
  const detail = parseDetail(Detail)
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  const time = entry.Time === undefined ? now : new Date(entry.Time * 1000)
  return { event: makeEvent(Source, DetailType, detail, time, entry.Resources) }
}

/** An event in EventBridge's envelope; its time is to the second, as there. */
export function makeEvent(
  source: string,
  detailType: string,
  detail: unknown,
  time: Date,
  resources: readonly string[] = [],
): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source,
    account: '000000000000',
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'eu-west-2',
    resources,
    detail,
  }
}

function messageFor(rule: RuleSpec, event: BusEvent): Outgoing[] {
  const matches =
    rule.detailTypes.includes(event['detail-type']) &&
    (rule.source === undefined || rule.source === event.source) &&
    (rule.only === undefined || rule.only(event))
  if (!matches) return []
  return [{ queue: rule.queue, body: JSON.stringify(rule.transform ? rule.transform(event) : event) }]
}

function parseDetail(text: string): object | undefined {
  try {
    const detail: unknown = JSON.parse(text)
    return typeof detail === 'object' && detail !== null ? detail : undefined
  } catch {
    return undefined
  }
}

const sizeOf = (entry: Entry) =>
  [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])].reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    entry.Time === undefined ? 0 : 14,
  )
