/**
 * Everything of one person, wherever it lies: for the copy they may ask for and for their erasure (DOMAIN C8, C9). The log
 * says what is theirs, strongly consistent; lists say which requests, mails, letters and tasks there are.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { addDays, type Day, londonDay } from '../../events/kernel/day.ts'
import { requestDecider } from '../../events/request/decide.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import type { Board } from '../board/board.ts'
import { readLetters, readMails, readRequests, readTasks } from '../board/reads/lists.ts'
import type { Ask, Page } from '../board/reads/page.ts'
import type { LetterCard } from '../board/rows/letter.ts'
import type { MailCard } from '../board/rows/mail.ts'
import type { TaskCard } from '../board/rows/task.ts'
import type { Files } from '../files/files.ts'
import { loadStream } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { foldAddress, type Person, whateverMark } from '../vault/vault.ts'
import { entriesOf, mergedInto } from './addresses.ts'
import { seeMail } from './mail.ts'
import { personOf } from './people.ts'
import type { DeedTools } from './tools.ts'

export interface WhereaboutsTools extends DeedTools {
  readonly board: Board
  readonly mail: Pick<Files, 'get'>
}

/** Whose everything is looked for: a contact (`contact#…`), or whoever a request (`request#…`) is from who is none. */
export interface Sought {
  readonly contact?: string | undefined
  readonly request?: string | undefined
}

/** An entry of theirs; without a person where the vault keeps none any more. */
export interface OwnEntry {
  /** `contact#…` */
  readonly who: string
  readonly person: Person | undefined
}

export interface Whereabouts {
  /** Their entries: the one they are kept in, first, and those that were merged into it. */
  readonly entries: readonly OwnEntry[]
  /** Their addresses, folded, without one that somebody else has by now: a successor at the same mailbox. */
  readonly addresses: ReadonlySet<string>
  readonly requests: readonly { readonly stream: string; readonly request: PersonsRequest }[]
  /** Mails they wrote, the latest first. */
  readonly mails: readonly MailCard[]
  /** Letters to them, the latest first. */
  readonly letters: readonly LetterCard[]
  /** Tasks about them, their requests, their mails or letters to them. */
  readonly tasks: readonly TaskCard[]
  /** Ids of the free texts about them, by the stream whose facts name each. */
  readonly notes: ReadonlyMap<string, string>
}

/** Finds everything. What is there twice over is found once. */
export async function findWhereabouts(tools: WhereaboutsTools, sought: Sought): Promise<Whereabouts> {
  const entries = await ownEntriesOf(tools, sought.contact)
  const whos = new Set(entries.map(({ who }) => who))
  const mailboxes = await mailboxesOf(tools, entries, sought.request)
  const addresses = new Set(mailboxes.map(({ address }) => address))
  const requests = await requestsOf(tools, { whos, addresses }, sought.request)
  const asked = new Set(requests.flatMap(({ request }) => request.mails))
  const mails = await mailsOf(tools, whos, asked, mailboxes)
  const letters = (
    await Promise.all([...whos].map((to) => allOf((ask) => readLetters(tools.board, { to }, ask))))
  ).flat()
  const about = new Set([
    ...whos,
    ...requests.map(({ stream }) => stream),
    ...mails.map(({ id }) => `mail#${id}`),
    ...letters.map(({ id }) => `letter#${id}`),
  ])
  const tasks = (await allOf((ask) => readTasks(tools.board, {}, ask))).filter((task) => isAbout(task, about))
  const notes = await notesOf(tools.log, [...about, ...tasks.map(({ id }) => `task#${id}`)])
  return { entries, addresses, requests, mails, letters, tasks, notes }
}

async function ownEntriesOf(tools: DeedTools, contact: string | undefined): Promise<OwnEntry[]> {
  const whos = contact === undefined ? [] : await entriesOf(tools, await mergedInto(tools, contact))
  return Promise.all(whos.map(async (who) => ({ who, person: await personOf(tools, who) })))
}

/** By what somebody is known: their entries and the addresses that are nobody else's. */
interface Own {
  readonly whos: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
}

/** Theirs by the contact, or by the address it came from while they were none. */
async function requestsOf(tools: WhereaboutsTools, { whos, addresses }: Own, own: string | undefined) {
  const streams = new Set(own === undefined ? [] : [own])
  for (const { id, contact, from } of await allOf((ask) => readRequests(tools.board, {}, ask))) {
    const address = contact === undefined && from ? await tools.vault.note(from, whateverMark) : undefined
    const isTheirs = contact === undefined ? addresses.has(foldAddress(address ?? '')) : whos.has(contact)
    if (isTheirs) streams.add(`request#${id}`)
  }
  return Promise.all(
    [...streams].map(async (stream) => ({
      stream,
      request: (await loadStream(tools.log, requestDecider, stream)).state,
    })),
  )
}

