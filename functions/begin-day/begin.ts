/**
 * Every quarter of an hour: what was not followed is repaired; from 07:30 London on the day begins, once, when nothing
 * lags; and while it is begun, each shard of what wants to be woken is asked for again. A stale board or a lost message
 * costs fifteen minutes.
 */
import { daysDecider, daysStream, overdueAt } from '../../events/days/decide.ts'
import { worldAt } from '../../events/days/world.ts'
import { londonDay, londonTime, morningRunTime } from '../../events/kernel/day.ts'
import { type ActTools, act, loadStream } from '../../shared/log/act.ts'
import type { Queue } from '../../shared/queue/queue.ts'
import { type Reconciled, type ReconcileTools, readMark, reconcile, windowAt, writeMark } from './reconcile.ts'

export type BeginTools = ActTools &
  Pick<ReconcileTools, 'board' | 'repair' | 'wait'> & {
    /** The queue of shards to wake: `{ day, shard, now }`. */
    readonly wake: Queue
  }

/** What a quarter of an hour came to. */
export interface QuarterHour {
  readonly day: string
  readonly repaired: Reconciled
  /** Whether this day is begun, now or before. */
  readonly begun: boolean
  /** It is time, and the day was left to the next quarter of an hour, since the board lags. */
  readonly leftForNext: boolean
  /** For the alarms: what should be done by now and is not. */
  readonly overdue: { readonly morning: boolean; readonly wakes: boolean }
}

/** Runs the quarter of an hour at an instant, which its event names. */
export async function runQuarterHour(tools: BeginTools, at: string): Promise<QuarterHour> {
  const mark = await readMark(tools)
  const window = windowAt(at, mark)
  const { shown = mark ?? window.from, ...repaired } = await reconcile(tools, window)
  if (repaired.left === 0 && shown !== mark) await writeMark(tools, shown)

  const day = londonDay(at)
  const time = londonTime(at)
  const isTime = time >= morningRunTime
  if (isTime && repaired.left === 0) await beginDay(tools, day, at)
  const { state: days } = await loadStream(tools.log, daysDecider, daysStream)
  const begun = days.began === day
  if (begun) await askForWakes(tools, day, at)
  return {
    day,
    repaired,
    begun,
    leftForNext: isTime && !begun,
    overdue: overdueAt(at, days),
  }
}

async function beginDay(tools: BeginTools, day: string, at: string): Promise<void> {
  const { calendar, settings } = tools.world()
  const then = { ...tools, world: () => worldAt(at, calendar, settings) }
  await act(
    then,
    daysDecider,
    daysStream,
    { do: 'begin-day', day },
    { by: 'system', because: 'quarter-hour', trace: tools.newId() },
  )
}

async function askForWakes(tools: BeginTools, day: string, at: string): Promise<void> {
  const shards = Array.from({ length: tools.world().settings.wakeShards }, (_, shard) => shard)
  await tools.wake.send(shards.map((shard) => ({ day, shard, now: at })))
}
