/**
 * The log: every fact, for ever, in the order of its stream. Truth lives here and nowhere else; all else follows from it.
 * One commit is one item; nothing is ever changed or removed.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'

/** A commit as it is kept. An event's id is `<stream>@<version>.<n>`, n counting from 0. */
export const commitBody = once(() =>
  z.strictObject({
    /** Made before the first attempt to write, so that an answer that was lost can be told from a lost race. */
    id: z.string(),
    stream: z.string(),
    version: z.int().min(1),
    events: z
      .array(z.strictObject({ type: z.string(), v: z.int().min(1), data: z.record(z.string(), z.unknown()) }))
      .min(1),
    /** The state after the events, and the number of its form. */
    state: z.record(z.string(), z.unknown()),
    shape: z.int().min(1),
    /** The instant of recording. */
    at: z.string(),
    /** `staff#id`, `contact#id` or `system`. */
    by: z.string(),
    /** The event or command that caused this: an event id, `api`, `import#id`, `morning-run` … */
    because: z.string(),
    /** One id for all that follows from one call from outside. */
    trace: z.string(),
    /** When the stream wants to be woken next. */
    wakeAt: z.string().optional(),
    /** The versions of calendar and settings this was decided with. */
    world: z.strictObject({ calendar: z.string(), settings: z.int() }).optional(),
    /** SHA-256 (hex) of the previous commit's exact bytes; absent in a stream's first commit. */
    prev: z.string().optional(),
  }),
)

export type CommitBody = z.infer<ReturnType<typeof commitBody>>

/** A commit with the exact bytes it is kept as; hashes are taken over `bytes`, never over a re-written form. */
export interface Commit {
  readonly body: CommitBody
  readonly bytes: string
}

/** Where a commit stands in the feed; a hint: the commit itself is read from the table. */
export interface FeedKey {
  readonly stream: string
  readonly version: number
  readonly at: string
}

/** An item exactly as it stands in the table, read by nobody yet: what is compared when someone may have altered it. */
export interface KeptItem {
  readonly stream: string
  readonly version: number
  readonly bytes: string
  /** Its keys for the feed; empty where it carries none. */
  readonly feed: string
  readonly at: string
}

export interface Log {
  /** The newest commit of a stream, strongly consistent; undefined for a stream that has none. One read. */
  head(stream: string): Promise<Commit | undefined>
  /** One commit of a stream, strongly consistent. */
  read(stream: string, version: number): Promise<Commit | undefined>
  /** Commits of a stream in order, from `after + 1` (default 1) on. */
  history(stream: string, after?: number): AsyncIterable<Commit>
  /**
   * Writes a commit if its stream has no such version yet. One conditional write.
   * `lost-race`: another commit holds this version. A commit of the same id found there is our own and counts as
   * `written`: the client retries a write whose answer was lost and then meets itself.
   */
  append(body: CommitBody): Promise<'written' | 'lost-race'>
  /**
   * Keys of the commits of a London day whose `at` lies in [from, until), oldest first over all shards, a page at a
   * time. From an index, so it may lag: commits may be missing for some seconds and phantoms may appear.
   */
  feed(day: string, range?: { from?: string; until?: string }): AsyncIterable<FeedKey>
  /** Every commit there is, in no order (rebuild-board, export). A Fault names the first that cannot be read. */
  all(): AsyncIterable<Commit>
  /** Every item there is, in no order and unread, so that one that was altered can still be named (verify-log). */
  items(): AsyncIterable<KeptItem>
}

/** `school#x`, 3, 0 → `school#x@3.0` */
export function eventIdOf(stream: string, version: number, n: number): string {
  return `${stream}@${version}.${n}`
}

/** The parts of an event id; undefined when it is none. */
export function parseEventId(eventId: string): { stream: string; version: number; n: number } | undefined {
  const parts = /^(.+)@(\d+)\.(\d+)$/.exec(eventId)
  const [, stream, version, n] = parts ?? []
  return stream && version && n ? { stream, version: Number(version), n: Number(n) } : undefined
}
