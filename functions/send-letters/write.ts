/** Writes the envelope of a letter: its words from the facts asked for, its addressee from the vault. */
import { Fault } from '../../events/kernel/fault.ts'
import type { Asked } from '../../events/letter/events.ts'
import type { School } from '../../events/school/state.ts'
import { letterHeaders } from '../../shared/post/headers.ts'
import { defaultLetterhead } from '../../shared/post/letterhead.ts'
import { letterOf } from '../../shared/post/letters/all.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { renderLetter } from '../../shared/post/render.tsx'
import { whyYouGetThis } from '../../shared/post/why.ts'
import type { Person } from '../../shared/vault/vault.ts'

export interface Written {
  readonly envelope: Envelope
  readonly letterVersion: number
}

export function writeLetter(stream: string, asked: Asked, person: Person, school: School, sender: string): Written {
  const definition = letterOf(asked.kind)
  if (!definition) throw new Fault('send-letters.write', `NoWordsFor ${asked.kind}`)
  const { review, stage, before, ...days } = asked.facts
  const facts = {
    ...days,
    ...(review && { kind: review }),
    ...(stage && { stage }),
    ...(before && { daysBefore: before }),
    school: school.name,
  }
  const rendered = renderLetter(definition, {
    facts,
    recipient: { name: person.name, role: asked.role },
    letterhead: defaultLetterhead,
    why: whyYouGetThis({ school: school.name, role: asked.role ?? 'other' }),
  })
  return {
    envelope: {
      letter: stream,
      from: sender,
      replyTo: defaultLetterhead.replyTo,
      to: person.email,
      ...rendered,
      headers: letterHeaders({ purpose: definition.purpose }),
    },
    letterVersion: definition.version,
  }
}
