/** A clock that moves only when it is told to. */
import { addMinutes, epochOf, type Instant, instantOf } from '../../../events/kernel/day.ts'
import type { Clock } from '../../../shared/clock/clock.ts'

export interface ClockStandIn extends Clock {
  moveTo(instant: Instant): void
  /** Lets time pass, by both clocks. */
  pass(milliseconds: number): void
}

export function standInClock(start: Instant): ClockStandIn {
  let [now, monotonic] = [start, 0]
  return {
    now: () => now,
    monotonic: () => monotonic,
    moveTo(instant) {
      now = addMinutes(instant, 0)
    },
    pass(milliseconds) {
      now = instantOf(epochOf(now) + milliseconds)
      monotonic += milliseconds
    },
  }
}
