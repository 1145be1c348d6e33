// The bus in memory and the bus on the local cloud's EventBridge keep the same contract.

import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { SQSEvent } from 'aws-lambda'
import { afterEach } from 'vitest'
import * as z from 'zod'
import type { Published } from '../../../shared/bus/bus.ts'
import { openBus } from '../../../shared/bus/bus-eventbridge.ts'
import { busContract, type HeardBus } from '../../kit/contracts/bus.ts'
import { holdContract } from '../../kit/hold-contract.ts'
import { localConfig, memoryCloud } from '../../kit/local-cloud.ts'
import { standInBus } from '../../kit/stand-ins/bus.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

holdContract('the bus in memory', busContract, () => {
  const bus = standInBus()
  return { bus, heard: () => bus.published }
})
holdContract('the bus on EventBridge', busContract, localBus)

const envelope = z.object({
  source: z.literal('iqm'),
  'detail-type': z.string(),
  detail: z.custom<Published>((detail) => typeof detail === 'object' && detail !== null && 'id' in detail),
})

async function localBus(): Promise<HeardBus> {
  const heard: Published[] = []
  const handler = ({ Records }: SQSEvent) => {
    for (const { body } of Records) heard.push(envelope.parse(JSON.parse(body)).detail)
  }
  const cloud = await memoryCloud({
    queues: [{ name: 'listener', handler }],
    rules: [{ name: 'all', detailTypes: ['ReviewDue'], queue: 'listener' }],
  })
  const client = new EventBridgeClient(localConfig(cloud.endpoint))
  stops.push(
    () => cloud.stop(),
    async () => client.destroy(),
  )
  return { bus: openBus(client, 'iqm'), heard: () => heard }
}
