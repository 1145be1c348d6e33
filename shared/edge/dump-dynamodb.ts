/** A whole table, item by item as DynamoDB says it: for taking a body elsewhere. */
import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'

const client = new DynamoDBClient({})

/** Every item of the table a name in the environment stands for (`LOG_TABLE`), in no order. */
export async function* dumpTable(table: string): AsyncGenerator<Record<string, AttributeValue>> {
  for await (const { Items } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) yield* Items ?? []
}
