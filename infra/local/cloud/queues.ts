// The queues: a message is kept before it is acknowledged, and until its consumer is done with it; after a kill it is
// delivered again. Consumers are called by a pump, as Lambda's event source mapping does it.
import { randomUUID } from 'node:crypto'
import type { DeadLetters } from './dead-letters.ts'
import { deliver } from './delivery.ts'
import type { FaultBook } from './faults.ts'
import type { Flight } from './flight.ts'
import { createLater } from './later.ts'
import { type Message, type MessageAttributes, messageSchema } from './messages.ts'
import { createQueuePump, messageKey, type QueuePump } from './queue-pump.ts'
import type { Store } from './store.ts'
import type { FaultPlace, QueueSpec } from './types.ts'

export interface Outgoing {
  readonly queue: string
  readonly body: string
  readonly attributes?: MessageAttributes | undefined
  readonly delaySeconds?: number | undefined
}

export interface Queues {
  has(name: string): boolean
  /** Keeps messages, all or none, and delivers them. `by` names the places whose delivery faults they pass. */
  send(messages: readonly Outgoing[], by: readonly FaultPlace[]): Promise<string[]>
  /** Messages kept of a queue: waiting or in work, and asked for later. */
  counts(name: string): { waiting: number; later: number }
  later(): { count: number; nextDue: Date | undefined }
  start(): void
  stop(): void
  /** Delivers what the body's clock has made due. */
  tick(): void
  /** For `settle`: makes the next message due within the horizon come now. False if there is none. */
  releaseNext(horizon: number): boolean
  /** Ends what `releaseNext` jumped over. */
  endReleases(): void
  retryDeadLetter(id: string): Promise<boolean>
}

export interface QueuesTools {
  readonly store: Store
  readonly flight: Flight
  readonly faults: FaultBook
  readonly dead: DeadLetters
  readonly clock: () => Date
}

/** Opens the queues and takes up what was kept of them; nothing is delivered before `start`. */
export async function openQueues(specs: readonly QueueSpec[], tools: QueuesTools): Promise<Queues> {
  const { store, flight, faults, dead, clock } = tools
  const pumps = new Map<string, QueuePump>()
  const later = createLater(clock, (message) => pumps.get(message.queue)?.ready(message))
  let lastSeq = 0

  const make = (queue: string, { body, attributes, delaySeconds }: Omit<Outgoing, 'queue'>): Message => {
    lastSeq += 1
    return {
      id: randomUUID(),
      seq: lastSeq,
      queue,
      body,
      sentAt: Date.now(),
      receives: 0,
      ...(attributes ? { attributes } : {}),
      ...(delaySeconds ? { dueAt: later.now() + delaySeconds * 1000 } : {}),
    }
  }

  const admit = (message: Message, by: readonly FaultPlace[]) => {
    const pump = pumps.get(message.queue)
    if (!pump) return
    if (message.dueAt !== undefined && message.dueAt > later.now()) later.add(message)
    else deliver(tools, by, (as) => pump.ready(message, as))
  }

  const put = async (messages: readonly Message[], by: readonly FaultPlace[], also: () => Promise<unknown>) => {
    const end = flight.begin()
    try {
      await also()
      for (const message of messages) admit(message, by)
    } finally {
      end()
    }
  }

  for (const spec of specs) {
    pumps.set(
      spec.name,
      createQueuePump(spec, {
        store,
        flight,
        faults,
        giveUp: (message, error) => giveUp(spec, message, error),
      }),
    )
  }
  const giveUp = async (spec: QueueSpec, message: Message, error: string) => {
    const gone = { key: messageKey(message) }
    const target = spec.deadLetter === undefined ? undefined : pumps.get(spec.deadLetter)
    if (target?.consumed) {
      const moved = make(target.name, message)
      return put([moved], [], () => store.write([gone, { key: messageKey(moved), value: moved }]))
    }
    return dead.add({ from: spec.name, kind: 'queue', body: message.body, receives: message.receives, error }, [gone])
  }

  const kept: Message[] = []
  for await (const [, value] of store.entries('message!')) kept.push(messageSchema.parse(value))
  kept.sort((a, b) => a.seq - b.seq)
  lastSeq = kept.at(-1)?.seq ?? 0
  for (const message of kept) admit(message, ['queue'])

  return {
    has: (name) => pumps.has(name),
    send: async (outgoing, by) => {
      const messages = outgoing.map((one) => make(one.queue, one))
      await put(messages, by, () => store.write(messages.map((one) => ({ key: messageKey(one), value: one }))))
      return messages.map((one) => one.id)
    },
    counts: (name) => ({ waiting: pumps.get(name)?.size() ?? 0, later: later.count(name) }),
    later: () => ({ count: later.count(), nextDue: later.nextDue() }),
    start: () => {
      for (const pump of pumps.values()) pump.start()
      later.start()
    },
    stop: () => {
      for (const pump of pumps.values()) pump.stop()
      later.stop()
    },
    tick: later.tick,
    releaseNext: later.releaseNext,
    endReleases: later.endReleases,
    retryDeadLetter: async (id) => {
      const letter = dead.get(id)
      if (letter?.kind !== 'queue' || !pumps.has(letter.from)) return false
      const message = make(letter.from, letter)
      await put([message], ['queue'], () => dead.take(id, [{ key: messageKey(message), value: message }]))
      return true
    },
  }
}
