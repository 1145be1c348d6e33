/** Stand-ins of every port, each step of each waiting for its turn, with indexes that are always behind. */
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { Settings } from '../../events/kernel/settings.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { Posted } from '../../shared/post/post.ts'
import { standInBoard } from '../kit/stand-ins/board.ts'
import { standInBus } from '../kit/stand-ins/bus.ts'
import { standInFiles } from '../kit/stand-ins/files.ts'
import type { Lag } from '../kit/stand-ins/lag.ts'
import { standInLog } from '../kit/stand-ins/log.ts'
import { standInPost } from '../kit/stand-ins/post.ts'
import { type QueueStandIn, standInQueue } from '../kit/stand-ins/queue.ts'
import { standInReplies } from '../kit/stand-ins/replies.ts'
import { standInVault } from '../kit/stand-ins/vault.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

export interface PortTools {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly settings: Settings
  /** What the provider says to a letter; undefined when it takes it. */
  readonly judge: () => Posted | undefined
  /** A message was put on a queue of work. */
  readonly sent: (queue: string, body: string, delayMs: number) => void
}

export type Ports = ReturnType<typeof portsOf>

export function portsOf({ scheduler, random, settings, judge, sent }: PortTools) {
  const { step } = scheduler
  const log = standInLog(step, lagIn(scheduler, random))
  const board = standInBoard(step, lagIn(scheduler, random))
  const vault = standInVault(step)
  const world = worldNow(scheduler, settings)
  let ids = 0
  const newId = () => {
    ids += 1
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }
  const waitToRetry = (tries: number) => scheduler.wait(random.int(1, 20 * tries))
  const deeds: DeedTools = { log, vault, world, newId, waitToRetry }
  const queue = (name: string): QueueStandIn => {
    const port = standInQueue(step)
    port.onMessage(({ body, delaySeconds }) => {
      port.waiting.length = 0
      sent(name, body, delaySeconds * 1000)
    })
    return port
  }
  return {
    log,
    board,
    vault,
    bus: standInBus(step),
    files: standInFiles(step, scheduler.now),
    replies: standInReplies(step),
    post: standInPost(step, judge),
    repair: queue('repair'),
    wake: queue('wake'),
    later: queue('later'),
    world,
    deeds,
  }
}

/** The world of the moment; made once for each. */
function worldNow(scheduler: Scheduler, settings: Settings): () => World {
  let last: World | undefined
  return () => {
    const now = scheduler.now()
    last = last?.now === now ? last : worldAt(now, firstCalendar, settings)
    return last
  }
}

/** An index is behind by so many milliseconds at most: mostly by a second, at times by more than anybody waits for. */
const longestLags = [1000, 1000, 1000, 5000, 90_000]

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
