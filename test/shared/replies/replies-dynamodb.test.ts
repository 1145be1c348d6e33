// What only the real table can show: answers lost on the way, what lies in the table.
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplies } from '../../../shared/replies/replies-dynamodb.ts'
import { startCuttingProxy } from '../../kit/cutting-proxy.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'

const now = '2026-09-01T10:00:00.000Z'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

test('a lost answer to a claim is met again as one’s own: the command is new, not unfinished', async () => {
  const proxy = await startCuttingProxy(tables.endpoint)
  const replies = openReplies(tables.clientOf({ endpoint: proxy.endpoint }), (await tables.fresh()).replies)
  proxy.lose('PutItem', 1)
  expect(await replies.claim('staff#1', 'k', 'hash', 'c1', now)).toEqual({ state: 'new', commitId: 'c1' })
  expect(proxy.seen).toEqual(['PutItem', 'PutItem', 'GetItem'])
  await proxy.close()
})

test('what a caller typed as a key does not lie in the table, and the entry says when it may be swept away', async () => {
  const { replies: table } = await tables.fresh()
  await openReplies(tables.client, table).claim('staff#1', 'for ada.marsh@oakfield.example', 'hash', 'c1', now)
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }))
  expect(JSON.stringify(Items)).not.toContain('ada.marsh')
  expect(Items[0]?.expires).toEqual({ N: String(Date.UTC(2026, 8, 2, 10) / 1000) })
})

test('a fault names the operation and the failure only', async () => {
  const replies = openReplies(tables.client, 'no-such-table')
  await expect(replies.claim('staff#1', 'k', 'hash', 'c1', now)).rejects.toThrow(
    /^replies\.claim: ResourceNotFoundException$/,
  )
  await expect(replies.answer('staff#1', 'k', { status: 200, body: '' })).rejects.toThrow(
    /^replies\.answer: ResourceNotFoundException$/,
  )
})
