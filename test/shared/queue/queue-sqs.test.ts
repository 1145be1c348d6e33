// What leaves for SQS, and what is made of messages it refused inside an answer of 200.

import { SQSClient } from '@aws-sdk/client-sqs'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { inCalls, mostBytes, mostMessages } from '../../../shared/queue/batches.ts'
import { openQueue } from '../../../shared/queue/queue-sqs.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { type Asked, startScriptedServer } from '../../kit/scripted-server.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const batch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string(), DelaySeconds: z.number() })),
})
const bodiesIn = (asked: Asked) => batch.parse(asked.json).Entries.map(({ MessageBody }) => MessageBody)

/** A queue whose provider refuses a message whenever `refuses` says so to its body and the number of calls before. */
async function queueThat(refuses: (body: string, before: number) => boolean) {
  const server = await startScriptedServer((asked, before) => {
    const entries = batch.parse(asked.json).Entries
    const failed = entries.filter(({ MessageBody }) => refuses(MessageBody, before))
    return {
      status: 200,
      body: {
        Successful: entries.filter((entry) => !failed.includes(entry)).map(({ Id }) => ({ Id, MessageId: `m-${Id}` })),
        Failed: failed.map(({ Id }) => ({
          Id,
          Code: 'InternalError',
          SenderFault: false,
          Message: 'for ada.marsh@oakfield.example',
        })),
      },
    }
  })
  // The scripted provider computes no checksums of what it took.
  const client = new SQSClient({ ...localConfig(server.endpoint), maxAttempts: 1, md5: false })
  stops.push(server.close, async () => client.destroy())
  return { queue: openQueue(client, `${server.endpoint}/000000000000/wake`), server }
}

test('messages leave as JSON, with their delay', async () => {
  const { queue, server } = await queueThat(() => false)
  await queue.send([{ shard: 0 }, { shard: 1 }], 900)
  expect(server.asked.map(({ json }) => json)).toEqual([
    {
      QueueUrl: `${server.endpoint}/000000000000/wake`,
      Entries: [
        { Id: '0', MessageBody: '{"shard":0}', DelaySeconds: 900 },
        { Id: '1', MessageBody: '{"shard":1}', DelaySeconds: 900 },
      ],
    },
  ])
})

describe('messages refused inside an answer of 200', () => {
  test('are sent again, they alone, until they are taken', async () => {
    const { queue, server } = await queueThat(
      (body, before) => (body === '2' && before < 2) || (body === '3' && before < 1),
    )
    await queue.send([Object(1), Object(2), Object(3), Object(4)])
    expect(server.asked.map(bodiesIn)).toEqual([['1', '2', '3', '4'], ['2', '3'], ['2']])
  })

  test('are a fault when they are refused four times, by the provider’s name for it and nothing more', async () => {
    const { queue, server } = await queueThat((body) => body.includes('bad'))
    const fault = await queue.send([{ ok: 1 }, { bad: 1 }]).catch((thrown: unknown) => thrown)
    expect(String(fault)).toBe('Fault: queue.send: MessagesFailed InternalError')
    expect(server.asked.map(bodiesIn).map(({ length }) => length)).toEqual([2, 1, 1, 1])
  })
})

test('a message larger than any call is a fault, and nothing is sent', async () => {
  const { queue, server } = await queueThat(() => false)
  await expect(queue.send([{ n: 1 }, { text: 'x'.repeat(mostBytes) }])).rejects.toThrow(
    /^queue\.send: MessageTooLarge$/,
  )
  expect(server.asked).toEqual([])
})

test('calls hold at most ten messages and 256 KB, keep the order and lose nothing', async () => {
  await fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 120_000 }), { maxLength: 40 }), (lengths) => {
      const bodies = lengths.map((length) => 'x'.repeat(length))
      const calls = inCalls(bodies)
      expect(calls.flat()).toEqual(bodies)
      for (const call of calls) {
        expect(call.length).toBeLessThanOrEqual(mostMessages)
        expect(call.reduce((sum, body) => sum + Buffer.byteLength(body), 0)).toBeLessThanOrEqual(mostBytes)
      }
    }),
    { numRuns: 50 },
  )
})
