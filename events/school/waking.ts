/** What falls due for a school by the passing of days alone, and on which days it must be woken for it (R6, R7, R8). */
import { isWorkingDay, workingDayOnOrAfter } from '../kernel/calendar.ts'
import { addDays, type Day, type Instant, laterOf, morningRun } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import { lettersOfStanding } from './attendance.ts'
import { clusterMissing, foundOn } from './cluster-wait.ts'
import type { SchoolFact } from './events.ts'
import { invoicesDue, nextInvoiceDay } from './invoices.ts'
import { nextReminderDay, stageForToday, stageName } from './ladder.ts'
import { standingAward } from './levels.ts'
import { nextJudgement } from './standing.ts'
import type { Review, School } from './state.ts'
import { announcementForToday, daysOfVisit, decisionLateFrom } from './visits.ts'

function isSuspended(school: School, review: Review): boolean {
  return standingAward(school, review.award)?.state === 'suspended'
}

/** The facts of this morning, most pressing first. After an outage they name the day they belong to. */
export function whatFellDue(school: School, world: DayWorld): SchoolFact[] {
  if (isDoneWith(school)) return []
  const { review } = school
  const letters = isWorkingDay(world.calendar, school.nation, world.today) ? lettersOfStanding(school, world) : []
  const alone = clusterMissing(school, world)
  const invoices = invoicesDue(school, world)
  if (!review) return [...alone, ...letters, ...invoices]
  return [
    ...alone,
    ...dayFacts(review, world),
    ...visitFacts(school, review, world),
    ...reminder(school, review, world),
    ...letters,
    ...invoices,
  ]
}

/** Nothing falls due for a closed school, or for an entry that was merged into another. */
function isDoneWith({ closed, mergedInto }: School): boolean {
  return closed !== undefined || mergedInto !== undefined
}

function graceEnds(review: Review, world: DayWorld): Day {
  return addDays(review.due, world.settings.graceDays)
}

function dayFacts(review: Review, world: DayWorld): SchoolFact[] {
  const facts: SchoolFact[] = []
  if (!review.dueRecorded && review.due <= world.today)
    facts.push({ type: 'ReviewDue', data: { kind: review.kind, due: review.due } })
  if (!review.graceEnded && graceEnds(review, world) <= world.today)
    facts.push({ type: 'ReviewGraceEnded', data: { due: review.due } })
  return facts
}

function visitFacts(school: School, review: Review, { today, calendar, settings }: DayWorld): SchoolFact[] {
  const { visit } = review
  if (!visit) return []
  const facts: SchoolFact[] = []
  const announcement = announcementForToday(visit, school.nation, today, calendar, settings)
  if (announcement)
    facts.push({
      type: 'VisitReminderDue',
      data: { on: visit.on, before: announcement.before, award: review.award, kind: review.kind, due: review.due },
    })
  if (!visit.late && decisionLateFrom(visit, settings) <= today)
    facts.push({ type: 'VisitDecisionLate', data: { on: visit.on, due: review.due } })
  return facts
}

function reminder(school: School, review: Review, { today, calendar, settings }: DayWorld): SchoolFact[] {
  if (review.visit || isSuspended(school, review)) return []
  const stage = stageForToday(review, school.nation, today, calendar, settings)
  if (!stage) return []
  return [
    {
      type: 'ReviewReminderDue',
      data: {
        award: review.award,
        kind: review.kind,
        stage: stageName(stage.offset),
        due: review.due,
        own: review.own,
      },
    },
  ]
}

/** When this school must be woken next, seen from the end of today's run; undefined when nothing is to come by itself. */
export function nextWake(school: School, world: DayWorld): Instant | undefined {
  const first = daysToWake(school, world).toSorted()[0]
  return first === undefined ? undefined : morningRun(first)
}

function daysOfStanding(school: School, world: DayWorld): Day[] {
  const { risk, missedLetters } = school
  const letters = [...missedLetters.map(({ on }) => on), ...(risk?.letterOn === undefined ? [] : [risk.letterOn])]
  const judgement = nextJudgement(school, world)
  return [
    ...letters.map((on) => workingDayOnOrAfter(world.calendar, school.nation, laterOf(on, world.today))),
    ...(judgement === undefined ? [] : [judgement]),
  ]
}

/**
 * The morning on which it is found in no cluster. Where the day is past already (a leaving that is typed late) it is the
 * next: nobody waits for it, and nothing else of that past day is still to come.
 */
function dayOfLooking(school: School, { settings, lastRun }: DayWorld): Day[] {
  const on = foundOn(school, settings)
  if (on === undefined) return []
  return [on < lastRun ? addDays(lastRun, 1) : on]
}

/** The days this school must be woken on, seen from the end of today's run. */
function daysToWake(school: School, world: DayWorld): Day[] {
  if (isDoneWith(school)) return []
  const { review } = school
  const invoice = nextInvoiceDay(school, world)
  const days = [
    ...daysOfStanding(school, world),
    ...dayOfLooking(school, world),
    ...(invoice === undefined ? [] : [invoice]),
  ]
  if (!review) return days
  if (!review.dueRecorded) days.push(review.due)
  if (!review.graceEnded) days.push(graceEnds(review, world))
  if (review.visit) days.push(...daysOfVisit(review.visit, school.nation, world.today, world.calendar, world.settings))
  else if (!isSuspended(school, review)) {
    const next = nextReminderDay(review, school.nation, world.today, world.calendar, world.settings)
    if (next) days.push(next)
  }
  return days
}
