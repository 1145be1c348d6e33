/** The lists people look at, with every filter: each reads the narrowest part of the board and filters the rest. */
import { addDays } from '../../../events/kernel/day.ts'
import type { Award, Nation } from '../../../events/kernel/words.ts'
import type { Board, Row } from '../board.ts'
import { cardName, fold, listOf, listOfWords, type Partition } from '../lists.ts'
import { type BulletinCard, bulletinCard } from '../rows/bulletin.ts'
import { type ClusterCard, clusterCard } from '../rows/cluster.ts'
import { type ContactCard, contactCard } from '../rows/contact.ts'
import { type DeadLetterCard, deadLetterCard, deadLetterStates } from '../rows/dead.ts'
import { type FeedCard, feedCard } from '../rows/feed.ts'
import { type ImportCard, importCard } from '../rows/import.ts'
import { type LetterCard, letterCard } from '../rows/letter.ts'
import { type MailCard, mailCard, mailStates } from '../rows/mail.ts'
import { type RequestCard, requestCard, requestCardStates } from '../rows/request.ts'
import {
  levelWord,
  type ReviewMark,
  type ReviewOnCard,
  type ReviewState,
  reviewMarksOn,
  reviewStateOn,
  type SchoolCard,
  schoolCard,
  suspendedAwards,
} from '../rows/school.ts'
import { type StaffCard, staffCard } from '../rows/staff.ts'
import { type TaskCard, taskCard, taskStates } from '../rows/task.ts'
import { type Ask, type Page, type Part, readPage } from './page.ts'

/** A page of a list as cards. Keeps a card when `keep` says so. */
async function readCards<C>(
  board: Board,
  partition: Partition,
  part: Part,
  ask: Ask,
  read: (row: Row) => C,
  keep: (card: C) => boolean = () => true,
): Promise<Page<C>> {
  const cards: C[] = []
  const { next } = await readPage(board, partition, part, ask, (row) => {
    const card = read(row)
    const kept = keep(card)
    if (kept) cards.push(card)
    return kept
  })
  return { items: cards, ...(next !== undefined && { next }) }
}

export interface SchoolFilters {
  /** The highest award; null for schools without one. */
  readonly level?: Award | null | undefined
  readonly nation?: Nation | undefined
  /** A Flagship's standing; `none` for all other schools. */
  readonly standing?: SchoolCard['standing']['state'] | undefined
  /** The cluster it is in on `today`. */
  readonly cluster?: { readonly id: string; readonly today: string } | undefined
  /** Only schools with an award that is suspended. */
  readonly suspended?: true | undefined
}

/** Schools by name. With words to search for, see `searchSchools`. */
export function readSchools(board: Board, filters: SchoolFilters, ask: Ask): Promise<Page<SchoolCard>> {
  return readCards(board, schoolsOf(filters), {}, ask, readSchoolCard, (card) => fitsSchool(card, filters))
}

function schoolsOf({ level, standing }: SchoolFilters): Partition {
  if (standing !== undefined && standing !== 'none') return listOfWords('schoolsOfStanding', standing)
  return level === undefined ? listOf('schools') : listOfWords('schoolsOfLevel', levelWord(level))
}

export function fitsSchool(card: SchoolCard, { level, nation, standing, cluster, suspended }: SchoolFilters): boolean {
  return (
    (level === undefined || level === card.level) &&
    (nation === undefined || nation === card.nation) &&
    (standing === undefined || standing === card.standing.state) &&
    (cluster === undefined || clusterOn(card, cluster.today) === cluster.id) &&
    (suspended === undefined || suspendedAwards(card).length > 0)
  )
}

/** The cluster a school is in on a day; undefined when in none. */
export function clusterOn({ memberships }: Pick<SchoolCard, 'memberships'>, day: string): string | undefined {
  return memberships.find(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === undefined || leftOn > day))?.cluster
}

/** Clusters by name; those that fit. */
export function readClusters(
  board: Board,
  ask: Ask,
  fits?: (card: ClusterCard) => boolean,
): Promise<Page<ClusterCard>> {
  return readCards(board, listOf('clusters'), {}, ask, (row) => clusterCard().parse(row.data), fits)
}