/** A mailbox that is theirs today, and since when: what was written from it before may be another's. */
interface Mailbox {
  readonly address: string
  /** The day it was handed over to them, where it was. */
  readonly handedOver: Day | undefined
  /** The first day on which they were known here. */
  readonly known: Day
}

/** Not one that is a successor's by now: what is written from there is theirs. */
async function mailboxesOf(
  tools: DeedTools,
  entries: readonly OwnEntry[],
  request: string | undefined,
): Promise<Mailbox[]> {
  const whos = new Set(entries.map(({ who }) => who))
  const found = await strangersMailbox(tools, request)
  for (const { who, person } of entries) {
    if (!person) continue
    const holder = await tools.vault.holderOf('contact', person.email, whateverMark)
    const first = await tools.log.read(who, 1)
    if ((holder !== undefined && !whos.has(holder)) || !first) continue
    const { mailboxSince } = (await loadStream(tools.log, contactDecider, who)).state
    const known = londonDay(first.body.at)
    found.push({ address: foldAddress(person.email), handedOver: mailboxSince, known })
  }
  return found
}

/** Of whoever a request is from who is no contact: nobody's mails are theirs, and no contact's. */
async function strangersMailbox(tools: DeedTools, request: string | undefined): Promise<Mailbox[]> {
  const from = request && (await loadStream(tools.log, requestDecider, request)).state.from
  const address = from && (await tools.vault.note(from, whateverMark))
  if (!address || (await tools.vault.holderOf('contact', address, whateverMark)) !== undefined) return []
  return [{ address: foldAddress(address), handedOver: undefined, known: tools.world().today }]
}

/** Mails looked into at the same time. */
const sideBySide = 16

async function mailsOf(
  tools: WhereaboutsTools,
  whos: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  mailboxes: readonly Mailbox[],
): Promise<MailCard[]> {
  const cards = await allOf((ask) => readMails(tools.board, {}, ask))
  const isKnown = ({ id, contact }: MailCard) => asked.has(`mail#${id}`) || (contact !== undefined && whos.has(contact))
  const theirs = new Set(cards.filter(isKnown))
  const { today, settings } = tools.world()
  // What is older is not kept, and nobody can see any more who wrote it.
  const since = addDays(today, -settings.rawMailDays - tidiedWithin)
  const unsure = (mailboxes.length === 0 ? [] : cards).filter((card) => !theirs.has(card) && card.day >= since).values()
  const look = async () => {
    for (const card of unsure) if (await isFrom(tools, card, mailboxes)) theirs.add(card)
  }
  await Promise.all(Array.from({ length: sideBySide }, look))
  return cards.filter((card) => theirs.has(card))
}

/** Days for which mail may lie beyond its time, because nothing was tidied. */
const tidiedWithin = 14

/**
 * Read as nobody's, before their address was known here; or as another's, and yet written from their own mailbox since
 * it is theirs.
 */
async function isFrom(
  tools: WhereaboutsTools,
  { id, contact, day }: MailCard,
  mailboxes: readonly Mailbox[],
): Promise<boolean> {
  const from = (await seeMail(tools, `mail#${id}`))?.from?.address
  if (from === undefined) return false
  return mailboxes.some(({ address, handedOver, known }) => {
    if (address !== foldAddress(from)) return false
    return contact === undefined ? day >= (handedOver ?? '') : day > (handedOver ?? known)
  })
}

function isAbout({ contact, request, mail, letter }: TaskCard, streams: ReadonlySet<string>): boolean {
  return [contact, request, mail, letter].some((one) => one !== undefined && streams.has(one))
}

const aNote = /note-[0-9a-f-]{36}/g

async function notesOf(log: Pick<Log, 'history'>, streams: readonly string[]): Promise<Map<string, string>> {
  const notes = new Map<string, string>()
  for (const stream of streams)
    for await (const { body } of log.history(stream))
      for (const [note] of JSON.stringify(body.events).matchAll(aNote)) if (!notes.has(note)) notes.set(note, stream)
  return notes
}

/** All of a list, page by page. */
async function allOf<C>(read: (ask: Ask) => Promise<Page<C>>): Promise<C[]> {
  const all: C[] = []
  let after: string | undefined
  do {
    const { items, next } = await read({ limit: 200, after })
    all.push(...items)
    after = next
  } while (after !== undefined)
  return all
}
