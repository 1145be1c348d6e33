/**
 * The ledger of erasures that a restore goes by: what lies among the files of the export, and of the body it replaces, whose
 * erasures may be younger than the export. What it names never comes back; a text in which somebody was blacked out comes
 * back blacked out, or not at all.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contactDecider } from '../../../events/contact/decide.ts'
import { worldAt } from '../../../events/days/world.ts'
import type { Instant } from '../../../events/kernel/day.ts'
import { blackedOut, blackOut, type Details, detailsOf, knownOf } from '../../../functions/erase-person/black-out.ts'
import { type Erased, keepOff, markErased } from '../../../shared/deeds/erasure.ts'
import {
  type ErasureEntry,
  erasureKey,
  erasuresPrefix,
  readErasure,
  united,
} from '../../../shared/deeds/erasure-ledger.ts'
import type { DeedTools } from '../../../shared/deeds/tools.ts'
import type { Files } from '../../../shared/files/files.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { Log } from '../../../shared/log/log.ts'
import { readStanding } from '../../../shared/log/standing.ts'
import { keyedHash } from '../../../shared/vault/keyed-hash.ts'
import { type Person, person, type Vault, whateverMark } from '../../../shared/vault/vault.ts'
import type { WholeEntry } from '../../../shared/vault/whole.ts'
import type { Export } from './check.ts'

/** By which a commit is known to have been made by the restore itself. */
export const becauseRestore = 'restore'

/**
 * Entries of a folder: that of the ledger itself, a copy of it under its own name, or another export. Throws a sentence for
 * a folder without any, and for a file that is none: nobody is brought back because of a slip.
 */
export async function erasuresIn(folder: string): Promise<ErasureEntry[]> {
  const places = [join(folder, 'files', 'files', erasuresPrefix), join(folder, erasuresPrefix), folder]
  const place = places.find((one) => existsSync(one))
  const names = place === undefined ? [] : (await readdir(place)).filter((name) => name.endsWith('.json'))
  if (place === undefined || names.length === 0) throw new Error(`${folder} holds no ledger of erasures`)
  return Promise.all(names.map(async (name) => readOrThrow(await readFile(join(place, name)), join(place, name))))
}

function readOrThrow(bytes: Uint8Array, name: string): ErasureEntry {
  const entry = readErasure(bytes)
  if (!entry) throw new Error(`${name} is no entry of the ledger of erasures`)
  return entry
}

/** All that is known to have been erased: by the export, and by these others. */
export async function allErasures(found: Export, others: readonly ErasureEntry[]): Promise<ErasureEntry[]> {
  const all = new Map<string, ErasureEntry>()
  const add = (entry: ErasureEntry) => {
    const standing = all.get(entry.request)
    all.set(entry.request, standing ? united(standing, entry) : entry)
  }
  for await (const file of found.files()) if (isLedgerFile(file)) add(readOrThrow(await found.bytesOf(file), file.key))
  for (const entry of others) add(entry)
  return [...all.values()]
}

export function isLedgerFile({ room, key }: { readonly room: string; readonly key: string }): boolean {
  return room === 'files' && key.startsWith(erasuresPrefix)
}

/** Puts the ledger in its place in the body that is filled. */
export async function putErasures(files: Files, erasures: readonly ErasureEntry[]): Promise<void> {
  for (const entry of erasures) await files.put(erasureKey(entry.request), JSON.stringify(entry), 'application/json')
}

/** Those who were erased, as far as the export still knows them: by these details they are found in texts. */
export interface KnownErased {
  /** By the note, what is to be blacked out in it. */
  readonly passages: ReadonlyMap<string, readonly Details[]>
  /** Addresses that were theirs, with the day of the erasure. */
  readonly addresses: ReadonlyMap<string, string>
  /** The names of entries of the suppression list under which these addresses may be put there. */
  readonly listed: ReadonlySet<string>
}

export async function knownErased(
  found: Export,
  erasures: readonly ErasureEntry[],
  schoolPhones: Iterable<string>,
): Promise<KnownErased> {
  const vault = await readVault(found, erasures.length > 0)
  const erased = new Set(erasures.flatMap(({ contacts }) => contacts))
  const others = knownOf(
    [...vault.people].flatMap(([who, one]) => (erased.has(who) ? [] : [one])),
    schoolPhones,
  )
  const passages = new Map<string, Details[]>()
  for (const entry of erasures) {
    const own = ownIn(vault, entry)
    const details = own.length > 0 ? [detailsOf(knownOf(own), others)] : []
    for (const note of entry.passages) passages.set(note, [...(passages.get(note) ?? []), ...details])
  }
  const addresses = new Map(
    erasures.flatMap(({ contacts, on }) =>
      contacts.flatMap((who) => {
        const one = vault.people.get(who)
        return one ? [[one.email, on] as const] : []
      }),
    ),
  )
  const names = (address: string) => vault.keys.map((key) => `suppress#${keyedHash(key, address)}`)
  return { passages, addresses, listed: new Set([...addresses.keys()].flatMap(names)) }
}