/** Cards of clusters by id, strongly consistent, by name; what is missing is left out. */
export async function clusterCards(board: Board, ids: Iterable<string>): Promise<ClusterCard[]> {
  const rows = await board.getMany([...new Set(ids)].map((id) => ({ stream: `cluster#${id}`, name: cardName })))
  const name = (card: ClusterCard) => fold(card.name ?? card.id)
  return rows.map((row) => clusterCard().parse(row.data)).toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
}

export function readSchoolCard(row: Row): SchoolCard {
  return schoolCard().parse(row.data)
}

export interface ReviewFilters {
  readonly state?: ReviewState | undefined
  /** What is to be said of it, beside other things that are. */
  readonly mark?: ReviewMark | undefined
  /** Due at most so many days after today. */
  readonly within?: number | undefined
  readonly today: string
}

export interface OpenReview {
  readonly school: SchoolCard
  readonly review: ReviewOnCard
  /** The one word for how it stands. */
  readonly state: ReviewState
  readonly marks: readonly ReviewMark[]
}

/** Open reviews, soonest due first. How one stands is computed for `today`. */
export async function readReviews(
  board: Board,
  { state, mark, within, today }: ReviewFilters,
  ask: Ask,
): Promise<Page<OpenReview>> {
  // What is overdue stands first in the list: nothing behind it is read.
  const days = mark === 'overdue' ? Math.min(within ?? -1, -1) : within
  const part = days === undefined ? {} : { until: addDays(today, days) }
  const read = (row: Row) => openReviewOf(readSchoolCard(row), today)
  const { items, next } = await readCards(
    board,
    listOf('reviews'),
    part,
    ask,
    read,
    (one) =>
      one !== undefined && (state ?? one.state) === one.state && (mark === undefined || one.marks.includes(mark)),
  )
  return { items: items.filter((one) => one !== undefined), ...(next !== undefined && { next }) }
}

function openReviewOf(school: SchoolCard, today: string): OpenReview | undefined {
  const { review } = school
  return review
    ? { school, review, state: reviewStateOn(review, today), marks: reviewMarksOn(review, today) }
    : undefined
}

export interface LetterFilters {
  /** The school's id. */
  readonly school?: string | undefined
  /** The addressee's stream: `contact#…` or `staff#…`. */
  readonly to?: string | undefined
  readonly state?: LetterCard['state'] | undefined
  /** Asked for on this day or later. */
  readonly since?: string | undefined
  /** Asked for on this day or earlier. */
  readonly until?: string | undefined
}

/** Letters, newest first. */
export function readLetters(board: Board, filters: LetterFilters, ask: Ask): Promise<Page<LetterCard>> {
  const { since, until } = filters
  // A letter is sorted by its day, then by an instant, which no `~` follows.
  const part = { newestFirst: true, from: since, until: until && `${until} ~` }
  const read = (row: Row) => letterCard().parse(row.data)
  return readCards(board, lettersOf(filters), part, ask, read, (card) => fitsLetter(card, filters))
}

function lettersOf({ school, to, state }: LetterFilters): Partition {
  if (to !== undefined) return listOfWords('lettersTo', to)
  if (school !== undefined) return listOfWords('lettersOfSchool', school)
  return state === undefined ? listOf('letters') : listOfWords('lettersInState', state)
}

function fitsLetter(card: LetterCard, { school, to, state }: LetterFilters): boolean {
  return (school ?? card.school) === card.school && (to ?? card.to) === card.to && (state ?? card.state) === card.state
}

export interface TaskFilters {
  readonly state?: TaskCard['state'] | undefined
  readonly owner?: string | undefined
}

/** Cards of letters by stream (`letter#…`), strongly consistent; what is missing, or no letter, is left out. */
export async function letterCards(board: Board, streams: Iterable<string>): Promise<ReadonlyMap<string, LetterCard>> {
  const letters = [...new Set(streams)].filter((stream) => stream.startsWith('letter#'))
  const rows = await board.getMany(letters.map((stream) => ({ stream, name: cardName })))
  return new Map(rows.map((row) => [row.stream, letterCard().parse(row.data)]))
}

/** Tasks, soonest due first. */
export function readTasks(board: Board, { state, owner }: TaskFilters, ask: Ask): Promise<Page<TaskCard>> {
  const partition = listOfWords('tasksInState', ...(state === undefined ? taskStates : [state]))
  return readCards(
    board,
    partition,
    {},
    ask,
    (row) => taskCard().parse(row.data),
    (card) => (owner ?? card.owner) === card.owner,
  )
}

