/** The card of a school, in the lists of schools and of reviews, and the words it is found by. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { type Award, awards, contactRoles, nations } from '../../../events/kernel/words.ts'
import { stageName } from '../../../events/school/ladder.ts'
import { awardOf, highestHeld, standingAward } from '../../../events/school/levels.ts'
import type { Review, School } from '../../../events/school/state.ts'
import type { Row } from '../board.ts'
import { fold, inList, inListOf, inWords, wordsOf, wordsOfRef } from '../lists.ts'
import { invoiceRows } from './invoice.ts'
import { card, idOf, type Standing } from './row.ts'

const award = () => z.enum(awards)

const reviewOnCard = once(() =>
  z.object({
    award: award(),
    kind: z.enum(['renewal', 'annual-review', 're-accreditation']),
    n: z.int(),
    /** Its own day, before any extension. */
    own: z.string(),
    due: z.string(),
    /** The last stage reminded of: `before-90`. */
    stage: z.string().optional(),
    visit: z.object({ on: z.string(), assessor: z.string().optional(), recorded: z.string() }).optional(),
    graceEnded: z.boolean(),
    suspended: z.boolean(),
  }),
)

export const standings = ['good', 'at-risk', 'none'] as const

/** What is shown of a school: ids and public facts. */
export const schoolCard = once(() =>
  z.object({
    id: z.string(),
    ref: z.string(),
    refs: z.array(z.string()),
    name: z.string(),
    nation: z.enum(nations),
    pupils: z.int().optional(),
    town: z.string().optional(),
    postcode: z.string().optional(),
    phone: z.string().optional(),
    website: z.string().optional(),
    group: z.string().optional(),
    /** The highest award held, without those that are suspended (R7: it is no Flagship meanwhile); null for none. */
    level: award().nullable(),
    awards: z.array(
      z.object({
        award: award(),
        since: z.string(),
        confirmedOn: z.string(),
        state: z.enum(['held', 'suspended', 'lapsed', 'ended']),
      }),
    ),
    review: reviewOnCard().nullable(),
    /** `contact` is the contact's stream: `contact#…`. */
    contacts: z.array(z.object({ contact: z.string(), role: z.enum(contactRoles) })),
    unreachable: z.boolean(),
    /** A Flagship's standing (F3); `none` for all others. */
    standing: z.object({
      state: z.enum(standings),
      because: z.enum(['two-consecutive-meetings-missed', 'no-meeting-attended-in-term']).optional(),
      since: z.string().optional(),
      meetings: z.array(z.string()).optional(),
    }),
    /** Its times in clusters, oldest first. */
    memberships: z.array(z.object({ cluster: z.string(), joinedOn: z.string(), leftOn: z.string().optional() })),
    closed: z.object({ on: z.string(), successor: z.string().optional() }).optional(),
    predecessors: z.array(z.string()).optional(),
    mergedInto: z.string().optional(),
  }),
)

export type SchoolCard = z.infer<ReturnType<typeof schoolCard>>
export type ReviewOnCard = z.infer<ReturnType<typeof reviewOnCard>>

/** The card of a school, a row for each word it is found by, and its invoices. */
export function schoolRows(standing: Standing<School>): Row[] {
  // A registration that was taken back, or an entry merged into another, stands in no list; the log keeps all of it.
  const { registered, mergedInto } = standing.state
  if (!registered) return []
  if (mergedInto !== undefined) return [{ ...cardOf(standing), places: {} }]
  return [cardOf(standing), ...wordRows(standing), ...invoiceRows(standing)]
}

function cardOf(standing: Standing<School>): Row {
  const { stream, state: school } = standing
  const level = highestHeld(school)?.award ?? null
  const name = fold(school.name)
  const places = {
    ...inList('schools', stream, name),
    ...inListOf('schoolsOfLevel', levelWord(level), stream, name),
    ...(standingOf(school).state !== 'none' && inListOf('schoolsOfStanding', standingOf(school).state, stream, name)),
    ...(school.review && inList('reviews', stream, school.review.due)),
    ...visitPlace(stream, school.review),
  }
  const { ref, refs, nation, entry, contacts, unreachable, closed, predecessors = [], mergedInto } = school
  const data: SchoolCard = {
    id: idOf(stream),
    ref,
    refs: [...refs],
    name: school.name,
    nation,
    ...entry,
    level,
    awards: school.awards.map(({ returning: _, ...held }) => held),
    review: school.review ? reviewOf(school, school.review) : null,
    contacts: contacts.map(({ contact, role }) => ({ contact, role })),
    unreachable,
    standing: standingOf(school),
    memberships: school.memberships.map((one) => ({ ...one })),
    ...(closed && { closed }),
    ...(predecessors.length > 0 && { predecessors: [...predecessors] }),
    ...(mergedInto !== undefined && { mergedInto }),
  }
  return card(standing, places, data)
}

