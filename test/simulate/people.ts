/**
 * Invented people. All that is theirs (names, addresses, phone numbers, what is said about them) carries one word, so
 * that a single search shows whether anything personal got where it must not be.
 */
import type { ConsentPurpose, ContactRole } from '../../events/kernel/words.ts'
import type { Random } from './random.ts'

/** Stands in everything personal and in nothing else. */
export const canary = 'canary'

/** A person as whoever plans the run knows them. */
export interface SimulatedPerson {
  readonly number: number
  email: string
  readonly places: { school: string; role: ContactRole }[]
  /** What they last said, as far as the plan goes. */
  readonly said: Partial<Record<ConsentPurpose, 'given' | 'withdrawn'>>
}

export function nameOf({ number }: SimulatedPerson, form = 'Ada'): string {
  return `${form} Canary${number}`
}

/** A new address. Some belong to mailboxes that give mail back. */
export function freshEmail(number: number, random: Random): string {
  const kind = random.weighed([[80, 'reader'], [13, 'bounce'], [7, 'full']] as const) // biome-ignore format: a table
  return `${kind}.${canary}${number}-${random.int(1000, 9999)}@oakfield.example`
}

/** Free text about a person. */
export function aReason(random: Random): string {
  return `${canary} said so on the phone, number ${random.int(100, 999)}`
}
