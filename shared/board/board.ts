/**
 * The board: lists, trail and wake-ups, all derived from the log and rebuilt from it at will. Nothing is decided by the
 * board alone; what it says may be a moment old.
 */

/** The indexes. A row appears in an index when it carries a key for it. */
export const indexes = ['list', 'about', 'type', 'trace', 'because', 'wake'] as const
export type Index = (typeof indexes)[number]

/** Where a row stands in an index: `key` is the partition (already spread over shards), `sort` the order in it. */
export interface Place {
  readonly key: string
  readonly sort: string
}

/**
 * One row. `stream` and `name` are its identity (`school#x`, `card`); `version` is that of the commit it was made from.
 * `data` is what a reader sees: ids and public facts only, never a person's name or address.
 */
export interface Row {
  readonly stream: string
  readonly name: string
  readonly version: number
  readonly places: Partial<Record<Index, Place>>
  readonly data: Readonly<Record<string, unknown>>
}

export interface Query {
  readonly index: Index
  readonly key: string
  /** Bounds on the sort key, inclusive. */
  readonly from?: string
  readonly until?: string
  readonly prefix?: string
  readonly newestFirst?: boolean
  /** Rows to examine at most. */
  readonly limit: number
  /** Continue after this cursor of an earlier answer. */
  readonly after?: string
}

export interface Board {
  /**
   * Puts each row if it is newer than what stands, and takes away (leaves a tombstone for) each row in `gone`. An older
   * row is left out silently; of several with one identity the newest counts.
   */
  put(rows: readonly Row[], gone: readonly { stream: string; name: string; version: number }[]): Promise<void>
  /** Adds trail rows: one per event, never changed, so put without a condition. */
  trail(rows: readonly Row[]): Promise<void>
  /** One row by its identity, strongly consistent; undefined for none or a tombstone. */
  get(stream: string, name: string): Promise<Row | undefined>
  /** Many rows by identity, strongly consistent, in no order; what is missing is left out. */
  getMany(keys: readonly { stream: string; name: string }[]): Promise<Row[]>
  /**
   * Rows of an index in order; rows of the same sort value always in the same order. `next` is a cursor while there may
   * be more. Indexes lag behind `get`. A cursor that is none, or of a query with other bounds, gives an empty page.
   */
  query(query: Query): Promise<{ rows: Row[]; next?: string }>
  /** Every row there is, tombstones left out (rebuild and its proof). */
  all(): AsyncIterable<Row>
  /** Empties the board (rebuild). */
  clear(): Promise<void>
}

/** Of several rows or removals with one identity the newest, the later of equals. */
export function newestOfEach<T extends { stream: string; name: string; version: number }>(rows: readonly T[]): T[] {
  const newest = new Map<string, T>()
  for (const row of rows) {
    const identity = JSON.stringify([row.stream, row.name])
    const standing = newest.get(identity)
    if (!standing || row.version >= standing.version) newest.set(identity, row)
  }
  return [...newest.values()]
}

/** The row name of the trail entry of an event. */
export function trailName(version: number, n: number): string {
  return `${String(version).padStart(8, '0')}.${String(n).padStart(3, '0')}`
}
