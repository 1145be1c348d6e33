/** What a kind of letter is: its facts, its words, and examples to look at before it is ever sent. */
import type { JSX } from 'hono/jsx/jsx-runtime'
import type * as z from 'zod'
import type { Letterhead } from './letterhead.ts'

/** DOMAIN C1: what a letter is for decides whose consent it needs, and what its foot and headers say. */
export type LetterPurpose = 'service' | 'news' | 'rights' | 'staff'

export interface LetterDefinition<F = unknown> {
  readonly kind: string
  /** Raised whenever its words change, and kept with each letter that left. */
  readonly version: number
  /** DOMAIN C1. A service letter is neutral in tone; with any promotion it would be news. */
  readonly purpose: LetterPurpose
  /** What it is about, for the page on which letters are looked at: `a review that falls due`. */
  readonly about: string
  /** When it is sent, as a sentence for the same page. */
  readonly when?: string
  /** Public facts and ids only; who it is for comes at sending, from the vault. */
  readonly facts: () => z.ZodType<F>
  /** Facts of invented schools by name, for previews and test letters: every wording of the letter is among them. */
  readonly examples: Readonly<Record<string, F>>
  /** Parses the facts and builds the letter's `<Letter>`. Throws when they do not fit: a fault of whoever asked. */
  compose(facts: unknown, letterhead: Letterhead): JSX.Element
}

/** A letter's definition from its words: `write` gets facts that are parsed. */
export function defineLetter<F>(
  letter: Omit<LetterDefinition<F>, 'compose'> & { write(facts: F, letterhead: Letterhead): JSX.Element },
): LetterDefinition<F> {
  const { write, ...definition } = letter
  return { ...definition, compose: (facts, letterhead) => write(letter.facts().parse(facts), letterhead) }
}
