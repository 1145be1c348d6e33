/**
 * What the first page counts, as lists: reviews by how they stand, Flagships at risk, tasks, letters that rest. Each is
 * read from a list of the board, up to a bound, never from all there is; a filter keeps what concerns its schools.
 */

import { undoneBy } from '../../events/dead/events.ts'
import { addDays, type Day, londonTime, weekday } from '../../events/kernel/day.ts'
import { letterKindNames } from '../../events/letter/names.ts'
import { sayAsk } from '../../events/mail/events.ts'
import { titleOf } from '../../events/school/levels.ts'
import { taskSentence } from '../../events/task/calls.ts'
import {
  type OpenReview,
  readDeadLetters,
  readLetters,
  readMails,
  readRequests,
  readReviews,
  readSchools,
  readTasks,
} from '../../shared/board/reads/lists.ts'
import type { Ask, Page } from '../../shared/board/reads/page.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import type { MailCard } from '../../shared/board/rows/mail.ts'
import type { ReviewMark, SchoolCard } from '../../shared/board/rows/school.ts'
import type { TaskCard } from '../../shared/board/rows/task.ts'
import { isOffice } from '../../shared/deeds/callers.ts'
import { sayShortDay } from '../../shared/pages/day.tsx'
import type { Caller } from './caller.ts'
import { letterPath, mailPath, schoolPath } from './entries.tsx'
import { type SayHeld, sayHeldBy } from './held.ts'
import { idOf } from './names.ts'
import { deadLetterPath } from './pages/dead-letters.tsx'
import { taskPath } from './task-words.ts'
import { fitsFilters, type Item, type Kept, keepOf, type Listed, ofSchool, type TodayFilters } from './today-schools.ts'
import type { ConsoleTools } from './tools.ts'
import { nationNames, requestKindNames, reviewNames, whyAsked } from './words.ts'

/** Items of one list, and open reviews, that are read at most. */
const mostItems = 1_000
const mostReviews = 6_000
/** Rows of a list asked for at a time. */
const atOnce = 1_000

/** Reads a list up to a bound. */
async function upTo<T>(most: number, read: (ask: Ask) => Promise<Page<T>>): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page: Page<T> = await read({ limit: Math.min(atOnce, most - items.length), after })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < most)
  return { items, more: after !== undefined }
}

export interface ReviewsAhead {
  /** Due at any time up to a year from today, past ones too; soonest first. */
  readonly reviews: readonly OpenReview[]
  readonly more: boolean
}

/** The open reviews of the filters' schools, a year ahead. */
export async function reviewsAhead({ board, world }: ConsoleTools, filters: TodayFilters): Promise<ReviewsAhead> {
  const { today } = world()
  const { items, more } = await upTo(mostReviews, (ask) => readReviews(board, { within: 365, today }, ask))
  return { reviews: items.filter(({ school }) => fitsFilters(school, filters, today)), more }
}

/** What a figure of reviews counts. */
export type Counts = (review: OpenReview, today: Day) => boolean

const dueWithin =
  (days: number): Counts =>
  ({ review }, today) =>
    review.due >= today && review.due <= addDays(today, days)

const marked =
  (mark: ReviewMark): Counts =>
  ({ marks }) =>
    marks.includes(mark)

export const reviewFigures = {
  due: {
    words: 'Due in the next 30 days',
    meaning: 'Their due day comes within 30 days, whether a visit is booked or not.',
    act: false,
    counts: dueWithin(30),
  },
  'not-booked': {
    words: 'Not booked',
    meaning: 'Due within 90 days, and no visit is booked yet.',
    act: true,
    counts: (one, today) => one.review.visit === undefined && dueWithin(90)(one, today),
  },
  overdue: {
    words: 'Overdue',
    meaning: 'The due day has passed and no decision is recorded, whatever is booked or was held.',
    act: true,
    counts: marked('overdue'),
  },
  'grace-ended': {
    words: 'Time of grace ended',
    meaning: 'Of the overdue, those long past their day. Nothing lapses by itself: a person decides.',
    act: true,
    counts: marked('grace-ended'),
  },
  visited: {
    words: 'Visited, waiting for a decision',
    meaning: 'The day of the visit has passed, and no decision is recorded.',
    act: true,
    counts: marked('visited'),
  },
  booked: {
    words: 'Visits booked',
    meaning: 'A visit is arranged for today or a later day, and reminders have stopped.',
    act: false,
    counts: marked('booked'),
  },
} as const satisfies Readonly<Record<string, FigureWords & { readonly counts: Counts }>>

