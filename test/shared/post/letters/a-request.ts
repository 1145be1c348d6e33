/** A letter to an invented head of school, and what can be read in it, for tests and pictures. */
import type { LetterDefinition } from '../../../../shared/post/definition.ts'
import { defaultLetterhead } from '../../../../shared/post/letterhead.ts'
import type { LetterRequest } from '../../../../shared/post/render.tsx'
import { whyYouGetThis } from '../../../../shared/post/why.ts'

export const links = {
  unsubscribe: 'https://letters.iqm.example/stop/4fJ2kQ8sT0bYw1Zr6uXn9mLcVe3HgA7d',
  preferences: 'https://letters.iqm.example/choose/4fJ2kQ8sT0bYw1Zr6uXn9mLcVe3HgA7d',
}

/** What a sender hands over: these facts, and whatever else is said. */
export function aRequest<F>(facts: F, besides: Partial<LetterRequest<F>> = {}): LetterRequest<F> {
  return {
    facts,
    recipient: { name: 'Rhona Green', role: 'head' },
    letterhead: defaultLetterhead,
    why: whyYouGetThis({ school: 'this school', role: 'head', agreedOn: '2021-03-22' }),
    links,
    ...besides,
  }
}

/** An example of a letter by its name. */
export function exampleOf<F>(definition: LetterDefinition<F>, name: string): F {
  const example = Object.entries(definition.examples).find(([known]) => known === name)?.[1]
  if (example === undefined) throw new Error(`${definition.kind} has no example ${name}`)
  return example
}
