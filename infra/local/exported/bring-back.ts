/**
 * Brings an export back into an empty body. What was erased is known before anything is written and never comes back;
 * nothing that stands is overwritten; and a restore that broke off is finished by doing it again.
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { addMinutes } from '../../../events/kernel/day.ts'
import type { Board, Row } from '../../../shared/board/board.ts'
import {
  compareRows,
  type RowsCompared,
  rebuildBoard,
  type ToFollow,
  type Unfollowed,
} from '../../../shared/board/rebuild.ts'
import { type ErasureEntry, erasureKey } from '../../../shared/deeds/erasure-ledger.ts'
import { streamOfMail } from '../../../shared/deeds/mail-places.ts'
import type { Files } from '../../../shared/files/files.ts'
import { allInPresentForm } from '../../../shared/log/fold.ts'
import type { Commit, CommitBody, Log } from '../../../shared/log/log.ts'
import type { LogToFill } from '../../../shared/log/log-dynamodb.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { readSeal, sealFile } from '../../../shared/log/seal.ts'
import { type Verified, verifyLog } from '../../../shared/log/verify.ts'
import type { Vault } from '../../../shared/vault/vault.ts'
import type { WholeEntry, WholeVault } from '../../../shared/vault/whole.ts'
import type { Export } from './check.ts'
import {
  allErasures,
  becauseRestore,
  isLedgerFile,
  type KnownErased,
  knownErased,
  markAgain,
  noteBack,
  putErasures,
} from './erasures.ts'
import { type FileLine, rooms } from './format.ts'

/** An empty body, wherever it is to run. */
export interface Target {
  readonly board: Board
  readonly log: Log
  readonly toFill: LogToFill
  readonly vault: WholeVault
  /** The same vault, as functions know it. */
  readonly people: Vault
  readonly files: Files
  readonly seals: Files
  readonly mail: Files
  /** Whether what stands there may be what a restore that broke off has put back. */
  readonly mayBeHalf: boolean
}

export interface BroughtBack {
  readonly commits: number
  readonly entries: number
  /** Entries of the vault left out, since the log says that whom they are about was erased. */
  readonly erased: number
  readonly files: number
  /** Files of mails left out for the same reason. */
  readonly erasedMail: number
  /** Texts left out because nobody can tell any more what of somebody who was erased stands in them. */
  readonly withheldNotes: number
  /** Entries of the ledger of erasures that it went by; and contacts that only the ledger knew as erased. */
  readonly erasures: number
  readonly marked: number
  readonly verified: Verified
  readonly rows: RowsCompared
}

/** Writes under way at a time. */
const sideBySide = 32
/** As long as an entry waits for its event (shared/vault). */
const waitsMinutes = 7 * 24 * 60

/** Looks whether a body is empty, or holds nothing but part of this export. Throws a sentence where it is neither. */
export async function refuseOther(found: Export, target: Target, others: readonly ErasureEntry[] = []): Promise<void> {
  await refuseOtherCommits(found, target)
  const { listed } = await knownErased(found, await allErasures(found, others), [])
  await refuseOtherEntries(found, target, listed)
  const own = new Set(others.map(({ request }) => `files/${erasureKey(request)}`))
  for await (const { room, key } of found.files()) own.add(`${room}/${key}`)
  for (const room of rooms) await refuseOtherFiles(own, room, target[room])
}

async function refuseOtherFiles(own: ReadonlySet<string>, room: FileLine['room'], files: Files): Promise<void> {
  for await (const { key } of files.list('')) if (!own.has(`${room}/${key}`)) throw notEmpty(roomNames[room], key)
}

const roomNames = { files: 'files', seals: 'lists of sealed days', mail: 'mails' } as const

async function refuseOtherCommits(found: Export, { log, mayBeHalf }: Target): Promise<void> {
  let own: Map<string, string> | undefined
  for await (const { stream, version, bytes } of log.items()) {
    own ??= mayBeHalf ? await hashesOf(found.commits()) : new Map()
    const isOwn = own.get(`${stream}@${version}`) === hashOf(bytes)
    if (!isOwn && !(mayBeHalf && isOfRestore(bytes))) throw notEmpty('log', `${stream}@${version}`)
  }
}

/** A restore that broke off may have told the body already who was erased. */
function isOfRestore(bytes: string): boolean {
  return bytes.includes(`"because":"${becauseRestore}"`)
}

async function hashesOf(commits: AsyncIterable<Commit>): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  for await (const { body, bytes } of commits) hashes.set(`${body.stream}@${body.version}`, hashOf(bytes))
  return hashes
}

// Names of entries are hashes, ids and versions, so one may be named.
async function refuseOtherEntries(found: Export, { vault }: Target, listed: ReadonlySet<string>): Promise<void> {
  let own: Set<string> | undefined
  for await (const { entry } of vault.entries()) {
    own ??= await namesOf(found.entries())
    // A restore that broke off may have put those who were erased on the suppression list already.
    if (!own.has(entry) && !listed.has(entry)) throw notEmpty('vault', entry)
  }
}

