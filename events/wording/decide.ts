/**
 * Which words of its own the body puts around its letters. One stream, `wording#letters`: its version alone names the
 * letterhead and every paragraph as they stood, so a letter that left keeps that number and can be written again.
 */
import type { Decider, Decision } from '../kernel/decider.ts'
import type { LetterKind } from '../letter/events.ts'
import type { WordingFact } from './events.ts'

export const wordingStream = 'wording#letters'

/** One version of words: the id of their note, and how often they were changed until then. */
export interface Version {
  /** Undefined: taken away, or never said. */
  readonly note?: string
  readonly version: number
}

export interface Wording {
  readonly letterhead: Version
  readonly paragraphs: Readonly<Partial<Record<LetterKind, Version>>>
}

export type WordingCommand =
  /** `letterhead`: the note with the whole letterhead. The note that stands already changes nothing. */
  | {
      readonly do: 'change-letterhead'
      readonly letterhead: string | undefined
      readonly reason?: string | undefined
    }
  /** `paragraph`: the note; undefined takes the paragraph away. */
  | { readonly do: 'change-paragraph'; readonly kind: LetterKind; readonly paragraph: string | undefined }

const neverSaid: Version = { version: 0 }

export const wordingDecider: Decider<WordingCommand, Wording, WordingFact> = {
  shape: 1,
  initial: { letterhead: neverSaid, paragraphs: {} },
  decide: decideWording,
  evolve: evolveWording,
  wakeAt: () => undefined,
}

/** The paragraph of a kind as it stands. */
export function paragraphOf({ paragraphs }: Wording, kind: LetterKind): Version {
  return paragraphs[kind] ?? neverSaid
}

function decideWording(command: WordingCommand, wording: Wording): Decision<WordingFact> {
  if (command.do === 'change-letterhead') {
    const { letterhead, reason } = command
    const { note, version } = wording.letterhead
    if (letterhead === undefined || letterhead === note) return []
    return [{ type: 'LetterheadChanged', data: { letterhead, version: version + 1, ...(reason && { reason }) } }]
  }
  const { kind, paragraph } = command
  const { note, version } = paragraphOf(wording, kind)
  if (paragraph === note) return []
  return [{ type: 'LetterParagraphChanged', data: { kind, ...(paragraph && { paragraph }), version: version + 1 } }]
}

function evolveWording(wording: Wording, fact: WordingFact): Wording {
  if (fact.type === 'LetterheadChanged') {
    const { letterhead, version } = fact.data
    return { ...wording, letterhead: { note: letterhead, version } }
  }
  const { kind, paragraph, version } = fact.data
  return {
    ...wording,
    paragraphs: { ...wording.paragraphs, [kind]: { ...(paragraph && { note: paragraph }), version } },
  }
}
