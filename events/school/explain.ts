/**
 * What was considered on a day, for a person who asks why a letter went or not: each stage of the open review's ladder,
 * when it was planned and what became of it (R2, R4, R5, R6, R7). And what is still to come, for a preview.
 */
import { isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '../kernel/calendar.ts'
import { addDays, type Day, laterOf } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { Stage } from './events.ts'
import { planStages, stageForToday, stageName } from './ladder.ts'
import { standingAward } from './levels.ts'
import type { Review, School } from './state.ts'
import { announcementForToday } from './visits.ts'

export const stageFates = ['sent', 'superseded', 'stopped', 'not-yet'] as const

/** A stage of the ladder on a day, and why it stands so. */
export interface ExplainedStage {
  readonly stage: Stage
  /** So many days before or after the due day. */
  readonly day: Day
  /** The working day it is planned for. */
  readonly sendDay: Day
  readonly fate: (typeof stageFates)[number]
  /** The day the reminder was recorded, when it was. */
  readonly on?: Day
  readonly because: string
}

/** A reminder that was recorded, with the day of recording. */
export interface Reminded {
  readonly stage: string
  readonly due: Day
  readonly on: Day
}

type Fate = Pick<ExplainedStage, 'fate' | 'because' | 'on'>

/** Every stage of a review's ladder as it stood at the end of a day. `world` lends calendar and settings. */
export function explainStages(
  school: School,
  review: Review,
  reminded: readonly Reminded[],
  day: Day,
  world: DayWorld,
): ExplainedStage[] {
  const { calendar, settings } = world
  const kept = new Set(planStages(review.due, school.nation, calendar, settings).map(({ offset }) => offset))
  const offsets = new Set([...settings.stagesBefore.map((days) => -days), ...settings.stagesAfter])
  return [...offsets]
    .toSorted((a, b) => a - b)
    .map((offset) => {
      const stageDay = addDays(review.due, offset)
      const sendDay =
        offset < 0
          ? workingDayOnOrBefore(calendar, school.nation, stageDay)
          : workingDayOnOrAfter(calendar, school.nation, stageDay)
      const stage = stageName(offset)
      const sent = reminded.find((one) => one.due === review.due && one.stage === stage)
      const fate = sent
        ? sentOn(sent.on, sendDay)
        : (whyNever(offset, sendDay, kept, review, day) ?? whyNotYet(school, review, sendDay, day, world))
      return { stage, day: stageDay, sendDay, ...fate }
    })
}

function sentOn(on: Day, sendDay: Day): Fate {
  return {
    fate: 'sent',
    on,
    because: on > sendDay ? `it was planned for ${sendDay} and made up for on ${on}` : `its day came on ${on}`,
  }
}

/** What rules a stage out for good. */
function whyNever(offset: number, sendDay: Day, kept: ReadonlySet<number>, review: Review, day: Day): Fate | undefined {
  if (!kept.has(offset)) return { fate: 'superseded', because: 'a later stage falls on the same working day' }
  if (sendDay <= review.plannedAfter)
    return {
      fate: 'superseded',
      because: `its day was over when the review was opened, extended or taken up again on ${review.plannedAfter}`,
    }
  if (review.reminded !== undefined && offset <= review.reminded)
    return { fate: 'superseded', because: 'a later stage was reached first' }
  return offset < 0 && day >= review.due ? { fate: 'superseded', because: 'the due day has come' } : undefined
}

function whyNotYet(school: School, review: Review, sendDay: Day, day: Day, { calendar }: DayWorld): Fate {
  if (review.visit) return { fate: 'stopped', because: `a visit is booked for ${review.visit.on}` }
  if (isSuspended(school, review)) return { fate: 'stopped', because: 'the award is suspended' }
  if (sendDay > day) return { fate: 'not-yet', because: `its day is ${sendDay}` }
  if (!isWorkingDay(calendar, school.nation, day))
    return { fate: 'not-yet', because: `${day} is no working day; it goes on the next` }
  return { fate: 'not-yet', because: 'the morning run that takes it up is still to come' }
}

function isSuspended(school: School, review: Review): boolean {
  return standingAward(school, review.award)?.state === 'suspended'
}

/** What would fall due for a school on a day to come, if nothing changed until then. */
export type Planned =
  | { readonly kind: 'review-reminder'; readonly stage: Stage; readonly due: Day }
  | { readonly kind: 'visit-soon'; readonly before: number; readonly visit: Day }

/** The letters a school's review calls for on a day, seen from now; none for a day whose morning run is over. */
export function plannedFor(school: School, day: Day, world: DayWorld): Planned | undefined {
  const { review, nation } = school
  const nextRun = addDays(world.lastRun, 1)
  if (!review || day < nextRun) return undefined
  const { calendar, settings } = world
  // What was reached before is sent on the first working day it can be, and so not on this one.
  const isThatDay = (sendDay: Day) => workingDayOnOrAfter(calendar, nation, laterOf(sendDay, nextRun)) === day
  if (review.visit) {
    const soon = announcementForToday(review.visit, nation, day, calendar, settings)
    return soon && isThatDay(soon.sendDay)
      ? { kind: 'visit-soon', before: soon.before, visit: review.visit.on }
      : undefined
  }
  const stage = isSuspended(school, review) ? undefined : stageForToday(review, nation, day, calendar, settings)
  return stage && isThatDay(stage.sendDay)
    ? { kind: 'review-reminder', stage: stageName(stage.offset), due: review.due }
    : undefined
}
