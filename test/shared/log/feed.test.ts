/** Where a commit stands in the feed. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, londonDay } from '../../../events/kernel/day.ts'
import {
  feedBounds,
  feedKeysOf,
  feedPartitions,
  instantOfFeed,
  isBefore,
  mergeFeeds,
} from '../../../shared/log/feed.ts'
import type { FeedKey } from '../../../shared/log/log.ts'
import { feedShards } from '../../../shared/log/table.ts'
import { listOf } from '../../kit/contract.ts'

const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }).map(instantOf)
const stream = fc.string({ minLength: 1 }).map((id) => `school#${id}`)

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all
}

test('a commit stands in one of the partitions of the London day it was recorded on', async () => {
  await fc.assert(
    fc.property(instant, stream, fc.integer({ min: 1 }), (at, name, version) => {
      const { feed } = feedKeysOf({ stream: name, version, at })
      expect(feedPartitions(londonDay(at))).toContain(feed)
    }),
  )
})

test('streams are spread over all partitions of a day', () => {
  const at = '2026-09-01T06:30:00.000Z'
  const feeds = Array.from({ length: 400 }, (_, n) => feedKeysOf({ stream: `school#${n}`, version: 1, at }).feed)
  const counts = feedPartitions('2026-09-01').map((feed) => feeds.filter((each) => each === feed).length)
  expect(counts).toHaveLength(feedShards)
  for (const count of counts) expect(count).toBeGreaterThan(50)
})

test('where a commit stands never changes from one release to the next', () => {
  expect(feedKeysOf({ stream: 'school#a', version: 7, at: '2026-12-31T23:59:59.999Z' })).toEqual({
    feed: '2026-12-31#1',
    at: '2026-12-31T23:59:59.999Z school#a 00000007',
  })
})

test('the bounds of a range hold exactly the instants from its beginning up to, not with, its end', async () => {
  await fc.assert(
    fc.property(instant, instant, instant, stream, (at, from, until, name) => {
      const bounds = feedBounds({ from, until })
      const sort = feedKeysOf({ stream: name, version: 1, at }).at
      const within = bounds !== undefined && sort >= bounds.from && sort <= bounds.until
      expect(within).toBe(at >= from && at < until)
      expect(instantOfFeed(sort)).toBe(at)
    }),
  )
})

test('several sorted sources come as one, in order, nothing lost and nothing twice', async () => {
  const key = fc.record({
    at: fc.integer({ min: 0, max: 20 }).map(instantOf),
    stream,
    version: fc.integer({ min: 1, max: 9 }),
  })
  const inOrder = (a: FeedKey, b: FeedKey) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(key), { maxLength: 5 }), async (shards) => {
      const merged = await listOf(mergeFeeds(shards.map((shard) => each(shard.toSorted(inOrder)))))
      expect(merged).toEqual(shards.flat().toSorted(inOrder))
    }),
  )
})
