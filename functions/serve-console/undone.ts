/**
 * Work that could not be done, as it touches a school: its own, its contacts’, its meetings’ and its letters’. Who asks
 * why no letter went must be told that one failed; the letter itself cannot say so, as it was never asked for.
 */

import { sentenceOf } from '../../events/catalogue.ts'
import { lowerUndone } from '../../events/dead/events.ts'
import { addDays, type Day, londonInstant } from '../../events/kernel/day.ts'
import type { School } from '../../events/school/state.ts'
import { letterCards, readDeadLetters } from '../../shared/board/reads/lists.ts'
import type { DeadLetterCard } from '../../shared/board/rows/dead.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import type { TrailEntry } from '../../shared/board/rows/trail.ts'
import { readEntry } from './read-entry.ts'
import type { ConsoleTools } from './tools.ts'

export interface Undone {
  readonly dead: DeadLetterCard
  /** What had happened, so that it was to be done. */
  readonly entry: TrailEntry
}

/** A school and the days on which what called for the work was recorded. */
interface OfSchool {
  readonly id: string
  readonly school: School
  readonly since: Day
  /** Up to now when it is left out. */
  readonly until?: Day | undefined
}

/** Rows of one page, and pages read: what is beyond them is said to be so by `more`. */
const perPage = 200
const mostPages = 5
/** Tries end, and what failed is set aside, within so many days; a clock that jumps takes no longer. */
const mostDaysOfTries = 30

/** Parts of the system by which letters go: what others could not do touches no letter, and stands in its own list. */
const ofLetters: ReadonlySet<string> = new Set([
  ...['ask-letters', 'ask-bulletins', 'send-letters', 'pass-on-letters', 'release-letters', 'note-deliveries'],
  ...['wake-streams', 'follow-attendance'],
])

/** Letters that could not be asked for or sent, of what was recorded of a school on these days, the latest first. */
export async function undoneOf(
  tools: ConsoleTools,
  { id, school, since, until }: OfSchool,
): Promise<{ readonly items: readonly Undone[]; readonly more: boolean }> {
  const { cards, more } = await setAside(tools, since, until)
  const own = streamsOf(id, school)
  const letters = await letterCards(
    tools.board,
    cards.flatMap(({ stream }) => stream ?? []),
  )
  const touching = cards.filter(({ stream = '' }) => own.has(stream) || isOfSchool(letters.get(stream), { id, own }))
  const told = await Promise.all(
    touching.map(async (dead) => ({ dead, entry: await readEntry(tools, dead.event ?? '') })),
  )
  const items = told.flatMap(({ dead, entry }) =>
    entry && entry.day >= since && (until === undefined || entry.day <= until) ? [{ dead, entry }] : [],
  )
  return { items, more }
}

async function setAside(
  { board }: ConsoleTools,
  since: Day,
  until: Day | undefined,
): Promise<{ readonly cards: readonly DeadLetterCard[]; readonly more: boolean }> {
  const bounds = {
    since: londonInstant(since, '00:00'),
    until: until && londonInstant(addDays(until, mostDaysOfTries), '00:00'),
  }
  const cards: DeadLetterCard[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await readDeadLetters(board, bounds, { limit: perPage, after })
    cards.push(...items.filter(({ verb }) => ofLetters.has(verb)))
    after = next
    if (after === undefined) break
  }
  return { cards, more: after !== undefined }
}

function streamsOf(id: string, { contacts, marks }: School): ReadonlySet<string> {
  return new Set([
    `school#${id}`,
    ...contacts.map(({ contact }) => contact),
    ...Object.keys(marks).map((meeting) => `meeting#${meeting}`),
  ])
}

/** A letter about the school, or to one of its contacts about no school. */
function isOfSchool(
  letter: LetterCard | undefined,
  { id, own }: { readonly id: string; readonly own: ReadonlySet<string> },
): boolean {
  if (!letter) return false
  return letter.school === undefined ? own.has(letter.to) : letter.school === id
}

/** What did not happen, as words that go on after what had happened. */
export function sayUndone({ verb }: Pick<DeadLetterCard, 'verb'>): string {
  if (verb === 'ask-letters') return 'the letter this calls for was not asked for'
  return lowerUndone(verb)
}

/** Whether a letter is missing because of it, for as long as nobody had it tried again. */
export function isLetterMissing({ dead: { verb, state } }: Undone): boolean {
  return verb === 'ask-letters' && state !== 'retried'
}

/** What had happened, in a sentence. */
export function sayBefore({ entry: { type, data } }: Undone): string {
  return sentenceOf(type, data)
}
