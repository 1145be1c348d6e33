/** A further reference of a school: claimed once, for ever, by the school whose id it names. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id, ref } from '../kernel/words.ts'

export const refFacts = {
  RefTaken: fact(
    1,
    () => z.strictObject({ ref: ref(), school: id() }),
    (d) => `the reference ${d.ref} was taken by a school`,
  ),
} as const

export type RefFact = FactOf<typeof refFacts>
