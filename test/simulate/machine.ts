/**
 * A whole body on a simulated machine: the real functions, wired from the same list of triggers as on AWS and on one
 * machine. It can be switched off, and dies then in the middle of whatever it is doing.
 */
import { triggers } from '../../functions/index.ts'
import { noFindings } from '../../functions/receive-mail/receive.ts'
import type { Trigger } from '../../functions/trigger.ts'
import { mailStreamOf } from '../../shared/deeds/mail-places.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { type DeliveryFault, type SimulatedQueue, simulatedQueue, simulatedStream } from './delivery.ts'
import type { Faults } from './faults.ts'
import { type Functions, functionsOf, notSimulated } from './functions.ts'
import type { Plan } from './plan.ts'
import { portsOf } from './ports.ts'
import { type ProviderDoing, simulatedProvider } from './provider.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

export interface MachineTools {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly plan: Plan
  readonly tally: (what: DeliveryFault | ProviderDoing) => void
  /** Told of each piece of work that threw. */
  readonly failed: (by: string, thrown: unknown) => void
  /** Told of each letter that is about to be handed to the provider. */
  readonly begun: (envelope: Envelope) => void
  /** Told of each message of a queue, as it is sent. */
  readonly travels: (queue: string, body: string) => void
}

const simulated = triggers.filter(({ name }) => notSimulated[name] === undefined)

export type Machine = ReturnType<typeof machineOf>

export function machineOf({ scheduler, random, faults, plan, tally, failed, begun, travels }: MachineTools) {
  let [on, mails] = [true, 0]
  const paused = new Set<string>()

  const send = (queue: string, body: string, delayMs: number, soon?: 'soon') => {
    travels(queue, body)
    queues.get(queue)?.send(body, delayMs, soon)
  }
  const provider = simulatedProvider({
    scheduler,
    random: random.fork('provider'),
    faults,
    tally,
    tell: (body, delayMs) => send('note-deliveries-provider', body, delayMs, 'soon'),
  })
  const ports = portsOf({ scheduler, random, settings: plan.settings, judge: () => provider.judge(), sent: send })
  ports.post.onLetter((envelope) => provider.took(envelope))
  const allStopped = () => tally('told that nothing leaves')
  const { wakeShards } = plan.settings
  const functions = functionsOf({ ports, scheduler, random, wakeShards, failed, begun, allStopped })

  const delivery = { scheduler, random: random.fork('delivery'), faults, tally, failed }
  const queues = new Map(
    simulated.flatMap((trigger) => {
      const isOn = () => on && !paused.has(trigger.name)
      return queuesOf(trigger).map((name) => {
        return [name, simulatedQueue(delivery, optionsOf(trigger, name, functions), isOn)] as const
      })
    }),
  )
  const routes = routesOf(queues)
  ports.bus.onEvent((event) => {
    ports.bus.published.length = 0
    const body = JSON.stringify({ detail: event })
    for (const { name } of routes.get(event.type) ?? []) send(name, body, 0)
  })
  const stream = simulatedStream(delivery, 'follow-log', functions.follow, () => on)
  ports.log.onCommit((body) => stream.commit(body))

  /** The rule calls a function once; what fails is tried twice more, as the platform does. */
  const fire = (name: string, run: () => Promise<unknown>, tries = 3, allowance = { left: 2 }) => {
    if (!on) return
    const again = () => fire(name, run, tries - 1, allowance)
    scheduler.start(
      name,
      [allowance],
      async () => void (await run()),
      (how, thrown) => {
        if (how === 'failed') failed(name, thrown)
        if (how !== 'done' && tries > 1) scheduler.after(random.int(20_000, 60_000), again)
      },
    )
  }

  return {
    ...ports,
    queues,
    isOn: () => on,
    /** The quarter-hour rule fires. */
    quarterHour(at: string) {
      for (const { name, wakes } of simulated) {
        const run = functions.quarterHourly[name]
        if (!wakes.some(({ by }) => by === 'quarter-hour')) continue
        if (!run) throw new Error(`nobody simulates the quarter hour of ${name}`)
        fire(name, () => run(at))
      }
    },
    switchOff() {
      on = false
      scheduler.killAll()
    },
    switchOn() {
      on = true
      stream.wake()
      for (const queue of queues.values()) queue.wake()
    },
    /** The mail provider stores a mail and tells of it, as long as anybody listens; answers its stream. */
    mailIn(bytes: string, dmarc: 'pass' | 'fail'): string {
      mails += 1
      const kept = `inbound/${mails}`
      const findings = { ...noFindings, dmarc }
      const received = scheduler.now()
      ports.mail.put(kept, bytes, 'message/rfc822').then(
        () => fire('receive-mail', () => functions.mailCame({ kept, received, findings })),
        (thrown: unknown) => failed('receive-mail', thrown),
      )
      return mailStreamOf(kept)
    },
    /** A letter that had arrived comes back after all. */
    comesBack: provider.comesBack,
    /** One function is not to be had for a while, all others are. */
    pause(name: string, milliseconds: number) {
      paused.add(name)
      scheduler.after(milliseconds, () => {
        paused.delete(name)
        for (const queue of queues.values()) queue.wake()
      })
    },
    /** Whether nothing is on its way: no function at work, no message, no record of the stream. */
    isQuiet() {
      const messages = [...queues.values()].reduce((sum, queue) => sum + queue.inFlight(), 0)
      return scheduler.atWork() === 0 && stream.inFlight() === 0 && messages === 0
    },
  }
}

/** The queues a function reads, by the names the wiring gives them. */
function queuesOf({ name, wakes }: Trigger): string[] {
  return wakes.flatMap((one) => {
    if (one.by === 'events') return [`${name}-events`]
    if (one.by === 'provider-events') return [`${name}-provider`]
    return one.by === 'queue' ? [one.queue] : []
  })
}

function optionsOf({ name: by, budget }: Trigger, name: string, { handlers }: Functions) {
  const { batch = 10, concurrency = 2, tries = 5, timeoutSeconds } = budget
  const handler = handlers[by]
  if (!handler) throw new Error(`nobody simulates ${by}`)
  const handle = async (body: unknown) => void (await handler(body))
  return { name, by, batch, concurrency, tries, timeoutSeconds, handle }
}

/** Which queues hear of an event, by its type: the rules of the bus. */
function routesOf(queues: ReadonlyMap<string, SimulatedQueue>): ReadonlyMap<string, readonly SimulatedQueue[]> {
  const routes = new Map<string, SimulatedQueue[]>()
  const types = simulated.flatMap(({ name, wakes }) =>
    wakes.flatMap((one) => (one.by === 'events' ? one.types.map((type) => ({ name, type })) : [])),
  )
  for (const { name, type } of types) {
    const queue = queues.get(`${name}-events`)
    if (queue) routes.set(type, [...(routes.get(type) ?? []), queue])
  }
  return routes
}
