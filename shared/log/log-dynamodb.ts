/**
 * The log on DynamoDB. The only file that writes to its table, and only ever with the condition that the item is new.
 * Loading costs one read, a commit one conditional write.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { readCommit, writeCommit } from './bytes.ts'
import { feedBounds, feedKeysOf, feedPartitions, instantOfFeed, mergeFeeds } from './feed.ts'
import type { Commit, CommitBody, FeedKey, KeptItem, Log } from './log.ts'

type Item = Record<string, AttributeValue>

/** The log kept in a table made as `logTable` says. Everything it throws is a Fault. */
export function openLog(client: DynamoDBClient, table: string): Log {
  const read = async (stream: string, version: number) => {
    const item = await itemAt(client, table, { stream, version })
    return item && commitOf(item)
  }

  return {
    read,

    async head(stream) {
      const { Items = [] } = await send(
        'log.head',
        client.send(new QueryCommand({ ...newestFirst(table, stream), Limit: 1 })),
      )
      return Items[0] && commitOf(Items[0])
    },

    async *history(stream, after = 0) {
      const query = {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: '#stream = :stream AND #version > :after',
        ExpressionAttributeNames: { '#stream': 'stream', '#version': 'version' },
        ExpressionAttributeValues: { ':stream': { S: stream }, ':after': { N: String(after) } },
      }
      for await (const item of queried('log.history', client, query)) yield commitOf(item)
    },

    async append(body) {
      if (await putNew('log.append', client, table, { body, bytes: writeCommit(body) })) return 'written'
      // The client sends a write again when its answer was lost, and then meets its own commit.
      const standing = await read(body.stream, body.version)
      return standing?.body.id === body.id ? 'written' : 'lost-race'
    },

    async *feed(day, range) {
      const bounds = feedBounds(range)
      if (!bounds) return
      const shard = (partition: string) => feedKeys(client, feedQuery(table, partition, bounds))
      yield* mergeFeeds(feedPartitions(day).map(shard))
    },

    async *all() {
      for await (const { stream, version, bytes } of scanned(client, table)) yield readCommit(bytes, stream, version)
    },

    items: () => scanned(client, table),
  }
}

/** The way back of an exported log. What stands is never overwritten: whoever fills an empty log can do no more than that. */
export interface LogToFill {
  /** Puts a commit where it stood, byte for byte. `stood`: it is there already; `other`: something else is. */
  putBack(commit: Commit): Promise<'written' | 'stood' | 'other'>
}

/** For an operator's restore alone: no function is given it. Everything it throws is a Fault. */
export function openLogToFill(client: DynamoDBClient, table: string): LogToFill {
  return {
    async putBack(commit) {
      if (await putNew('log.putBack', client, table, commit)) return 'written'
      const standing = await itemAt(client, table, commit.body)
      return standing?.body?.S === commit.bytes ? 'stood' : 'other'
    },
  }
}

/** Writes a commit if its place is empty; answers whether it was. The one write there is. */
async function putNew(operation: string, client: DynamoDBClient, table: string, commit: Commit): Promise<boolean> {
  const put = new PutItemCommand({
    TableName: table,
    Item: itemOf(commit),
    ConditionExpression: 'attribute_not_exists(#stream)',
    ExpressionAttributeNames: { '#stream': 'stream' },
  })
  try {
    await client.send(put)
    return true
  } catch (thrown) {
    if (thrown instanceof ConditionalCheckFailedException) return false
    throw faultOf(operation, thrown)
  }
}

/** A commit as the item it is kept as. */
export function itemOf({ body, bytes }: Commit): Item {
  const { feed, at } = feedKeysOf(body)
  return {
    stream: { S: body.stream },
    version: { N: String(body.version) },
    body: { S: bytes },
    feed: { S: feed },
    at: { S: at },
  }
}

async function itemAt(
  client: DynamoDBClient,
  table: string,
  { stream, version }: Pick<CommitBody, 'stream' | 'version'>,
): Promise<Item | undefined> {
  const key = { stream: { S: stream }, version: { N: String(version) } }
  const get = new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true })
  return (await send('log.read', client.send(get))).Item
}

function keptItemOf(item: Item): KeptItem {
  const [stream, version, bytes] = [item.stream?.S, item.version?.N, item.body?.S]
  if (stream === undefined || version === undefined) throw new Fault('log.read', 'NoKey')
  return { stream, version: Number(version), bytes: bytes ?? '', at: item.at?.S ?? '', feed: item.feed?.S ?? '' }
}

function commitOf(item: Item): Commit {
  const { stream, version, bytes } = keptItemOf(item)
  return readCommit(bytes, stream, version)
}

function newestFirst(table: string, stream: string): QueryCommandInput {
  return {
    TableName: table,
    ConsistentRead: true,
    ScanIndexForward: false,
    KeyConditionExpression: '#stream = :stream',
    ExpressionAttributeNames: { '#stream': 'stream' },
    ExpressionAttributeValues: { ':stream': { S: stream } },
  }
}

function feedQuery(table: string, partition: string, bounds: { from: string; until: string }): QueryCommandInput {
  return {
    TableName: table,
    IndexName: 'feed',
    KeyConditionExpression: '#feed = :feed AND #at BETWEEN :from AND :until',
    ExpressionAttributeNames: { '#feed': 'feed', '#at': 'at' },
    ExpressionAttributeValues: {
      ':feed': { S: partition },
      ':from': { S: bounds.from },
      ':until': { S: bounds.until },
    },
  }
}

async function* feedKeys(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<FeedKey> {
  for await (const item of queried('log.feed', client, query)) {
    const { stream, version, at } = keptItemOf(item)
    yield { stream, version, at: instantOfFeed(at) }
  }
}

async function* queried(operation: string, client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item> {
  let from: Item | undefined
  do {
    const page = await send(operation, client.send(new QueryCommand({ ...query, ExclusiveStartKey: from })))
    yield* page.Items ?? []
    from = page.LastEvaluatedKey
  } while (from)
}

async function* scanned(client: DynamoDBClient, table: string): AsyncGenerator<KeptItem> {
  let from: Item | undefined
  do {
    const scan = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from })
    const page = await send('log.all', client.send(scan))
    yield* (page.Items ?? []).map(keptItemOf)
    from = page.LastEvaluatedKey
  } while (from)
}

async function send<T>(operation: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (thrown) {
    throw faultOf(operation, thrown)
  }
}
