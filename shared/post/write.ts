/**
 * A letter's words from what was asked for: the facts it carries, and who it is for, read at the moment of writing. What
 * leaves, what is previewed and what is looked at again later are written here and nowhere else.
 */
import { Fault } from '../../events/kernel/fault.ts'
import { givesCopy, isFarewell } from '../../events/letter/answers.ts'
import type { Asked, LetterKind } from '../../events/letter/events.ts'
import type { LetterDefinition } from './definition.ts'
import { letterHeaders } from './headers.ts'
import type { Letterhead } from './letterhead.ts'
import { letterOf } from './letters/all.ts'
import type { Attachment, Envelope } from './post.ts'
import { type RenderedLetter, renderLetter } from './render.tsx'
import { whyATest, whyByConsent, whyByRight, whyStaffGetThis, whyYouGetThis } from './why.ts'

/** What is asked for, as far as the words go by it. */
export type AskedWords = Pick<Asked, 'kind' | 'purpose' | 'role' | 'facts'>

/** Who it is for, and what the body puts around the words. */
export interface Around {
  /** The addressee's name, or what stands for it. */
  readonly name: string
  /** The school's name; undefined for a letter about none. */
  readonly school: string | undefined
  readonly letterhead: Letterhead
  /** The body's own paragraph for this kind of letter. */
  readonly paragraph?: string | undefined
  /** What staff wrote, for a bulletin: from the vault. */
  readonly texts?: Texts | undefined
  /** Why a request takes longer, in the words of whoever extended it: from the vault. */
  readonly reason?: string | undefined
  /** What the letter answers was written in Welsh. */
  readonly welsh?: boolean | undefined
  /** Where answers to this one letter go; where the letterhead says, unless given. */
  readonly replyTo?: string | undefined
  /** The addressee's own links. A letter that is only looked at has others in their places, which lead nowhere. */
  readonly links?: LetterLinks | undefined
}

/** Links that work for one addressee, each sealed for what it does. */
export interface LetterLinks {
  /** Stops letters of the letter's purpose. */
  readonly unsubscribe?: string | undefined
  /** The page on which they see what they agreed to. */
  readonly preferences?: string | undefined
  /** What the letter itself asks for: undo, yes it was me, I asked for this; and the other answer. */
  readonly act?: string | undefined
  readonly keep?: string | undefined
}

/** Nowhere (RFC 2606): nobody who looks at another's letter can act for them. */
const nowhere = 'https://links.invalid/only-in-the-letter-itself'

const acting: Readonly<Partial<Record<LetterKind, readonly ('act' | 'keep')[]>>> = {
  'withdrawal-confirmed': ['act'],
  'was-this-you': ['act', 'keep'],
  'confirm-it-is-you': ['act'],
}

/** The links a letter asks to be followed; of answers that of access alone has one, to the copy. */
function actingIn(asked: Pick<Asked, 'kind' | 'facts'>): readonly ('act' | 'keep')[] | undefined {
  return givesCopy(asked) ? ['act'] : acting[asked.kind]
}

/** Links as they stand in a letter that is only looked at. */
function linksShown({ kind, purpose, facts }: AskedWords): LetterLinks {
  if (kind === 'test-letter' || purpose === 'staff' || isFarewell({ kind, facts })) return {}
  const act = actingIn({ kind, facts })
  if (act)
    return {
      act: nowhere,
      ...(act.includes('keep') && { keep: nowhere }),
      ...(givesCopy({ kind, facts }) && { preferences: nowhere }),
    }
  return { preferences: nowhere, ...(purpose !== 'rights' && { unsubscribe: nowhere }) }
}

/** A bulletin's words. */
export interface Texts {
  readonly subject: string
  readonly paragraphs: readonly string[]
}

export interface WrittenLetter extends RenderedLetter {
  /** The version of the words, kept with each letter that left. */
  readonly version: number
}