async function namesOf(entries: AsyncIterable<WholeEntry>): Promise<Set<string>> {
  const names = new Set<string>()
  for await (const { entry } of entries) names.add(entry)
  return names
}

function notEmpty(what: string, first: string): Error {
  return new Error(`the ${what} there hold what is not of this export (${first}): a restore goes into an empty system`)
}

/**
 * Writes everything and proves it. `others`: what the body it replaces knows to be erased. Throws a sentence, or a Fault,
 * where it breaks off; then it can be done again.
 */
export async function bringBack(
  found: Export,
  target: Target,
  wakeShards: number,
  others: readonly ErasureEntry[] = [],
): Promise<BroughtBack> {
  // The ledger of erasures comes before all else: nobody can read what must not be there, not for a moment.
  const erasures = await allErasures(found, others)
  const ledger = await readLedger(found, erasures)
  await putErasures(target.files, erasures)
  const commits = await eachOf(found.commits(), async (commit) => {
    const { stream, version } = commit.body
    if ((await target.toFill.putBack(commit)) === 'other') throw notEmpty('log', `${stream}@${version}`)
  })
  const { entries, erased, withheldNotes } = await fillVault(found, target, ledger)
  const { files, erasedMail } = await fillFiles(found, target, ledger)
  const now = found.manifest.clock ?? new Date().toISOString()
  const marked = await markAgain(target, erasures, ledger.details, now)
  const rows = await fillBoard(found, target, unfollowedOf(found, ledger), wakeShards)
  const verified = await verifyLog(target.log, async (day) => {
    const list = await target.seals.get(sealFile(day))
    return list && readSeal(new TextDecoder().decode(list))
  })
  const left = { erased, erasedMail, withheldNotes, erasures: erasures.length, marked }
  return { commits, entries, files, ...left, verified, rows }
}

/** What the log says of people, before any of them is written. */
export interface Ledger {
  /** `contact#id` of those who were erased, and `mail#id` of the mails that are about them. */
  readonly erased: ReadonlySet<string>
  /** Everyone a fact was ever recorded for. */
  readonly known: ReadonlySet<string>
  /** Notes that go with those who were erased, by their ids. */
  readonly notes: ReadonlySet<string>
  /** What is known of them, for texts about something else. */
  readonly details: KnownErased
  /** Letters that were asked for and have not left, with the instant they were asked for: only a queue knew of them. */
  readonly waiting: ReadonlyMap<string, string>
}

/** The facts by which somebody is erased, or forgotten because they left: nobody is added to such a stream again. */
const goneFor: ReadonlySet<string> = new Set(['PersonErased', 'ContactForgotten'])

async function readLedger(found: Export, erasures: readonly ErasureEntry[]): Promise<Ledger> {
  const erased = new Set(erasures.flatMap(({ contacts, mails }) => [...contacts, ...mails]))
  const [known, waiting, phones] = [new Set<string>(), new Map<string, string>(), new Set<string>()]
  const concerned: (readonly [mail: string, contact: string])[] = []
  for await (const { body } of found.commits()) {
    for (const phone of schoolPhonesIn(body)) phones.add(phone)
    if (isPerson(body.stream)) known.add(body.stream)
    if (body.events.some(({ type }) => goneFor.has(type))) erased.add(body.stream)
    if (body.stream.startsWith('letter#')) noteLetter(waiting, body)
    concerned.push(...concernedIn(body))
  }
  const ofErased = concerned.filter(([, contact]) => erased.has(contact)).map(([mail]) => mail)
  for (const mail of ofErased) erased.add(mail)
  const notes = new Set(erasures.flatMap((entry) => entry.notes))
  return { erased, known, waiting, notes, details: await knownErased(found, erasures, phones) }
}

/** An office is called by its number, whoever sits there. */
function schoolPhonesIn({ stream, events }: CommitBody): string[] {
  if (!stream.startsWith('school#')) return []
  return events.flatMap(({ data: { phone } }) => (typeof phone === 'string' ? phone : []))
}

/** Whose mail it was read as, or filed anew; nothing for what is no mail. */
function concernedIn({ stream, events }: CommitBody): (readonly [string, string])[] {
  if (!stream.startsWith('mail#')) return []
  return events.flatMap(({ data: { contact } }) => (typeof contact === 'string' ? [[stream, contact] as const] : []))
}

/** Commits of a stream lie in order in an export. A letter that was given back waits since it was asked for or released. */
function noteLetter(waiting: Map<string, string>, { stream, at, state }: CommitBody): void {
  if (state.state !== 'asked' && state.state !== 'sending') waiting.delete(stream)
  else if (!waiting.has(stream)) waiting.set(stream, at)
}

function isPerson(stream: string): boolean {
  return stream.startsWith('contact#') || stream.startsWith('staff#')
}

