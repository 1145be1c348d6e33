/** Working days the slow way: each question reads the whole calendar. An oracle for property tests. */
import type { Calendar } from '../../events/kernel/calendar.ts'
import type { Nation } from '../../events/kernel/words.ts'
import { julian, ofJulian, weekdayOf } from './civil.ts'

export function works(calendar: Calendar, nation: Nation, day: string): boolean {
  const { bankHolidays, closures } = calendar.nations[nation]
  const off =
    bankHolidays.some((holiday) => holiday === day) || closures.some(({ from, to }) => from <= day && day <= to)
  return !off && weekdayOf(day) !== 6 && weekdayOf(day) !== 7
}

export function naiveBefore(calendar: Calendar, nation: Nation, day: string): string {
  return works(calendar, nation, day) ? day : naiveBefore(calendar, nation, ofJulian(julian(day) - 1))
}

export function naiveAfter(calendar: Calendar, nation: Nation, day: string): string {
  return works(calendar, nation, day) ? day : naiveAfter(calendar, nation, ofJulian(julian(day) + 1))
}
