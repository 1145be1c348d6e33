/**
 * A whole body on a simulated machine: the real functions, wired from the same list of triggers as on AWS and on one
 * machine, with stand-ins of every port. It can be switched off, and dies then in the middle of whatever it is doing.
 */
import * as z from 'zod'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { World } from '../../events/kernel/decider.ts'
import { heldBys } from '../../events/letter/events.ts'
import { askLetters } from '../../functions/ask-letters/ask.ts'
import { runQuarterHour } from '../../functions/begin-day/begin.ts'
import { type Follow, followerOf } from '../../functions/follow-log/follow.ts'
import { triggers } from '../../functions/index.ts'
import { keepEntries } from '../../functions/keep-entries/keep.ts'
import { noteDelivery, readProviderEvent } from '../../functions/note-deliveries/note.ts'
import { passOn } from '../../functions/pass-on-letters/pass-on.ts'
import { raiseTask } from '../../functions/raise-tasks/raise.ts'
import { type HeldLetter, releaseLetters } from '../../functions/release-letters/release.ts'
import { sealDays } from '../../functions/seal-log/seal.ts'
import { sendLetter } from '../../functions/send-letters/send.ts'
import type { Trigger } from '../../functions/trigger.ts'
import { wakeMessage, wakeShard } from '../../functions/wake-streams/wake.ts'
import { listOfWords } from '../../shared/board/lists.ts'
import type { Published } from '../../shared/bus/bus.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { standInBoard } from '../kit/stand-ins/board.ts'
import { standInBus } from '../kit/stand-ins/bus.ts'
import { standInFiles } from '../kit/stand-ins/files.ts'
import type { Lag } from '../kit/stand-ins/lag.ts'
import { standInLog } from '../kit/stand-ins/log.ts'
import { standInPost } from '../kit/stand-ins/post.ts'
import { standInQueue } from '../kit/stand-ins/queue.ts'
import { standInReplies } from '../kit/stand-ins/replies.ts'
import { standInVault } from '../kit/stand-ins/vault.ts'
import { type DeliveryFault, type SimulatedQueue, simulatedQueue, simulatedStream } from './delivery.ts'
import type { Faults } from './faults.ts'
import type { Plan } from './plan.ts'
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
}

/** Functions that do nothing here, each with the reason. */
const notSimulated: Readonly<Record<string, string>> = {
  'run-import': 'imports come in with files, which are tried with the sample body instead',
  'answer-api': 'the clerk calls its core',
  'serve-console': 'pages only show what the board holds',
}

const simulated = triggers.filter(({ name }) => notSimulated[name] === undefined)

export type Machine = ReturnType<typeof machineOf>

/** An index is behind by so many milliseconds at most: mostly by a second, at times by more than anybody waits for. */
const longestLags = [1000, 1000, 1000, 5000, 90_000]