/**
 * An entry as it is brought back; undefined for one about somebody who was erased. While a body runs, its vault is taken
 * a little later than its log: who was added in between has no fact yet, and waits for one as every new entry does.
 */
export function entryBack(entry: WholeEntry, { erased, known, notes }: Ledger, now: string): WholeEntry | undefined {
  const who = aboutWhom(entry)
  if (who !== undefined && erased.has(who)) return undefined
  if (notes.has(entry.entry.slice('note#'.length))) return undefined
  const isNotNamed = who !== undefined && isPerson(who) && !known.has(who) && !entry.entry.startsWith('note#')
  return isNotNamed && entry.until === undefined ? { ...entry, until: addMinutes(now, waitsMinutes) } : entry
}

/** Whom an entry is about: a person's own, the claim on their address, a note about them. */
function aboutWhom({ entry, holder, about }: WholeEntry): string | undefined {
  if (entry.startsWith('person#')) return entry.slice('person#'.length)
  return [holder, about].find((who) => typeof who === 'string')
}

async function fillVault(found: Export, { vault }: Target, ledger: Ledger) {
  const now = found.manifest.clock ?? found.manifest.takenAt
  let [erased, withheldNotes] = [0, 0]
  const all = await eachOf(found.entries(), async (entry) => {
    const theirs = entryBack(entry, ledger, now)
    const back = theirs && noteBack(theirs, ledger.details)
    if (!theirs) erased += 1
    else if (!back) withheldNotes += 1
    else if ((await vault.putBack(back)) === 'other' && !ledger.details.listed.has(entry.entry))
      throw notEmpty('vault', entry.entry)
  })
  return { entries: all - erased - withheldNotes, erased, withheldNotes }
}

/** Mails go through the ledger of erasures as the vault does; the ledger itself was put in its place before. */
async function fillFiles(found: Export, target: Target, { erased }: Ledger) {
  let erasedMail = 0
  const all = await eachOf(found.files(), async (file) => {
    if (file.room === 'mail' && erased.has(streamOfMail(file.key))) erasedMail += 1
    else if (!isLedgerFile(file)) await putFile(found, target[file.room], file)
  })
  return { files: all - erasedMail, erasedMail }
}

async function putFile(found: Export, files: Files, file: FileLine): Promise<void> {
  const [bytes, standing] = await Promise.all([found.bytesOf(file), files.get(file.key)])
  if (!standing) return files.put(file.key, bytes, file.contentType)
  if (!isDeepStrictEqual(new Uint8Array(standing), new Uint8Array(bytes))) throw notEmpty('files', file.key)
}

/**
 * What is followed once more by the next start: the last hour, and every letter that waited for its turn. All of it may
 * have been done, and doing it again changes nothing.
 */
function unfollowedOf(found: Export, { waiting }: Ledger): Unfollowed | undefined {
  const { followedUntil } = found.manifest.log
  if (followedUntil === undefined) return undefined
  return {
    from: [followedUntil, ...waiting.values()].toSorted()[0] ?? followedUntil,
    has: ({ stream, at }) => at >= followedUntil || waiting.has(stream),
  }
}

/** Makes the board from the log, and compares it with the rows that were exported. */
async function fillBoard(
  found: Export,
  { log, board }: Target,
  unfollowed: Unfollowed | undefined,
  wakeShards: number,
): Promise<RowsCompared> {
  const leftOut = new Set<string>()
  async function* noted(commits: AsyncIterable<CommitBody>): AsyncGenerator<ToFollow> {
    for await (const body of commits) {
      if (unfollowed?.has(body)) leftOut.add(`${body.stream}@${body.version}`)
      yield body
    }
  }
  await rebuildBoard(board, noted(allInPresentForm(inStreamOrder(bodiesOf(log)))), wakeShards, unfollowed)
  const isTrail = ({ name }: Row) => /^\d{8}\.\d{3}(\+\d+)?$/.test(name)
  return compareRows(
    board,
    found.rows(),
    (row) => isTrail(row) && leftOut.has(`${row.stream}@${row.version}`),
    async (stream) => (await log.head(stream))?.body.version ?? 0,
  )
}

async function* bodiesOf(log: Log): AsyncGenerator<CommitBody> {
  for await (const { body } of log.all()) yield body
}

function hashOf(bytes: string): string {
  return createHash('sha256').update(bytes).digest('base64')
}

/** Does it for each, some at a time; the first that fails ends it. Answers how many there were. */
async function eachOf<T>(all: AsyncIterable<T>, work: (one: T) => Promise<void>): Promise<number> {
  const under = new Set<Promise<void>>()
  const failed: unknown[] = []
  let count = 0
  for await (const one of all) {
    if (failed.length > 0) break
    count += 1
    const turn = work(one)
      .catch((thrown: unknown) => void failed.push(thrown))
      .finally(() => under.delete(turn))
    under.add(turn)
    if (under.size >= sideBySide) await Promise.race(under)
  }
  await Promise.all(under)
  if (failed.length > 0) throw failed[0]
  return count
}
