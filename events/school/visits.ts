/** A booked visit: announced again some days before (R7), and a person is asked when its decision is late. */
import { type Calendar, isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '../kernel/calendar.ts'
import { addDays, type Day, laterOf } from '../kernel/day.ts'
import type { Settings } from '../kernel/settings.ts'
import type { Nation } from '../kernel/words.ts'
import type { Visit } from './state.ts'

interface Announcement {
  /** Days before the visit. */
  readonly before: number
  readonly sendDay: Day
}

/** The announcements still to be made; none of a day before it was booked or planned anew. */
export function announcementsToCome(
  visit: Visit,
  nation: Nation,
  calendar: Calendar,
  settings: Settings,
): Announcement[] {
  const { announced, recorded, plannedAfter = recorded } = visit
  const planned = settings.visitAnnouncedBefore
    .toSorted((a, b) => b - a)
    .map((before) => ({ before, sendDay: workingDayOnOrBefore(calendar, nation, addDays(visit.on, -before)) }))
  return planned.filter(
    (one, i) =>
      planned[i + 1]?.sendDay !== one.sendDay &&
      one.sendDay > laterOf(recorded, plannedAfter) &&
      (announced === undefined || one.before < announced),
  )
}

/** The announcement to make today: the latest one reached, on a working day before the visit. */
export function announcementForToday(
  visit: Visit,
  nation: Nation,
  today: Day,
  calendar: Calendar,
  settings: Settings,
): Announcement | undefined {
  if (today >= visit.on || !isWorkingDay(calendar, nation, today)) return undefined
  return announcementsToCome(visit, nation, calendar, settings)
    .filter((one) => one.sendDay <= today)
    .at(-1)
}

/** The day from which a visit without a decision is late. */
export function decisionLateFrom(visit: Visit, settings: Settings): Day {
  return addDays(visit.on, settings.visitDecisionDays)
}

/** The days a booked visit still needs a morning for, seen from the end of `today`'s run. */
export function daysOfVisit(visit: Visit, nation: Nation, today: Day, calendar: Calendar, settings: Settings): Day[] {
  const announced = announcementsToCome(visit, nation, calendar, settings)
    .map((one) => workingDayOnOrAfter(calendar, nation, laterOf(one.sendDay, today)))
    .filter((day) => day < visit.on)
  return visit.late ? announced : [...announced, decisionLateFrom(visit, settings)]
}