function visitPlace(stream: string, review: Review | undefined): Row['places'] {
  const { assessor, on = '' } = review?.visit ?? {}
  return assessor === undefined ? {} : inListOf('visitsOfAssessor', assessor, stream, on)
}

function standingOf(school: School): SchoolCard['standing'] {
  const { risk } = school
  if (risk) {
    const { because, since, meetings } = risk
    return { state: 'at-risk', because, since, meetings: [...meetings] }
  }
  return { state: awardOf(school, 'flagship')?.state === 'held' ? 'good' : 'none' }
}

/** The word a level has in the list of schools by level. */
export function levelWord(level: Award | null): string {
  return level ?? 'none'
}

function reviewOf(school: School, review: Review): ReviewOnCard {
  const { award: of, kind, n, own, due, reminded, visit, graceEnded } = review
  return {
    award: of,
    kind,
    n,
    own,
    due,
    ...(reminded !== undefined && { stage: stageName(reminded) }),
    ...(visit && {
      visit: { on: visit.on, ...(visit.assessor && { assessor: visit.assessor }), recorded: visit.recorded },
    }),
    graceEnded,
    suspended: standingAward(school, of)?.state === 'suspended',
  }
}

export const reviewStates = ['open', 'booked', 'overdue', 'grace-ended'] as const
export type ReviewState = (typeof reviewStates)[number]

/** How a review stands on a day: a person must act first on one whose time of grace ended, booked or not. */
export function reviewStateOn(review: Pick<ReviewOnCard, 'due' | 'visit' | 'graceEnded'>, today: string): ReviewState {
  if (review.graceEnded) return 'grace-ended'
  if (review.visit) return 'booked'
  return review.due < today ? 'overdue' : 'open'
}

/**
 * What is to be said of an open review, the most pressing first; several may hold at once, and `open` when nothing else
 * does. `visited`: the day of the visit has passed. `booked`: it is today or still to come.
 */
export const reviewMarks = ['overdue', 'grace-ended', 'visited', 'booked', 'suspended', 'open'] as const
export type ReviewMark = (typeof reviewMarks)[number]

/** A review is overdue when its day has passed and nothing is decided, whatever else is so. */
export function reviewMarksOn(
  { due, visit, graceEnded, suspended }: Pick<ReviewOnCard, 'due' | 'visit' | 'graceEnded' | 'suspended'>,
  today: string,
): ReviewMark[] {
  const holds: Readonly<Record<Exclude<ReviewMark, 'open'>, boolean>> = {
    overdue: due < today,
    'grace-ended': graceEnded,
    visited: visit !== undefined && visit.on < today,
    booked: visit !== undefined && visit.on >= today,
    suspended,
  }
  const marks = reviewMarks.filter((mark) => mark !== 'open' && holds[mark])
  return marks.length === 0 ? ['open'] : marks
}

/** Awards that are suspended: what is highest on the card leaves them out. */
export function suspendedAwards({ awards: all }: Pick<SchoolCard, 'awards'>): Award[] {
  return all.flatMap(({ award: of, state }) => (state === 'suspended' ? of : []))
}

/** What a row of a school's word holds: all its words, so that a school is shown once, however many of them fit. */
export const wordRow = once(() => z.object({ words: z.array(z.string()) }))

function wordRows({ stream, version, state: school }: Standing<School>): Row[] {
  const words = [
    ...new Set([...wordsOf(school.name), ...wordsOf(school.entry.town ?? ''), ...school.refs.flatMap(wordsOfRef)]),
  ]
  const name = fold(school.name)
  return words.map((word) => ({
    stream,
    name: `word#${word}`,
    version,
    places: inWords(word, stream, name),
    data: { words },
  }))
}
