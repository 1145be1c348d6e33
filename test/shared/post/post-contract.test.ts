// The post in memory and the post on the local cloud's SES keep the same contract.

import { afterEach, expect, test } from 'vitest'
import { openPost, postClient } from '../../../shared/post/post-ses.ts'
import { postContract, type WatchedPost } from '../../kit/contracts/post.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { anEnvelope } from '../../kit/letters.ts'
import { localConfig, memoryCloud } from '../../kit/local-cloud.ts'
import { standInPost } from '../../kit/stand-ins/post.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

holdContract('the post in memory', postContract, () => {
  const post = standInPost()
  return { post, left: () => post.left.map(({ envelope: { to, subject } }) => ({ to, subject })) }
})
holdContract('the post on SES', postContract, localPost)

async function localPost(): Promise<WatchedPost> {
  const cloud = await memoryCloud()
  const client = postClient(localConfig(cloud.endpoint))
  stops.push(
    () => cloud.stop(),
    async () => client.destroy(),
  )
  return {
    post: openPost(client, 'iqm-local'),
    left: async () => (await cloud.mail.list()).map(({ to, subject }) => ({ to: to.join(' '), subject })),
  }
}

test('when the local provider takes a letter and never answers, it left once and is uncertain', async () => {
  const cloud = await memoryCloud()
  const client = postClient(localConfig(cloud.endpoint))
  stops.push(
    () => cloud.stop(),
    async () => client.destroy(),
  )
  cloud.faults.set({ on: 'post', do: 'no-answer', next: 1 })
  expect(await openPost(client).send(anEnvelope())).toMatchObject({ outcome: 'uncertain' })
  expect(await cloud.mail.list()).toHaveLength(1)
})
