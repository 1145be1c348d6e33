/**
 * A page of a list that is spread over partitions, read as one: in order over all of them, with one opaque cursor. A
 * page examines at most 1,000 rows; when a filter keeps few of them it comes short and still has a `next`.
 */
import type { Board, Row } from '../board.ts'
import type { Partition } from '../lists.ts'
import { cursorOf, inOrder, uniqueSort } from '../place.ts'

export interface Page<T> {
  readonly items: T[]
  /** Where to go on; absent at the end. */
  readonly next?: string
}

/** What a reader asks of any list. */
export interface Ask {
  /** Items at most. */
  readonly limit: number
  /** The `next` of an earlier page of the same list with the same filters. */
  readonly after?: string | undefined
}

/** The part of a list: bounds on the sort value, inclusive, and the order. */
export interface Part {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly prefix?: string | undefined
  readonly newestFirst?: boolean | undefined
}

export interface RowPage extends Page<Row> {
  /** Rows read and judged, kept or not. */
  readonly examined: number
}

/** Rows examined for one page at most. */
export const mostExamined = 1000

/** The most items a page may have. */
export const largestPage = 200

/** A page of the rows of a partition that `keep` keeps. A cursor that is none gives an empty page without `next`. */
export async function readPage(
  board: Pick<Board, 'query'>,
  partition: Partition,
  part: Part,
  ask: Ask & { readonly budget?: number },
  keep: (row: Row) => boolean = () => true,
): Promise<RowPage> {
  const budget = ask.budget ?? mostExamined
  const items: Row[] = []
  let examined = 0
  let last: Row | undefined
  for await (const row of merged(board, partition, part, ask)) {
    // One more than wanted is looked at: only so is it known whether there is a next page.
    if (items.length === ask.limit || examined === budget)
      return { items, examined, next: cursorOfRow(partition, last ?? row) }
    examined += 1
    last = row
    if (keep(row)) items.push(row)
  }
  return { items, examined }
}

function cursorOfRow({ index }: Partition, { stream, name, places }: Row): string {
  return cursorOf({ stream, name, sort: uniqueSort(places[index]?.sort ?? '', stream, name) })
}

interface Head {
  readonly row: Row
  readonly sort: string
  readonly rest: AsyncIterator<Row>
}

async function* merged(board: Pick<Board, 'query'>, partition: Partition, part: Part, ask: Ask): AsyncGenerator<Row> {
  const sign = part.newestFirst ? -1 : 1
  const sources = partition.keys.map((key) => rowsOfKey(board, partition, key, part, ask))
  const begun = await Promise.all(sources.map((source) => advance(partition, source)))
  const heads = begun.filter((head) => head !== undefined)
  while (heads.length > 0) {
    const first = heads.reduce((a, b) => (sign * inOrder(b.sort, a.sort) < 0 ? b : a))
    yield first.row
    const next = await advance(partition, first.rest)
    heads.splice(heads.indexOf(first), 1, ...(next ? [next] : []))
  }
}

async function advance({ index }: Partition, rest: AsyncIterator<Row>): Promise<Head | undefined> {
  const { done, value: row } = await rest.next()
  return done ? undefined : { row, sort: uniqueSort(row.places[index]?.sort ?? '', row.stream, row.name), rest }
}

/** The rows of one partition, asked for in portions. The cursor of any other partition is a place in this one as well. */
async function* rowsOfKey(
  board: Pick<Board, 'query'>,
  { index }: Partition,
  key: string,
  part: Part,
  ask: Ask,
): AsyncGenerator<Row> {
  const { from, until, prefix, newestFirst = false } = part
  const bounds = { ...(from && { from }), ...(until && { until }), ...(prefix && { prefix }) }
  let limit = Math.min(largestPage, Math.max(20, ask.limit + 1))
  let after = ask.after
  do {
    const page = await board.query({ index, key, ...bounds, newestFirst, limit, ...(after !== undefined && { after }) })
    yield* page.rows
    after = page.next
    // Whoever reads on keeps few of them: ever larger portions take fewer turns.
    limit = Math.min(largestPage, 2 * limit)
  } while (after !== undefined)
}
