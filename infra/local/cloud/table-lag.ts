// Lagging indexes. On AWS an index follows its table a moment later; dynalite's is immediate. While the fault `lag` stands,
// the last writes are hidden from index queries: each until 1 to 8 further writes were made, or for a second at most.
// The rows themselves are written at once, so a kill loses none; only the answers are old.
import type { Item, Level, Range } from 'dynalite/db/index.js'
import type { Random } from './random.ts'
import type { IndexRow } from './table-index.ts'

const longestMs = 1000

interface Hidden {
  readonly rows: readonly IndexRow[]
  readonly untilWrite: number
  readonly untilMs: number
}

export interface Lag {
  /** Hides a write: `before` are the index rows it changed, as they were. */
  hide(before: readonly IndexRow[], random: Random): void
  /** Counts a write that is not hidden, so that hidden ones come nearer. */
  pass(): void
  reveal(): void
  /** The rows of a range of an index, as they were before the hidden writes. */
  read(level: Level, prefix: string, range: Range): Promise<Item[]>
  readonly hides: () => boolean
}

export function createLag(now: () => number): Lag {
  let writes = 0
  let hidden: Hidden[] = []
  const drop = () => {
    hidden = hidden.filter((one) => one.untilWrite > writes && one.untilMs > now())
  }
  return {
    hide: (rows, random) => {
      writes += 1
      hidden.push({ rows, untilWrite: writes + random.between(1, 8), untilMs: now() + longestMs })
    },
    pass: () => {
      writes += 1
    },
    reveal: () => {
      hidden = []
    },
    hides: () => {
      drop()
      return hidden.length > 0
    },
    read: (level, prefix, range) => {
      drop()
      // The oldest hidden write of a row says how it was.
      const old = new Map(hidden.toReversed().flatMap((one) => one.rows.map((row) => [row.key, row.value] as const)))
      return readAsBefore(level, withPrefix(prefix, range), range.limit ?? -1, old)
    },
  }
}

async function readAsBefore(level: Level, bounds: Range, limit: number, old: ReadonlyMap<string, Item | undefined>) {
  const rows: [string, Item][] = []
  // As many more as may be hidden: what is cut off beyond them cannot belong to the answer.
  for await (const row of level.iterator({ ...bounds, limit: limit < 0 ? -1 : limit + old.size })) {
    if (!old.has(row[0])) rows.push(row)
  }
  rows.push(
    ...[...old].flatMap(([key, value]): [string, Item][] => (value && inRange(key, bounds) ? [[key, value]] : [])),
  )
  rows.sort(([a], [b]) => compareBytes(a, b))
  if (bounds.reverse) rows.reverse()
  return rows.slice(0, limit < 0 ? undefined : limit).map(([, value]) => value)
}

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

function inRange(key: string, { gt, gte, lt, lte }: Range): boolean {
  if (gt !== undefined && compareBytes(key, gt) <= 0) return false
  if (gte !== undefined && compareBytes(key, gte) < 0) return false
  if (lt !== undefined && compareBytes(key, lt) >= 0) return false
  return lte === undefined || compareBytes(key, lte) <= 0
}

function withPrefix(prefix: string, { gt, gte, lt, lte, reverse }: Range): Range {
  const low = gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt }
  const high = lte === undefined ? { lt: lt === undefined ? `${prefix}\xff` : prefix + lt } : { lte: prefix + lte }
  return { ...low, ...high, reverse: reverse ?? false }
}
