// What only the real table can show: work left undone in a batch, index rows whose row is gone, who meets whom in a race.
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Row } from '../../../shared/board/board.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { listOf } from '../../kit/contract.ts'
import { startCuttingProxy } from '../../kit/cutting-proxy.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

const aRow = (stream: string, version: number): Row => ({
  stream,
  name: 'card',
  version,
  places: { list: { key: 'list#schools#0', sort: stream } },
  data: { version },
})

test('whatever the order rows and removals come in, the newest stands', async () => {
  const board = openBoard(tables.client, (await tables.fresh()).board)
  let school = 0
  const change = fc.record({ version: fc.integer({ min: 1, max: 5 }), gone: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(change, { selector: ({ version }) => version, minLength: 1 }), async (changes) => {
      const stream = `school#${++school}`
      const puts = changes.map(({ version, gone }) =>
        gone ? board.put([], [{ stream, name: 'card', version }]) : board.put([aRow(stream, version)], []),
      )
      await Promise.all(puts)
      const newest = changes.reduce((a, b) => (b.version > a.version ? b : a))
      expect((await board.get(stream, 'card'))?.version).toBe(newest.gone ? undefined : newest.version)
    }),
    { numRuns: 60 },
  )
})

test('a lost answer to a put is met again as a row that is not newer, and nothing is wrong', async () => {
  const proxy = await startCuttingProxy(tables.endpoint)
  const board = openBoard(tables.clientOf({ endpoint: proxy.endpoint }), (await tables.fresh()).board)
  proxy.lose('PutItem', 1)
  await board.put([aRow('school#a', 1)], [])
  expect(proxy.seen).toEqual(['PutItem', 'PutItem'])
  expect((await board.get('school#a', 'card'))?.version).toBe(1)
  await proxy.close()
})

test('what the table leaves undone of a batch is sent again until it is done', async () => {
  const { board: table } = await tables.fresh()
  const client = tables.clientOf()
  const sizes = leavingUndone(client, table, 10)
  const board = openBoard(client, table)
  await board.trail(Array.from({ length: 25 }, (_, n) => aRow(`school#${n}`, 1)))
  expect(sizes).toEqual([25, 15, 5])
  expect(await listOf(board.all())).toHaveLength(25)
})

test('a batch that is never done is a fault', async () => {
  const { board: table } = await tables.fresh()
  const client = tables.clientOf()
  leavingUndone(client, table, 0)
  await expect(openBoard(client, table).trail([aRow('school#a', 1)])).rejects.toThrow('board.trail: LeftUndone')
})

test('rows of one put go side by side, not one after the other', async () => {
  const { board: table } = await tables.fresh()
  const client = tables.clientOf()
  let [now, most] = [0, 0]
  client.middlewareStack.add(
    (next) => async (args) => {
      most = Math.max(most, ++now)
      return await next(args).finally(() => now--)
    },
    { step: 'initialize' },
  )
  await openBoard(client, table).put(
    Array.from({ length: 100 }, (_, n) => aRow(`school#${n}`, 1)),
    [],
  )
  // As many as the adapter sends at a time, which leaves connections for others.
  expect(most).toBe(32)
})

test('a fault names the operation and the failure only', async () => {
  const board = openBoard(tables.client, 'no-such-table')
  await expect(board.put([aRow('school#a', 1)], [])).rejects.toThrow(/^board\.put: ResourceNotFoundException$/)
  await expect(board.get('school#a', 'card')).rejects.toThrow(/^board\.get: ResourceNotFoundException$/)
})

/** Does the first `most` requests of each batch and leaves the rest undone; answers the sizes of the batches asked for. */
function leavingUndone(client: DynamoDBClient, table: string, most: number): number[] {
  const sizes: number[] = []
  const real = tables.clientOf()
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'BatchWriteItemCommand') return await next(args)
      const requests = requestsOf(args.input, table)
      sizes.push(requests.length)
      const [done, left] = [requests.slice(0, most), requests.slice(most)]
      if (done.length > 0) await real.send(new BatchWriteItemCommand({ RequestItems: { [table]: done } }))
      return { response: {}, output: { $metadata: {}, UnprocessedItems: left.length > 0 ? { [table]: left } : {} } }
    },
    { step: 'initialize' },
  )
  return sizes
}

function requestsOf(input: object, table: string): WriteRequest[] {
  const items: unknown = 'RequestItems' in input ? input.RequestItems : undefined
  const requests: unknown = items && typeof items === 'object' && table in items ? Reflect.get(items, table) : []
  return Array.isArray(requests) ? requests : []
}
