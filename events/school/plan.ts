/**
 * Planning anew when settings or the calendar changed. What would now have been sent on a day whose morning run is over is
 * not sent any more, as after an opening (R5); all that is still to come is sent on its new day, once. So that no command
 * ever works on a plan half old and half new, each is preceded by this where the stream was last decided in another world.
 */
import { addDays, type Day, londonDay } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { stagesToCome } from './ladder.ts'
import type { School } from './state.ts'
import { announcementsToCome } from './visits.ts'
import { nextWake } from './waking.ts'

type PlannedAnew = Extract<SchoolFact, { type: 'SchoolPlannedAnew' }>

/** Whether the school was last decided with another calendar or other settings than those of this world. */
function isOfAnotherWorld({ kept, calendar, settings }: DayWorld): boolean {
  return kept !== undefined && (kept.calendar !== calendar.version || kept.settings !== settings.version)
}

/**
 * The last day that is settled under the old plan: that of the last morning run; but where the school wanted to be woken
 * for a day that has come already and was not yet, what belongs to that day is still to come.
 */
function settledUntil({ kept, lastRun }: DayWorld): Day {
  const wanted = kept?.wakeAt === undefined ? undefined : londonDay(kept.wakeAt)
  return wanted !== undefined && wanted <= lastRun ? addDays(wanted, -1) : lastRun
}

/** Whether something is now planned for a day that is settled already. */
function plansThePast({ review, nation }: School, after: Day, { calendar, settings }: DayWorld): boolean {
  if (!review) return false
  const { visit } = review
  if (visit) return announcementsToCome(visit, nation, calendar, settings).some(({ sendDay }) => sendDay <= after)
  return stagesToCome(review, nation, calendar, settings).some(({ sendDay }) => sendDay <= after)
}

function plannedAnew(school: School, after: Day, world: DayWorld): PlannedAnew {
  const fact = (next: Day | undefined): PlannedAnew => ({
    type: 'SchoolPlannedAnew',
    data: { after, ...(next !== undefined && { next }) },
  })
  const next = nextWake(evolveSchool(school, fact(undefined)), world)
  return fact(next && londonDay(next))
}

/** What must be recorded before any other fact in a changed world: that what is planned for settled days is not sent. */
export function settleFirst(school: School, world: DayWorld): readonly PlannedAnew[] {
  if (!isOfAnotherWorld(world)) return []
  const after = settledUntil(world)
  return plansThePast(school, after, world) ? [plannedAnew(school, after, world)] : []
}

/** Plans anew: recorded where something is settled by it, or the next waking day is another than the one kept. */
export function plan(school: School, world: DayWorld): readonly PlannedAnew[] {
  const first = settleFirst(school, world)
  if (first.length > 0 || !isOfAnotherWorld(world)) return first
  return nextWake(school, world) === world.kept?.wakeAt ? [] : [plannedAnew(school, settledUntil(world), world)]
}
