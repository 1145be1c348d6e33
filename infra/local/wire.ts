/** The same list of triggers that AWS is wired from, as queues, rules, streams and doors of the local cloud. */
import type { Trigger, Wakes } from '../../functions/trigger.ts'
import { queueNames } from '../../functions/trigger.ts'
import type { BusEvent, HandlerContext, QueueSpec, RuleSpec, StreamSpec } from './cloud/types.ts'
import { cutProviderEvent, isOfLetter, providerEventTypes } from './provider-events.ts'

/** A function as Lambda would call it. */
export type Handler = (event: unknown, context: HandlerContext) => Promise<unknown>

export interface Wired {
  readonly queues: readonly QueueSpec[]
  readonly rules: readonly RuleSpec[]
  readonly streams: readonly StreamSpec[]
  /** Functions that answer requests below a path, the longest paths first. */
  readonly doors: readonly { readonly path: string; readonly handler: Handler }[]
  /** Functions the quarter-hour rule wakes. */
  readonly quarterHourly: readonly { readonly name: string; readonly handler: Handler }[]
  /** Functions that are told of each mail that came in. */
  readonly mail: readonly { readonly name: string; readonly handler: Handler }[]
}

/** Wires the triggers; `handlers` gives each function by its name. `logTable` is the one whose stream is followed. */
export function wireTriggers(
  triggers: readonly Trigger[],
  handlers: (name: string) => Handler,
  logTable: string,
): Wired {
  const parts = triggers.flatMap((trigger) =>
    trigger.wakes.map((wakes) => ({ trigger, wakes, handler: handlers(trigger.name) })),
  )
  const doors = parts.flatMap(({ wakes, handler }) =>
    wakes.by === 'http' ? wakes.paths.map((path) => ({ path, handler })) : [],
  )
  const wokenBy = (by: Wakes['by']) =>
    parts.flatMap(({ trigger, wakes, handler }) => (wakes.by === by ? [{ name: trigger.name, handler }] : []))
  return {
    queues: parts.flatMap(({ trigger, wakes, handler }) => {
      const name = queueOf(trigger, wakes)
      return name === undefined ? [] : [queueSpec(name, trigger, handler)]
    }),
    rules: parts.flatMap(({ trigger, wakes }) => ruleOf(trigger, wakes)),
    streams: parts.flatMap(({ trigger, wakes, handler }) =>
      wakes.by === 'log' ? [{ table: logTable, handler, deadLetter: deadLettersOf(trigger) }] : [],
    ),
    doors: doors.toSorted((a, b) => b.path.length - a.path.length),
    quarterHourly: wokenBy('quarter-hour'),
    mail: wokenBy('mail'),
  }
}

function queueOf(trigger: Trigger, wakes: Wakes): string | undefined {
  switch (wakes.by) {
    case 'events':
      return `${trigger.name}-events`
    case 'provider-events':
      return `${trigger.name}-provider`
    case 'queue':
      return wakes.queue
    default:
      return undefined
  }
}

function queueSpec(name: string, trigger: Trigger, handler: Handler): QueueSpec {
  const { budget } = trigger
  return {
    name,
    handler,
    batchSize: budget.batch,
    concurrency: budget.concurrency,
    maxReceives: budget.tries,
    timeoutMs: budget.timeoutSeconds * 1000,
    retryMs: 200,
    deadLetter: deadLettersOf(trigger),
  }
}

function ruleOf(trigger: Trigger, wakes: Wakes): RuleSpec[] {
  const queue = queueOf(trigger, wakes)
  if (queue === undefined) return []
  if (wakes.by === 'events') return [{ name: trigger.name, detailTypes: wakes.types, queue }]
  if (wakes.by === 'provider-events')
    return [
      {
        name: trigger.name,
        detailTypes: providerEventTypes,
        source: 'aws.ses',
        only: isOfLetter,
        queue,
        transform: (event: BusEvent) => cutProviderEvent(event),
      },
    ]
  return []
}

/** The queue that would hold what a function could not do. */
function deadLettersOf({ name }: Trigger): string {
  return `${name}-dead-letters`
}

/** Where functions' dead letters are, and on which queue each hears events, as file-dead-letters reads it. */
export function deadLetterPlaces(triggers: readonly Trigger[]): string {
  return triggers
    .map((trigger) => {
      const hears = trigger.wakes.some(({ by }) => by === 'events')
      return [trigger.name, deadLettersOf(trigger), ...(hears ? [`${trigger.name}-events`] : [])].join('=')
    })
    .join(',')
}

/** The queues functions put work on, by the name of the environment variable that tells their address. */
export function queueAddresses(urlOf: (name: string) => string): Record<string, string> {
  return Object.fromEntries(queueNames.map((name) => [`QUEUE_${name.toUpperCase()}_URL`, urlOf(name)]))
}
