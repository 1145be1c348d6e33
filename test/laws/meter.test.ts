// The meter counts what DynamoDB would bill: rows of indexes, what stood before, and reading nothing; and what it passes on
// comes back as it was.
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Use } from '../../infra/aws/cost/measured.ts'
import { noUse, plus, times } from '../../infra/aws/cost/use.ts'
import type { Cloud } from '../../infra/local/cloud/types.ts'
import { tableNames, tableSpecs } from '../../infra/local/tables.ts'
import { openBoard } from '../../shared/board/board-dynamodb.ts'
import { type ActTools, act } from '../../shared/log/act.ts'
import { openLog } from '../../shared/log/log-dynamodb.ts'
import { unitsOfCommand } from '../../shared/log/units.ts'
import { bytesKept, type Item, unitsOfPut } from '../bench/cost/items.ts'
import { startProxy } from '../bench/cost/proxy.ts'
import { countService } from '../bench/cost/services.ts'
import { countTables, measuring } from '../bench/cost/tables.ts'
import { makeSchool, now } from '../bench/typical-school.ts'
import { localConfig, memoryCloud } from '../kit/local-cloud.ts'

const long = (bytes: number) => ({ S: 'x'.repeat(bytes) })
const row = (places: Item, data = 100): Item => ({
  stream: { S: 'school#1' },
  name: { S: 'card' },
  version: { N: '1' },
  data: long(data),
  ...places,
})
const inList = (sort: string): Item => ({ listKey: { S: 'list#schools' }, listSort: { S: sort } })

describe('writing an item', () => {
  test('of a table without indexes is charged by the kilobyte begun', () => {
    expect(unitsOfPut('vault', { entry: { S: 'a' }, text: long(2_000) }, undefined)).toBe(2)
  })

  test('is charged once more for each index it has a row in', () => {
    expect(unitsOfPut('board', row({}), undefined)).toBe(1)
    expect(unitsOfPut('board', row(inList('a')), undefined)).toBe(2)
  })

  test('over another is charged for the longer, and its row in an index once, or twice where it moves', () => {
    expect(unitsOfPut('board', row({}, 100), row({}, 3_100))).toBe(4)
    expect(unitsOfPut('board', row(inList('a'), 200), row(inList('a')))).toBe(2)
    expect(unitsOfPut('board', row(inList('b')), row(inList('a')))).toBe(3)
    expect(unitsOfPut('board', row({}), row(inList('a')))).toBe(2)
    expect(unitsOfPut('board', row(inList('a')), row(inList('a')))).toBe(1)
  })
})

test('an item is kept with its rows in indexes, and a hundred bytes beside each', () => {
  expect(bytesKept('vault', { entry: { S: 'a' } })).toBe('entry'.length + 1 + 100)
  const item = row(inList('a'), 1_000)
  const bytes = bytesKept('board', row({}, 1_000)) - 100
  expect(bytesKept('board', item)).toBe(2 * (bytes + 'listKeylist#schoolslistSorta'.length + 100))
})