/** What of the export's vault tells details apart. */
interface VaultRead {
  readonly people: Map<string, Person>
  readonly notes: Map<string, string>
  readonly keys: Uint8Array[]
}

async function readVault(found: Export, isNeeded: boolean): Promise<VaultRead> {
  const vault: VaultRead = { people: new Map(), notes: new Map(), keys: [] }
  if (!isNeeded) return vault
  for await (const entry of found.entries()) {
    keepDetails(entry, vault)
    vault.keys.push(...keyIn(entry))
  }
  return vault
}

function ownIn({ people, notes }: VaultRead, { contacts, addresses }: ErasureEntry) {
  const strangers = addresses.flatMap((note) => notes.get(note) ?? []).map((email) => ({ email }))
  return [...contacts.flatMap((who) => people.get(who) ?? []), ...strangers]
}

function keyIn({ entry, key }: WholeEntry): Uint8Array[] {
  const isKey = entry.startsWith('hash-key#') && typeof key === 'object' && 'base64' in key
  return isKey ? [Buffer.from(key.base64, 'base64')] : []
}

function keepDetails({ entry, data, text }: WholeEntry, { people, notes }: VaultRead): void {
  if (entry.startsWith('person#') && typeof data === 'string')
    people.set(entry.slice('person#'.length), personIn(entry, data))
  // An address is short: what is long is no stranger's.
  if (entry.startsWith('note#') && typeof text === 'string' && text.includes('@') && text.length <= 320)
    notes.set(entry.slice('note#'.length), text)
}

/** The error of JSON.parse quotes the text it could not read, so it goes no further than here. */
function personIn(entry: string, data: string): Person {
  try {
    return person().parse(JSON.parse(data))
  } catch {
    throw new Error(`${entry} holds no person who can be read`)
  }
}

/** A note as it may come back; undefined for one in which nobody can tell any more what is to be blacked out. */
export function noteBack(entry: WholeEntry, { passages }: KnownErased): WholeEntry | undefined {
  const details = entry.entry.startsWith('note#') ? passages.get(entry.entry.slice('note#'.length)) : undefined
  if (!details || typeof entry.text !== 'string') return entry
  const text = details.reduce((left, one) => blackOut(left, one).text, entry.text)
  return text.includes(blackedOut) ? { ...entry, text } : undefined
}

interface MarkTools {
  readonly log: Log
  readonly people: Vault
}

/**
 * Tells the body that is filled what it does not know yet: the addresses go on the suppression list unless they are
 * somebody else's by now, and entries become erased. Answers how many that were.
 */
export async function markAgain(
  { log, people }: MarkTools,
  erasures: readonly ErasureEntry[],
  { addresses }: KnownErased,
  now: Instant,
): Promise<number> {
  for (const [address, on] of addresses) await list(people, address, on)
  const tools = await toolsAt(log, people, now)
  let marked = 0
  for (const { contacts, request } of erasures)
    for (const contact of contacts) if (await markOne(tools, { contact, request })) marked += 1
  return marked
}

async function list(people: Vault, address: string, on: string): Promise<void> {
  if ((await people.holderOf('contact', address, whateverMark)) !== undefined) return
  await keepOff({ vault: people }, address, on)
}

/** Answers whether the log did not know it yet. */
async function markOne(tools: DeedTools, one: Erased): Promise<boolean> {
  const { state } = await loadStream(tools.log, contactDecider, one.contact)
  // Entered after the export was taken: there is nobody to mark.
  if (!state.known) return false
  await markErased(tools, one, { by: 'system', because: becauseRestore, trace: becauseRestore })
  return !state.erased
}

async function toolsAt(log: Log, vault: Vault, now: Instant): Promise<DeedTools> {
  const { calendar, settings } = await readStanding(log)
  const world = worldAt(now, calendar, settings)
  return { log, vault, world: () => world, newId: randomUUID, waitToRetry: async () => undefined }
}
