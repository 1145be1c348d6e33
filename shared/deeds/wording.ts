/**
 * The body's own words around its letters, read where letters are written and changed by its staff. The facts hold ids of
 * notes; the words are in the vault, every version for good.
 */
import type * as z from 'zod'
import { addMinutes, type Instant } from '../../events/kernel/day.ts'
import { refuse } from '../../events/kernel/decider.ts'
import { Fault } from '../../events/kernel/fault.ts'
import type { LetterKind } from '../../events/letter/events.ts'
import { paragraphOf, type Wording, wordingDecider, wordingStream } from '../../events/wording/decide.ts'
import { wordingFacts } from '../../events/wording/events.ts'
import { act, type Doing, loadStream, loadStreamAt, type Outcome } from '../log/act.ts'
import { defaultLetterhead, type Letterhead, letterheadValues } from '../post/letterhead.ts'
import type { Vault } from '../vault/vault.ts'
import { type DeedTools, vaultWaits } from './tools.ts'

/** The words around a letter, and the version of `wording#letters` that names them for ever. */
export interface WordsAround {
  readonly version: number
  readonly letterhead: Letterhead
  readonly paragraph: string | undefined
}

/** What a letter of this kind is surrounded with: now, or as it was at a version of the stream. */
export async function wordsAround(
  tools: Pick<DeedTools, 'log' | 'vault' | 'world'>,
  kind: LetterKind | undefined,
  at?: number,
): Promise<WordsAround> {
  const { version, state } = await wordingAt(tools, at)
  const paragraph = kind && paragraphOf(state, kind).note
  return {
    version,
    letterhead: await letterheadIn(tools, state.letterhead.note),
    paragraph: paragraph && (await readNote(tools, paragraph)),
  }
}

async function wordingAt(
  { log }: Pick<DeedTools, 'log'>,
  at: number | undefined,
): Promise<{ readonly version: number; readonly state: Wording }> {
  if (at === undefined) return loadStream(log, wordingDecider, wordingStream)
  const state = await loadStreamAt(log, wordingDecider, wordingStream, at)
  if (!state) throw new Fault('deeds.wording', `NoSuchVersion ${at}`)
  return { version: at, state }
}

/** The letterhead as it stands: the body's name on pages, and whom its letters come from. */
export async function letterheadNow(tools: Pick<DeedTools, 'log' | 'vault' | 'world'>): Promise<Letterhead> {
  return (await wordsAround(tools, undefined)).letterhead
}

/**
 * The version of the words that stood at an instant: for a letter of which it is only known when it was on its way (the
 * provider told of it after the answer was lost).
 */
export async function wordingVersionAt({ log }: Pick<DeedTools, 'log'>, at: Instant): Promise<number> {
  let version = 0
  for await (const { body } of log.history(wordingStream)) {
    if (body.at > at) break
    version = body.version
  }
  return version
}

// A note never changes under its id, so whoever read it once need not read it again: the vault is asked once per version.
const known = new WeakMap<Vault, Map<string, string>>()

/** A note's text, which must be there; whoever read it once does not ask again. */
export async function readNote({ vault, world }: Pick<DeedTools, 'vault' | 'world'>, id: string): Promise<string> {
  const notes = known.get(vault) ?? new Map<string, string>()
  known.set(vault, notes)
  const text = notes.get(id) ?? (await vault.note(id, world().now))
  if (text === undefined) throw new Fault('deeds.wording', 'NoteMissing')
  notes.set(id, text)
  return text
}

async function letterheadIn(tools: Pick<DeedTools, 'vault' | 'world'>, note: string | undefined): Promise<Letterhead> {
  if (note === undefined) return defaultLetterhead
  return letterheadValues().parse(JSON.parse(await readNote(tools, note)))
}

/** What changes; an empty text takes away what a letterhead can do without. Lines of the address stand below one another. */
export interface LetterheadChange {
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly phone?: string | undefined
  readonly signatory?: string | undefined
  readonly signatoryTitle?: string | undefined
  readonly replyTo?: string | undefined
  readonly colour?: string | undefined
  readonly mark?: string | undefined
  readonly reason?: string | undefined
}

/**
 * Changes parts of the letterhead; the rest stays. What does not make a letterhead (no address, a colour nobody can read)
 * is refused with its sentence. Throws Conflict when somebody changed it in the same moment: parts are never mixed unseen.
 */
