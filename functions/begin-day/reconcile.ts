/**
 * Finds what was recorded but not followed, and sends it to be followed. The trail's row is written last of all, so its
 * presence proves a commit followed. The feed is an index and may be late or name what is not there: so it is looked
 * through again and again for over an hour, and what it names is looked up in the log before it counts.
 */

import * as z from 'zod'
import { addDays, addMinutes, londonDay } from '../../events/kernel/day.ts'
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

/** Without a mark (a new body) it is enough to look back over the day that the log's stream keeps. */
const withoutMarkDays = 2

/**
 * What to look through at an instant: an hour and ten minutes, and after an outage all since the last mark. Only a
 * window that was found clean to its end moves the mark, so between two runs nothing is skipped, however far the clock
 * went in between.
 */
export function windowAt(now: string, mark: string | undefined): Window {
  const recent = addMinutes(now, -oldest)
  const since = mark ?? addMinutes(now, -withoutMarkDays * 24 * 60)
  const [from = recent] = [since, recent].toSorted()
  return { from, until: addMinutes(now, -youngest) }
}

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
export async function reconcile(tools: ReconcileTools, window: Window): Promise<Reconciled> {
  const lacking: FeedKey[] = []
  for await (const some of inPortions(keysIn(tools.log, window)))
    lacking.push(...(await existing(tools, await unfollowed(tools, some))))
  if (lacking.length === 0) return { found: 0, left: 0 }
  await tools.repair.send(lacking.map(({ stream, version }) => ({ stream, version })))
  let left = lacking
  for (let poll = 0; left.length > 0 && poll < polls; poll++) {
    await tools.wait(pollMs)
    left = await unfollowed(tools, left)
  }
  return { found: lacking.length, left: left.length }
}

/** The instant up to which the board was found to lack nothing; undefined when never. */
export async function readMark({ board }: Pick<ReconcileTools, 'board'>): Promise<string | undefined> {
  const row = await board.get(markRow.stream, markRow.name)
  return row && z.object({ until: z.string() }).parse(row.data).until
}

/** Notes that a window was found clean. A later mark stands. */
export async function writeMark({ board }: Pick<ReconcileTools, 'board'>, until: string): Promise<void> {
  await board.put([rowOfMark(until)], [])
}

async function* keysIn(log: Pick<Log, 'feed'>, { from, until }: Window): AsyncGenerator<FeedKey> {
  for (let day = londonDay(from); day <= londonDay(until); day = addDays(day, 1)) yield* log.feed(day, { from, until })
}

async function* inPortions(keys: AsyncIterable<FeedKey>): AsyncGenerator<FeedKey[]> {
  let portion: FeedKey[] = []
  for await (const key of keys) {
    portion.push(key)
    if (portion.length === atOnce) {
      yield portion
      portion = []
    }
  }
  if (portion.length > 0) yield portion
}

async function unfollowed({ board }: ReconcileTools, keys: readonly FeedKey[]): Promise<FeedKey[]> {
  const rows: Awaited<ReturnType<Board['getMany']>> = []
  for (let n = 0; n < keys.length; n += atOnce) {
    const some = keys.slice(n, n + atOnce)
    rows.push(...(await board.getMany(some.map(({ stream, version }) => ({ stream, name: trailName(version, 0) })))))
  }
  const followed = new Set(rows.map(({ stream, version }) => `${stream}@${version}`))
  return keys.filter(({ stream, version }) => !followed.has(`${stream}@${version}`))
}

async function existing({ log }: ReconcileTools, keys: readonly FeedKey[]): Promise<FeedKey[]> {
  const found = await Promise.all(keys.map(async (key) => ((await log.read(key.stream, key.version)) ? [key] : [])))
  return found.flat()
}