interface FigureWords {
  readonly words: string
  /** What it counts, as a sentence. */
  readonly meaning: string
  /** Somebody should act when it is not zero. */
  readonly act: boolean
}

export function reviewItem({ school, review, marks }: OpenReview): Item {
  const told = [sayVisit(review, marks), ...alsoSaid.flatMap(([mark, words]) => (marks.includes(mark) ? words : []))]
  return {
    schools: [school.id],
    day: review.due,
    late: marks.includes('overdue'),
    what: `${reviewNames[review.kind]} (${titleOf(review.award)}), ${told.join(', ')}`,
    href: schoolPath(school.id),
  }
}

const alsoSaid = [
  ['grace-ended', 'its time of grace ended'],
  ['suspended', 'the award is suspended'],
] as const

function sayVisit({ visit }: OpenReview['review'], marks: OpenReview['marks']): string {
  if (!visit) return 'no visit booked'
  const on = sayShortDay(visit.on)
  return marks.includes('visited') ? `visited on ${on}, no decision yet` : `visit booked for ${on}`
}

/** A figure that is no figure of reviews: how its list is read. */
interface OtherFigure extends FigureWords {
  readonly read: (tools: ConsoleTools) => Promise<Listed>
  /** For admins and coordinators alone: who asks is nobody else's business. */
  readonly officeOnly?: true
  /** Some of it may be past its day: their number is said beside the figure. */
  readonly countsLate?: true
}

/** Letters that came back are counted so far back. */
const daysBack = 30

const openTasks = (fits: (task: TaskCard, today: Day) => boolean) => async (tools: ConsoleTools) => {
  const { today } = tools.world()
  const { items, more } = await upTo(mostItems, (ask) => readTasks(tools.board, { state: 'open' }, ask))
  return { items: items.filter((task) => fits(task, today)).map((task) => taskItem(task, today)), more }
}

function taskItem(task: TaskCard, today: Day): Item {
  const { school, contact, cluster, clusterName, due, about, id } = task
  return {
    schools: ofSchool(school),
    contact,
    cluster: cluster === undefined ? undefined : { id: idOf(cluster), name: clusterName ?? idOf(cluster) },
    day: due,
    late: due !== undefined && due < today,
    what: taskSentence(about, task),
    href: taskPath(id),
  }
}

const lettersIn =
  (state: LetterCard['state'], since: (today: Day) => Day | undefined = () => undefined) =>
  async (tools: ConsoleTools) => {
    const { board, world } = tools
    const filters = { state, since: since(world().today) }
    const { items, more } = await upTo(mostItems, (ask) => readLetters(board, filters, ask))
    const held = await sayHeldBy(tools, items)
    return { items: items.map((letter) => letterItem(letter, held)), more }
  }

function letterItem(letter: LetterCard, held: SayHeld): Item {
  const holds = held(letter)
  const rests = holds === undefined ? '' : `. ${holds}`
  return {
    schools: ofSchool(letter.school),
    contact: letter.to,
    day: letter.day,
    what: `${letterKindNames[letter.kind]}: ${whyAsked(letter)}${rests}`,
    href: letterPath(letter.id),
  }
}

