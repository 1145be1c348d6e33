/** The vault whole, on DynamoDB. What stands is never overwritten. Everything it throws is a Fault, which names no entry. */
import { isDeepStrictEqual } from 'node:util'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { readEntry } from './entries-dynamodb.ts'
import { type WholeEntry, type WholeVault, wholeEntry } from './whole.ts'

type Item = Record<string, AttributeValue>
type Value = WholeEntry[string]

/** The vault kept in a table made as `vaultTable` says. */
export function openWholeVault(client: DynamoDBClient, table: string): WholeVault {
  return {
    async *entries() {
      try {
        for await (const { Items } of paginateScan({ client }, { TableName: table, ConsistentRead: true }))
          yield* (Items ?? []).map(entryOf)
      } catch (thrown) {
        throw faultOf('vault.entries', thrown)
      }
    },

    async putBack(entry) {
      if (await putNew(client, table, itemOf(entry))) return 'written'
      const standing = await readEntry(client, table, entry.entry)
      return standing && isDeepStrictEqual(entryOf(standing), { ...entry }) ? 'stood' : 'other'
    },
  }
}

async function putNew(client: DynamoDBClient, table: string, item: Item): Promise<boolean> {
  const put = new PutItemCommand({
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(#entry)',
    ExpressionAttributeNames: { '#entry': 'entry' },
  })
  try {
    await client.send(put)
    return true
  } catch (thrown) {
    if (thrown instanceof ConditionalCheckFailedException) return false
    throw faultOf('vault.putBack', thrown)
  }
}

function entryOf(item: Item): WholeEntry {
  return wholeEntry().parse(Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)])))
}

function plain({ S, BOOL, B, N }: AttributeValue): Value {
  if (S !== undefined) return S
  if (BOOL !== undefined) return BOOL
  if (B !== undefined) return { base64: Buffer.from(B).toString('base64') }
  if (N !== undefined) return { number: N }
  throw new Fault('vault.entries', 'UnknownKindOfValue')
}

function itemOf(entry: WholeEntry): Item {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, attributeOf(value)]))
}

function attributeOf(value: Value): AttributeValue {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  return 'base64' in value ? { B: Buffer.from(value.base64, 'base64') } : { N: value.number }
}
