/** Entries of the vault's table read by name, strongly consistent, however many. */

import { setTimeout as wait } from 'node:timers/promises'
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { Fault, faultOf } from '../../events/kernel/fault.ts'

type Item = Record<string, AttributeValue>

/** The most DynamoDB reads in one batch. */
const batch = 100
/** Rounds for what it left unread, 20 ms doubled each time with jitter: 2.5 s at the longest. */
const rounds = 8

/** The entries of these names, in no order; what is missing is left out. */
export async function readEntries(client: DynamoDBClient, table: string, names: readonly string[]): Promise<Item[]> {
  const all = [...new Set(names)]
  const pages = Array.from({ length: Math.ceil(all.length / batch) }, (_, n) => all.slice(n * batch, (n + 1) * batch))
  const found = await Promise.all(pages.map((page) => readPage(client, table, page)))
  return found.flat()
}

/** One entry; undefined when there is none. */
export async function readEntry(client: DynamoDBClient, table: string, name: string): Promise<Item | undefined> {
  const [item] = await readEntries(client, table, [name])
  return item
}

async function readPage(client: DynamoDBClient, table: string, names: readonly string[]): Promise<Item[]> {
  const found: Item[] = []
  let left: Item[] = names.map((name) => ({ entry: { S: name } }))
  for (let round = 0; left.length > 0; round++) {
    if (round === rounds) throw new Fault('vault.read', 'LeftUndone')
    if (round > 0) await wait(10 * 2 ** round * Math.random())
    const answer = await answerOf(client, table, left)
    found.push(...(answer.Responses?.[table] ?? []))
    left = answer.UnprocessedKeys?.[table]?.Keys ?? []
  }
  return found
}

async function answerOf(client: DynamoDBClient, table: string, keys: Item[]) {
  try {
    return await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
    )
  } catch (thrown) {
    throw faultOf('vault.read', thrown)
  }
}
