/**
 * The calendar the system ships with: bank holidays, representative school closures and terms, 2024 to 2032. It is part
 * of the code, so a test reads it by its schema once, not every process at its start (5 ms).
 */
import type { Calendar } from '../kernel/calendar.ts'
import file from './calendar.json' with { type: 'json' }

/** Its version is the number of edits made to it: none. */
export const firstCalendar: Calendar = { version: '0', nations: file.nations }
