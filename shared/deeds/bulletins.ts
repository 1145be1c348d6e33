/** Bulletins: their words kept in the vault, and who among the contacts gets them. */
import { type Bulletin, bulletinDecider, bulletinStream, type Place } from '../../events/bulletin/decide.ts'
import { whyNoNews } from '../../events/bulletin/recipients.ts'
import type { WhyNot } from '../../events/letter/events.ts'
import type { Board, Row } from '../board/board.ts'
import { listOf } from '../board/lists.ts'
import { readContacts } from '../board/reads/lists.ts'
import type { Ask, Page } from '../board/reads/page.ts'
import { type ContactCard, contactCard } from '../board/rows/contact.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { DeedTools } from './tools.ts'
import { readNote } from './wording.ts'

/** Writes a bulletin, or corrects one that was not sent; `subject` and `paragraphs` are ids of notes. */
export async function writeBulletin(
  tools: DeedTools,
  id: string,
  given: { readonly subject: string; readonly paragraphs: readonly string[] },
  doing: Doing,
): Promise<Outcome<Bulletin>> {
  const stream = bulletinStream(id)
  const { state } = await loadStream(tools.log, bulletinDecider, stream)
  const stands = state.text && (await sameWords(tools, state.text, given)) ? state.text : given
  return act(tools, bulletinDecider, stream, { do: 'write-bulletin', ...stands }, doing)
}

async function sameWords(tools: DeedTools, one: Words, other: Words): Promise<boolean> {
  const read = ({ subject, paragraphs }: Words) => Promise.all([subject, ...paragraphs].map((n) => readNote(tools, n)))
  const [left, right] = await Promise.all([read(one), read(other)])
  return JSON.stringify(left) === JSON.stringify(right)
}

interface Words {
  readonly subject: string
  readonly paragraphs: readonly string[]
}

/** Orders a bulletin to be sent; ordered again it is so already. */
export function sendBulletin(tools: DeedTools, id: string, doing: Doing): Promise<Outcome<Bulletin>> {
  return act(tools, bulletinDecider, bulletinStream(id), { do: 'send-bulletin' }, doing)
}

/** A contact, and why it gets no news; undefined when it gets them. */
export interface NewsRecipient {
  readonly card: ContactCard
  readonly why: ReturnType<typeof whyNoNews>
}

export interface NewsPage {
  readonly recipients: readonly NewsRecipient[]
  /** Where the next page begins; undefined after the last contact. */
  readonly next: Place | undefined
}

/**
 * One page of all contacts at schools, with who gets news and who not and why: whoever left is kept for a while and gets
 * none. The list may be a moment old; the gate is not.
 */
export async function newsPage(
  tools: DeedTools & { readonly board: Board },
  { part, after }: Place,
  limit: number,
): Promise<NewsPage> {
  const { index, keys } = listOf('contacts')
  const key = keys[part]
  if (key === undefined) return { recipients: [], next: undefined }
  // One more than asked for, because a page begins with the last contact of the one before.
  const { rows, next } = await tools.board.query({
    index,
    key,
    limit: limit + 1,
    ...(after !== undefined && { from: after }),
  })
  const cards = rows.map(cardOf).filter(({ id }) => id !== after)
  const recipients = await Promise.all(cards.filter(isAtSchool).map((card) => judge(tools, card)))
  const last = cards.at(-1)
  if (next !== undefined && last) return { recipients, next: { part, after: last.id } }
  return { recipients, next: part + 1 < keys.length ? { part: part + 1 } : undefined }
}

/** Contacts by id with who gets news and who not and why, as they stand now: for whoever looks at them before sending. */
export async function newsRecipients(
  tools: DeedTools & { readonly board: Board },
  ask: Ask,
): Promise<Page<NewsRecipient>> {
  const { items, next } = await readContacts(tools.board, {}, ask)
  const recipients = await Promise.all(items.filter(isAtSchool).map((card) => judge(tools, card)))
  return { items: recipients, ...(next !== undefined && { next }) }
}

/** How many get news and how many do not, for each reason. */
export interface NewsCount {
  readonly gets: number
  readonly not: ReadonlyMap<WhyNot, number>
  /** False: there are more contacts than were counted. */
  readonly all: boolean
}

/** Contacts of one reading, and readings for one count: ten thousand contacts are counted within a second or two. */
const countedAtOnce = 1000
const mostReadings = 12

/** Counts over all contacts at schools as the lists show them. The suppression list is not asked here: that would be a look into the vault for each. */
export async function countNews(tools: { readonly board: Board }): Promise<NewsCount> {
  const not = new Map<WhyNot, number>()
  let gets = 0
  let after: string | undefined
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const { items: all, next } = await readContacts(tools.board, {}, { limit: countedAtOnce, after })
    const items = all.filter(isAtSchool)
    const whys = items.flatMap((card) => whyOf(card, false) ?? [])
    gets += items.length - whys.length
    for (const why of whys) not.set(why, (not.get(why) ?? 0) + 1)
    if (next === undefined) return { gets, not, all: true }
    after = next
  }
  return { gets, not, all: false }
}

function isAtSchool({ schools }: ContactCard): boolean {
  return schools.length > 0
}

function cardOf({ data }: Row): ContactCard {
  return contactCard().parse(data)
}

async function judge(tools: DeedTools, card: ContactCard): Promise<NewsRecipient> {
  return { card, why: whyOf(card, false) ?? whyOf(card, await isSuppressed(tools, card)) }
}

function whyOf({ consents, address, paused }: ContactCard, suppressed: boolean): WhyNot | undefined {
  return whyNoNews({ news: consents.news.state, address, paused, suppressed })
}

async function isSuppressed({ vault, world }: DeedTools, { id }: ContactCard): Promise<boolean> {
  const person = await vault.person(`contact#${id}`, world().now)
  return person !== undefined && (await vault.suppressionOf(person.email)).news !== undefined
}