export function machineOf({ scheduler, random, faults, plan, tally, failed, begun }: MachineTools) {
  let on = true
  const isOn = () => on
  const paused = new Set<string>()
  const { step } = scheduler

  const log = standInLog(step, lagIn(scheduler, random))
  const board = standInBoard(step, lagIn(scheduler, random))
  const vault = standInVault(step)
  const bus = standInBus(step)
  const files = standInFiles(step, scheduler.now)
  const replies = standInReplies(step)
  const provider = simulatedProvider({
    scheduler,
    random: random.fork('provider'),
    faults,
    tally,
    tell: (body, delayMs) => queues.get('note-deliveries-provider')?.send(body, delayMs, 'soon'),
  })
  const post = standInPost(step, () => provider.judge())
  post.onLetter((envelope) => provider.took(envelope))

  const world = worldNow(scheduler, plan)
  let ids = 0
  const newId = () => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const waitToRetry = (tries: number) => scheduler.wait(random.int(1, 20 * tries))
  const deeds: DeedTools = { log, vault, world, newId, waitToRetry }

  const queuePort = (name: string) => {
    const port = standInQueue(step)
    port.onMessage(({ body, delaySeconds }) => {
      port.waiting.length = 0
      queues.get(name)?.send(body, delaySeconds * 1000)
    })
    return port
  }
  const [repair, wake, later] = [queuePort('repair'), queuePort('wake'), queuePort('later')]
  const wait = (ms: number) => scheduler.wait(ms)

  async function* heldLetters(): AsyncGenerator<HeldLetter> {
    const { index, keys } = listOfWords('lettersInState', 'held')
    for (const key of keys) {
      const { rows } = await board.query({ index, key, limit: 1000 })
      for (const row of rows) yield { letter: row.stream, ...heldCard.parse(row.data) }
    }
  }

  const follow = followers({ log, bus, board, wakeShards: () => plan.settings.wakeShards })
  const release = (because: string, trace: string) =>
    releaseLetters({ ...deeds, heldLetters }, { by: 'system', because, trace })
  const sending = {
    ...deeds,
    post: {
      send(envelope: Envelope) {
        begun(envelope)
        return post.send(envelope)
      },
    },
    clock: { monotonic: scheduler.ms },
    later,
    waitForTurn: () => scheduler.wait(random.int(0, 80)),
    allStopped: () => tally('told that nothing leaves'),
    sender: 'Inclusion Quality Mark <awards@iqm.example>',
    silenceSeconds: 1800,
  }

  /** What each function does with a message of its queues, as its handler says. */
  const handlers: Readonly<Record<string, (message: unknown) => Promise<unknown>>> = {
    'follow-log': async (message) => {
      const { stream, version } = place.parse(message)
      const commit = await log.read(stream, version)
      if (commit) await follow([commit.body])
    },
    'wake-streams': (message) =>
      wakeShard(
        { ...deeds, board, wake, remaining: () => 300_000, failed: (_, thrown) => failed('wake-streams', thrown) },
        wakeMessage().parse(message),
      ),
    'ask-letters': (message) => askLetters(deeds, detailOf(message)),
    'send-letters': (message) => sendLetter(sending, detailOf(message)),
    'pass-on-letters': (message) => passOn(deeds, detailOf(message)),
    'release-letters': (message) => release(detailOf(message).id, detailOf(message).trace),
    'note-deliveries': async (message) => {
      const event = readProviderEvent(message)
      if (event) await noteDelivery(deeds, event)
    },
    'raise-tasks': (message) => raiseTask(deeds, detailOf(message)),
    'keep-entries': (message) => keepEntries(vault, detailOf(message)),
    'seal-log': (message) => sealDays({ ...deeds, board, files, wait }, detailOf(message)),
  }
  const quarterHourly: Readonly<Record<string, (at: string) => Promise<unknown>>> = {
    'begin-day': (at) => runQuarterHour({ ...deeds, board, repair, wake, wait }, at),
    'release-letters': (at) => release('quarter-hour', `quarter-hour ${at}`),
  }

  const delivery = { scheduler, random: random.fork('delivery'), faults, tally, failed }
  const queues = new Map(
    simulated.flatMap((trigger) =>
      queuesOf(trigger).map(
        (name) =>
          [
            name,
            simulatedQueue(delivery, optionsOf(trigger, name, handlers), () => on && !paused.has(trigger.name)),
          ] as const,
      ),
    ),
  )
  const listeners = routesOf(queues)
  bus.onEvent((event) => {
    bus.published.length = 0
    for (const queue of listeners.get(event.type) ?? []) queue.send(JSON.stringify({ detail: event }), 0)
  })
  const stream = simulatedStream(delivery, 'follow-log', follow, isOn)
  log.onCommit((body) => stream.commit(body))

  /** The rule calls a function once; what fails is tried twice more, as the platform does. */
  const fire = (
    name: string,
    run: (at: string) => Promise<unknown>,
    at: string,
    tries: number,
    allowance = { left: 2 },
  ) => {
    if (!on) return
    scheduler.start(
      name,
      [allowance],
      async () => void (await run(at)),
      (how, thrown) => {
        if (how === 'failed') failed(name, thrown)
        if (how !== 'done' && tries > 1)
          scheduler.after(random.int(20_000, 60_000), () => fire(name, run, at, tries - 1, allowance))
      },
    )
  }

  return {
    log,
    board,
    vault,
    bus,
    files,
    replies,
    post,
    world,
    deeds,
    queues,
    later,
    isOn,
    /** The quarter-hour rule fires. */
    quarterHour(at: string) {
      for (const { name, wakes } of simulated) {
        const run = quarterHourly[name]
        if (!wakes.some(({ by }) => by === 'quarter-hour')) continue
        if (!run) throw new Error(`nobody simulates the quarter hour of ${name}`)
        fire(name, run, at, 3)
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
    /** One function is not to be had for a while, all others are. */
    pause(name: string, milliseconds: number) {
      paused.add(name)
      scheduler.after(milliseconds, () => {
        paused.delete(name)
        for (const queue of queues.values()) queue.wake()
      })
    },
    /** Whether nothing is on its way: no function at work, no message, no record of the stream. */
    isQuiet: () =>
      scheduler.atWork() === 0 &&
      stream.inFlight() === 0 &&
      [...queues.values()].every((queue) => queue.inFlight() === 0),
  }
}

const heldCard = z.object({ heldBy: z.enum(heldBys), school: z.string().optional() })
const place = z.object({ stream: z.string(), version: z.int() })

const published = z.custom<Published>((value) => typeof value === 'object' && value !== null && 'stream' in value)
const withDetail = z.object({ detail: published })

function detailOf(message: unknown): Published {
  return withDetail.parse(message).detail
}

/** The world of the moment; made once for each. */
function worldNow(scheduler: Scheduler, plan: Plan): () => World {
  let last: World | undefined
  return () => {
    const now = scheduler.now()
    last = last?.now === now ? last : worldAt(now, firstCalendar, plan.settings)
    return last
  }
}

/** An index that is behind, each time by another while; what it showed once it shows again. */
function lagIn(scheduler: Scheduler, random: Random): Lag {
  let written: number[] = []
  const lag = () => {
    const seen = scheduler.ms() - random.int(0, random.pick(longestLags))
    const hidden = written.findIndex((ms) => ms > seen)
    written = hidden < 0 ? [] : written.slice(hidden)
    return written.length
  }
  return Object.assign(lag, { wrote: () => void written.push(scheduler.ms()) })
}

/** Followers as containers: each does one thing at a time and keeps its memory; one that dies takes its memory along. */
function followers(tools: Parameters<typeof followerOf>[0]): Follow {
  const idle: Follow[] = []
  return async (commits) => {
    const follower = idle.pop() ?? followerOf(tools)
    try {
      await follower(commits)
    } finally {
      // Of one that died nothing comes back to here.
      idle.push(follower)
    }
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

function optionsOf(
  { name: by, budget }: Trigger,
  name: string,
  handlers: Readonly<Record<string, (message: unknown) => Promise<unknown>>>,
) {
  const { batch = 10, concurrency = 2, tries = 5, timeoutSeconds } = budget
  const handler = handlers[by]
  if (!handler) throw new Error(`nobody simulates ${by}`)
  return {
    name,
    by,
    batch,
    concurrency,
    tries,
    timeoutSeconds,
    handle: async (body: unknown) => void (await handler(body)),
  }
}

/** Which queues hear of an event, by its type: the rules of the bus. */
function routesOf(queues: ReadonlyMap<string, SimulatedQueue>): ReadonlyMap<string, readonly SimulatedQueue[]> {
  const routes = new Map<string, SimulatedQueue[]>()
  for (const { name, wakes } of simulated)
    for (const one of wakes) {
      const queue = queues.get(`${name}-events`)
      if (one.by !== 'events' || !queue) continue
      for (const type of one.types) routes.set(type, [...(routes.get(type) ?? []), queue])
    }
  return routes
}
