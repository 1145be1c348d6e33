/** The calendar the system ships with: bank holidays, representative school closures and terms, 2024 to 2032. */
import { type Calendar, calendarFile } from '../kernel/calendar.ts'
import file from './calendar.json' with { type: 'json' }

/** Its version is the number of edits made to it: none. */
export const firstCalendar: Calendar = { version: '0', nations: calendarFile.parse(file).nations }
