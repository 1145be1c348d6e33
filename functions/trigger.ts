/** What wakes a function and what it needs: plain data, read by AWS's wiring and by the local one alike. */

export type Wakes =
  /** Every quarter of an hour, from one scheduled rule; the event carries `time`. */
  | { readonly by: 'quarter-hour' }
  /** Every new commit of the log, by its stream. */
  | { readonly by: 'log' }
  /** Events of the bus, by exact type, through a queue of the function's own. */
  | { readonly by: 'events'; readonly types: readonly string[] }
  /** Messages another function puts on this queue. */
  | { readonly by: 'queue'; readonly queue: QueueName }
  /** The mail provider's events, cut down to type, time, bounce kind and letter. */
  | { readonly by: 'provider-events' }
  /** A mail came in: the mail provider tells where it is stored and what it found. */
  | { readonly by: 'mail' }
  /** HTTP requests below these paths. */
  | { readonly by: 'http'; readonly paths: readonly string[] }

export const queueNames = ['repair', 'wake', 'import', 'later', 'plan'] as const
export type QueueName = (typeof queueNames)[number]

export const needs = [
  'log:read',
  'log:write',
  'board:read',
  'board:write',
  'vault:read',
  'vault:write',
  'vault:delete',
  'vault:suppressed',
  'replies',
  'bus',
  'post',
  'post:list',
  'files:read',
  'files:write',
  'seals',
  'mail:read',
  'mail:write',
  'mail:delete',
  'queue:repair',
  'queue:wake',
  'queue:import',
  'queue:later',
  'queue:plan',
  'dead-letters',
  'tokens',
  'accounts',
] as const
export type Need = (typeof needs)[number]

export interface Trigger {
  /** The function's folder: a verb phrase. */
  readonly name: string
  readonly wakes: readonly Wakes[]
  readonly needs: readonly Need[]
  readonly budget: {
    readonly timeoutSeconds: number
    readonly memoryMb: number
    /** Messages in one invocation. */
    readonly batch?: number
    /** Invocations at the same time at most. */
    readonly concurrency?: number
    /** Tries before a message goes to the dead letters. */
    readonly tries?: number
  }
  /** For the person woken at night: what does not happen while this fails, whom it hurts, what to do first. */
  readonly ifItFails: string
}