export async function changeLetterhead(
  tools: DeedTools,
  change: LetterheadChange,
  doing: Doing,
): Promise<Outcome<Wording>> {
  const { version, state } = await loadStream(tools.log, wordingDecider, wordingStream)
  const before = await letterheadIn(tools, state.letterhead.note)
  const read = letterheadValues().safeParse(changed(before, change))
  if (!read.success) return refuse('letterhead-does-not-fit', sayIssues(read.error))
  const isSame = JSON.stringify(inOrder(read.data)) === JSON.stringify(inOrder(before))
  const letterhead = isSame ? state.letterhead.note : await keepText(tools, JSON.stringify(read.data))
  const command = { do: 'change-letterhead', letterhead, reason: change.reason } as const
  return act(tools, wordingDecider, wordingStream, command, { ifVersion: version, ...doing })
}

function changed(before: Letterhead, change: LetterheadChange): object {
  const { name = before.name, replyTo = before.replyTo, colour = before.colour } = change
  const address = change.address === undefined ? before.address : linesOf(change.address)
  const { phone = before.phone, mark = before.mark } = change
  const { signatory = before.signatory.name, signatoryTitle = before.signatory.title } = change
  return {
    name,
    address,
    replyTo,
    colour,
    signatory: { name: signatory, ...(signatoryTitle && { title: signatoryTitle }) },
    ...(phone && { phone }),
    ...(mark && { mark }),
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Properties in one order, so that the same letterhead is known whichever way it was made. */
function inOrder({ name, mark, address, phone, signatory, replyTo, colour }: Letterhead): readonly unknown[] {
  return [name, mark, address, phone, signatory.name, signatory.title, replyTo, colour.toLowerCase()]
}

const partNames: Readonly<Record<string, string>> = {
  name: 'The name',
  mark: 'The mark',
  address: 'The address',
  phone: 'The telephone number',
  signatory: 'Who signs',
  replyTo: 'The address for replies',
  colour: 'The colour',
}

function sayIssues({ issues }: z.ZodError): string {
  const said = issues.map(({ path, message }) => `${partNames[String(path[0])] ?? 'The letterhead'}: ${message}.`)
  return [...new Set(said)].join(' ')
}

/** Changes the body's own paragraph in letters of a kind; an empty one takes it away. `paragraph` is the note's id. */
export async function changeParagraph(
  tools: DeedTools,
  kind: LetterKind,
  paragraph: string | undefined,
  doing: Doing,
): Promise<Outcome<Wording>> {
  const { state } = await loadStream(tools.log, wordingDecider, wordingStream)
  const { note } = paragraphOf(state, kind)
  const isSame =
    note !== undefined &&
    paragraph !== undefined &&
    (await readNote(tools, note)) === (await readNote(tools, paragraph))
  const command = { do: 'change-paragraph', kind, paragraph: isSame ? note : paragraph } as const
  return act(tools, wordingDecider, wordingStream, command, doing)
}

function keepText(tools: DeedTools, text: string): Promise<string> {
  return tools.vault.putNote(text, wordingStream, addMinutes(tools.world().now, vaultWaits))
}

/** One change in the history of the words. */
export interface WordingChange {
  readonly kind: LetterKind | 'letterhead'
  readonly version: number
  readonly at: Instant
  readonly by: string
  /** The paragraph's text, or the letterhead; undefined for a paragraph that was taken away. */
  readonly paragraph?: string | undefined
  readonly letterhead?: Letterhead | undefined
  readonly reason?: string | undefined
}

/** All changes of the letterhead, or of one kind's paragraph, newest first. */
export async function wordingHistory(
  tools: DeedTools,
  of: LetterKind | 'letterhead',
): Promise<readonly WordingChange[]> {
  const found: WordingChange[] = []
  for await (const { body } of tools.log.history(wordingStream)) {
    for (const { type, data } of body.events) {
      const change = await changeIn(tools, type, data)
      if (change?.kind === of) found.unshift({ ...change, at: body.at, by: body.by })
    }
  }
  return found
}

async function changeIn(
  tools: DeedTools,
  type: string,
  data: unknown,
): Promise<Omit<WordingChange, 'at' | 'by'> | undefined> {
  if (type === 'LetterheadChanged') {
    const { letterhead, version, reason } = wordingFacts.LetterheadChanged.data.parse(data)
    const why = reason && (await tools.vault.note(reason, tools.world().now))
    return { kind: 'letterhead', version, letterhead: await letterheadIn(tools, letterhead), reason: why }
  }
  const { kind, paragraph, version } = wordingFacts.LetterParagraphChanged.data.parse(data)
  return { kind, version, paragraph: paragraph && (await readNote(tools, paragraph)) }
}
