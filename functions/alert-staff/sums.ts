/** What the morning line and the weekly digest say, counted on the board, which is made of facts alone. */
import { addDays, type Day } from '../../events/kernel/day.ts'
import type { DigestSums, MorningSums, WhyNot } from '../../events/letter/events.ts'
import type { Board } from '../../shared/board/board.ts'
import { readLetters, readReviews, readTasks } from '../../shared/board/reads/lists.ts'
import type { Ask, Page } from '../../shared/board/reads/page.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'

/** Reads a list to its end. */
async function all<T>(read: (ask: Ask) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page = await read({ limit: 200, after })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items
}

const hasLeft = ({ state }: LetterCard) =>
  state === 'sent' || state === 'delivered' || state === 'bounced' || state === 'complained'

/** Letters to others than staff, asked for on a day or later. */
async function lettersSince(board: Board, since: Day): Promise<LetterCard[]> {
  const letters = await all((ask) => readLetters(board, { since }, ask))
  return letters.filter(({ purpose }) => purpose !== 'staff')
}

const openTasks = (board: Board) => all((ask) => readTasks(board, { state: 'open' }, ask))

/** The line about a morning: letters asked for on that day, and all that waits by now. */
export async function sumUpMorning(board: Board, day: Day): Promise<MorningSums> {
  const [since, tasks] = await Promise.all([lettersSince(board, day), openTasks(board)])
  const letters = since.filter((letter) => letter.day === day)
  return {
    reminders: letters.filter((letter) => letter.kind === 'review-reminder' && hasLeft(letter)).length,
    withheld: letters.filter(({ state }) => state === 'withheld').length,
    held: letters.filter(({ state }) => state === 'held').length,
    waiting: tasks.length,
    due: tasks.filter(({ due }) => due !== undefined && due <= day).length,
  }
}

/** So far ahead the digest looks, and so far back. */
const daysAhead = 30
const daysBack = 7

/** The digest of the week that begins on a Monday, as things stand on `today`. */
export async function sumUpWeek(board: Board, week: Day, today: Day): Promise<DigestSums> {
  const [reviews, tasks, letters, held] = await Promise.all([
    all((ask) => readReviews(board, { within: daysAhead, today }, ask)),
    openTasks(board),
    lettersSince(board, addDays(today, -daysBack)),
    all((ask) => readLetters(board, { state: 'held' }, ask)),
  ])
  const dueSoon = reviews.filter(({ review }) => review.due >= today)
  const nameOf = ({ school }: (typeof reviews)[number]) => school.name
  return {
    week,
    dueSoon: some(dueSoon.map(nameOf)),
    notBooked: some(dueSoon.filter(({ state }) => state === 'open').map(nameOf)),
    overdue: some(reviews.filter(({ review }) => review.due < today).map(nameOf)),
    unreachable: some(
      tasks.filter(({ about }) => about === 'school-unreachable').map(({ schoolName = 'a school' }) => schoolName),
    ),
    waiting: tasks.length,
    late: tasks.filter(({ due }) => due !== undefined && due < today).length,
    left: letters.filter(hasLeft).length,
    withheld: byReason(letters),
    held: held.length,
  }
}

/** How many, and the first few of them by name. */
function some(names: readonly string[]): DigestSums['dueSoon'] {
  return { count: names.length, first: names.slice(0, 5) }
}

/** Withheld letters by why, most first. */
function byReason(letters: readonly LetterCard[]): DigestSums['withheld'] {
  const counts = new Map<WhyNot, number>()
  for (const { whyNot, state } of letters)
    if (state === 'withheld' && whyNot !== undefined) counts.set(whyNot, (counts.get(whyNot) ?? 0) + 1)
  return [...counts].map(([why, count]) => ({ why, count })).toSorted((a, b) => b.count - a.count)
}
