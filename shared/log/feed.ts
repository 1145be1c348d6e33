/** Where a commit stands in the feed, and how several shards are read as one. */
import { londonDay } from '../../events/kernel/day.ts'
import type { CommitBody, FeedKey } from './log.ts'
import { feedShards } from './table.ts'

/** All partitions of a London day. */
export function feedPartitions(day: string): string[] {
  return Array.from({ length: feedShards }, (_, shard) => `${day}#${shard}`)
}

/** The keys a commit carries for the feed: the London day of its recording, and its instant made unique. */
export function feedKeysOf(body: Pick<CommitBody, 'stream' | 'version' | 'at'>): { feed: string; at: string } {
  return {
    feed: `${londonDay(body.at)}#${shardOf(body.stream)}`,
    // Padded, so that versions of one instant sort as numbers.
    at: `${body.at} ${body.stream} ${String(body.version).padStart(8, '0')}`,
  }
}

/** The instant of a feed key's sort value. */
export function instantOfFeed(sort: string): string {
  const end = sort.indexOf(' ')
  return end < 0 ? sort : sort.slice(0, end)
}

/**
 * The bounds of [from, until) as sort values, inclusive as the table wants them: every value of the instant `until` is
 * longer than it and so greater. Undefined when nothing can lie between them.
 */
export function feedBounds(range: { from?: string; until?: string } = {}): { from: string; until: string } | undefined {
  const { from = '0', until = '~' } = range
  return from < until ? { from, until } : undefined
}

/** Several sorted sources as one, oldest first; each is asked only for what is next. */
export async function* mergeFeeds(sources: readonly AsyncIterable<FeedKey>[]): AsyncGenerator<FeedKey> {
  const begun = await Promise.all(sources.map((source) => advance(source[Symbol.asyncIterator]())))
  let heads = begun.filter((head) => head !== undefined)
  while (heads.length > 0) {
    const first = heads.reduce((a, b) => (isBefore(b.key, a.key) ? b : a))
    yield first.key
    const next = await advance(first.rest)
    heads = heads.flatMap((head) => (head === first ? (next ?? []) : head))
  }
}

interface Head {
  readonly key: FeedKey
  readonly rest: AsyncIterator<FeedKey>
}

async function advance(rest: AsyncIterator<FeedKey>): Promise<Head | undefined> {
  const result = await rest.next()
  return result.done ? undefined : { key: result.value, rest }
}

/** Whether one place in the feed comes before another. */
export function isBefore(a: FeedKey, b: FeedKey): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.stream === b.stream ? a.version < b.version : a.stream < b.stream
}

// FNV-1a over the stream's name: any spread will do, but it must be the same for ever and on every machine.
function shardOf(stream: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % feedShards
}
