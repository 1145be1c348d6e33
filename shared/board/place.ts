/**
 * How a row stands in an index, and the cursor of a place in it. Sort values are made unique by the row's identity:
 * rows of one instant keep a fixed order from page to page, and none can take another's place in an index.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Query } from './board.ts'

// Lower than any character a sort value holds, so that `abc` still comes before `abcd` when both are made unique.
const joint = '\u0001'
const afterJoint = '\u0002'

/** A sort value made unique by the row it belongs to. */
export function uniqueSort(sort: string, stream: string, name: string): string {
  return `${sort}${joint}${stream}${joint}${name}`
}

/** The sort value as the row gave it. */
export function plainSort(unique: string): string {
  const end = unique.indexOf(joint)
  return end < 0 ? unique : unique.slice(0, end)
}

/** A query's bounds (both inclusive) as unique sort values; undefined where the query sets none. */
export function boundsOf(query: Query): { from: string | undefined; until: string | undefined } {
  const { from, until, prefix } = query
  const lowest = [from, prefix].filter(isText).sort(inOrder)
  // The highest character comes after anything that continues the prefix.
  const highest = [until && `${until}${afterJoint}`, prefix && `${prefix}\u{10ffff}`].filter(isText).sort(inOrder)
  return { from: lowest.at(-1), until: highest.at(0) }
}

/** The order the table keeps text in: by its UTF-8 bytes. */
export function inOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Where a page ended. */
export interface PageEnd {
  readonly stream: string
  readonly name: string
  /** The unique sort value. */
  readonly sort: string
}

const pageEnd = once(() => z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)]))

/** A cursor: opaque to whoever is given it. */
export function cursorOf(end: PageEnd): string {
  return Buffer.from(JSON.stringify([end.stream, end.name, end.sort])).toString('base64url')
}

/** What a cursor says; undefined for a text that is none. */
export function readCursor(cursor: string): PageEnd | undefined {
  const parsed = pageEnd().safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) return undefined
  const [stream, name, sort] = parsed.data
  return sort.endsWith(`${joint}${stream}${joint}${name}`) ? { stream, name, sort } : undefined
}

/** Whether a place lies in a query's bounds; a cursor from elsewhere does not, and would be an error of the table's. */
export function isWithin(query: Query, sort: string): boolean {
  return withinOf(query)(sort)
}

/** The same for many places of one query. */
export function withinOf(query: Query): (sort: string) => boolean {
  const { from, until } = boundsOf(query)
  return (sort) =>
    (from === undefined || inOrder(sort, from) >= 0) && (until === undefined || inOrder(sort, until) <= 0)
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
