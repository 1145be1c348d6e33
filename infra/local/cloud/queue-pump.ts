// Calls one queue's consumer with batches of its messages, and honours what it answers: a message is taken away when it
// was handled, comes again after a pause when it was not, and is given up after `maxReceives`.
import type { FaultBook } from './faults.ts'
import type { Flight } from './flight.ts'
import { callHandler, sayError } from './handlers.ts'
import { failuresIn, type Message, toSqsRecord } from './messages.ts'
import { type Store, sortable } from './store.ts'
import type { QueueSpec } from './types.ts'

const longestPauseMs = 30_000

export const messageKey = ({ queue, seq }: Pick<Message, 'queue' | 'seq'>) => `message!${queue}!${sortable(seq)}`

export interface QueuePump {
  readonly name: string
  readonly consumed: boolean
  /** A message may be delivered. A copy is a doubled delivery: what becomes of it changes nothing. */
  ready(message: Message, as?: 'copy'): void
  /** Messages waiting or in work. */
  size(): number
  start(): void
  stop(): void
}

export interface QueuePumpTools {
  readonly store: Store
  readonly flight: Flight
  readonly faults: FaultBook
  readonly giveUp: (message: Message, error: string) => Promise<void>
}

interface Delivery {
  readonly message: Message
  readonly copy: boolean
}

export function createQueuePump(spec: QueueSpec, { store, flight, faults, giveUp }: QueuePumpTools): QueuePump {
  const { name, handler, batchSize = 10, concurrency = 2, maxReceives = 5, retryMs = 1000, timeoutMs = 120_000 } = spec
  let waiting: Delivery[] = []
  let inWork = 0
  let asleep = 0
  let running = 0
  let started = false
  let planned = false
  let end: (() => void) | undefined

  const count = () => {
    const busy = running > 0 || (started && handler !== undefined && waiting.length > 0)
    if (busy) end ??= flight.begin()
    else {
      end?.()
      end = undefined
    }
  }
  // At the end of the turn, so that messages sent together come together.
  const plan = () => {
    count()
    if (planned || !started || !handler) return
    planned = true
    setImmediate(() => {
      planned = false
      while (started && running < concurrency && waiting.length > 0) {
        running += 1
        const done = () => {
          running -= 1
          plan()
        }
        flight.watch(work(waiting.splice(0, batchSize)).finally(done))
      }
    })
  }
  const invoke = async (batch: readonly Delivery[]): Promise<ReadonlySet<string>> => {
    if (!handler || faults.take('queue', 'error')) throw new Error('the consumer could not be called')
    const event = { Records: batch.map(({ message }) => toSqsRecord(message)) }
    const answer = await callHandler(handler, event, name, timeoutMs)
    if (faults.take('queue', 'no-answer')) throw new Error("the consumer's answer was lost")
    return failuresIn(answer, new Set(batch.map(({ message }) => message.id)))
  }
  const work = async (batch: readonly Delivery[]) => {
    inWork += batch.length
    const received = batch.map(({ message, copy }) => ({
      copy,
      message: { ...message, receives: message.receives + 1 },
    }))
    let error = 'the consumer named it among its failures'
    let failed: ReadonlySet<string>
    try {
      failed = await invoke(received)
    } catch (thrown) {
      error = sayError(thrown)
      failed = new Set(received.map(({ message }) => message.id))
    }
    // The process is ending and did not wait for this consumer: its messages come again at the next start.
    if (store.closed()) return
    const own = received.filter(({ copy }) => !copy).map(({ message }) => message)
    await store.write(own.filter(({ id }) => !failed.has(id)).map((message) => ({ key: messageKey(message) })))
    for (const message of own) if (failed.has(message.id)) await again(message, error)
    inWork -= batch.length
  }
  const again = async (message: Message, error: string) => {
    if (message.receives >= maxReceives) return giveUp(message, error)
    await store.write([{ key: messageKey(message), value: message }])
    asleep += 1
    flight.sleep(Math.min(retryMs * 2 ** (message.receives - 1), longestPauseMs), 'soon', () => {
      asleep -= 1
      ready(message)
    })
  }
  const ready = (message: Message, as?: 'copy') => {
    const delivery = { message, copy: as === 'copy' }
    const shuffled = waiting.length > 0 ? faults.peek('queue', 'shuffle') : undefined
    if (shuffled) waiting.splice(shuffled.between(0, waiting.length), 0, delivery)
    else waiting.push(delivery)
    plan()
  }
  return {
    name,
    consumed: handler !== undefined,
    ready,
    size: () => waiting.length + inWork + asleep,
    start: () => {
      started = true
      plan()
    },
    stop: () => {
      started = false
      waiting = []
      count()
    },
  }
}
