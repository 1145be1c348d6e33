/** The log in memory, as true to the real one as its contract asks; its feed may lag. */
import { londonDay } from '../../../events/kernel/day.ts'
import { readCommit, writeCommit } from '../../../shared/log/bytes.ts'
import { feedKeysOf, isBefore } from '../../../shared/log/feed.ts'
import type { Commit, CommitBody, FeedKey, KeptItem, Log } from '../../../shared/log/log.ts'
import { type Lag, lagging } from './lag.ts'
import { perform, type Step, smooth } from './step.ts'

export interface LogStandIn extends Log {
  /** Follows each new commit at once and in order, as the table's stream does. */
  onCommit(follow: (body: CommitBody, bytes: string) => void): void
}

export function standInLog(step: Step = smooth, lag: Lag = () => 0): LogStandIn {
  const streams = new Map<string, string[]>()
  // Read with care once: what is kept cannot change here.
  const read = new Map<string, Commit>()
  const index = lagging<FeedKey>(lag)
  const days = new Map<string, FeedKey[]>()
  const followers: ((body: CommitBody, bytes: string) => void)[] = []

  const readOnce = (bytes: string, stream: string, version: number) => {
    const commit = read.get(bytes) ?? readCommit(bytes, stream, version)
    read.set(bytes, commit)
    return commit
  }

  const commitAt = (stream: string, version: number) => {
    const bytes = streams.get(stream)?.[version - 1]
    return bytes === undefined ? undefined : readOnce(bytes, stream, version)
  }

  const inFeed = (day: string): readonly FeedKey[] => {
    for (const key of index.arrivals()) {
      const of = londonDay(key.at)
      const known = days.get(of)
      if (known) known.push(key)
      else days.set(of, [key])
    }
    return days.get(day) ?? []
  }

  // As the table does: a version is taken once, and streams have no gaps because every writer starts from the head.
  const putIfNew = (body: CommitBody, bytes: string): boolean => {
    const commits = streams.get(body.stream) ?? []
    if (commits[body.version - 1] !== undefined) return false
    commits[body.version - 1] = bytes
    streams.set(body.stream, commits)
    index.write({ stream: body.stream, version: body.version, at: body.at })
    for (const follow of followers) follow(body, bytes)
    return true
  }

  const kept = (): KeptItem[] =>
    [...streams].flatMap(([stream, commits]) =>
      commits.map((bytes, n) => ({
        stream,
        version: n + 1,
        bytes,
        ...feedKeysOf(readOnce(bytes, stream, n + 1).body),
      })),
    )

  return {
    onCommit: (follow) => void followers.push(follow),

    head: (stream) => perform(step, 'log.head', () => commitAt(stream, streams.get(stream)?.length ?? 0)),

    read: (stream, version) => perform(step, 'log.read', () => commitAt(stream, version)),

    async *history(stream, after = 0) {
      const commits = await perform(step, 'log.history', () => [...(streams.get(stream) ?? [])])
      for (const [n, bytes] of commits.entries()) if (n + 1 > after) yield readOnce(bytes, stream, n + 1)
    },

    async append(body) {
      const bytes = writeCommit(body)
      if (await perform(step, 'log.append', () => putIfNew(body, bytes))) return 'written'
      const standing = await perform(step, 'log.read', () => commitAt(body.stream, body.version))
      return standing?.body.id === body.id ? 'written' : 'lost-race'
    },

    async *feed(day, { from = '0', until = '~' } = {}) {
      const keys = await perform(step, 'log.feed', () => inFeed(day))
      const inRange = keys.filter(({ at }) => at >= from && at < until)
      yield* inRange.sort((a, b) => (isBefore(a, b) ? -1 : 1))
    },

    async *all() {
      for (const { stream, version, bytes } of await perform(step, 'log.all', kept))
        yield readOnce(bytes, stream, version)
    },

    async *items() {
      yield* await perform(step, 'log.all', kept)
    },
  }
}
