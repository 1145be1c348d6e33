/**
 * Takes a body as it stands, also while it runs. The log only grows, so the rows are taken before it and the people
 * after it: each row has its commit, each commit its people. The manifest comes last: without it nothing is an export.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { daysStream } from '../../../events/days/decide.ts'
import { addMinutes, laterOf } from '../../../events/kernel/day.ts'
import type { Board, Row } from '../../../shared/board/board.ts'
import { markRow } from '../../../shared/board/lists.ts'
import { erasuresPrefix } from '../../../shared/deeds/erasure-ledger.ts'
import type { Files } from '../../../shared/files/files.ts'
import { readCommit } from '../../../shared/log/bytes.ts'
import type { CommitBody, KeptItem, Log } from '../../../shared/log/log.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { sealsIn } from '../../../shared/log/seal.ts'
import type { WholeVault } from '../../../shared/vault/whole.ts'
import { filesFolder, type Manifest, manifestName, type PartSum, partFile, partNames, pathOf, rooms } from './format.ts'
import { ownerOnly, ownerOnlyFolder, writeLines } from './lines.ts'

/** What a body is, wherever it runs. */
export interface Source {
  readonly board: Pick<Board, 'all'>
  readonly log: Pick<Log, 'items' | 'head'>
  readonly vault: Pick<WholeVault, 'entries'>
  readonly files: Pick<Files, 'list' | 'open'>
  readonly seals: Pick<Files, 'list' | 'open'>
  readonly mail: Pick<Files, 'list' | 'open'>
}

export interface Taking {
  readonly takenAt: string
  /** Where the body's test clock stands. */
  readonly clock?: string | undefined
  /** False leaves the vault out, and every file that may hold what came from people. */
  readonly people: boolean
  /** Takes it also while letters are in doubt. */
  readonly anyway: boolean
}

/** How long what follows from a commit may still be on its way when it was published: queues, retries, waits. */
const onItsWayMinutes = 60
/** Without a mark nobody knows what was followed: as the repair does, all of two days are taken up. */
const unmarkedMinutes = 2 * 24 * 60
/** How often the log is read anew when a day began or was sealed meanwhile. */
const readings = 3
/** What an export without people holds of each room: of the files the public register's look-up and the ledger of erasures, of mail nothing. */
const withoutPeople: Readonly<Record<(typeof rooms)[number], readonly string[]>> = {
  files: [erasuresPrefix, 'register/'],
  seals: [''],
  mail: [],
}

