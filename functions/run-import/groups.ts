/**
 * An import's rows, in the groups that are done as a whole: the rows of one school, of one address, of one part of the
 * register. The order of the groups is the same however often an import starts again, so that a number of rows done
 * says where to go on.
 */
import { most, type RowResult, refused, type Told } from './tools.ts'

export interface Group<R> {
  readonly key: string
  readonly rows: readonly R[]
}

/** An import made ready: the sizes of its groups, and the work on those from one to another (exclusive). */
export interface Prepared {
  readonly sizes: readonly number[]
  work(from: number, until: number): Promise<RowResult[]>
}

/** A row that was read: what it says, or why it cannot be taken. */
export type Read<R> = { readonly row: number; readonly says: R } | { readonly row: number; readonly wrong: Told }

/** Puts rows of one key together, in the order in which the keys appear; a row that cannot be taken stands by itself. */
export function inGroups<R extends { readonly row: number }>(
  rows: readonly Read<R>[],
  keyOf: (says: R) => string,
  work: (groups: readonly Group<R>[]) => Promise<RowResult[]>,
  largest = most,
): Prepared {
  const byKey = new Map<string, R[]>()
  const ordered: (R[] | RowResult)[] = []
  for (const read of rows) {
    const place = placeOf(read, keyOf, byKey, largest)
    if (place !== undefined) ordered.push(place)
  }
  const keys = new Map([...byKey].map(([key, group]) => [group, key]))
  return {
    sizes: ordered.map((one) => ('became' in one ? 1 : one.length)),
    async work(from, until) {
      const stretch = ordered.slice(from, until)
      const groups = stretch.flatMap((one) => ('became' in one ? [] : { key: keys.get(one) ?? '', rows: one }))
      const atSight = stretch.flatMap((one) => ('became' in one ? one : []))
      return [...atSight, ...(await work(groups))]
    },
  }
}

function placeOf<R extends { readonly row: number }>(
  read: Read<R>,
  keyOf: (says: R) => string,
  byKey: Map<string, R[]>,
  largest: number,
): R[] | RowResult | undefined {
  if ('wrong' in read) return refused(read.row, read.wrong.column, read.wrong.reason)
  const key = keyOf(read.says)
  const group = byKey.get(key)
  if (group && group.length >= largest)
    return refused(read.row, '', `the file has more than ${largest} rows of the same; no more are taken`)
  if (group) {
    group.push(read.says)
    return undefined
  }
  const first = [read.says]
  byKey.set(key, first)
  return first
}

/** Does the same to all, some at a time. When one fails the others still come to their end; then it is thrown. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  each: (item: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = []
  const todo = items.entries()
  const worker = async () => {
    for (const [n, item] of todo) done[n] = await each(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return done
}
