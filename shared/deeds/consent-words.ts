/**
 * The words in which consent is asked for on the body's own pages, after those of the body's form (DOMAIN 4). Whoever changes
 * them gives them another version: each consent keeps the version it was given in.
 */
import type { ConsentPurpose } from '../../events/kernel/words.ts'

/** The version of these words, kept as evidence with each consent given in them. */
export const consentWording = 'page-2026-11'

export const consentWords: Readonly<Record<ConsentPurpose, string>> = {
  service:
    'I agree to my details being stored and used to contact me about the award my school holds, its reviews and visits.',
  news: 'I agree to being sent relevant information that may be of interest to me.',
}
