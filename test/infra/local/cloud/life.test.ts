/** Starting, stopping, and starting again. */
import { SendEmailCommand } from '@aws-sdk/client-sesv2'
import { expect, test } from 'vitest'
import { commit, putEvents, send } from './commands.ts'
import { type Clients, clients, testCloud, testFolder } from './kit.ts'

test('settling waits for all that one write leads to: its stream, the bus, a queue, a letter, and the letter’s event', async () => {
  let sdk: Clients | undefined
  const left: string[] = []
  const cloud = await testCloud({
    streams: [
      {
        table: 'Log',
        handler: ({ Records }) =>
          sdk?.bus.send(putEvents(...Records.map(({ dynamodb }) => ({ type: 'ReviewDue', detail: dynamodb?.Keys })))),
      },
    ],
    queues: [
      {
        name: 'letters',
        handler: () =>
          sdk?.post.send(
            new SendEmailCommand({
              FromEmailAddress: 'info@body.example',
              Destination: { ToAddresses: ['head@school.example'] },
              Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
            }),
          ),
      },
      { name: 'notes', handler: ({ Records }) => void left.push(...Records.map(({ body }) => body)) },
    ],
    rules: [
      { name: 'due', detailTypes: ['ReviewDue'], queue: 'letters' },
      { name: 'sent', detailTypes: ['Email Sent'], queue: 'notes', transform: () => 'left' },
    ],
  })
  sdk = clients(cloud)
  for (let n = 1; n <= 20; n += 1) {
    await sdk.table.send(commit(`school#${n}`, 1))
    expect(await cloud.settle()).toEqual({ inFlight: 0, deadLetters: 0, later: 0, nextDue: undefined })
    expect(left).toHaveLength(n)
  }
})

test('a stop lets the consumer in work end, and its message does not come again', async () => {
  const dataDir = testFolder()
  const calls: string[] = []
  let begun = () => {}
  const working = new Promise<void>((resolve) => {
    begun = resolve
  })
  const handler = async () => {
    begun()
    await new Promise((resolve) => setTimeout(resolve, 50))
    calls.push('done')
  }
  const first = await testCloud({ dataDir, queues: [{ name: 'work', handler }] })
  await clients(first).queue.send(send(first, 'work', 'a'))
  await working
  const begunStop = performance.now()
  await first.stop()
  expect(performance.now() - begunStop).toBeLessThan(1000)
  expect(calls).toEqual(['done'])
  const second = await testCloud({ dataDir, queues: [{ name: 'work', handler }] })
  await second.settle()
  expect(calls).toEqual(['done'])
  expect(second.wasKilled).toBe(false)
})

test('a consumer that does not end is not waited for: the stop takes less than a second, the message comes again', async () => {
  const dataDir = testFolder()
  let begun = () => {}
  const working = new Promise<void>((resolve) => {
    begun = resolve
  })
  const first = await testCloud({
    dataDir,
    queues: [
      {
        name: 'work',
        handler: () => {
          begun()
          return new Promise(() => {})
        },
      },
    ],
  })
  await clients(first).queue.send(send(first, 'work', 'a'))
  await working
  const begunStop = performance.now()
  await first.stop(300)
  expect(performance.now() - begunStop).toBeLessThan(1000)
  const seen: string[] = []
  const second = await testCloud({
    dataDir,
    queues: [{ name: 'work', handler: ({ Records }) => void seen.push(...Records.map(({ body }) => body)) }],
  })
  await second.settle()
  expect(seen).toEqual(['a'])
})

test('a stop that leaves stream records unfollowed is no clean one: the next start says so', async () => {
  const dataDir = testFolder()
  const first = await testCloud({
    dataDir,
    streams: [
      {
        table: 'Log',
        handler: () => {
          throw new Error('cannot')
        },
      },
    ],
  })
  await clients(first).table.send(commit('school#1', 1))
  await first.stop(50)
  expect((await testCloud({ dataDir })).wasKilled).toBe(true)
})

test('a consumer that takes longer than it may has failed, and the message comes again', async () => {
  const counts: string[] = []
  const cloud = await testCloud({
    queues: [
      {
        name: 'work',
        timeoutMs: 20,
        handler: ({ Records: [record] }) => {
          counts.push(record?.attributes.ApproximateReceiveCount ?? '')
          return counts.length === 1 ? new Promise(() => {}) : undefined
        },
      },
    ],
  })
  await clients(cloud).queue.send(send(cloud, 'work', 'a'))
  await cloud.settle()
  expect(counts).toEqual(['1', '2'])
})
