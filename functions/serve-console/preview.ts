/** A letter's words, written again from the facts it was asked for: what it says, or will say when it leaves. */
import type { Asked } from '../../events/letter/events.ts'
import { defaultLetterhead } from '../../shared/post/letterhead.ts'
import { letterOf } from '../../shared/post/letters/all.ts'
import { type RenderedLetter, renderLetter } from '../../shared/post/render.tsx'
import { whyYouGetThis } from '../../shared/post/why.ts'

/** Undefined for a kind that has no words. `name` is the addressee's, or what stands for it. */
export function previewOf(
  letter: Pick<Asked, 'kind' | 'facts' | 'role'>,
  name: string,
  school: string,
): RenderedLetter | undefined {
  const definition = letterOf(letter.kind)
  if (!definition) return undefined
  const { review, stage, before, ...days } = letter.facts
  return renderLetter(definition, {
    facts: {
      ...days,
      ...(review && { kind: review }),
      ...(stage && { stage }),
      ...(before && { daysBefore: before }),
      school,
    },
    recipient: { name, role: letter.role },
    letterhead: defaultLetterhead,
    why: whyYouGetThis({ school, role: letter.role ?? 'other' }),
  })
}