/** Writes the words. Undefined for a kind that has none. Throws when the facts do not fit: a fault of whoever asked. */
export function writeWords(asked: AskedWords, around: Around): WrittenLetter | undefined {
  const isTest = asked.kind === 'test-letter'
  const definition = letterOf(kindShown(asked))
  if (!definition) return undefined
  const { name, letterhead, paragraph, links = linksShown(asked) } = around
  const rendered = renderLetter(definition, {
    facts: factsOf(definition, asked, { ...around, links }),
    recipient: { name, role: asked.role },
    letterhead,
    why: whyOf(asked, around),
    paragraph,
    links,
    purpose: isTest ? (asked.facts.agreed ?? definition.purpose) : asked.purpose,
    test: isTest,
  })
  return { ...rendered, version: definition.version }
}

/** The kind whose words these are: a test letter shows another. */
export function kindShown({ kind, facts }: Pick<AskedWords, 'kind' | 'facts'>): LetterKind {
  return kind === 'test-letter' ? (facts.of ?? kind) : kind
}

/** What the definition is told: of a test letter its example's facts, with what was asked for over them. */
function factsOf(
  definition: LetterDefinition,
  { kind, facts }: AskedWords,
  { school, texts, reason, welsh, links }: Around,
): object {
  const { review, before, of: _, example, bulletin: __, bulletinVersion: ___, ...told } = facts
  const { withdrawal: ____, question: _____, request: ______, reason: _______, ...others } = told
  return {
    ...(kind === 'test-letter' && !texts && exampleFacts(definition, example)),
    ...others,
    ...(actingIn({ kind, facts }) && { act: links?.act, ...(links?.keep !== undefined && { keep: links.keep }) }),
    ...(review && { kind: review }),
    ...(before && { daysBefore: before }),
    ...(school !== undefined && { school }),
    ...texts,
    ...(reason !== undefined && { reason }),
    ...(welsh && { welsh }),
  }
}

/** The facts of an example of a kind; none for a kind that has no words. */
export function exampleOf(kind: LetterKind, example: string | undefined): object {
  const definition = letterOf(kind)
  return definition ? exampleFacts(definition, example) : {}
}

/** The facts of an example by its name; those of the first when it is not named. */
export function exampleFacts(definition: LetterDefinition, example: string | undefined): object {
  const known: readonly (readonly [string, unknown])[] = Object.entries(definition.examples)
  const [, facts] = known.find(([name]) => name === example) ?? known[0] ?? []
  return typeof facts === 'object' && facts !== null ? facts : {}
}

function whyOf({ kind, purpose, role, facts }: AskedWords, { school, letterhead }: Around): string {
  if (kind === 'test-letter') return whyATest
  if (purpose === 'staff') return whyStaffGetThis(letterhead.name)
  if (purpose === 'rights') return whyByRight
  if (purpose === 'news') return whyByConsent('news')
  return facts.agreed === undefined
    ? whyYouGetThis({ school: school ?? 'your school', role: role ?? 'other' })
    : whyByConsent(facts.agreed)
}

/** Writes the whole envelope, ready for the provider. `stream` is the letter's; `from` the address letters come from. */
export function writeEnvelope(
  stream: string,
  asked: AskedWords,
  to: { readonly name: string; readonly email: string },
  around: Omit<Around, 'name'>,
  from: string,
  attachments: readonly Attachment[] = [],
): { readonly envelope: Envelope; readonly letterVersion: number } {
  const written = writeWords(asked, { ...around, name: to.name })
  if (!written) throw new Fault('post.write', `NoWordsFor ${asked.kind}`)
  const { version, ...rendered } = written
  return {
    envelope: {
      letter: stream,
      from,
      replyTo: around.replyTo ?? around.letterhead.replyTo,
      to: to.email,
      ...rendered,
      headers: letterHeaders({ purpose: asked.purpose, links: around.links }),
      ...(attachments.length > 0 && { attachments }),
    },
    letterVersion: version,
  }
}