async function schoolsAtRisk({ board }: ConsoleTools): Promise<Listed> {
  const { items, more } = await upTo(mostItems, (ask) => readSchools(board, { standing: 'at-risk' }, ask))
  const itemOf = ({ id, standing }: SchoolCard): Item => ({
    schools: [id],
    day: standing.since,
    what: 'Flagship at risk since this day, by its attendance at cluster meetings',
    href: schoolPath(id),
  })
  return { items: items.map(itemOf), more }
}

async function notDone({ board }: ConsoleTools): Promise<Listed> {
  const { items, more } = await upTo(mostItems, (ask) => readDeadLetters(board, { state: 'waiting' }, ask))
  const itemOf = ({ id, verb, last, stream }: (typeof items)[number]): Item => ({
    schools: stream?.startsWith('school#') ? [stream.slice('school#'.length)] : [],
    contact: stream,
    day: last.slice(0, 10),
    what: undoneBy(verb).replace(/\.$/, ''),
    href: deadLetterPath(id),
  })
  return { items: items.map(itemOf), more }
}

const undecided = ['open', 'waiting'] as const

/** Requests about people's own data, soonest statutory day first: each concerns a person, who may serve schools. */
async function requestsDue({ board, world }: ConsoleTools): Promise<Listed> {
  const { today } = world()
  const { items, more } = await upTo(mostItems, (ask) => readRequests(board, { states: undecided }, ask))
  const itemOf = ({ id, kind, due, state, contact }: (typeof items)[number]): Item => ({
    schools: [],
    contact,
    day: due,
    late: due < today,
    what: `${requestKindNames[kind]}${state === 'waiting' ? ', waits to be confirmed' : ''}: ${due < today ? 'was due' : 'due'} by law on this day`,
    href: `/requests/${encodeURIComponent(id)}`,
  })
  return { items: items.map(itemOf), more }
}

/** Mail that nobody was sure of. */
async function mailWaiting({ board }: ConsoleTools): Promise<Listed> {
  const { items, more } = await upTo(mostItems, (ask) => readMails(board, { state: 'to-person' }, ask))
  const itemOf = ({ id, received, day, asks, contact }: (typeof items)[number]): Item => ({
    schools: [],
    contact,
    mail: `mail#${id}`,
    day,
    what: `A mail that came in at ${londonTime(received)}: ${seemsToAsk(asks)}`,
    href: mailPath(id),
  })
  return { items: items.map(itemOf), more }
}

function seemsToAsk(asks: MailCard['asks']): string {
  return asks.length === 0 ? 'what it asks for is not certain' : `it seems to ask for ${asks.map(sayAsk).join(', ')}`
}

export const otherFigures = {
  'at-risk': {
    words: 'Flagships at risk',
    meaning: 'They missed cluster meetings they have to attend. No award ends by itself.',
    act: true,
    read: schoolsAtRisk,
  },
  tasks: {
    words: 'Waiting for a person',
    meaning: 'Open tasks: the system cannot go on without somebody.',
    act: true,
    read: openTasks(() => true),
  },
  late: {
    words: 'Due today, or late',
    meaning: 'Of these tasks, those whose day has come.',
    act: true,
    read: openTasks(({ due }, today) => due !== undefined && due <= today),
  },
  unreachable: {
    words: 'Schools nobody can write to',
    meaning: 'No contact has agreed to letters, and there is no office mailbox.',
    act: true,
    read: openTasks(({ about }) => about === 'school-unreachable'),
  },
  requests: {
    words: 'Requests with a statutory day',
    meaning: 'People’s requests about their own data that are not answered yet.',
    act: true,
    read: requestsDue,
    officeOnly: true,
    countsLate: true,
  },
  mail: {
    words: 'Mail to be read',
    meaning: 'What it asks for is not certain: a person decides.',
    act: true,
    read: mailWaiting,
    officeOnly: true,
  },
  undone: {
    words: 'Could not be done',
    meaning: 'Work that failed in several tries and was set aside.',
    act: true,
    read: notDone,
  },
  held: {
    words: 'Letters held',
    meaning: 'They leave when sending goes on, or their day comes.',
    act: true,
    read: lettersIn('held'),
  },
  uncertain: {
    words: 'Not certain whether they left',
    meaning: 'The mail provider gave no answer.',
    act: true,
    read: lettersIn('uncertain'),
  },
  bounced: {
    words: 'Came back in the last 30 days',
    meaning: 'The address took no mail; the letter was passed on where it could be.',
    act: false,
    read: lettersIn('bounced', (today) => addDays(today, -daysBack)),
  },
} as const satisfies Readonly<Record<string, OtherFigure>>

