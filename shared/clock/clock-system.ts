/** The machine's own clock. */
import { performance } from 'node:perf_hooks'
import { instantOf } from '../../events/kernel/day.ts'
import type { Clock } from './clock.ts'

export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  monotonic: () => performance.now(),
}
