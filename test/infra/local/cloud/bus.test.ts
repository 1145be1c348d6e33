/** The local bus, through the real client. */
import { PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { SQSEvent } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { putEvents } from './commands.ts'
import { clients, testCloud } from './kit.ts'

const gather = (into: unknown[]) => (event: SQSEvent) => {
  for (const { body } of event.Records) into.push(JSON.parse(body))
}

describe('the bus', () => {
  test('an event goes to the queue of each rule that names its type, whole, in its envelope', async () => {
    const one: unknown[] = []
    const two: unknown[] = []
    const cloud = await testCloud({
      queues: [
        { name: 'one', handler: gather(one) },
        { name: 'two', handler: gather(two) },
      ],
      rules: [
        { name: 'r1', detailTypes: ['ReviewDue'], queue: 'one' },
        { name: 'r2', detailTypes: ['ReviewDue', 'VisitBooked'], source: 'body', queue: 'two' },
        { name: 'r3', detailTypes: ['ReviewDue'], source: 'another', queue: 'two' },
      ],
    })
    const { bus } = clients(cloud)
    const Time = new Date('2026-09-01T06:30:00.500Z')
    const answer = await bus.send(
      new PutEventsCommand({
        Entries: [
          { Source: 'body', DetailType: 'ReviewDue', Detail: '{"due":"2026-12-01"}', Time, Resources: ['school#1'] },
          { Source: 'body', DetailType: 'VisitBooked', Detail: '{}' },
          { Source: 'body', DetailType: 'NobodyAsks', Detail: '{}' },
        ],
      }),
    )
    expect(answer.FailedEntryCount).toBe(0)
    await cloud.settle()
    expect(one).toEqual([
      {
        version: '0',
        id: answer.Entries?.[0]?.EventId,
        'detail-type': 'ReviewDue',
        source: 'body',
        account: '000000000000',
        time: '2026-09-01T06:30:00Z',
        region: 'eu-west-2',
        resources: ['school#1'],
        detail: { due: '2026-12-01' },
      },
    ])
    expect(two).toHaveLength(2)
  })

  test('entries that cannot be taken are counted and named, the others are taken', async () => {
    const seen: unknown[] = []
    const cloud = await testCloud({
      queues: [{ name: 'one', handler: gather(seen) }],
      rules: [{ name: 'r1', detailTypes: ['ReviewDue'], queue: 'one' }],
    })
    const answer = await clients(cloud).bus.send(
      new PutEventsCommand({
        Entries: [
          { Source: 'body', DetailType: 'ReviewDue', Detail: 'no json' },
          { Source: 'body', DetailType: 'ReviewDue', Detail: '{}' },
          { Source: 'body', Detail: '{}' },
        ],
      }),
    )
    expect(answer.FailedEntryCount).toBe(2)
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(['MalformedDetail', undefined, 'InvalidArgument'])
    await cloud.settle()
    expect(seen).toHaveLength(1)
  })

  test('eleven entries are too many', async () => {
    const cloud = await testCloud()
    const entries = Array.from({ length: 11 }, () => ({ type: 'ReviewDue' }))
    await expect(clients(cloud).bus.send(putEvents(...entries))).rejects.toMatchObject({ name: 'ValidationException' })
  })

  test('a rule may let through only part of an event', async () => {
    const seen: unknown[] = []
    const cloud = await testCloud({
      queues: [{ name: 'one', handler: gather(seen) }],
      rules: [
        {
          name: 'r1',
          detailTypes: ['ReviewDue'],
          queue: 'one',
          transform: (event) => ({ type: event['detail-type'] }),
        },
      ],
    })
    await clients(cloud).bus.send(putEvents({ type: 'ReviewDue', detail: { secret: 'x' } }))
    await cloud.settle()
    expect(seen).toEqual([{ type: 'ReviewDue' }])
  })

  test('a rule for a queue that does not exist is refused at the start', async () => {
    await expect(testCloud({ rules: [{ name: 'r1', detailTypes: ['A'], queue: 'nowhere' }] })).rejects.toThrow(
      'no queue nowhere',
    )
  })
})
