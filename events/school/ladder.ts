/** The ladder of reminders of a review (R2, R4, R5, R6): which stage is to be sent on which day. */
import { type Calendar, isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '../kernel/calendar.ts'
import { addDays, type Day, laterOf } from '../kernel/day.ts'
import type { Settings } from '../kernel/settings.ts'
import type { Nation } from '../kernel/words.ts'
import type { Stage } from './events.ts'
import type { Review } from './state.ts'

export interface PlannedStage {
  /** Days from the due day: -90 is 90 days before it. */
  readonly offset: number
  readonly sendDay: Day
}

export function stageName(offset: number): Stage {
  return offset < 0 ? `before-${-offset}` : `after-${offset}`
}

/** All stages of a due day, earliest first, without those superseded by a later stage of the same send day (R4). */
export function planStages(due: Day, nation: Nation, calendar: Calendar, settings: Settings): PlannedStage[] {
  const before = settings.stagesBefore.map((days) => -days)
  const offsets = [...new Set([...before, ...settings.stagesAfter])].toSorted((a, b) => a - b)
  const planned = offsets.map((offset) => {
    const day = addDays(due, offset)
    const sendDay =
      offset < 0 ? workingDayOnOrBefore(calendar, nation, day) : workingDayOnOrAfter(calendar, nation, day)
    return { offset, sendDay }
  })
  return planned.filter((stage, i) => planned[i + 1]?.sendDay !== stage.sendDay)
}

/** The stages that may still be sent: planned after the review was opened, extended or resumed (R5, R7), not yet passed. */
export function stagesToCome(review: Review, nation: Nation, calendar: Calendar, settings: Settings): PlannedStage[] {
  const { reminded } = review
  return planStages(review.due, nation, calendar, settings).filter(
    (stage) => stage.sendDay > review.plannedAfter && (reminded === undefined || stage.offset > reminded),
  )
}

/**
 * The stage to remind of today: the most advanced one reached, none on a day that is no working day, none before the
 * due day once that day is there (R6).
 */
export function stageForToday(
  review: Review,
  nation: Nation,
  today: Day,
  calendar: Calendar,
  settings: Settings,
): PlannedStage | undefined {
  if (!isWorkingDay(calendar, nation, today)) return undefined
  return stagesToCome(review, nation, calendar, settings)
    .filter((stage) => stage.sendDay <= today && (stage.offset > 0 || today < review.due))
    .at(-1)
}

/** The next day on which a reminder may fall due, seen from the end of `today`'s run; undefined when none is to come. */
export function nextReminderDay(
  review: Review,
  nation: Nation,
  today: Day,
  calendar: Calendar,
  settings: Settings,
): Day | undefined {
  const days = stagesToCome(review, nation, calendar, settings).flatMap((stage) => {
    const day = workingDayOnOrAfter(calendar, nation, laterOf(stage.sendDay, today))
    return stage.offset < 0 && day >= review.due ? [] : [day]
  })
  return days.toSorted()[0]
}
