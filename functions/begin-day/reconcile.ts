/**
 * Finds what was recorded but not followed, and sends it to be followed. The trail's row is written last of all, so its
 * presence proves a commit followed. The feed is an index and may be late or name what is not there: so it is looked
 * through again and again for over an hour, and what it names is looked up in the log before it counts.
 */

import * as z from 'zod'
import { addDays, addMinutes, londonDay } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { type Board, trailName } from '../../shared/board/board.ts'
import { markRow, rowOfMark } from '../../shared/board/lists.ts'
import type { FeedKey, Log } from '../../shared/log/log.ts'
import type { Queue } from '../../shared/queue/queue.ts'

export interface ReconcileTools {
  readonly log: Pick<Log, 'feed' | 'read'>
  readonly board: Pick<Board, 'get' | 'getMany' | 'put'>
  /** The queue of what follow-log is to follow: `{ stream, version }`. */
  readonly repair: Queue
  /** Waits so many milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>
}

/** Instants from (inclusive) and until (exclusive). */
export interface Window {
  readonly from: string
  readonly until: string
}

/** Minutes before now: what is younger is still on its way; older commits were looked for often enough. */
const youngest = 5
const oldest = 70

/** Without a mark (a new body, whose first quarter of an hour this is) the day that the log's stream keeps is enough. */
const withoutMarkDays = 2

/** Commits made side by side are written in another order than that of their instants, but not minutes later. */
const marginMinutes = 5

/**
 * What to look through at an instant: an hour and ten minutes, and after an outage all since the mark. The mark is the
 * youngest commit an index showed when all that it showed was followed. So however late an index is, as long as it shows
 * commits in the order they were written, and however far the clock goes between two runs, nothing is left out for ever.
 */
export function windowAt(now: string, mark: string | undefined): Window {
  const recent = addMinutes(now, -oldest)
  const since = mark === undefined ? addMinutes(now, -withoutMarkDays * 24 * 60) : addMinutes(mark, -marginMinutes)
  const [from = recent] = [since, recent].toSorted()
  return { from, until: addMinutes(now, -youngest) }
}

/** Where a commit stands. */
type Place = Pick<FeedKey, 'stream' | 'version'>

export interface Reconciled {
  /** Commits that were not followed when looked for. */
  readonly found: number
  /** Of these, how many still are not. */
  readonly left: number
}

const atOnce = 100
/** Looks for what was sent to be followed, half a second apart. */
const polls = 10
const pollMs = 500

/** Sends what the board lacks of a window to be followed, and waits a few seconds for it. */
export async function reconcile(
  tools: ReconcileTools,
  window: Window,
): Promise<Reconciled & { readonly shown?: string }> {
  let shown: string | undefined
  async function* noted() {
    for await (const key of keysIn(tools.log, window)) {
      shown = key.at
      yield key
    }
  }
  const reconciled = await reconcileKeys(tools, noted())
  return shown === undefined ? reconciled : { ...reconciled, shown }
}

/** The same for any commits: after an unclean stop, when an index may have lost some, for all there are in the table. */
export async function reconcileKeys(tools: ReconcileTools, keys: AsyncIterable<Place>): Promise<Reconciled> {
  const lacking: Place[] = []
  for await (const some of inPortions(keys)) lacking.push(...(await existing(tools, await unfollowed(tools, some))))
  if (lacking.length === 0) return { found: 0, left: 0 }
  await tools.repair.send(lacking.map(({ stream, version }) => ({ stream, version })))
  let left = lacking
  for (let poll = 0; left.length > 0 && poll < polls; poll++) {
    await tools.wait(pollMs)
    left = await unfollowed(tools, left)
  }
  return { found: lacking.length, left: left.length }
}

const mark = once(() => z.object({ until: z.string() }))

/** The instant of the youngest commit up to which the board was found to lack nothing; undefined when there was none. */
export async function readMark({ board }: Pick<ReconcileTools, 'board'>): Promise<string | undefined> {
  const row = await board.get(markRow.stream, markRow.name)
  return row && mark().parse(row.data).until
}

/** Notes that all was followed up to a commit. A later mark stands. */
export async function writeMark({ board }: Pick<ReconcileTools, 'board'>, shown: string): Promise<void> {
  await board.put([rowOfMark(shown)], [])
}

async function* keysIn(log: Pick<Log, 'feed'>, { from, until }: Window): AsyncGenerator<FeedKey> {
  for (let day = londonDay(from); day <= londonDay(until); day = addDays(day, 1)) yield* log.feed(day, { from, until })
}

async function* inPortions(keys: AsyncIterable<Place>): AsyncGenerator<Place[]> {
  let portion: Place[] = []
  for await (const key of keys) {
    portion.push(key)
    if (portion.length === atOnce) {
      yield portion
      portion = []
    }
  }
  if (portion.length > 0) yield portion
}

async function unfollowed({ board }: ReconcileTools, keys: readonly Place[]): Promise<Place[]> {
  const rows: Awaited<ReturnType<Board['getMany']>> = []
  for (let n = 0; n < keys.length; n += atOnce) {
    const some = keys.slice(n, n + atOnce)
    rows.push(...(await board.getMany(some.map(({ stream, version }) => ({ stream, name: trailName(version, 0) })))))
  }
  const followed = new Set(rows.map(({ stream, version }) => `${stream}@${version}`))
  return keys.filter(({ stream, version }) => !followed.has(`${stream}@${version}`))
}

async function existing({ log }: ReconcileTools, keys: readonly Place[]): Promise<Place[]> {
  const found = await Promise.all(keys.map(async (key) => ((await log.read(key.stream, key.version)) ? [key] : [])))
  return found.flat()
}
