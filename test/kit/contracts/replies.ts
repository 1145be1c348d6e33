/** What every keeper of replies promises. */
import assert from 'node:assert/strict'
import type { Replies } from '../../../shared/replies/replies.ts'
import type { Contract } from '../contract.ts'

const now = '2026-09-01T10:00:00.000Z'
const almostADayLater = '2026-09-02T09:59:59.000Z'
const aDayLater = '2026-09-02T10:00:00.000Z'

export const repliesContract: Contract<Replies> = [
  {
    says: 'a key is new once and then unfinished, with the commit id it was claimed with',
    async proof(replies) {
      assert.deepEqual(await replies.claim('staff#1', 'k', 'hash', 'c1', now), { state: 'new', commitId: 'c1' })
      assert.deepEqual(await replies.claim('staff#1', 'k', 'hash', 'c2', now), {
        state: 'unfinished',
        commitId: 'c1',
        tries: [],
      })
    },
  },
  {
    says: 'a claim sent again because its answer was lost is still new',
    async proof(replies) {
      await replies.claim('staff#1', 'k', 'hash', 'c1', now)
      assert.deepEqual(await replies.claim('staff#1', 'k', 'hash', 'c1', now), { state: 'new', commitId: 'c1' })
    },
  },
  {
    says: 'an unfinished command says where it tried to write, in order',
    async proof(replies) {
      await replies.claim('staff#1', 'k', 'hash', 'c1', now)
      await replies.note('staff#1', 'k', 'school#a', 3)
      await replies.note('staff#1', 'k', 'school#a', 4)
      assert.deepEqual(await replies.claim('staff#1', 'k', 'hash', 'c2', now), {
        state: 'unfinished',
        commitId: 'c1',
        tries: [
          { stream: 'school#a', version: 3 },
          { stream: 'school#a', version: 4 },
        ],
      })
    },
  },
  {
    says: 'the same key and body gets the same answer, a refusal too, an empty one too',
    async proof(replies) {
      for (const [key, reply] of Object.entries({
        done: { status: 200, body: '{"stream":"school#a"}' },
        refused: { status: 422, body: '{"refused":"flagship-needs-three-years"}' },
        empty: { status: 204, body: '' },
      })) {
        await replies.claim('staff#1', key, 'hash', 'c1', now)
        await replies.answer('staff#1', key, reply)
        assert.deepEqual(await replies.claim('staff#1', key, 'hash', 'c2', now), { state: 'answered', reply })
      }
    },
  },
  {
    says: 'the same key with another body is told apart, answered or not',
    async proof(replies) {
      await replies.claim('staff#1', 'k', 'hash', 'c1', now)
      assert.deepEqual(await replies.claim('staff#1', 'k', 'other', 'c2', now), { state: 'other-body' })
      await replies.answer('staff#1', 'k', { status: 200, body: '{}' })
      assert.deepEqual(await replies.claim('staff#1', 'k', 'other', 'c2', now), { state: 'other-body' })
    },
  },
  {
    says: 'a key is its caller’s own, and no two pairs of caller and key are one',
    async proof(replies) {
      await replies.claim('staff#1', '1k', 'hash', 'c1', now)
      assert.equal((await replies.claim('staff#2', '1k', 'hash', 'c2', now)).state, 'new')
      assert.equal((await replies.claim('staff#11', 'k', 'hash', 'c3', now)).state, 'new')
    },
  },
  {
    says: 'of many who claim one key at the same moment one is first',
    async proof(replies) {
      const claims = Array.from({ length: 8 }, (_, n) => replies.claim('staff#1', 'k', 'hash', `c${n}`, now))
      const states = (await Promise.all(claims)).map(({ state }) => state)
      assert.equal(states.filter((state) => state === 'new').length, 1)
      assert.equal(states.filter((state) => state === 'unfinished').length, 7)
    },
  },
  {
    says: 'an answer is kept for twenty-four hours and no longer',
    async proof(replies) {
      await replies.claim('staff#1', 'k', 'hash', 'c1', now)
      await replies.answer('staff#1', 'k', { status: 200, body: '{}' })
      assert.equal((await replies.claim('staff#1', 'k', 'hash', 'c2', almostADayLater)).state, 'answered')
      assert.deepEqual(await replies.claim('staff#1', 'k', 'other', 'c3', aDayLater), { state: 'new', commitId: 'c3' })
      assert.deepEqual(await replies.claim('staff#1', 'k', 'other', 'c4', aDayLater), {
        state: 'unfinished',
        commitId: 'c3',
        tries: [],
      })
    },
  },
  {
    says: 'what was never claimed cannot be answered',
    async proof(replies) {
      await assert.rejects(replies.answer('staff#1', 'k', { status: 200, body: '{}' }), { name: 'Fault' })
      await assert.rejects(replies.note('staff#1', 'k', 'school#a', 1), { name: 'Fault' })
    },
  },
]
