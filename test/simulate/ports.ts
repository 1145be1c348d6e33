/** Stand-ins of every port, each step of each waiting for its turn, with indexes that are always behind. */
import { calendarDecider, calendarOf, calendarStream, nationCalendarOf } from '../../events/calendar/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { NationCalendar } from '../../events/kernel/calendar.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { ChangedValues, Settings, SettingValues } from '../../events/kernel/settings.ts'
import { nations } from '../../events/kernel/words.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { isStateOf } from '../../shared/log/act.ts'
import type { Posted } from '../../shared/post/post.ts'
import { standInBoard } from '../kit/stand-ins/board.ts'
import { standInBus } from '../kit/stand-ins/bus.ts'
import { standInFiles } from '../kit/stand-ins/files.ts'
import type { Lag } from '../kit/stand-ins/lag.ts'
import { type LogStandIn, standInLog } from '../kit/stand-ins/log.ts'
import { standInPost } from '../kit/stand-ins/post.ts'
import { standInProviderList } from '../kit/stand-ins/provider-list.ts'
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
  const world = worldNow(scheduler, standingOf(log, settings))
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
    mail: standInFiles(step, scheduler.now),
    replies: standInReplies(step),
    post: standInPost(step, judge),
    providerList: standInProviderList(step),
    repair: queue('repair'),
    wake: queue('wake'),
    later: queue('later'),
    plan: queue('plan'),
    world,
    deeds,
  }
}

/** The world of the moment; made once for each. */
function worldNow(scheduler: Scheduler, standing: () => Standing): () => World {
  let last: World | undefined
  return () => {
    const now = scheduler.now()
    const { calendar, settings } = standing()
    const isSame = last?.now === now && last.calendar === calendar && last.settings === settings
    if (!last || !isSame) last = worldAt(now, calendar, settings)
    return last
  }
}

type Standing = Pick<World, 'calendar' | 'settings'>

/** Settings and calendar as the last commit left them: what each function reads at its beginning. */
function standingOf(log: LogStandIn, base: Settings): () => Standing {
  const edits = new Map<string, NationCalendar>()
  let standing: Standing = { calendar: firstCalendar, settings: base }
  log.onCommit((body) => {
    const nation = nations.find((one) => calendarStream(one) === body.stream)
    if (nation && isStateOf(calendarDecider, body))
      edits.set(`${nation} ${body.version}`, nationCalendarOf(nation, body.state))
    if (body.stream !== settingsStream || !isStateOf(settingsDecider, body)) return
    const { values, changes, calendars } = body.state
    const inForce = nations.flatMap((one) => {
      const version = calendars[one] ?? 0
      const calendar = edits.get(`${one} ${version}`)
      return calendar ? [[one, { version, calendar }] as const] : []
    })
    const changed =
      changes === standing.settings.version ? standing.settings : { ...base, ...given(values), version: changes }
    standing = { calendar: calendarOf(Object.fromEntries(inForce)), settings: changed }
  })
  return () => standing
}

/** The values that were changed, without those that are not there. */
function given(values: ChangedValues): Partial<SettingValues> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
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