export type ReviewFigure = keyof typeof reviewFigures
export type OtherFigureName = keyof typeof otherFigures

export const reviewFigureNames = ['due', 'not-booked', 'overdue', 'grace-ended', 'visited', 'booked'] as const
export const otherFigureNames = [
  'at-risk',
  'tasks',
  'late',
  'unreachable',
  'requests',
  'mail',
  'undone',
  'held',
  'uncertain',
  'bounced',
] as const

/** Whether a figure is shown to a caller. */
export function isFor(name: OtherFigureName, caller: Pick<Caller, 'role'>): boolean {
  const figure: OtherFigure = otherFigures[name]
  return figure.officeOnly !== true || isOffice(caller)
}

/** The list of a figure, by the filters. */
export async function readFigure(
  tools: ConsoleTools,
  name: OtherFigureName,
  filters: TodayFilters,
): Promise<Listed & Kept> {
  const { items, more } = await otherFigures[name].read(tools)
  return { ...(await keepOf(tools, filters, items)), more }
}

/** How many of a figure's items are past their day, as a sentence; undefined where that is not said of it. */
export function sayLate(name: OtherFigureName, items: readonly Item[]): string | undefined {
  const figure: OtherFigure = otherFigures[name]
  const late = figure.countsLate ? items.filter((item) => item.late).length : 0
  if (late === 0) return undefined
  return late === 1 ? '1 is past its day.' : `${late} are past their day.`
}

/** The Monday of a day's week. */
export function weekOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

/** How many reviews are due in a week or month, and how many of them have a visit booked, or had it already. */
export interface Due {
  readonly from: Day
  readonly until: Day
  readonly booked: number
  readonly open: number
}

/** The year ahead by weeks, from this one on; a week without any is there too. */
export function byWeek(reviews: readonly OpenReview[], today: Day): Due[] {
  const first = weekOf(today)
  return Array.from({ length: 53 }, (_, week) => {
    const from = addDays(first, 7 * week)
    return dueBetween(reviews, from < today ? today : from, addDays(from, 6))
  })
}

/** The same by months. */
export function byMonth(reviews: readonly OpenReview[], today: Day): Due[] {
  const last = addDays(today, 365)
  const months: Due[] = []
  for (let from = today; from <= last; ) {
    const next = `${addDays(`${from.slice(0, 7)}-28`, 4).slice(0, 7)}-01`
    const [until = last] = [addDays(next, -1), last].toSorted()
    months.push(dueBetween(reviews, from, until))
    from = next
  }
  return months
}

export function dueBetween(reviews: readonly OpenReview[], from: Day, until: Day): Due {
  const due = reviews.filter(({ review }) => review.due >= from && review.due <= until)
  const booked = due.filter(({ review }) => review.visit !== undefined).length
  return { from, until, booked, open: due.length - booked }
}

/** What the filters mean, in words. */
export function sayFilters({ cluster, nation, group }: TodayFilters, assessor: string | undefined): string[] {
  return [
    cluster === undefined ? undefined : `in cluster ${cluster}`,
    assessor === undefined ? undefined : `visited by ${assessor}`,
    nation === undefined ? undefined : `in ${nationNames[nation]}`,
    group === undefined ? undefined : `of group ${group}`,
  ].filter((words) => words !== undefined)
}