/** Writes an export into a folder. Throws a sentence where it cannot; then there is no manifest. */
export async function takeExport(source: Source, folder: string, taking: Taking): Promise<Manifest> {
  await clearFolder(folder)
  const board = await takeBoard(source, folder)
  const log = await takeLog(source, folder)
  if (log.sum.lines === 0) throw new Error('nothing is recorded there: is it the right system?')
  refuseDoubt(log.inDoubt, taking)
  const vault = taking.people ? await writeLines(join(folder, partFile('vault')), vaultLines(source)) : undefined
  const files = await writeLines(join(folder, partFile('files')), takeFiles(source, folder, taking.people))
  const followedUntil = followedOf(board.mark, log.youngest)
  const manifest: Manifest = {
    format: 'inclusion-quality-mark export',
    version: 2,
    takenAt: taking.takenAt,
    ...(taking.clock !== undefined && { clock: taking.clock }),
    people: taking.people,
    parts: { board: board.sum, log: log.sum, ...(vault && { vault }), files },
    log: {
      streams: log.streams,
      ...(log.youngest !== '' && { youngest: log.youngest }),
      sealedDays: log.sealedDays,
      ...(log.lastSeal && { lastSeal: log.lastSeal }),
      ...(followedUntil !== undefined && { followedUntil }),
    },
    lettersInDoubt: log.inDoubt.length,
  }
  const path = join(folder, manifestName)
  await writeFile(`${path}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: ownerOnly, flush: true })
  await rename(`${path}.new`, path)
  return manifest
}

/** An export goes into a folder of its own; what a killed one left is taken away. */
async function clearFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: ownerOnlyFolder })
  if (existsSync(join(folder, manifestName))) throw new Error(`${folder} holds an export already: name another folder`)
  const ours = new Set([...partNames.map(partFile), filesFolder, `${manifestName}.new`])
  const others = (await readdir(folder)).filter((name) => !ours.has(name))
  if (others.length > 0) throw new Error(`${folder} holds other things (${others[0]}): name an empty folder`)
  for (const name of ours) await rm(join(folder, name), { recursive: true, force: true })
}

async function takeBoard({ board }: Source, folder: string): Promise<{ sum: PartSum; mark: string | undefined }> {
  let mark: string | undefined
  async function* lines() {
    for await (const row of board.all()) {
      if (row.stream === markRow.stream) mark = markIn(row)
      else yield JSON.stringify(row)
    }
  }
  const sum = await writeLines(join(folder, partFile('board')), lines())
  return { sum, mark }
}

function markIn(row: Row): string {
  return z.object({ until: z.string() }).parse(row.data).until
}

interface TakenLog {
  readonly sum: PartSum
  readonly streams: number
  readonly youngest: string
  readonly sealedDays: number
  readonly lastSeal: { day: string; hash: string } | undefined
  /** Streams of letters that were claimed and not heard of. */
  readonly inDoubt: readonly string[]
}

/** A day that is sealed while the log is read would seal what was read before it was written: so it is read again. */
async function takeLog(source: Source, folder: string): Promise<TakenLog> {
  for (let reading = 0; reading < readings; reading++) {
    const before = (await source.log.head(daysStream))?.body.version
    const taken = await readLog(source, folder)
    if ((await source.log.head(daysStream))?.body.version === before) return taken
  }
  throw new Error('days began or were sealed while the log was read: export again when the morning is over')
}

async function readLog({ log }: Source, folder: string): Promise<TakenLog> {
  const tally = new Tally()
  async function* lines() {
    for await (const item of inStreamOrder(log.items())) {
      tally.add(bodyOf(item))
      yield item.bytes
    }
  }
  const sum = await writeLines(join(folder, partFile('log')), lines())
  return { sum, ...tally.taken() }
}

/** What is noted of the log while it goes by, each stream's commits in order. */
class Tally {
  #streams = 0
  #sealedDays = 0
  #youngest = ''
  #lastSeal: TakenLog['lastSeal']
  readonly #claimed = new Set<string>()

  add(body: CommitBody): void {
    if (body.version === 1) this.#streams += 1
    this.#youngest = laterOf(this.#youngest, body.at)
    for (const seal of sealsIn(body)) this.#seal(seal)
    if (isClaimed(body)) this.#claimed.add(body.stream)
    else this.#claimed.delete(body.stream)
  }

  #seal({ day, hash }: { readonly day: string; readonly hash: string }): void {
    this.#sealedDays += 1
    if (!this.#lastSeal || this.#lastSeal.day < day) this.#lastSeal = { day, hash }
  }

  taken(): Omit<TakenLog, 'sum'> {
    return {
      streams: this.#streams,
      youngest: this.#youngest,
      sealedDays: this.#sealedDays,
      lastSeal: this.#lastSeal,
      inDoubt: [...this.#claimed],
    }
  }
}

/** A line is a commit's exact bytes, so it must be one, say where it stands, and hold no line feed. */
function bodyOf({ bytes, stream, version }: KeptItem): CommitBody {
  const { body } = readCommit(bytes, stream, version)
  if (body.stream !== stream || body.version !== version || bytes.includes('\n'))
    throw new Error(`${stream}@${version} is not as it was written: npm run verify-log says more`)
  return body
}

function isClaimed({ stream, state }: CommitBody): boolean {
  return stream.startsWith('letter#') && state.state === 'sending'
}

function refuseDoubt(letters: readonly string[], { anyway }: Taking): void {
  if (letters.length === 0 || anyway) return
  throw new Error(
    `${letters.length} letters are just being sent (${letters[0]}), and whether they left is not known yet. ` +
      'Wait a minute and export again; start a system that was killed once more first. ' +
      'Where it can never start again, --anyway takes them as they are: the restored body sends them, perhaps a second time.',
  )
}

function followedOf(mark: string | undefined, youngest: string): string | undefined {
  if (youngest === '') return undefined
  if (mark === undefined) return addMinutes(youngest, -unmarkedMinutes)
  return addMinutes(mark < youngest ? mark : youngest, -onItsWayMinutes)
}

async function* vaultLines({ vault }: Source): AsyncGenerator<string> {
  for await (const entry of vault.entries()) yield JSON.stringify(entry)
}

async function* takeFiles(source: Source, folder: string, people: boolean): AsyncGenerator<string> {
  const places = rooms.flatMap((room) => (people ? [''] : withoutPeople[room]).map((prefix) => ({ room, prefix })))
  for (const { room, prefix } of places)
    for await (const { key } of source[room].list(prefix)) {
      const file = await source[room].open(key)
      // Taken away since it was listed: a working copy of an import that is done.
      if (file) yield takeFile(folder, { room, key }, file)
    }
}

async function takeFile(
  folder: string,
  place: { readonly room: (typeof rooms)[number]; readonly key: string },
  { bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string },
): Promise<string> {
  const path = join(folder, pathOf(place))
  await mkdir(dirname(path), { recursive: true, mode: ownerOnlyFolder })
  await writeFile(path, bytes, { mode: ownerOnly })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return JSON.stringify({ ...place, contentType, bytes: bytes.length, sha256 })
}
