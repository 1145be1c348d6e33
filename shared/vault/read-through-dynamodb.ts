/** The vault's table read through. Everything it throws is a Fault, which names the operation and never an entry. */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { faultOf } from '../../events/kernel/fault.ts'
import type { ReadThrough } from './read-through.ts'
import { noteEntry, personEntry, personOf } from './vault-dynamodb.ts'

type Item = Record<string, AttributeValue>

/** The vault kept in a table made as `vaultTable` says. */
export function openReadThrough(client: DynamoDBClient, table: string): ReadThrough {
  return {
    async *notes() {
      for await (const [id, { about, text }] of entriesNamed(client, table, noteEntry(''), 'vault.notes'))
        yield { id, about: about?.S ?? '', text: text?.S ?? '' }
    },

    async *everyone() {
      for await (const [who, item] of entriesNamed(client, table, personEntry(''), 'vault.everyone'))
        yield { who, person: personOf(item) }
    },

    async rewriteNote(id, text) {
      const update = new UpdateItemCommand({
        TableName: table,
        Key: { entry: { S: noteEntry(id) } },
        UpdateExpression: 'SET #text = :text',
        ConditionExpression: 'attribute_exists(#entry)',
        ExpressionAttributeNames: { '#text': 'text', '#entry': 'entry' },
        ExpressionAttributeValues: { ':text': { S: text } },
      })
      try {
        await client.send(update)
      } catch (thrown) {
        if (!(thrown instanceof ConditionalCheckFailedException)) throw faultOf('vault.rewriteNote', thrown)
      }
    },
  }
}

/** Entries of one kind by how their names begin, each with the rest of its name. */
async function* entriesNamed(
  client: DynamoDBClient,
  table: string,
  beginning: string,
  operation: string,
): AsyncGenerator<readonly [string, Item]> {
  const scan = {
    TableName: table,
    ConsistentRead: true,
    FilterExpression: 'begins_with(#entry, :beginning)',
    ExpressionAttributeNames: { '#entry': 'entry' },
    ExpressionAttributeValues: { ':beginning': { S: beginning } },
  }
  const pages = paginateScan({ client }, scan)
  for (;;) {
    const page = await pages.next().catch((thrown: unknown) => {
      throw faultOf(operation, thrown)
    })
    if (page.done) return
    for (const item of page.value.Items ?? []) yield [(item.entry?.S ?? '').slice(beginning.length), item]
  }
}
