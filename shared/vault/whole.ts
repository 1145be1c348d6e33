/**
 * The vault whole, entry by entry as it is kept, whatever kind it is of: for taking a body elsewhere and back. Not the
 * vault's port: no function is given it.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'

/** An entry in plain JSON: text and yes or no as they are, bytes in base64, a number as its digits. */
export const wholeEntry = once(() =>
  z
    .record(
      z.string(),
      z.union([
        z.string(),
        z.boolean(),
        z.strictObject({ base64: z.base64() }),
        z.strictObject({ number: z.string() }),
      ]),
    )
    .and(z.object({ entry: z.string() })),
)
export type WholeEntry = z.infer<ReturnType<typeof wholeEntry>>

export interface WholeVault {
  /** Every entry there is, in no order, those past their `until` too. */
  entries(): AsyncIterable<WholeEntry>
  /** Puts an entry where there is none. `stood`: the same is there already; `other`: another of its name is. */
  putBack(entry: WholeEntry): Promise<'written' | 'stood' | 'other'>
}
