/** Faults of deliveries: doubled, shuffled, dropped, late. */
import { PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { describe, expect, test } from 'vitest'
import { putEvents, send } from './commands.ts'
import { batch, numbers, work } from './faulty.ts'
import { clients, testCloud } from './kit.ts'

describe('faults of queues', () => {
  test.for([['drop'], ['delay'], ['lag'], ['shuffle']] as const)(
    '%s: every message comes, none twice',
    async ([kind]) => {
      const seen: string[] = []
      const cloud = await testCloud(work(seen))
      cloud.faults.set({ on: 'queue', do: kind, next: 'all', seed: 7 })
      await clients(cloud).queue.send(batch(cloud.queueUrl('work'), numbers(10)))
      await cloud.settle()
      expect(seen.toSorted()).toEqual(numbers(10))
    },
  )

  test('a dropped message comes after all the others', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'queue', do: 'drop', next: 1 })
    await clients(cloud).queue.send(batch(cloud.queueUrl('work'), numbers(5)))
    await cloud.settle()
    expect(seen).toEqual(['1', '2', '3', '4', '0'])
  })

  test('a dropped message comes by itself after a while, without settling', async () => {
    let arrived = () => {}
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const cloud = await testCloud({ queues: [{ name: 'work', handler: () => arrived() }] })
    cloud.faults.set({ on: 'queue', do: 'drop', next: 1 })
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    await arrival
  })

  test('shuffled messages do not come as they were sent', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'queue', do: 'shuffle', next: 'all', seed: 3 })
    await clients(cloud).queue.send(batch(cloud.queueUrl('work'), numbers(10)))
    await cloud.settle()
    expect(seen).not.toEqual(numbers(10))
  })

  test('every message doubled comes twice', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'queue', do: 'double', next: 'all' })
    await clients(cloud).queue.send(batch(cloud.queueUrl('work'), numbers(10)))
    await cloud.settle()
    expect(seen.toSorted()).toEqual([...numbers(10), ...numbers(10)].toSorted())
  })

  test('a send that fails is tried again by the SDK, and comes once', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'queue', do: 'error', next: 1 })
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    await cloud.settle()
    expect(seen).toEqual(['a'])
    expect(cloud.faults.list()).toEqual([])
  })

  test('a send whose answer is lost is sent again, and comes twice', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'queue', do: 'no-answer', next: 1 })
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    await cloud.settle()
    expect(seen).toEqual(['a', 'a'])
  })

  test.for([
    ['error', 'a consumer that cannot be called gets the message later', ['a']],
    ['no-answer', 'a consumer whose answer is lost gets the message again', ['a', 'a']],
  ] as const)('%s: %s', async ([kind, _sentence, expected]) => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen, { paused: true }))
    await clients(cloud).queue.send(send(cloud, 'work', 'a'))
    cloud.faults.set({ on: 'queue', do: kind, next: 1 })
    cloud.resume()
    await cloud.settle()
    expect(seen).toEqual(expected)
  })
})

describe('faults of the bus', () => {
  test.for([['drop'], ['delay'], ['shuffle'], ['double']] as const)('%s: every event comes', async ([kind]) => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'bus', do: kind, next: 'all', seed: 5 })
    await clients(cloud).bus.send(putEvents(...numbers(10).map((n) => ({ type: 'ReviewDue', detail: { n } }))))
    await cloud.settle()
    const each = numbers(10).map((n) => `{"n":"${n}"}`)
    expect(seen.toSorted()).toEqual((kind === 'double' ? [...each, ...each] : each).toSorted())
  })

  test('errors come in both kinds: the call that fails, and the entry that fails quietly', async () => {
    const cloud = await testCloud(work([]))
    const { bus } = clients(cloud, 1)
    cloud.faults.set({ on: 'bus', do: 'error', next: 'all', seed: 1 })
    const kinds = new Set<string>()
    for (const n of numbers(12)) {
      const command = new PutEventsCommand({
        Entries: [{ Source: 'body', DetailType: 'ReviewDue', Detail: JSON.stringify({ n }) }],
      })
      kinds.add(
        await bus.send(command).then(
          ({ FailedEntryCount }) => `failed ${FailedEntryCount}`,
          (error: Error) => error.name,
        ),
      )
    }
    expect([...kinds].toSorted()).toEqual(['InternalException', 'failed 1'])
  })
})
