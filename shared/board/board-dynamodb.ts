/**
 * The board on DynamoDB: a row is put only where it is newer than what stands. Everything it throws is a Fault.
 */

import { setTimeout as wait } from 'node:timers/promises'
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { type Board, type Index, indexes, newestOfEach, type Query, type Row } from './board.ts'
import { boundsOf, cursorOf, isWithin, plainSort, readCursor, uniqueSort } from './place.ts'
import { placeAttributes } from './table.ts'

type Item = Record<string, AttributeValue>
type Identity = { readonly stream: string; readonly name: string }

/** Writes under way at a time; the client holds 50 connections, and others use it too. */
const sideBySide = 32
/** The most DynamoDB takes in one batch. */
const writeBatch = 25
const readBatch = 100
/** Rounds for what DynamoDB left undone of a batch, 20 ms doubled each time with jitter: 2.5 s at the longest. */
const rounds = 8

/** The board kept in a table made as `boardTable` says. */
export function openBoard(client: DynamoDBClient, table: string): Board {
  return {
    async put(rows, gone) {
      const removals = gone.map((removal) => ({ ...removal, gone: true as const }))
      const items = newestOfEach<Row | Removal>([...rows, ...removals]).map((row) =>
        'gone' in row ? tombstone(row) : itemOf(row),
      )
      await eachOf(items, sideBySide, (item) => putIfNewer(client, table, item))
    },

    async trail(rows) {
      const requests = newestOfEach(rows).map((row) => ({ PutRequest: { Item: itemOf(row) } }))
      await writeAll('board.trail', client, table, requests)
    },

    async get(stream, name) {
      const key = keyOf({ stream, name })
      const { Item } = await send(
        'board.get',
        client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true })),
      )
      return Item && rowOf(Item)
    },

    async getMany(keys) {
      const identities = newestOfEach(keys.map((key) => ({ ...key, version: 0 })))
      const pages = inBatches(identities.map(keyOf), readBatch)
      const items = await Promise.all(pages.map((page) => readAll(client, table, page)))
      return items.flat().flatMap((item) => rowOf(item) ?? [])
    },

    async query(query) {
      const start = startOf(query)
      if (start === 'elsewhere' || isEmpty(query)) return { rows: [] }
      const input = { ...queryInput(table, query), ExclusiveStartKey: start }
      const page = await send('board.query', client.send(new QueryCommand(input)))
      const rows = (page.Items ?? []).flatMap((item) => rowOf(item) ?? [])
      return page.LastEvaluatedKey ? { rows, next: cursorOf(endOf(page.LastEvaluatedKey, query.index)) } : { rows }
    },

    async *all() {
      for await (const item of scanned(client, table)) {
        const row = rowOf(item)
        if (row) yield row
      }
    },

    async clear() {
      const requests: WriteRequest[] = []
      for await (const { stream, name } of scanned(client, table)) {
        if (stream && name) requests.push({ DeleteRequest: { Key: { stream, name } } })
      }
      await writeAll('board.clear', client, table, requests)
    },
  }
}

type Removal = Identity & { readonly version: number; readonly gone: true }

function keyOf({ stream, name }: Identity): Item {
  return { stream: { S: stream }, name: { S: name } }
}

/** A row as the item it is kept as. */
export function itemOf(row: Row): Item {
  const item: Item = { ...keyOf(row), version: { N: String(row.version) }, data: { S: JSON.stringify(row.data) } }
  for (const index of indexes) {
    const place = row.places[index]
    if (!place) continue
    const { key, sort } = placeAttributes(index)
    item[key] = { S: place.key }
    item[sort] = { S: uniqueSort(place.sort, row.stream, row.name) }
  }
  return item
}

function tombstone(row: Removal): Item {
  return { ...keyOf(row), version: { N: String(row.version) }, gone: { BOOL: true } }
}

const rowData = once(() => z.record(z.string(), z.unknown()))

function rowOf(item: Item): Row | undefined {
  const { stream, name, version, data, gone } = item
  if (gone) return undefined
  if (!stream?.S || !name?.S || !version?.N || !data?.S) throw new Fault('board.read', 'NotARow')
  return {
    stream: stream.S,
    name: name.S,
    version: Number(version.N),
    places: placesOf(item),
    data: rowData().parse(JSON.parse(data.S)),
  }
}

