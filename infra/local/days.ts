/**
 * Moves the body through its days: each morning run, and of the quarter hours between only those at which something is
 * due, in order.
 */
import {
  addDays,
  addMinutes,
  type Day,
  epochOf,
  type Instant,
  instantOf,
  londonDay,
  londonInstant,
  morningRun,
} from '../../events/kernel/day.ts'

export interface DayTools {
  now(): Instant
  moveTo(instant: Instant): void
  /** Runs everything the quarter-hour rule wakes, as of this instant, and waits until nothing is in flight. */
  quarterHour(at: Instant): Promise<void>
  /** The first instant after `after` at which something wants to be woken or a message is due; undefined when none. */
  nextDue(after: Instant): Promise<Instant | undefined>
}

const quarterMinutes = 15

/** The first quarter hour at or after an instant. */
export function quarterAtOrAfter(instant: Instant): Instant {
  const quarter = quarterMinutes * 60_000
  return instantOf(Math.ceil(epochOf(instant) / quarter) * quarter)
}

async function runAt(tools: DayTools, at: Instant): Promise<void> {
  tools.moveTo(at)
  await tools.quarterHour(at)
}

/** Runs the quarter hours before `until` at which something is due. */
async function runQuartersBefore(tools: DayTools, until: Instant): Promise<void> {
  let after = tools.now()
  for (;;) {
    const due = await tools.nextDue(after)
    const quarter = quarterAtOrAfter(due !== undefined && due > after ? due : addMinutes(after, 1))
    if (due === undefined || quarter >= until) return
    await runAt(tools, quarter)
    after = quarter
  }
}

export interface Move {
  readonly to: Day
  /** The days before `to` had no runs. */
  readonly outage?: boolean | undefined
  /** London time on `to` up to which its quarter hours are run besides. */
  readonly at?: string | undefined
}

/** Moves to the end of a day's morning run; answers false for a day that is past. */
export async function moveThroughDays(tools: DayTools, { to, outage, at }: Move): Promise<boolean> {
  const today = londonDay(tools.now())
  if (to < today) return false
  for (let day = outage ? to : addDays(today, 1); day > today && day <= to; day = addDays(day, 1)) {
    if (!outage) await runQuartersBefore(tools, morningRun(day))
    await runAt(tools, morningRun(day))
  }
  if (at !== undefined) {
    const end = londonInstant(to, at)
    await runQuartersBefore(tools, end)
    tools.moveTo(end)
    await tools.quarterHour(end)
  }
  return true
}
