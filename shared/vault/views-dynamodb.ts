/**
 * Who saw whom, on DynamoDB: an entry for each contact and month, in which each day and member of staff is an attribute, so
 * that noting it twice is writing it twice. Everything it throws is a Fault, which names no entry.
 */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { faultOf } from '../../events/kernel/fault.ts'
import { readEntries } from './entries-dynamodb.ts'
import { latestFirst, monthOf, type View, type Views } from './views.ts'

const prefix = 'viewed#'

/** The month first: what is to be tidied is seen from the entry's name. */
function entryOf(contact: string, month: string): string {
  return `${prefix}${month}#${contact}`
}

/** The notes kept in the vault's table. */
export function openViews(client: DynamoDBClient, table: string): Views {
  return {
    async note(contact, { staff, day }) {
      const update = new UpdateItemCommand({
        TableName: table,
        Key: { entry: { S: entryOf(contact, monthOf(day)) } },
        UpdateExpression: 'SET #view = :seen',
        ExpressionAttributeNames: { '#view': `${day} ${staff}` },
        ExpressionAttributeValues: { ':seen': { BOOL: true } },
      })
      await orFault('vault.noteView', () => client.send(update))
    },

    async of(contact, months) {
      const entries = await readEntries(
        client,
        table,
        months.map((month) => entryOf(contact, month)),
      )
      return latestFirst(entries.flatMap(viewsIn))
    },

    async tidy(firstKept) {
      let tidied = 0
      for await (const entry of entriesBefore(client, table, firstKept)) {
        await orFault('vault.tidyViews', () => client.send(new DeleteItemCommand({ TableName: table, Key: { entry } })))
        tidied += 1
      }
      return tidied
    },
  }
}

function viewsIn({ entry: _, ...noted }: Record<string, AttributeValue>): View[] {
  return Object.keys(noted).flatMap((name) => {
    const [day, staff] = name.split(' ')
    return day === undefined || staff === undefined ? [] : [{ day, staff }]
  })
}

async function* entriesBefore(client: DynamoDBClient, table: string, month: string): AsyncGenerator<AttributeValue> {
  const scan = {
    TableName: table,
    ConsistentRead: true,
    FilterExpression: 'begins_with(#entry, :viewed) AND #entry < :kept',
    ProjectionExpression: '#entry',
    ExpressionAttributeNames: { '#entry': 'entry' },
    ExpressionAttributeValues: { ':viewed': { S: prefix }, ':kept': { S: `${prefix}${month}` } },
  }
  try {
    for await (const { Items } of paginateScan({ client }, scan))
      for (const { entry } of Items ?? []) if (entry) yield entry
  } catch (thrown) {
    throw faultOf('vault.tidyViews', thrown)
  }
}

async function orFault(operation: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (thrown) {
    throw faultOf(operation, thrown)
  }
}
