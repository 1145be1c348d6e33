/** Looks for everything that goes with a person, before any of it is touched. */
import { mailDecider } from '../../events/mail/decide.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { placesEver } from '../../shared/deeds/erasure.ts'
import type { ErasureEntry } from '../../shared/deeds/erasure-ledger.ts'
import { readKeyOf } from '../../shared/deeds/mail-places.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { findWhereabouts, type Whereabouts } from '../../shared/deeds/whereabouts.ts'
import type { Files } from '../../shared/files/files.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { NoteEntry, ReadThrough } from '../../shared/vault/read-through.ts'
import { foldAddress, type Person } from '../../shared/vault/vault.ts'
import { blackOut, type Details, detailsOf, knownOf } from './black-out.ts'

export interface LookTools extends DeedTools {
  readonly board: Board
  readonly mail: Pick<Files, 'get' | 'list'>
  readonly through: ReadThrough
}

export interface Look {
  readonly found: ErasureEntry
  /** Notes about something else, by their ids, as they are to read from now on. */
  readonly passages: ReadonlyMap<string, string>
  /** Addresses that are theirs and nobody else's, as they are compared and as they were entered. */
  readonly addresses: ReadonlySet<string>
}

/** Finds it all: by the log and the lists what is theirs, and by reading every note where else they are named. */
export async function lookFor(tools: LookTools, request: string, { contact }: PersonsRequest): Promise<Look> {
  const where = await findWhereabouts(tools, { contact, request })
  const { addresses } = where
  const details = await detailsIn(tools, where)
  const { ofTheirs, heldNotes, passages, doubtful } = await readNotes(tools, where, details)
  const mails = where.mails.map(({ id }) => `mail#${id}`)
  const found: ErasureEntry = {
    request,
    on: tools.world().today,
    contacts: where.entries.map(({ who }) => who),
    mails,
    notes: [...ofTheirs],
    held: {
      contacts: where.entries.flatMap(({ who, person }) => (person ? [who] : [])),
      mails: await heldMails(tools, mails),
      notes: heldNotes,
    },
    addresses: where.requests.flatMap(({ request: { from } }) => from ?? []),
    passages: [...passages.keys()],
    doubtful,
    suppressed: addresses.size,
    ...(addresses.size > 0 && { provider: true as const }),
    ...((await isStaffs(tools, addresses)) && { staff: true as const }),
  }
  const entered = where.entries.flatMap(({ person }) => person?.email.trim() ?? [])
  const asEntered = entered.filter((address) => addresses.has(foldAddress(address)))
  return { found, passages, addresses: new Set([...addresses, ...asEntered]) }
}

async function detailsIn(tools: LookTools, { entries, addresses }: Whereabouts): Promise<Details> {
  const own = new Set(entries.map(({ who }) => who))
  const others: Person[] = []
  for await (const { who, person } of tools.through.everyone()) if (!own.has(who)) others.push(person)
  const persons = [...entries.flatMap(({ person }) => person ?? []), ...[...addresses].map((email) => ({ email }))]
  return detailsOf(knownOf(persons), knownOf(others, await schoolPhones(tools, [...own])))
}

/** The numbers of the schools they were ever at: an office is called by them, whoever sits there. */
async function schoolPhones(tools: LookTools, whos: readonly string[]): Promise<string[]> {
  const schools = new Set<string>()
  for (const who of whos) for (const { school } of await placesEver(tools, who)) schools.add(school)
  const phones = [...schools].map(async (school) => {
    const { state } = await loadStream(tools.log, schoolDecider, `school#${school}`)
    return state.entry.phone ?? ''
  })
  return Promise.all(phones)
}

/** What is written for many is nobody's own, whoever's facts name it. */
const forMany = /^(?:wording|bulletin|settings|calendar)#/

async function readNotes({ through }: LookTools, where: Whereabouts, details: Details) {
  const streams = new Set([
    ...where.entries.map(({ who }) => who),
    ...where.requests.map(({ stream }) => stream),
    ...where.mails.map(({ id }) => `mail#${id}`),
  ])
  const ofTheirs = new Set(where.notes.keys())
  const heldNotes: string[] = []
  const passages = new Map<string, string>()
  const doubtful: string[] = []
  const readAsOthers = ({ id, text }: NoteEntry) => {
    const black = blackOut(text, details)
    if (black.text !== text) passages.set(id, black.text)
    if (black.isDoubtful) doubtful.push(id)
  }
  for await (const note of through.notes()) {
    if (forMany.test(note.about)) ofTheirs.delete(note.id)
    // Written down about them for a fact that never came.
    else if (streams.has(note.about)) ofTheirs.add(note.id)
    if (ofTheirs.has(note.id)) heldNotes.push(note.id)
    else readAsOthers(note)
  }
  return { ofTheirs, heldNotes, passages, doubtful }
}

/** Where a mail is stored; undefined for one that was never filed. */
export async function storedAt({ log }: Pick<DeedTools, 'log'>, mail: string): Promise<string | undefined> {
  return (await loadStream(log, mailDecider, mail)).state.filed?.kept
}

async function heldMails(tools: LookTools, mails: readonly string[]): Promise<string[]> {
  const held: string[] = []
  for (const mail of mails) {
    const kept = await storedAt(tools, mail)
    if ((kept !== undefined && (await isThere(tools, kept))) || (await isThere(tools, readKeyOf(mail)))) held.push(mail)
  }
  return held
}

async function isThere({ mail }: LookTools, wanted: string): Promise<boolean> {
  for await (const { key } of mail.list(wanted)) if (key === wanted) return true
  return false
}

async function isStaffs({ vault, world }: DeedTools, addresses: ReadonlySet<string>): Promise<boolean> {
  const holders = await Promise.all([...addresses].map((address) => vault.holderOf('staff', address, world().now)))
  return holders.some((holder) => holder !== undefined)
}
