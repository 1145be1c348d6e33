/** What `CreateTable` takes, from a room's table as plain data. */
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { boardTable } from '../../shared/board/table.ts'
import { logTable } from '../../shared/log/table.ts'
import { repliesTable } from '../../shared/replies/table.ts'
import { vaultTable } from '../../shared/vault/table.ts'

interface KeyPart {
  readonly name: string
  readonly type: 'S' | 'N'
}

interface TableDefinition {
  readonly partitionKey: KeyPart
  readonly sortKey?: KeyPart
  readonly indexes: readonly {
    readonly name: string
    readonly partitionKey: KeyPart
    readonly sortKey: KeyPart
    readonly projection: 'ALL' | 'KEYS_ONLY'
  }[]
}

/** The tables of every room, by the names the tests give them. */
export const tables: Readonly<Record<'log' | 'board' | 'vault' | 'replies', TableDefinition>> = {
  log: logTable,
  board: boardTable,
  vault: vaultTable,
  replies: repliesTable,
}

/** The input of `CreateTable` for a table of this name. */
export function createTableInput(name: string, table: TableDefinition): CreateTableCommandInput {
  const parts = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [
    partitionKey,
    ...(sortKey ? [sortKey] : []),
  ])
  const types = new Map(parts.map((part) => [part.name, part.type]))
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table),
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    ...(table.indexes.length > 0 ? { GlobalSecondaryIndexes: table.indexes.map(indexInput) } : {}),
  }
}

function indexInput(index: TableDefinition['indexes'][number]) {
  return { IndexName: index.name, KeySchema: keySchema(index), Projection: { ProjectionType: index.projection } }
}

function keySchema({ partitionKey, sortKey }: { readonly partitionKey: KeyPart; readonly sortKey?: KeyPart }) {
  const hash = { AttributeName: partitionKey.name, KeyType: 'HASH' as const }
  return sortKey ? [hash, { AttributeName: sortKey.name, KeyType: 'RANGE' as const }] : [hash]
}
