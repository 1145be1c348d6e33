/**
 * A body in memory: the ports' stand-ins, a clock that is moved by hand, and every commit in the order it was made.
 * Nothing follows the log by itself: a test says what is followed when.
 */

import { contactDecider } from '../../events/contact/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { Instant } from '../../events/kernel/day.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { taskDecider } from '../../events/task/decide.ts'
import { type Follow, followerOf } from '../../functions/follow-log/follow.ts'
import type { Board } from '../../shared/board/board.ts'
import { taskStream } from '../../shared/deeds/tools.ts'
import { type ActTools, act, type Doing } from '../../shared/log/act.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'
import { standInBoard } from './stand-ins/board.ts'
import { type BusStandIn, standInBus } from './stand-ins/bus.ts'
import { type ClockStandIn, standInClock } from './stand-ins/clock.ts'
import { type FilesStandIn, standInFiles } from './stand-ins/files.ts'
import { standInLog } from './stand-ins/log.ts'
import { type QueueStandIn, standInQueue } from './stand-ins/queue.ts'
import { type Step, smooth } from './stand-ins/step.ts'

export interface SmallBody extends ActTools {
  readonly clock: ClockStandIn
  readonly log: Log
  readonly board: Board
  readonly bus: BusStandIn
  readonly files: FilesStandIn
  readonly repair: QueueStandIn
  readonly wake: QueueStandIn
  /** Every commit, in the order they were made. */
  readonly commits: CommitBody[]
  readonly follow: Follow
  /** Follows all that was made since the last time. */
  followAll(): Promise<void>
  wait(ms: number): Promise<void>
}

export interface SmallBodyOptions {
  readonly now?: Instant
  readonly step?: Step
  /** How many writes each index is behind. */
  readonly lag?: () => number
  /** Another keeper of the board, or of the log. */
  readonly board?: Board
  readonly log?: Log
}

export const monday = '2026-09-07T09:00:00.000Z'

export function aSmallBody({ now = monday, step = smooth, lag = () => 0, ...given }: SmallBodyOptions = {}): SmallBody {
  const clock = standInClock(now)
  const log = given.log ?? standInLog(step, lag)
  const board = given.board ?? standInBoard(step, lag)
  const bus = standInBus(step)
  const commits: CommitBody[] = []
  const kept: Log = {
    ...log,
    async append(body) {
      const outcome = await log.append(body)
      if (outcome === 'written' && !commits.some(({ id }) => id === body.id)) commits.push(body)
      return outcome
    },
  }
  const follow = followerOf({ log: kept, bus, board, wakeShards: () => defaultSettings.wakeShards })
  let ids = 0
  let followed = 0
  return {
    clock,
    log: kept,
    board,
    bus,
    files: standInFiles(step),
    repair: standInQueue(step),
    wake: standInQueue(step),
    commits,
    follow,
    async followAll() {
      const some = commits.slice(followed)
      await follow(some)
      followed += some.length
    },
    wait: async () => undefined,
    world: () => worldAt(clock.now(), firstCalendar, defaultSettings),
    newId: () => `id-${++ids}`,
    waitToRetry: async () => undefined,
  }
}

export const bySystem: Doing = { by: 'system', because: 'api', trace: 'trace-1' }

/** Makes a command of a school, and answers its stream. */
export async function onSchool(
  body: ActTools,
  name: string,
  command: SchoolCommand,
  doing: Doing = bySystem,
): Promise<string> {
  const stream = `school#${name}`
  const outcome = await act(body, schoolDecider, stream, command, doing)
  if ('refused' in outcome) throw new Error(`${command.do} was refused: ${outcome.refused}`)
  return stream
}

/** A school in England, registered; with `grantedOn` it holds the Inclusive School Award and Centre of Excellence. */
export async function aSchool(
  body: ActTools,
  name: string,
  more: { readonly says?: string; readonly town?: string; readonly grantedOn?: string } = {},
): Promise<string> {
  const ref = `ref:${name}`
  await onSchool(body, name, {
    do: 'register-school',
    ref,
    name: more.says ?? `School ${name}`,
    nation: 'england',
    town: more.town,
  })
  if (more.grantedOn !== undefined) {
    await onSchool(body, name, { do: 'grant-award', award: 'inclusive-school', on: more.grantedOn })
    await onSchool(body, name, { do: 'grant-award', award: 'centre-of-excellence', on: more.grantedOn })
    await onSchool(body, name, { do: 'join-cluster', cluster: 'oakfields', on: more.grantedOn })
  }
  return `school#${name}`
}

/** A contact of a school, with consent to service letters. */
export async function aContact(body: ActTools, name: string, school: string): Promise<string> {
  const stream = `contact#${name}`
  await act(body, contactDecider, stream, { do: 'add-contact', school, role: 'head' }, bySystem)
  const on = body.world().today
  await act(
    body,
    contactDecider,
    stream,
    { do: 'give-consent', purpose: 'service', wording: '2018-05', how: 'web-form', on, imported: false },
    bySystem,
  )
  return stream
}

/** Asks for a letter and answers its stream. */
export async function aLetter(body: ActTools, name: string, asked: Asked): Promise<string> {
  const stream = `letter#${name}`
  await act(body, letterDecider, stream, { do: 'ask-letter', asked }, bySystem)
  return stream
}

/** Raises a task about an event and answers its stream. */
export async function aTask(body: ActTools, cause: string, due: string, school?: string): Promise<string> {
  const stream = taskStream(cause)
  await act(
    body,
    taskDecider,
    stream,
    { do: 'raise-task', raised: { about: 'grace-ended', cause, due, ...(school && { school }) } },
    bySystem,
  )
  return stream
}
