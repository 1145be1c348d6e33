/** All that a letter's words are made of beside its facts: what the body puts around it, and what staff wrote for it. */
import { bulletinDecider, bulletinStream } from '../../events/bulletin/decide.ts'
import { Fault } from '../../events/kernel/fault.ts'
import type { Asked } from '../../events/letter/events.ts'
import { mailDecider } from '../../events/mail/decide.ts'
import { loadStream, loadStreamAt } from '../log/act.ts'
import { parseEventId } from '../log/log.ts'
import { kindShown, type Texts } from '../post/write.ts'
import type { DeedTools } from './tools.ts'
import { readNote, type WordsAround, wordsAround } from './wording.ts'

type Reading = Pick<DeedTools, 'log' | 'vault' | 'world'>

export interface WordsFor extends WordsAround {
  readonly texts: Texts | undefined
  /** Why a request takes longer, in the words of whoever extended it. */
  readonly reason: string | undefined
  /** The mail it answers was written in Welsh: it begins with a word in Welsh. */
  readonly welsh: boolean
}

type AskedFor = Pick<Asked, 'kind' | 'facts'> & Partial<Pick<Asked, 'cause'>>

/** Letters that answer what a person wrote. */
const answers: ReadonlySet<string> = new Set([
  'withdrawal-confirmed',
  'was-this-you',
  'confirm-it-is-you',
  'request-acknowledged',
])

/** Whether the fact that called for the letter came of a mail in Welsh: what was done by mail names that mail as its cause. */
async function answersWelsh({ log }: Reading, { kind, cause = '' }: AskedFor): Promise<boolean> {
  const place = answers.has(kind) ? parseEventId(cause) : undefined
  const because = place && (await log.read(place.stream, place.version))?.body.because
  const mail = because === undefined ? undefined : parseEventId(because)?.stream
  if (!mail?.startsWith('mail#')) return false
  return (await loadStream(log, mailDecider, mail)).state.read?.language === 'cy'
}

/** The words for a letter: as they stand, or as they stood at a version of `wording#letters`. */
export async function wordsFor(tools: Reading, asked: AskedFor, at?: number): Promise<WordsFor> {
  const { bulletin, bulletinVersion, reason: note } = asked.facts
  const [around, texts, reason, welsh] = await Promise.all([
    wordsAround(tools, kindShown(asked), at),
    bulletin === undefined ? undefined : bulletinTexts(tools, bulletin, bulletinVersion),
    note === undefined ? undefined : tools.vault.note(note, tools.world().now),
    answersWelsh(tools, asked),
  ])
  return { ...around, texts, reason, welsh }
}

/**
 * What a bulletin says, or said in a version; undefined for one that was never written. Until it is ordered it is only
 * written, so the version of its words is that of its stream.
 */
export async function bulletinTexts(tools: Reading, id: string, version?: number): Promise<Texts | undefined> {
  const stream = bulletinStream(id)
  const state =
    version === undefined
      ? (await loadStream(tools.log, bulletinDecider, stream)).state
      : await loadStreamAt(tools.log, bulletinDecider, stream, version)
  if (!state?.text) return undefined
  const [subject = '', ...paragraphs] = await Promise.all(
    [state.text.subject, ...state.text.paragraphs].map((note) => readNote(tools, note)),
  )
  if (paragraphs.length === 0) throw new Fault('deeds.words-for', 'EmptyBulletin')
  return { subject, paragraphs }
}
