/** A bulletin: written and corrected by staff, then sent to everybody who agreed to news, page by page of the contacts. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id, note } from '../kernel/words.ts'

const letters = (count: number) => `${count} ${count === 1 ? 'letter was' : 'letters were'} asked for`

export const bulletinFacts = {
  BulletinWritten: fact(
    1,
    () => z.strictObject({ subject: note(), paragraphs: z.array(note()).min(1).max(40), version: z.int().min(1) }),
    (d) => `a bulletin was ${d.version === 1 ? 'written' : `corrected (version ${d.version})`}`,
  ),
  BulletinOrdered: fact(
    1,
    () => z.strictObject({ version: z.int().min(1) }),
    () => 'the bulletin is sent to those who agreed to news',
  ),
  /** A page of the contacts was gone through: `part` of the list, up to and with the contact `after`. */
  BulletinPageAsked: fact(
    1,
    () =>
      z.strictObject({
        part: z.int().min(0),
        after: id().optional(),
        asked: z.int().min(0),
        passedOver: z.int().min(0),
      }),
    (d) => `${letters(d.asked)}, ${d.passedOver} contacts passed over`,
  ),
  BulletinAsked: fact(
    1,
    () => z.strictObject({ asked: z.int().min(0), passedOver: z.int().min(0) }),
    (d) => `all contacts were gone through: ${letters(d.asked)} in all`,
  ),
} as const

export type BulletinFact = FactOf<typeof bulletinFacts>
