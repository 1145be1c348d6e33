/** Local queues, through the real client. */
import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { send } from './commands.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const bodies = (event: SQSEvent) => event.Records.map(({ body }) => body)

describe('the queues', () => {
  test('a message reaches its consumer as Lambda would hand it on', async () => {
    const events: SQSEvent[] = []
    const cloud = await testCloud({ queues: [{ name: 'work', handler: (event) => void events.push(event) }] })
    const { queue } = clients(cloud)
    const sent = await queue.send(
      new SendMessageCommand({
        QueueUrl: cloud.queueUrl('work'),
        MessageBody: 'one',
        MessageAttributes: { trace: { DataType: 'String', StringValue: 'abc' } },
      }),
    )
    await cloud.settle()
    expect(events[0]?.Records[0]).toMatchObject({
      messageId: sent.MessageId,
      body: 'one',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-2:000000000000:work',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: { trace: { dataType: 'String', stringValue: 'abc' } },
    })
  })

  test('messages sent together come together, up to the batch size', async () => {
    const sizes: number[] = []
    const cloud = await testCloud({
      queues: [{ name: 'work', batchSize: 4, handler: (event) => void sizes.push(event.Records.length) }],
    })
    const { queue } = clients(cloud)
    const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: `${n}`, MessageBody: `m${n}` }))
    const answer = await queue.send(new SendMessageBatchCommand({ QueueUrl: cloud.queueUrl('work'), Entries }))
    expect(answer.Successful).toHaveLength(10)
    await cloud.settle()
    expect(sizes).toEqual([4, 4, 2])
  })

  test('no more consumers run at a time than the queue allows', async () => {
    let now = 0
    let most = 0
    const cloud = await testCloud({
      queues: [
        {
          name: 'work',
          batchSize: 1,
          concurrency: 3,
          handler: async () => {
            now += 1
            most = Math.max(most, now)
            await new Promise((resolve) => setImmediate(resolve))
            now -= 1
          },
        },
      ],
    })
    const { queue } = clients(cloud)
    const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: `${n}`, MessageBody: `m${n}` }))
    await queue.send(new SendMessageBatchCommand({ QueueUrl: cloud.queueUrl('work'), Entries }))
    await cloud.settle()
    expect(most).toBe(3)
  })

  test('of a batch only the messages named as failures come again', async () => {
    const seen: string[] = []
    const cloud = await testCloud({
      queues: [
        {
          name: 'work',
          handler: (event) => {
            seen.push(...bodies(event))
            const failed = event.Records.filter(
              ({ body, attributes }) => body === 'b' && attributes.ApproximateReceiveCount === '1',
            )
            return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
          },
        },
      ],
    })
    const { queue } = clients(cloud)
    const Entries = ['a', 'b', 'c'].map((body) => ({ Id: body, MessageBody: body }))
    await queue.send(new SendMessageBatchCommand({ QueueUrl: cloud.queueUrl('work'), Entries }))
    expect(await cloud.settle()).toMatchObject({ inFlight: 0, deadLetters: 0 })
    expect(seen).toEqual(['a', 'b', 'c', 'b'])
  })

  test('an answer that names a message which was not in the batch fails the whole batch, as on AWS', async () => {
    let calls = 0
    const cloud = await testCloud({
      queues: [
        {
          name: 'work',
          handler: () => {
            calls += 1
            return calls === 1 ? { batchItemFailures: [{ itemIdentifier: 'nobody' }] } : undefined
          },
        },
      ],
    })
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    await cloud.settle()
    expect(calls).toBe(2)
  })

  test('a message nobody can handle becomes a dead letter, can be retried with a clean count, and dropped', async () => {
    let broken = true
    const counts: string[] = []
    const cloud = await testCloud({
      queues: [
        {
          name: 'work',
          maxReceives: 3,
          handler: (event) => {
            counts.push(...event.Records.map(({ attributes }) => attributes.ApproximateReceiveCount))
            if (broken) throw new Error('broken')
          },
        },
      ],
    })
    const { queue } = clients(cloud)
    await queue.send(send(cloud, 'work', 'a'))
    expect(await cloud.settle()).toMatchObject({ deadLetters: 1 })
    expect(counts).toEqual(['1', '2', '3'])
    const [dead] = cloud.deadLetters.list()
    expect(dead).toMatchObject({ from: 'work', kind: 'queue', body: 'a', receives: 3, error: 'Error: broken' })

    broken = false
    expect(await cloud.deadLetters.retry(dead?.id ?? '')).toBe(true)
    expect(await cloud.settle()).toMatchObject({ deadLetters: 0 })
    expect(counts).toEqual(['1', '2', '3', '1'])

    broken = true
    await queue.send(send(cloud, 'work', 'b'))
    await cloud.settle()
    expect(await cloud.deadLetters.drop(cloud.deadLetters.list()[0]?.id ?? '')).toBe(true)
    expect(cloud.deadLetters.list()).toEqual([])
  })

  test('a queue named to take dead letters, which has its own consumer, gets them as messages', async () => {
    const buried: string[] = []
    const cloud = await testCloud({
      queues: [
        {
          name: 'work',
          maxReceives: 2,
          deadLetter: 'work-dead',
          handler: () => {
            throw new Error('no')
          },
        },
        { name: 'work-dead', handler: (event) => void buried.push(...bodies(event)) },
      ],
    })
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    expect(await cloud.settle()).toMatchObject({ deadLetters: 0 })
    expect(buried).toEqual(['a'])
  })

  test("a message asked for later comes by the body's clock, and settling does not wait for it", async () => {
    let now = new Date('2026-09-01T06:30:00Z')
    const seen: string[] = []
    const cloud = await testCloud({
      clock: () => now,
      queues: [{ name: 'work', handler: (event) => void seen.push(...bodies(event)) }],
    })
    const { queue } = clients(cloud)
    await queue.send(send(cloud, 'work', 'later', 600))
    expect(await cloud.settle()).toEqual({
      inFlight: 0,
      deadLetters: 0,
      later: 1,
      nextDue: new Date('2026-09-01T06:40:00Z'),
    })
    expect(seen).toEqual([])
    const counts = await queue.send(
      new GetQueueAttributesCommand({ QueueUrl: cloud.queueUrl('work'), AttributeNames: ['All'] }),
    )
    expect(counts.Attributes).toMatchObject({ ApproximateNumberOfMessagesDelayed: '1' })

    now = new Date('2026-09-02T06:30:00Z')
    cloud.tick()
    expect(await cloud.settle()).toMatchObject({ later: 0 })
    expect(seen).toEqual(['later'])
  })

  test('settling forward takes what is due within it, and one that puts itself back does not hold it up for ever', async () => {
    const now = new Date('2026-09-01T06:30:00Z')
    let calls = 0
    const cloud = await testCloud({
      clock: () => now,
      queues: [
        {
          name: 'work',
          handler: async () => {
            calls += 1
            await queue.send(send(cloud, 'work', 'back again', 60))
          },
        },
      ],
    })
    const { queue } = clients(cloud)
    await queue.send(send(cloud, 'work', 'first', 60))
    expect(await cloud.settle({ forwardSeconds: 300 })).toMatchObject({ later: 1 })
    expect(calls).toBe(5)
  })

  test('a queue that is not there is told as such', async () => {
    const cloud = await testCloud()
    await expect(clients(cloud).queue.send(send(cloud, 'nowhere', 'a'))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    })
  })

  test('what was not handled when the cloud stopped comes after the next start', async () => {
    const dataDir = testFolder()
    const first = await testCloud({ dataDir, paused: true, queues: [{ name: 'work', handler: () => {} }] })
    await clients(first).queue.send(send(first, 'work', 'kept'))
    await first.stop()
    const seen: string[] = []
    const second = await testCloud({
      dataDir,
      queues: [{ name: 'work', handler: (event) => void seen.push(...bodies(event)) }],
    })
    await second.settle()
    expect(seen).toEqual(['kept'])
    expect(second.wasKilled).toBe(false)
  })
})