function placesOf(item: Item): Row['places'] {
  const places: { [I in Index]?: { key: string; sort: string } } = {}
  for (const index of indexes) {
    const names = placeAttributes(index)
    const [key, sort] = [item[names.key]?.S, item[names.sort]?.S]
    if (key !== undefined && sort !== undefined) places[index] = { key, sort: plainSort(sort) }
  }
  return places
}

async function putIfNewer(client: DynamoDBClient, table: string, item: Item): Promise<void> {
  const put = new PutItemCommand({
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': item.version ?? { N: '0' } },
  })
  try {
    await client.send(put)
  } catch (thrown) {
    // What stands is as new: rows come late, twice, and in any order.
    if (!(thrown instanceof ConditionalCheckFailedException)) throw faultOf('board.put', thrown)
  }
}

function queryInput(table: string, query: Query) {
  const { key, sort } = placeAttributes(query.index)
  const { from, until } = boundsOf(query)
  return {
    TableName: table,
    IndexName: query.index,
    Limit: query.limit,
    ScanIndexForward: !query.newestFirst,
    KeyConditionExpression: ['#key = :key', ...conditionOf(from, until)].join(' AND '),
    ExpressionAttributeNames: { '#key': key, ...(from || until ? { '#sort': sort } : {}) },
    ExpressionAttributeValues: {
      ':key': { S: query.key },
      ...(from ? { ':from': { S: from } } : {}),
      ...(until ? { ':until': { S: until } } : {}),
    },
  }
}

function conditionOf(from: string | undefined, until: string | undefined): string[] {
  if (from && until) return ['#sort BETWEEN :from AND :until']
  if (from) return ['#sort >= :from']
  return until ? ['#sort <= :until'] : []
}

// A table answers bounds that exclude each other with an error.
function isEmpty(query: Query): boolean {
  const { from } = boundsOf(query)
  return from !== undefined && !isWithin(query, from)
}

function startOf(query: Query): Item | undefined | 'elsewhere' {
  if (query.after === undefined) return undefined
  const end = readCursor(query.after)
  if (!end || !isWithin(query, end.sort)) return 'elsewhere'
  const { key, sort } = placeAttributes(query.index)
  return { ...keyOf(end), [key]: { S: query.key }, [sort]: { S: end.sort } }
}

function endOf(last: Item, index: Index) {
  const [stream, name, sort] = [last.stream?.S, last.name?.S, last[placeAttributes(index).sort]?.S]
  if (!stream || !name || !sort) throw new Fault('board.query', 'NoCursor')
  return { stream, name, sort }
}

async function readAll(client: DynamoDBClient, table: string, keys: Item[]): Promise<Item[]> {
  const found: Item[] = []
  let left = keys
  for (let round = 0; left.length > 0; round++) {
    await beforeRound('board.getMany', round)
    const request = { RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }
    const answer = await send('board.getMany', client.send(new BatchGetItemCommand(request)))
    found.push(...(answer.Responses?.[table] ?? []))
    left = answer.UnprocessedKeys?.[table]?.Keys ?? []
  }
  return found
}

async function writeAll(
  operation: string,
  client: DynamoDBClient,
  table: string,
  requests: WriteRequest[],
): Promise<void> {
  await eachOf(inBatches(requests, writeBatch), sideBySide, async (batch) => {
    let left = batch
    for (let round = 0; left.length > 0; round++) {
      await beforeRound(operation, round)
      const answer = await send(operation, client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } })))
      left = answer.UnprocessedItems?.[table] ?? []
    }
  })
}

async function beforeRound(operation: string, round: number): Promise<void> {
  if (round === rounds) throw new Fault(operation, 'LeftUndone')
  if (round > 0) await wait(10 * 2 ** round * Math.random())
}

async function* scanned(client: DynamoDBClient, table: string): AsyncGenerator<Item> {
  let from: Item | undefined
  do {
    const scan = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from })
    const page = await send('board.all', client.send(scan))
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}

async function eachOf<T>(all: readonly T[], atATime: number, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  const work = async () => {
    for (const one of waiting) await act(one)
  }
  await Promise.all(Array.from({ length: Math.min(atATime, all.length) }, work))
}

async function send<T>(operation: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (thrown) {
    throw faultOf(operation, thrown)
  }
}
