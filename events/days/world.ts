/** The world a command is decided in, from the instant, the calendar and the settings. */
import type { Calendar } from '../kernel/calendar.ts'
import { type Instant, lastMorningRun, londonDay } from '../kernel/day.ts'
import type { World } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'

/** The world at an instant. */
export function worldAt(now: Instant, calendar: Calendar, settings: Settings): World {
  return { now, today: londonDay(now), lastRun: lastMorningRun(now), calendar, settings }
}
