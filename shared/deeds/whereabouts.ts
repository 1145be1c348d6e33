/**
 * Everything of one person, wherever it lies: for the copy they may ask for and for their erasure (DOMAIN C8, C9). The log
 * says what is theirs, strongly consistent; lists say which requests, mails, letters and tasks there are.
 */
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
import { foldAddress, type Person } from '../vault/vault.ts'
import { entriesOf } from './addresses.ts'
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
  const requests = await requestsOf(tools, whos, sought.request)
  const mails = await mailsOf(
    tools,
    whos,
    new Set(requests.flatMap(({ request }) => request.mails)),
    new Set(entries.flatMap(({ person }) => (person ? foldAddress(person.email) : []))),
  )
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
  return { entries, requests, mails, letters, tasks, notes }
}

async function ownEntriesOf(tools: DeedTools, contact: string | undefined): Promise<OwnEntry[]> {
  const whos = contact === undefined ? [] : await entriesOf(tools, contact)
  return Promise.all(whos.map(async (who) => ({ who, person: await personOf(tools, who) })))
}

async function requestsOf(tools: WhereaboutsTools, whos: ReadonlySet<string>, own: string | undefined) {
  const cards = await allOf((ask) => readRequests(tools.board, {}, ask))
  const theirs = cards
    .filter(({ contact }) => contact !== undefined && whos.has(contact))
    .map(({ id }) => `request#${id}`)
  const streams = [...new Set([...theirs, ...(own === undefined ? [] : [own])])]
  return Promise.all(
    streams.map(async (stream) => ({
      stream,
      request: (await loadStream(tools.log, requestDecider, stream)).state,
    })),
  )
}

async function mailsOf(
  tools: WhereaboutsTools,
  whos: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  addresses: ReadonlySet<string>,
): Promise<MailCard[]> {
  const cards = await allOf((ask) => readMails(tools.board, {}, ask))
  const areTheirs = await Promise.all(
    cards.map(async ({ id, contact }) => {
      const stream = `mail#${id}`
      if (asked.has(stream) || (contact !== undefined && whos.has(contact))) return true
      // Read as nobody's, or as another's, before their address was known here.
      const from = addresses.size > 0 && (await seeMail(tools, stream))?.from?.address
      return from && addresses.has(foldAddress(from))
    }),
  )
  return cards.filter((_, n) => areTheirs[n])
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