/** People's requests, soonest due first. */
export function readRequests(
  board: Board,
  { states = requestCardStates }: { readonly states?: readonly RequestCard['state'][] | undefined },
  ask: Ask,
): Promise<Page<RequestCard>> {
  const partition = listOfWords('requestsInState', ...states)
  return readCards(board, partition, {}, ask, (row) => requestCard().parse(row.data))
}

interface DeadLetterFilters {
  readonly state?: DeadLetterCard['state'] | undefined
  /** Set aside at this instant or later. */
  readonly since?: string | undefined
  /** Set aside at this instant or earlier. */
  readonly until?: string | undefined
}

/** Work that could not be done, the latest first. */
export function readDeadLetters(
  board: Board,
  { state, since, until }: DeadLetterFilters,
  ask: Ask,
): Promise<Page<DeadLetterCard>> {
  const partition = listOfWords('deadLettersInState', ...(state === undefined ? deadLetterStates : [state]))
  const part = { newestFirst: true, from: since, until }
  return readCards(board, partition, part, ask, (row) => deadLetterCard().parse(row.data))
}

/** Mail that came in, the latest first; in one state, or in any. */
export function readMails(
  board: Board,
  { state }: { readonly state?: MailCard['state'] | undefined },
  ask: Ask,
): Promise<Page<MailCard>> {
  const partition = listOfWords('mailInState', ...(state === undefined ? mailStates : [state]))
  return readCards(board, partition, { newestFirst: true }, ask, (row) => mailCard().parse(row.data))
}

/** Contacts by id; of one school when its id is given. */
export function readContacts(
  board: Board,
  { school }: { readonly school?: string | undefined },
  ask: Ask,
): Promise<Page<ContactCard>> {
  const serves = (card: ContactCard) => school === undefined || card.schools.some((one) => one.school === school)
  return readCards(board, listOf('contacts'), {}, ask, (row) => contactCard().parse(row.data), serves)
}

/** Schools whose visit is booked with an Assessor (`staff#…`) for a day or later, soonest first. */
export async function visitsOf(board: Board, assessor: string, since: string): Promise<SchoolCard[]> {
  const found: SchoolCard[] = []
  let after: string | undefined
  do {
    const ask = { limit: 200, after }
    const page = await readCards(board, listOfWords('visitsOfAssessor', assessor), { from: since }, ask, readSchoolCard)
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}

/** Calendar feeds, the latest opened first; those that fit. */
export function readFeeds(board: Board, ask: Ask, fits?: (card: FeedCard) => boolean): Promise<Page<FeedCard>> {
  return readCards(board, listOf('feeds'), { newestFirst: true }, ask, (row) => feedCard().parse(row.data), fits)
}

/** Members of staff by id, those removed left out. */
export function readStaff(board: Board, ask: Ask): Promise<Page<StaffCard>> {
  return readCards(
    board,
    listOf('staff'),
    {},
    ask,
    (row) => staffCard().parse(row.data),
    (card) => !card.removed,
  )
}

/** Imports, the latest first. */
export function readImports(board: Board, ask: Ask): Promise<Page<ImportCard>> {
  return readCards(board, listOf('imports'), { newestFirst: true }, ask, (row) => importCard().parse(row.data))
}

/** Bulletins by id. */
export function readBulletins(board: Board, ask: Ask): Promise<Page<BulletinCard>> {
  return readCards(board, listOf('bulletins'), {}, ask, (row) => bulletinCard().parse(row.data))
}

/** Cards of schools by id, strongly consistent; what is missing is left out. */
export async function schoolCards(board: Board, ids: Iterable<string>): Promise<ReadonlyMap<string, SchoolCard>> {
  const rows = await board.getMany([...new Set(ids)].map((id) => ({ stream: `school#${id}`, name: cardName })))
  return new Map(rows.map(readSchoolCard).map((card) => [card.id, card]))
}

/** Cards of contacts by stream (`contact#…`), strongly consistent; what is missing, or no contact, is left out. */
export async function contactCards(board: Board, streams: Iterable<string>): Promise<ReadonlyMap<string, ContactCard>> {
  const contacts = [...new Set(streams)].filter((stream) => stream.startsWith('contact#'))
  const rows = await board.getMany(contacts.map((stream) => ({ stream, name: cardName })))
  return new Map(rows.map((row) => [row.stream, contactCard().parse(row.data)]))
}
