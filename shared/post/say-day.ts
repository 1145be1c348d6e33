/** Days as the body writes them in a letter: always whole, `Tuesday 1 December 2026`, so that nobody has to count. */
import { type Day, weekday } from '../../events/kernel/day.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2026-12-01` as `Tuesday 1 December 2026`; own words and no locale data, so that every machine writes the same. */
export function sayDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${weekdays[weekday(day) - 1]} ${date} ${months[(month ?? 1) - 1]} ${year}`
}
