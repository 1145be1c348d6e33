/**
 * How work reaches functions: queues (at least once, in no order, doubled, late) and the log's stream (in order by
 * shard, at least once, a batch again until it is done or given up). Both as their services promise, no better.
 */
import type { CommitBody } from '../../shared/log/log.ts'
import type { Allowance, Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** What delivery did to messages, each counted. */
export const deliveryFaults = [
  'a message came twice',
  'a message came minutes late',
  'a message came hours late',
  'a message came before an older one',
  'a batch was done and its answer lost',
  'a batch of the stream came again',
  'a batch of the stream was given up',
] as const
export type DeliveryFault = (typeof deliveryFaults)[number]

export interface DeliveryTools {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly tally: (fault: DeliveryFault) => void
  /** Told of each piece of work that threw. */
  readonly failed: (by: string, thrown: unknown) => void
}

export interface Message {
  readonly body: string
  readonly sent: number
  readonly allowance: Allowance
  receives: number
}

export interface QueueOptions {
  readonly name: string
  /** The function that reads it. */
  readonly by: string
  readonly batch: number
  readonly concurrency: number
  readonly tries: number
  readonly timeoutSeconds: number
  readonly handle: (body: unknown) => Promise<void>
}

export interface SimulatedQueue {
  readonly name: string
  /** `soon`: it comes at once and once; what becomes of it then is as for any other. */
  send(body: string, delayMs: number, soon?: 'soon'): void
  /** Takes up what waits: the machine was off. */
  wake(): void
  /** Messages sent and not done. */
  inFlight(): number
  readonly deadLetters: readonly Message[]
}

/** One message fails so often at most that it does not end in the dead letters by bad luck. */
const spareTries = 2

/** A lost answer is one more try, and counts against what each message may suffer; false where one may suffer no more. */
function spend(messages: readonly Message[]): boolean {
  if (messages.some(({ allowance }) => allowance.left <= 0)) return false
  for (const { allowance } of messages) allowance.left -= 1
  return true
}

export function simulatedQueue(tools: DeliveryTools, options: QueueOptions, isOn: () => boolean): SimulatedQueue {
  const { scheduler, random, faults, tally } = tools
  const { name, by, batch, concurrency, tries, timeoutSeconds, handle } = options
  const ready: Message[] = []
  const deadLetters: Message[] = []
  let [working, inFlight] = [0, 0]

  const arrive = (message: Message) => {
    ready.push(message)
    pump()
  }

  const comeAgain = (message: Message) => {
    if (message.receives >= tries) {
      inFlight -= 1
      deadLetters.push(message)
      return
    }
    // A message in work stays hidden for six timeouts (see the queues of the template); a failure told comes sooner.
    const hidden = random.chance(0.5) ? timeoutSeconds * 6000 : random.int(200, 60_000)
    scheduler.after(faults.ended ? 1000 : hidden, () => arrive(message))
  }

  const finish = (messages: readonly Message[]) => {
    working -= 1
    const lost = messages.length > 0 && !faults.ended && random.chance(0.01) && spend(messages)
    if (lost) tally('a batch was done and its answer lost')
    for (const message of messages) {
      if (lost) comeAgain(message)
      else inFlight -= 1
    }
    pump()
  }

  const work = (messages: readonly Message[]) => {
    working += 1
    const failures = new Set<Message>()
    const one = async (message: Message) => {
      try {
        await handle(JSON.parse(message.body))
      } catch (thrown) {
        tools.failed(by, thrown)
        failures.add(message)
      }
    }
    scheduler.start(
      by,
      messages.map(({ allowance }) => allowance),
      async () => {
        await Promise.all(messages.map((message) => scheduler.within(message.allowance, () => one(message))))
      },
      (how) => {
        const done = how === 'died' ? [] : messages.filter((message) => !failures.has(message))
        for (const message of messages) if (!done.includes(message)) comeAgain(message)
        finish(done)
      },
    )
  }

  const take = (): Message => {
    const at = random.int(0, ready.length - 1)
    const [message] = ready.splice(at, 1)
    if (!message) throw new Error('there is no message to take')
    if (ready.some(({ sent }) => sent < message.sent)) tally('a message came before an older one')
    message.receives += 1
    return message
  }

  const pump = () => {
    while (isOn() && working < concurrency && ready.length > 0) {
      const size = Math.min(ready.length, random.int(1, batch))
      work(Array.from({ length: size }, take))
    }
  }

  const lateness = (): number => {
    if (faults.ended) return random.int(20, 500)
    const kind = random.weighed([[90, 'soon'], [6, 'a minute'], [3, 'minutes'], [1, 'hours']] as const) // biome-ignore format: a table
    if (kind === 'minutes') tally('a message came minutes late')
    if (kind === 'hours') tally('a message came hours late')
    const longest = { soon: 1500, 'a minute': 60_000, minutes: 600_000, hours: 7_200_000 }[kind]
    return random.int(50, longest)
  }

  const put = (body: string, delayMs: number) => {
    const message: Message = { body, sent: scheduler.ms(), allowance: { left: tries - spareTries }, receives: 0 }
    inFlight += 1
    scheduler.after(delayMs, () => arrive(message))
  }

  return {
    name,
    deadLetters,
    inFlight: () => inFlight,
    wake: pump,
    send(body, delayMs, soon) {
      put(body, delayMs + (soon ? 0 : lateness()))
      if (soon || faults.ended || !random.chance(0.04)) return
      tally('a message came twice')
      put(body, delayMs + lateness())
    },
  }
}

export interface SimulatedStream {
  commit(body: CommitBody): void
  /** Takes up what waits; what is older than a stream keeps is gone. */
  wake(): void
  inFlight(): number
}

/** A stream keeps its records for a day. */
const kept = 24 * 60 * 60 * 1000

/** The log's stream: two shards, each followed by one reader at a time. */
export function simulatedStream(
  tools: DeliveryTools,
  by: string,
  follow: (commits: readonly CommitBody[]) => Promise<void>,
  isOn: () => boolean,
): SimulatedStream {
  const shards = [shardOf(tools, by, follow, isOn), shardOf(tools, by, follow, isOn)] as const
  return {
    commit(body) {
      const { stream } = body
      shards[stream.charCodeAt(stream.length - 1) % 2 === 0 ? 0 : 1].add(body)
    },
    wake() {
      for (const shard of shards) shard.wake()
    },
    inFlight: () => shards.reduce((sum, shard) => sum + shard.inFlight(), 0),
  }
}

function shardOf(
  { scheduler, random, faults, tally, failed }: DeliveryTools,
  by: string,
  follow: (commits: readonly CommitBody[]) => Promise<void>,
  isOn: () => boolean,
) {
  const records: { readonly body: CommitBody; readonly at: number }[] = []
  let [busy, planned, failures] = [false, false, 0]
  let allowance: Allowance = { left: 5 }

  const plan = (delay: number) => {
    if (planned || busy) return
    planned = true
    scheduler.after(delay, () => {
      planned = false
      pump()
    })
  }

  const pump = () => {
    if (!isOn() || busy || records.length === 0) return
    busy = true
    const size = Math.min(records.length, random.int(1, 20))
    const batch = records.slice(0, size)
    scheduler.start(
      by,
      [allowance],
      () => follow(batch.map(({ body }) => body)),
      (how, thrown) => {
        busy = false
        if (how === 'failed') failed(by, thrown)
        if (how === 'done') onward(size)
        else again(size)
      },
    )
  }

  const onward = (size: number) => {
    records.splice(0, size)
    failures = 0
    allowance = { left: 5 }
    if (records.length > 0) plan(random.int(5, 100))
  }

  // Tried too often, a batch is given up: what is known of it then is its place alone, and the repair finds it.
  const again = (size: number) => {
    failures += 1
    if (failures > 1 && !faults.ended && random.chance(0.4)) {
      tally('a batch of the stream was given up')
      onward(size)
      return
    }
    tally('a batch of the stream came again')
    plan(random.int(200, 5000))
  }

  return {
    add(body: CommitBody) {
      records.push({ body, at: scheduler.ms() })
      plan(random.chance(0.02) && !faults.ended ? random.int(1000, 120_000) : random.int(20, 1000))
    },
    wake() {
      const gone = records.findIndex(({ at }) => at >= scheduler.ms() - kept)
      records.splice(0, gone < 0 ? records.length : gone)
      plan(0)
    },
    inFlight: () => records.length,
  }
}
