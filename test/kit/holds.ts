/** A law, tried on a thousand cases found by chance. A failure prints its seed and the smallest case it was shrunk to. */
import * as fc from 'fast-check'

export function holds<T>(cases: fc.Arbitrary<T>, law: (one: T) => void): void {
  void fc.assert(fc.property(cases, law), { numRuns: 1000 })
}
