/** The board in memory, as true to the real one as its contract asks; its indexes may lag behind `get`. */
import { type Board, type Index, indexes, newestOfEach, type Query, type Row } from '../../../shared/board/board.ts'
import { boundsOf, cursorOf, inOrder, readCursor, uniqueSort, withinOf } from '../../../shared/board/place.ts'
import { type Lag, lagging } from './lag.ts'
import { perform, type Step, smooth } from './step.ts'

type Kept = Row | { readonly stream: string; readonly name: string; readonly version: number; readonly gone: true }
type Placed = { readonly row: Row; readonly sort: string }

export function standInBoard(step: Step = smooth, lag: Lag = () => 0): Board {
  const rows = new Map<string, Kept>()
  const changes = lagging<Kept>(lag)
  let index = emptyIndex()

  const keep = (row: Kept) => {
    rows.set(identityOf(row), row)
    changes.write(row)
  }
  const putIfNewer = (row: Kept) => {
    const standing = rows.get(identityOf(row))
    if (!standing || standing.version < row.version) keep(row)
  }
  const rowAt = (stream: string, name: string) => {
    const row = rows.get(identityOf({ stream, name }))
    return row && !('gone' in row) ? row : undefined
  }
  const standing = (): Row[] => [...rows.values()].flatMap((row) => ('gone' in row ? [] : row))

  return {
    async put(put, gone) {
      const removals = gone.map((removal) => ({ ...removal, gone: true as const }))
      const writes = newestOfEach<Kept>([...put, ...removals])
      await Promise.all(writes.map((row) => perform(step, 'board.put', () => putIfNewer(row))))
    },

    async trail(put) {
      const batches = inBatches(newestOfEach(put), 25)
      await Promise.all(batches.map((batch) => perform(step, 'board.trail', () => batch.forEach(keep))))
    },

    get: (stream, name) => perform(step, 'board.get', () => rowAt(stream, name)),

    getMany: (keys) =>
      perform(step, 'board.getMany', () => {
        const found = keys.flatMap(({ stream, name }) => rowAt(stream, name) ?? [])
        return [...new Set(found)]
      }),

    query: (query) =>
      perform(step, 'board.query', () => {
        for (const row of changes.arrivals()) index.take(row)
        return pageOf(index.placed(query), query)
      }),

    async *all() {
      yield* await perform(step, 'board.all', standing)
    },

    clear: () =>
      perform(step, 'board.clear', () => {
        rows.clear()
        changes.clear()
        index = emptyIndex()
      }),
  }
}

function identityOf({ stream, name }: { stream: string; name: string }): string {
  return `${stream} ${name}`
}

/** The rows of each partition of each index, as they stood when the last change in view was made. */
function emptyIndex() {
  const partitions = new Map<string, Map<string, Placed>>()
  const placesOf = new Map<string, string[]>()
  // In order, until a change of the partition comes into view.
  const inPlace = new Map<string, Placed[]>()

  const partition = (name: string) => {
    const known = partitions.get(name) ?? new Map<string, Placed>()
    partitions.set(name, known)
    return known
  }

  return {
    take(row: Kept) {
      const identity = identityOf(row)
      for (const name of placesOf.get(identity) ?? []) {
        partitions.get(name)?.delete(identity)
        inPlace.delete(name)
      }
      placesOf.delete(identity)
      if ('gone' in row) return
      const names: string[] = []
      for (const index of indexes) {
        const place = row.places[index]
        if (!place) continue
        const name = partitionName(index, place.key)
        partition(name).set(identity, { row, sort: uniqueSort(place.sort, row.stream, row.name) })
        inPlace.delete(name)
        names.push(name)
      }
      placesOf.set(identity, names)
    },
    placed({ index, key }: Query): readonly Placed[] {
      const name = partitionName(index, key)
      const placed = inPlace.get(name) ?? [...partition(name).values()].sort((a, b) => inOrder(a.sort, b.sort))
      inPlace.set(name, placed)
      return placed
    },
  }
}

function partitionName(index: Index, key: string): string {
  return `${index} ${key}`
}

function pageOf(placed: readonly Placed[], query: Query): { rows: Row[]; next?: string } {
  const after = query.after === undefined ? undefined : readCursor(query.after)
  const { from } = boundsOf(query)
  const isWithin = withinOf(query)
  if (query.after !== undefined && !(after && isWithin(after.sort))) return { rows: [] }
  if (from !== undefined && !isWithin(from)) return { rows: [] }
  const ordered = query.newestFirst ? placed.toReversed() : placed
  const sign = query.newestFirst ? -1 : 1
  const left = ordered.filter(({ sort }) => isWithin(sort) && (!after || sign * inOrder(sort, after.sort) > 0))
  const page = left.slice(0, query.limit)
  const last = page.at(-1)
  const rows = page.map(({ row }) => row)
  // As the table does: a full page may be followed by an empty one.
  return last && page.length === query.limit
    ? { rows, next: cursorOf({ stream: last.row.stream, name: last.row.name, sort: last.sort }) }
    : { rows }
}

function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}
