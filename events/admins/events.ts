/** Who counts among the admins: one stream for all of them, so that the last one cannot go, whoever asks at once. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id } from '../kernel/words.ts'

const who = () => ({ staff: id() })

export const adminsFacts = {
  AdminCounted: fact(
    1,
    () => z.strictObject(who()),
    () => 'a member of staff counts among the admins',
  ),
  AdminReleased: fact(
    1,
    () => z.strictObject(who()),
    () => 'a member of staff no longer counts among the admins',
  ),
} as const

export type AdminsFact = FactOf<typeof adminsFacts>
