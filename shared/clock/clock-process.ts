/**
 * The clock of this process: the machine's own, unless another is put in its place at the start, as one machine does
 * with its test clock. So everything in the process sees the same time, and nothing asks where it runs.
 */
import type { Clock } from './clock.ts'
import { systemClock } from './clock-system.ts'

let inPlace: Clock = systemClock

export const processClock: Clock = {
  now: () => inPlace.now(),
  monotonic: () => inPlace.monotonic(),
}

/** Puts another clock in place of the machine's own. */
export function putClock(clock: Clock): void {
  inPlace = clock
}

/** Whether another clock than the machine's own is in place: what it says is not the real time. */
export function isTestClock(): boolean {
  return inPlace !== systemClock
}
