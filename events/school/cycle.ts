/** When reviews are due (R1): always A + n years, whatever was extended or late in between. */
import { addYears, type Day } from '../kernel/day.ts'
import type { Award } from '../kernel/words.ts'
import type { ReviewKind } from './events.ts'

/** The kind of the n-th review of an award: every third is the re-accreditation, of the first award the renewal. */
export function kindOf(award: Award, n: number): ReviewKind {
  if (award === 'inclusive-school') return 'renewal'
  return n % 3 === 0 ? 're-accreditation' : 'annual-review'
}

/** The first review of an award granted on `since` whose day is later than `after`. */
export function reviewAfter(award: Award, since: Day, after: Day): { n: number; kind: ReviewKind; due: Day } {
  const step = award === 'inclusive-school' ? 3 : 1
  // Start near the answer, one step below it, so that a school of long standing costs no more than a new one.
  const years = Number(after.slice(0, 4)) - Number(since.slice(0, 4))
  let n = Math.max(step, Math.floor((years - step) / step) * step)
  while (addYears(since, n) <= after) n += step
  return { n, kind: kindOf(award, n), due: addYears(since, n) }
}
