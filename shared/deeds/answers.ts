/** What a link of a was-this-you letter says, as the matter of its ticket: which question, the answer, and about what. */
import { type ConsentPurpose, purposes } from '../../events/kernel/words.ts'

export interface SaidAnswer {
  readonly question: string
  readonly answer: 'withdraw' | 'keep'
  readonly purposes: readonly ConsentPurpose[]
}

export function sayAnswer({ question, answer, purposes: about }: SaidAnswer): string {
  return [question, answer, ...about].join(' ')
}

/** The answer as it was said; undefined for anything else. */
export function readAnswer(matter: string): SaidAnswer | undefined {
  const [question = '', answer, ...about] = matter.split(' ')
  if (answer !== 'withdraw' && answer !== 'keep') return undefined
  return { question, answer, purposes: purposes.filter((one) => about.includes(one)) }
}