describe('between a client and the tables', () => {
  let cloud: Cloud
  let tools: ActTools
  let client: DynamoDBClient
  let used: Use = noUse
  let stop: () => Promise<void>

  beforeAll(async () => {
    cloud = await memoryCloud({ tables: tableSpecs() })
    const proxy = await startProxy({
      address: cloud.dynamodbEndpoint,
      prepare: measuring,
      read: countTables,
      callerHeader: 'x-called-by',
      count: (_, { use }) => {
        used = plus(used, { ...noUse, ...use })
      },
    })
    stop = proxy.stop
    client = new DynamoDBClient(localConfig(proxy.url))
    tools = {
      log: openLog(client, tableNames.log),
      world: () => worldAt(now, firstCalendar, defaultSettings),
      newId: randomUUID,
      waitToRetry: async () => undefined,
    }
  })
  afterAll(async () => {
    client.destroy()
    await stop()
    await cloud.stop()
  })

  test('a command is counted as the log’s own figures have it', async () => {
    const school = await makeSchool(tools, 'typical')
    const before = await tools.log.head(school)
    used = noUse
    const doing = { by: 'staff#bench', because: 'api', trace: 't-1' }
    const outcome = await act(tools, schoolDecider, school, { do: 'book-visit', on: '2026-11-10' }, doing)
    if ('refused' in outcome || !outcome.commit) throw new Error('the visit was not booked')
    const { read, write } = unitsOfCommand(before?.body, outcome.commit)
    expect({ read: used.readUnits, write: used.writeUnits }).toEqual({ read, write })
  })

  test('reading what is not there is charged as one item, a row of an index as half of one', async () => {
    used = noUse
    expect(await tools.log.head('school#nobody')).toBeUndefined()
    expect(used.readUnits).toBe(1)
    used = noUse
    expect(await openBoard(client, tableNames.board).query({ index: 'list', key: 'list#nothing', limit: 10 })).toEqual({
      rows: [],
    })
    expect(used.readUnits).toBe(0.5)
  })

  test('a write whose condition fails is charged, and fails as it did', async () => {
    const head = await tools.log.head('school#typical')
    if (!head) throw new Error('the school is gone')
    used = noUse
    expect(await tools.log.append({ ...head.body, id: 'another' })).not.toBe('written')
    // As for the first time, but for the row of the index, which is not written.
    expect(used.writeUnits).toBe(unitsOfCommand(undefined, head.body).write - 1)
  })
})

describe('a call of another service', () => {
  const passed = {
    method: 'POST',
    path: '/',
    status: 200,
    answered: Buffer.alloc(0),
    target: '',
    sent: Buffer.alloc(0),
  }

  test('that puts events is counted by the event, a long one by each 64 KB', () => {
    const sent = Buffer.from(JSON.stringify({ Entries: [{ Detail: '{}' }, { Detail: 'x'.repeat(70_000) }] }))
    expect(countService({ ...passed, target: 'AWSEvents.PutEvents', sent }).use).toEqual({ busEvents: 3 })
  })

  test('that sends a message is counted where the message arrives; another of a queue at once', () => {
    expect(countService({ ...passed, target: 'AmazonSQS.SendMessageBatch' }).use).toEqual({})
    expect(countService({ ...passed, target: 'AmazonSQS.ReceiveMessage' }).use).toEqual({ queueCalls: 1 })
  })

  test('that hands a letter over is counted when it was taken', () => {
    const letter = { ...passed, path: '/v2/email/outbound-emails', sent: Buffer.alloc(10) }
    expect(countService(letter).use).toEqual({ letters: 1, letterBytes: 10 })
    expect(countService({ ...letter, status: 429 }).use).toEqual({})
  })

  test('of files is a put, a listing, which is billed as one, or a get', () => {
    const of = (method: string, path: string) => countService({ ...passed, method, path, sent: Buffer.alloc(5) }).use
    expect(of('PUT', '/files/a')).toEqual({ filePuts: 1, fileBytes: 5 })
    expect(of('GET', '/files?list-type=2')).toEqual({ filePuts: 1 })
    expect(of('GET', '/files/a')).toEqual({ fileGets: 1 })
    expect(of('DELETE', '/files/a')).toEqual({})
  })
})

test('sums of what was used take in every function, and never fall below nothing', () => {
  const one = { ...noUse, readUnits: 2, functions: { a: { calls: 2, milliseconds: 10 } } }
  const other = { ...noUse, readUnits: 3, functions: { b: { calls: 1, milliseconds: 5 } } }
  expect(plus(one, other)).toMatchObject({ readUnits: 5, functions: { a: { calls: 2 }, b: { calls: 1 } } })
  expect(plus(one, other, -1)).toEqual({ ...noUse, functions: { a: { calls: 2, milliseconds: 10 } } })
  expect(times(one, 0.5)).toMatchObject({ readUnits: 1, functions: { a: { calls: 1, milliseconds: 5 } } })
})
