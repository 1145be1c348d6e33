/** What every keeper of the log promises. */
import assert from 'node:assert/strict'
import type { CommitBody, FeedKey, Log } from '../../../shared/log/log.ts'
import { aCommit } from '../commits.ts'
import { type Contract, eventually, listOf } from '../contract.ts'

const versionsOf = (commits: readonly { body: { version: number } }[]) => commits.map(({ body }) => body.version)
const placesOf = (keys: readonly FeedKey[]) => keys.map(({ stream, version }) => `${stream}@${version}`)

async function written(log: Log, ...bodies: readonly CommitBody[]): Promise<void> {
  for (const body of bodies) assert.equal(await log.append(body), 'written')
}

export const logContract: Contract<Log> = [
  {
    says: 'a stream nobody wrote to has no head, no commit and no history',
    async proof(log) {
      assert.equal(await log.head('school#a'), undefined)
      assert.equal(await log.read('school#a', 1), undefined)
      assert.deepEqual(await listOf(log.history('school#a')), [])
    },
  },
  {
    says: 'the head is the newest commit, also past the ninth',
    async proof(log) {
      for (let version = 1; version <= 12; version++) await written(log, aCommit('school#a', version))
      const head = await log.head('school#a')
      assert.deepEqual(head?.body, aCommit('school#a', 12))
    },
  },
  {
    says: 'a commit comes back as it was written, with the exact bytes',
    async proof(log) {
      const body = aCommit('school#a', 1, {
        state: { name: 'Ysgol Gynradd Tŷ-gwyn', nested: { list: [1, null, 'x'], quote: '"\\' } },
        wakeAt: '2027-01-01T07:30:00.000Z',
        world: { calendar: '1', settings: 0 },
      })
      await written(log, body)
      const read = await log.read('school#a', 1)
      assert.deepEqual(read?.body, body)
      assert.equal(read?.bytes, JSON.stringify(body))
    },
  },
  {
    says: 'of two commits of one version the second has lost the race and leaves no trace',
    async proof(log) {
      await written(log, aCommit('school#a', 1, { id: 'first' }))
      assert.equal(await log.append(aCommit('school#a', 1, { id: 'second' })), 'lost-race')
      assert.equal((await log.head('school#a'))?.body.id, 'first')
    },
  },
  {
    says: 'the same commit sent again counts as written, once',
    async proof(log) {
      await written(log, aCommit('school#a', 1), aCommit('school#a', 1))
      assert.deepEqual(versionsOf(await listOf(log.history('school#a'))), [1])
    },
  },
  {
    says: 'the same commit sent again counts as written also when the stream has moved on',
    async proof(log) {
      await written(log, aCommit('school#a', 1), aCommit('school#a', 2), aCommit('school#a', 1))
      assert.equal((await log.head('school#a'))?.body.version, 2)
    },
  },
  {
    says: 'history comes in order, and from a version on',
    async proof(log) {
      for (let version = 1; version <= 11; version++) await written(log, aCommit('school#a', version))
      await written(log, aCommit('school#ab', 1))
      assert.deepEqual(versionsOf(await listOf(log.history('school#a'))), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      assert.deepEqual(versionsOf(await listOf(log.history('school#a', 9))), [10, 11])
      assert.deepEqual(versionsOf(await listOf(log.history('school#a', 11))), [])
    },
  },
  {
    says: 'eight at a time on one stream give versions without a gap, each by one of them',
    async proof(log) {
      const each = 5
      await Promise.all(Array.from({ length: 8 }, (_, writer) => appendEach(log, 'school#a', `writer-${writer}`, each)))
      const commits = await listOf(log.history('school#a'))
      assert.deepEqual(
        versionsOf(commits),
        Array.from({ length: 8 * each }, (_, n) => n + 1),
      )
      assert.equal(new Set(commits.map(({ body }) => body.id)).size, 8 * each)
    },
  },
  {
    says: 'the feed of a London day is in order over all streams',
    async proof(log) {
      const streams = Array.from({ length: 12 }, (_, n) => `school#${n}`)
      for (const [n, stream] of streams.entries()) {
        // Written in another order than the one recorded in.
        const second = String((n * 7) % 12).padStart(2, '0')
        await written(log, aCommit(stream, 1, { at: `2026-09-01T10:00:${second}.000Z` }))
      }
      await eventually(async () => {
        const keys = await listOf(log.feed('2026-09-01'))
        assert.equal(keys.length, 12)
        assert.deepEqual(
          keys.map(({ at }) => at),
          keys.map(({ at }) => at).toSorted(),
        )
        assert.deepEqual(placesOf(keys).toSorted(), streams.map((stream) => `${stream}@1`).toSorted())
      })
    },
  },
  {
    says: 'the feed goes by London days, not by UTC ones',
    async proof(log) {
      await written(
        log,
        aCommit('school#a', 1, { at: '2026-09-01T22:59:59.999Z' }),
        aCommit('school#a', 2, { at: '2026-09-01T23:00:00.000Z' }),
      )
      await eventually(async () => {
        assert.deepEqual(placesOf(await listOf(log.feed('2026-09-01'))), ['school#a@1'])
        assert.deepEqual(placesOf(await listOf(log.feed('2026-09-02'))), ['school#a@2'])
      })
    },
  },
  {
    says: 'a range of the feed has its beginning in it and its end not',
    async proof(log) {
      const minute = (m: number) => `2026-09-01T10:0${m}:00.000Z`
      for (const m of [1, 2, 3, 4]) await written(log, aCommit(`school#${m}`, 1, { at: minute(m) }))
      await eventually(async () => {
        assert.equal((await listOf(log.feed('2026-09-01'))).length, 4)
      })
      const range = (from: string | undefined, until: string | undefined) =>
        listOf(log.feed('2026-09-01', { ...(from ? { from } : {}), ...(until ? { until } : {}) })).then(placesOf)
      assert.deepEqual(await range(minute(2), minute(4)), ['school#2@1', 'school#3@1'])
      assert.deepEqual(await range(minute(3), undefined), ['school#3@1', 'school#4@1'])
      assert.deepEqual(await range(undefined, minute(2)), ['school#1@1'])
      assert.deepEqual(await range(minute(2), minute(2)), [])
      assert.deepEqual(await range(minute(3), minute(2)), [])
    },
  },
  {
    says: 'all commits are there, whole and unread',
    async proof(log) {
      await written(log, aCommit('school#a', 1), aCommit('school#a', 2), aCommit('contact#b', 1))
      const places = (await listOf(log.all())).map(({ body }) => `${body.stream}@${body.version}`)
      assert.deepEqual(places.toSorted(), ['contact#b@1', 'school#a@1', 'school#a@2'])
      const items = (await listOf(log.items())).toSorted(
        (a, b) => a.stream.localeCompare(b.stream) || a.version - b.version,
      )
      assert.deepEqual(
        items.map(({ bytes }) => bytes),
        [aCommit('contact#b', 1), aCommit('school#a', 1), aCommit('school#a', 2)].map((body) => JSON.stringify(body)),
      )
    },
  },
  {
    says: 'a state that outgrew its stream is a fault and is not written',
    async proof(log) {
      const fat = aCommit('school#a', 1, { state: { text: 'x'.repeat(64 * 1024) } })
      await assert.rejects(log.append(fat), { name: 'Fault', operation: 'log.append' })
      assert.equal(await log.head('school#a'), undefined)
    },
  },
]

async function appendEach(log: Log, stream: string, writer: string, times: number): Promise<void> {
  for (let n = 0; n < times; ) {
    const head = await log.head(stream)
    const next = (head?.body.version ?? 0) + 1
    const body = aCommit(stream, next, { id: `${writer}-${n}` })
    if ((await log.append(body)) === 'written') n++
  }
}
