/** Local tables and their streams, through the real client. */
import { BatchWriteItemCommand, DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { commit, feedOf, log, newest } from './commands.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const following = (seen: DynamoDBRecord[]) => ({
  streams: [{ table: 'Log', handler: (event: { Records: DynamoDBRecord[] }) => void seen.push(...event.Records) }],
})

describe('the tables', () => {
  test('a condition that fails is told as such, and the newest version is read back at once', async () => {
    const cloud = await testCloud()
    const { table } = clients(cloud)
    await table.send(commit('school#1', 1))
    await table.send(commit('school#1', 2))
    await expect(table.send(commit('school#1', 2))).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    const found = await table.send(newest('school#1'))
    expect(found.Items?.[0]?.sk?.N).toBe('2')
  })

  test('an index answers with its projection, and forgets an item that was taken away', async () => {
    const cloud = await testCloud()
    const { table } = clients(cloud)
    await table.send(commit('school#1', 1))
    const day = '2026-09-01'
    expect((await table.send(feedOf(day))).Items).toEqual([
      { pk: { S: 'school#1' }, sk: { N: '1' }, day: { S: day }, at: { S: '2026-09-01T07:30:00Z' } },
    ])
    await table.send(new DeleteItemCommand({ TableName: 'Log', Key: { pk: { S: 'school#1' }, sk: { N: '1' } } }))
    expect((await table.send(feedOf(day))).Items).toEqual([])
  })

  test('items loaded in bulk are found by key and by index, and come in no stream', async () => {
    const seen: DynamoDBRecord[] = []
    const cloud = await testCloud(following(seen))
    const { table } = clients(cloud)
    const items = Array.from({ length: 1234 }, (_, n) => ({
      pk: { S: `school#${n}` },
      sk: { N: '1' },
      day: { S: '2026-09-01' },
      at: { S: `2026-09-01T07:30:00.${String(n).padStart(4, '0')}Z` },
    }))
    expect(await cloud.bulkLoad('Log', items)).toBe(1234)
    const found = await table.send(
      new GetItemCommand({ TableName: 'Log', Key: { pk: { S: 'school#1233' }, sk: { N: '1' } } }),
    )
    expect(found.Item?.at?.S).toBe('2026-09-01T07:30:00.1233Z')
    expect((await table.send(feedOf('2026-09-01'))).Count).toBe(1234)
    await cloud.settle()
    expect(seen).toEqual([])
  })

  test('an index that is new in the definition holds the rows of a kept table', async () => {
    const dataDir = testFolder()
    const before = await testCloud({
      dataDir,
      tables: [
        { ...log, GlobalSecondaryIndexes: undefined, AttributeDefinitions: log.AttributeDefinitions?.slice(0, 2) },
      ],
    })
    await clients(before).table.send(commit('school#1', 1))
    await before.stop()
    const after = await testCloud({ dataDir })
    expect((await clients(after).table.send(feedOf('2026-09-01'))).Count).toBe(1)
  })
})

describe('the stream of a table', () => {
  test('each successful write comes once, in the order of its partition key, and a failed condition does not', async () => {
    const seen: DynamoDBRecord[] = []
    const cloud = await testCloud(following(seen))
    const { table } = clients(cloud)
    await Promise.all(
      ['school#1', 'school#2', 'school#3'].map(async (pk) => {
        for (let version = 1; version <= 20; version += 1) await table.send(commit(pk, version))
        await table.send(commit(pk, 20)).catch(() => {})
      }),
    )
    await cloud.settle()
    expect(seen).toHaveLength(60)
    for (const pk of ['school#1', 'school#2', 'school#3']) {
      const own = seen.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S === pk)
      expect(own.map(({ dynamodb }) => dynamodb?.NewImage?.sk?.N)).toEqual(
        Array.from({ length: 20 }, (_, n) => `${n + 1}`),
      )
      expect(own.every(({ eventName }) => eventName === 'INSERT')).toBe(true)
    }
  })

  test('a write that is no insert is told as what it is', async () => {
    const seen: DynamoDBRecord[] = []
    const cloud = await testCloud(following(seen))
    const { table } = clients(cloud)
    const Key = { pk: { S: 'school#1' }, sk: { N: '1' } }
    await table.send(new PutItemCommand({ TableName: 'Log', Item: { ...Key, body: { S: 'a' } } }))
    await table.send(new PutItemCommand({ TableName: 'Log', Item: { ...Key, body: { S: 'a' } } }))
    await table.send(new PutItemCommand({ TableName: 'Log', Item: { ...Key, body: { S: 'b' } } }))
    await table.send(new BatchWriteItemCommand({ RequestItems: { Log: [{ DeleteRequest: { Key } }] } }))
    await cloud.settle()
    expect(seen.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE'])
    expect(seen[2]?.dynamodb).toMatchObject({ Keys: Key })
  })

  test('a record that cannot be followed stands alone in the dead letters, without its image, and stops no other', async () => {
    const followed: string[] = []
    const cloud = await testCloud({
      streams: [
        {
          table: 'Log',
          shards: 1,
          maxTries: 3,
          handler: ({ Records }) => {
            const keys = Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '')
            if (keys.includes('school#bad')) throw new Error('no')
            followed.push(...keys)
          },
        },
      ],
    })
    const { table } = clients(cloud)
    await Promise.all(
      ['school#1', 'school#2', 'school#bad', 'school#3', 'school#4'].map((pk) => table.send(commit(pk, 1))),
    )
    const settled = await cloud.settle()
    expect(followed.toSorted()).toEqual(['school#1', 'school#2', 'school#3', 'school#4'])
    expect(settled.deadLetters).toBe(1)
    const [dead] = cloud.deadLetters.list()
    expect(dead).toMatchObject({ kind: 'stream', from: 'Log', receives: 3, error: 'Error: no' })
    expect(dead?.body).toContain('school#bad')
    expect(dead?.body).not.toContain('body')
  })
})
