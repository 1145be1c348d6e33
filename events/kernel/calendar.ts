/**
 * Working days of a nation (DOMAIN R3) and its terms. Monday to Friday, no bank holiday, in no closure; past the
 * calendar's last year only weekends count.
 */
import * as z from 'zod'
import { addDays, type Day, weekday } from './day.ts'
import { once } from './once.ts'
import { type Nation, nations } from './words.ts'

const span = once(() => z.strictObject({ from: z.iso.date(), to: z.iso.date(), name: z.string().optional() }))
const term = once(() => z.strictObject({ key: z.string(), from: z.iso.date(), to: z.iso.date() }))
const nationCalendar = once(() =>
  z.strictObject({
    bankHolidays: z.array(z.iso.date()),
    closures: z.array(span()),
    terms: z.array(term()),
  }),
)

/** The calendar file's form: both ends of closures and terms are inclusive. */
export const calendarFile = once(() =>
  z.strictObject({
    note: z.string().optional(),
    nations: z.record(z.enum(nations), nationCalendar()),
  }),
)

export type NationCalendar = z.infer<ReturnType<typeof nationCalendar>>

/** One version of the calendar of all nations; `version` is noted in every commit decided with it. */
export interface Calendar {
  readonly version: string
  readonly nations: Readonly<Record<Nation, NationCalendar>>
}

// Looking a day up in two lists of spans for each stage of each school costs more than all else in a morning run.
const offDays = new WeakMap<NationCalendar, ReadonlySet<Day>>()

function daysOff(calendar: NationCalendar): ReadonlySet<Day> {
  const known = offDays.get(calendar)
  if (known) return known
  const days = new Set<Day>(calendar.bankHolidays)
  for (const closure of calendar.closures)
    for (let day = closure.from; day <= closure.to; day = addDays(day, 1)) days.add(day)
  offDays.set(calendar, days)
  return days
}

/** Whether letters may go to schools of this nation on this day (R3). */
export function isWorkingDay(calendar: Calendar, nation: Nation, day: Day): boolean {
  return weekday(day) <= 5 && !daysOff(calendar.nations[nation]).has(day)
}

/** Whether an office of this nation works on this day: schools' closures are no holidays of the body's own staff. */
export function isOfficeDay(calendar: Calendar, nation: Nation, day: Day): boolean {
  return weekday(day) <= 5 && !calendar.nations[nation].bankHolidays.includes(day)
}

/** The latest working day on or before a day (R4, before the due day). */
export function workingDayOnOrBefore(calendar: Calendar, nation: Nation, day: Day): Day {
  let at = day
  while (!isWorkingDay(calendar, nation, at)) at = addDays(at, -1)
  return at
}

/** The earliest working day on or after a day (R4, after the due day; R6). */
export function workingDayOnOrAfter(calendar: Calendar, nation: Nation, day: Day): Day {
  let at = day
  while (!isWorkingDay(calendar, nation, at)) at = addDays(at, 1)
  return at
}

/** The morning run that judges a term: that of the eighth day after its last (DOMAIN F3, F4, F6). */
export function judgedOn({ to }: Pick<NationCalendar['terms'][number], 'to'>): Day {
  return addDays(to, 8)
}

/** The last day the calendar of a nation says anything about: that of its last term. Past it only weekends count (R3). */
export function calendarEnds({ terms }: Pick<NationCalendar, 'terms'>): Day {
  return (
    terms
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? ''
  )
}
