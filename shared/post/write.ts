/**
 * A letter's words from what was asked for: the facts it carries, and who it is for, read at the moment of writing. What
 * leaves, what is previewed and what is looked at again later are written here and nowhere else.
 */
import { Fault } from '../../events/kernel/fault.ts'
import type { Asked } from '../../events/letter/events.ts'
import { letterHeaders } from './headers.ts'
import type { Letterhead } from './letterhead.ts'
import { letterOf } from './letters/all.ts'
import type { Envelope } from './post.ts'
import { type RenderedLetter, renderLetter } from './render.tsx'
import { whyStaffGetThis, whyYouGetThis } from './why.ts'

/** What is asked for, as far as the words go by it. */
export type AskedWords = Pick<Asked, 'kind' | 'purpose' | 'role' | 'facts'>

/** Who it is for, and what the body puts around the words. */
export interface Around {
  /** The addressee's name, or what stands for it. */
  readonly name: string
  /** The school's name; undefined for a letter about none. */
  readonly school: string | undefined
  readonly letterhead: Letterhead
}

export interface WrittenLetter extends RenderedLetter {
  /** The version of the words, kept with each letter that left. */
  readonly version: number
}

/** Writes the words. Undefined for a kind that has none. Throws when the facts do not fit: a fault of whoever asked. */
export function writeWords(asked: AskedWords, { name, school, letterhead }: Around): WrittenLetter | undefined {
  const definition = letterOf(asked.kind)
  if (!definition) return undefined
  const { review, stage, before, ...others } = asked.facts
  const facts = {
    ...others,
    ...(review && { kind: review }),
    ...(stage && { stage }),
    ...(before && { daysBefore: before }),
    ...(school !== undefined && { school }),
  }
  const why =
    asked.purpose === 'staff'
      ? whyStaffGetThis(letterhead.name)
      : whyYouGetThis({ school: school ?? 'your school', role: asked.role ?? 'other' })
  const rendered = renderLetter(definition, { facts, recipient: { name, role: asked.role }, letterhead, why })
  return { ...rendered, version: definition.version }
}

/** Writes the whole envelope, ready for the provider. `stream` is the letter's; `from` the address letters come from. */
export function writeEnvelope(
  stream: string,
  asked: AskedWords,
  to: { readonly name: string; readonly email: string },
  around: Omit<Around, 'name'>,
  from: string,
): { readonly envelope: Envelope; readonly letterVersion: number } {
  const written = writeWords(asked, { ...around, name: to.name })
  if (!written) throw new Fault('post.write', `NoWordsFor ${asked.kind}`)
  const { version, ...rendered } = written
  return {
    envelope: {
      letter: stream,
      from,
      replyTo: around.letterhead.replyTo,
      to: to.email,
      ...rendered,
      headers: letterHeaders({ purpose: asked.purpose }),
    },
    letterVersion: version,
  }
}
