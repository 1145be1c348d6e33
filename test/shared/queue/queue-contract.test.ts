// The queue in memory and the queue on the local cloud's SQS keep the same contract.

import { SQSClient } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { afterEach } from 'vitest'
import { openQueue } from '../../../shared/queue/queue-sqs.ts'
import { queueContract, type TakenQueue } from '../../kit/contracts/queue.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { localConfig, memoryCloud } from '../../kit/local-cloud.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

holdContract('the queue in memory', queueContract, () => {
  const queue = standInQueue()
  return { queue, taken: () => queue.waiting.map(({ body }) => body) }
})
holdContract('the queue on SQS', queueContract, localQueue)

async function localQueue(): Promise<TakenQueue> {
  const taken: string[] = []
  const handler = ({ Records }: SQSEvent) => void taken.push(...Records.map(({ body }) => body))
  const cloud = await memoryCloud({ queues: [{ name: 'wake', handler }] })
  const client = new SQSClient(localConfig(cloud.endpoint))
  stops.push(
    () => cloud.stop(),
    async () => client.destroy(),
  )
  return { queue: openQueue(client, cloud.queueUrl('wake')), taken: () => taken }
}
