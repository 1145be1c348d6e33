/** What every post promises, as seen by whoever finds the letters that left. */
import assert from 'node:assert/strict'
import type { Post } from '../../../shared/post/post.ts'
import { type Contract, eventually } from '../contract.ts'
import { anEnvelope } from '../letters.ts'

export interface WatchedPost {
  readonly post: Post
  /** Letters that left: their addressee and subject. */
  left(): Promise<readonly { to: string; subject: string }[]> | readonly { to: string; subject: string }[]
}

export const postContract: Contract<WatchedPost> = [
  {
    says: 'a letter that is taken leaves once, and the provider’s id is told',
    async proof({ post, left }) {
      const posted = await post.send(anEnvelope())
      assert.equal(posted.outcome, 'sent')
      assert.ok(posted.outcome === 'sent' && posted.providerId.length > 0)
      const { to, subject } = anEnvelope()
      await eventually(async () => assert.deepEqual(await left(), [{ to, subject }]))
    },
  },
  {
    says: 'each letter has an id of its own',
    async proof({ post }) {
      const posted = [await post.send(anEnvelope()), await post.send(anEnvelope())]
      const ids = posted.map((each) => (each.outcome === 'sent' ? each.providerId : each.outcome))
      assert.equal(new Set(ids).size, 2)
    },
  },
]
