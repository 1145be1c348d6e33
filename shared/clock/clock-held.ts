/**
 * A clock that stands where it was put plus the real time since, for a body that runs through a year in seconds. It can
 * be moved on, never back.
 */
import { performance } from 'node:perf_hooks'
import { epochOf, type Instant, instantOf } from '../../events/kernel/day.ts'
import type { Clock } from './clock.ts'

export interface HeldClock extends Clock {
  /** Puts the clock at an instant. Answers false, and does nothing, when that is already past. */
  moveTo(instant: Instant): boolean
}

/** Starts at an instant. `monotonic` (milliseconds) is what real time is measured by. */
export function heldClock(start: Instant, monotonic: () => number = () => performance.now()): HeldClock {
  let [stoodAt, since] = [epochOf(start), monotonic()]
  const epoch = () => stoodAt + Math.floor(monotonic() - since)
  return {
    now: () => instantOf(epoch()),
    monotonic,
    moveTo(instant) {
      const to = epochOf(instant)
      if (to < epoch()) return false
      stoodAt = to
      since = monotonic()
      return true
    },
  }
}
