/** Schools found by the beginnings of words of their name, town or references; each is shown once. */
import type { Board, Row } from '../board.ts'
import { wordsLike, wordsOf } from '../lists.ts'
import { inOrder } from '../place.ts'
import { type SchoolCard, wordRow } from '../rows/school.ts'
import { fitsSchool, type SchoolFilters, schoolCards } from './lists.ts'
import { type Ask, mostExamined, type Page, readPage } from './page.ts'

/** Schools that have, for each word of `q`, a word that begins with it; by the word found, then by name. */
export async function searchSchools(
  board: Board,
  q: string,
  filters: SchoolFilters,
  ask: Ask,
): Promise<Page<SchoolCard>> {
  const sought = wordsSought(q)
  // The longest word is the narrowest.
  const narrowest = sought.reduce((a, b) => (b.length > a.length ? b : a), '')
  if (narrowest === '') return { items: [] }
  const partition = wordsLike(narrowest)
  const items: SchoolCard[] = []
  let [after, examined] = [ask.after, 0]
  do {
    const more = { limit: ask.limit - items.length, after, budget: mostExamined - examined }
    const page = await readPage(board, partition, { prefix: narrowest }, more, (row) => isFound(row, narrowest, sought))
    items.push(...(await cardsOf(board, page.items, filters)))
    after = page.next
    examined += page.examined
  } while (after !== undefined && items.length < ask.limit && examined < mostExamined)
  return { items, ...(after !== undefined && { next: after }) }
}

/** Whoever pastes a reference searches by its number. */
function wordsSought(q: string): string[] {
  return wordsOf(q.replaceAll(/(^|\s)(urn|ref):/gi, ' '))
}

function isFound(row: Row, narrowest: string, sought: readonly string[]): boolean {
  const { words } = wordRow().parse(row.data)
  const [first] = words.filter((word) => word.startsWith(narrowest)).toSorted(inOrder)
  // Of several words that fit, the school is shown at the first.
  return row.name === `word#${first}` && sought.every((one) => words.some((word) => word.startsWith(one)))
}

async function cardsOf(board: Board, rows: readonly Row[], filters: SchoolFilters): Promise<SchoolCard[]> {
  const ids = rows.map(({ stream }) => stream.slice('school#'.length))
  const cards = await schoolCards(board, ids)
  return ids.flatMap((id) => cards.get(id) ?? []).filter((card) => fitsSchool(card, filters))
}
