/** Faults of calls: lost, refused, unanswered, late. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../../infra/local/cloud/types.ts'
import { commit, feedOf, newest } from './commands.ts'
import { letter, numbers, work } from './faulty.ts'
import { clients, testCloud, testFolder } from './kit.ts'

describe('faults of the post', () => {
  test('an error leaves no letter; an account error can be named', async () => {
    const cloud = await testCloud(work([]))
    const { post } = clients(cloud, 1)
    cloud.faults.set({ on: 'post', do: 'error', next: 1, error: 'AccountSuspendedException' })
    await expect(post.send(letter)).rejects.toMatchObject({
      name: 'AccountSuspendedException',
      $metadata: { httpStatusCode: 400 },
    })
    cloud.faults.set({ on: 'post', do: 'error', next: 1, error: 'TooManyRequestsException' })
    await expect(post.send(letter)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    })
    expect(await cloud.mail.list()).toEqual([])
  })

  test.for([
    ['no-answer', 1],
    ['drop', 0],
  ] as const)('%s: the call has no answer, and %i letters left', async ([kind, left]) => {
    const cloud = await testCloud(work([]))
    cloud.faults.set({ on: 'post', do: kind, next: 1 })
    await expect(clients(cloud, 1).post.send(letter)).rejects.toThrow(/hang up|ECONNRESET/)
    expect(await cloud.mail.list()).toHaveLength(left)
  })

  test('doubled, the letter leaves once and its event comes twice', async () => {
    const seen: string[] = []
    const cloud = await testCloud(work(seen))
    cloud.faults.set({ on: 'post', do: 'double', next: 1 })
    await clients(cloud).post.send(letter)
    await cloud.settle()
    expect(await cloud.mail.list()).toHaveLength(1)
    expect(seen).toEqual(['"Email Sent"', '"Email Sent"'])
  })
})

describe('faults of the tables', () => {
  test('an error does nothing; both kinds come, and the SDK tries again', async () => {
    const cloud = await testCloud()
    const once = clients(cloud, 1)
    cloud.faults.set({ on: 'table', do: 'error', next: 'all', seed: 2 })
    const kinds = new Set<string>()
    for (const n of numbers(12)) {
      kinds.add(
        await once.table.send(commit(`school#${n}`, 1)).then(
          () => 'done',
          (error: Error) => error.name,
        ),
      )
    }
    expect([...kinds].toSorted()).toEqual(['InternalServerError', 'ProvisionedThroughputExceededException'])
    cloud.faults.clear()
    expect((await once.table.send(newest('school#0'))).Items).toEqual([])
    cloud.faults.set({ on: 'table', do: 'error', next: 2, seed: 2 })
    await clients(cloud, 5).table.send(commit('school#0', 1))
  })

  test('a write whose answer is lost was made: the second try of the SDK meets its own item', async () => {
    const seen: unknown[] = []
    const cloud = await testCloud({ streams: [{ table: 'Log', handler: ({ Records }) => void seen.push(...Records) }] })
    const { table } = clients(cloud)
    cloud.faults.set({ on: 'table', do: 'no-answer', next: 1 })
    await expect(table.send(commit('school#1', 1))).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    expect((await table.send(newest('school#1'))).Count).toBe(1)
    await cloud.settle()
    expect(seen).toHaveLength(1)
  })

  test('a dropped call was not made, and the second try of the SDK makes it', async () => {
    const cloud = await testCloud()
    const { table } = clients(cloud)
    cloud.faults.set({ on: 'table', do: 'drop', next: 1 })
    await table.send(commit('school#1', 1))
    expect((await table.send(newest('school#1'))).Count).toBe(1)
  })

  test('lagging, an index lacks the last writes while the table has them, and has caught up once all is settled', async () => {
    const cloud = await testCloud()
    const { table } = clients(cloud)
    await table.send(commit('school#0', 1))
    cloud.faults.set({ on: 'table', do: 'lag', next: 'all', seed: 4 })
    const count = async () => (await table.send(feedOf('2026-09-01'))).Count ?? 0
    let behind = 0
    for (let n = 1; n <= 30; n += 1) {
      await table.send(commit(`school#${n}`, 1, `2026-09-01T07:30:${`${n}`.padStart(2, '0')}Z`))
      expect((await table.send(newest(`school#${n}`))).Count).toBe(1)
      const shown = await count()
      expect(shown).toBeGreaterThanOrEqual(n + 1 - 8)
      expect(shown).toBeLessThanOrEqual(n + 1)
      if (shown < n + 1) behind += 1
    }
    expect(behind).toBeGreaterThan(20)
    await cloud.settle()
    expect(await count()).toBe(31)
  })

  test('lagging, an index shows a changed item as it was', async () => {
    const cloud = await testCloud()
    const { table } = clients(cloud)
    const moved = new PutItemCommand({
      ...commit('school#1', 1, '2026-09-02T07:30:00Z').input,
      ConditionExpression: undefined,
    })
    await table.send(commit('school#1', 1))
    cloud.faults.set({ on: 'table', do: 'lag', next: 'all', seed: 4 })
    await table.send(moved)
    expect((await table.send(feedOf('2026-09-01'))).Count).toBe(1)
    expect((await table.send(feedOf('2026-09-02'))).Count).toBe(0)
    await cloud.settle()
    expect((await table.send(feedOf('2026-09-01'))).Count).toBe(0)
    expect((await table.send(feedOf('2026-09-02'))).Count).toBe(1)
  })

  test('a delayed call is answered all the same; a doubled stream comes twice, in order', async () => {
    const seen: string[] = []
    const cloud = await testCloud({
      streams: [
        {
          table: 'Log',
          handler: ({ Records }) => void seen.push(...Records.map((one) => one.dynamodb?.Keys?.sk?.N ?? '')),
        },
      ],
    })
    const { table } = clients(cloud)
    cloud.faults.set({ on: 'table', do: 'delay', next: 1 })
    cloud.faults.set({ on: 'table', do: 'double', next: 'all' })
    cloud.faults.set({ on: 'table', do: 'shuffle', next: 'all', seed: 9 })
    for (const version of [1, 2, 3]) await table.send(commit('school#1', version))
    await cloud.settle()
    expect(seen).toHaveLength(6)
    expect([...new Set(seen)]).toEqual(['1', '2', '3'])
    const got = await table.send(
      new GetItemCommand({ TableName: 'Log', Key: { pk: { S: 'school#1' }, sk: { N: '3' } } }),
    )
    expect(got.Item).toBeDefined()
  })
})

describe('faults of the files', () => {
  const put = new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' })
  const get = new GetObjectCommand({ Bucket: 'b', Key: 'k' })

  test.for([
    ['error', false],
    ['drop', false],
    ['no-answer', true],
  ] as const)('%s: the call fails, and the object is there: %s', async ([kind, there]) => {
    const cloud = await testCloud()
    const { files } = clients(cloud, 1)
    cloud.faults.set({ on: 'files', do: kind, next: 1 })
    await expect(files.send(put)).rejects.toThrow()
    expect(
      await files.send(get).then(
        () => true,
        () => false,
      ),
    ).toBe(there)
  })

  test('doubled and late, what was created is told twice', async () => {
    const told: string[] = []
    const cloud = await testCloud({ onObjectCreated: ({ key }) => void told.push(key) })
    cloud.faults.set({ on: 'files', do: 'double', next: 1 })
    cloud.faults.set({ on: 'files', do: 'lag', next: 1 })
    await clients(cloud).files.send(put)
    await cloud.settle()
    expect(told).toEqual(['k', 'k'])
  })
})

describe('the switches', () => {
  test('stand after a restart with what is left of them, and end when cleared', async () => {
    const dataDir = testFolder()
    const first = await testCloud({ dataDir })
    first.faults.set({ on: 'table', do: 'error', next: 3, seed: 1 })
    first.faults.set({ on: 'queue', do: 'double', next: 'all' })
    await clients(first, 1)
      .table.send(commit('school#1', 1))
      .catch(() => {})
    await first.settle()
    await first.stop()

    const second = await testCloud({ dataDir })
    const left: Fault[] = [
      { on: 'table', do: 'error', next: 2, seed: 1 },
      { on: 'queue', do: 'double', next: 'all' },
    ]
    expect(second.faults.list()).toEqual(left)
    await expect(clients(second, 1).table.send(commit('school#1', 1))).rejects.toThrow()
    second.faults.clear()
    await clients(second, 1).table.send(commit('school#1', 1))
    await second.stop()
    expect((await testCloud({ dataDir })).faults.list()).toEqual([])
  })
})
