/**
 * The body's own words around its letters: the letterhead, and one paragraph for each kind of letter. Free text and names
 * of people, so the words themselves are notes in the vault; every version stays there, and old letters can be read again.
 */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { note } from '../kernel/words.ts'
import { letterKinds } from '../letter/events.ts'

const words = (kebab: string) => kebab.replaceAll('-', ' ')

export const wordingFacts = {
  LetterheadChanged: fact(
    1,
    () => z.strictObject({ letterhead: note(), version: z.int().min(1), reason: note().optional() }),
    (d) => `the letterhead was changed (version ${d.version})`,
  ),
  LetterParagraphChanged: fact(
    1,
    /** Without a paragraph it was taken away. */
    () => z.strictObject({ kind: z.enum(letterKinds), paragraph: note().optional(), version: z.int().min(1) }),
    (d) =>
      `the body’s own paragraph in letters of the kind ${words(d.kind)} was ${d.paragraph ? 'changed' : 'taken away'} (version ${d.version})`,
  ),
} as const

export type WordingFact = FactOf<typeof wordingFacts>
