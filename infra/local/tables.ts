/** The tables of the body on one machine, from the same plain data as AWS's are made. */
import { boardTable } from '../../shared/board/table.ts'
import { logTable } from '../../shared/log/table.ts'
import { repliesTable } from '../../shared/replies/table.ts'
import { vaultTable } from '../../shared/vault/table.ts'
import type { TableSpec } from './cloud/types.ts'

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

/** What each table is called here. */
export const tableNames = { log: 'log', board: 'board', vault: 'vault', replies: 'replies' } as const

const definitions: readonly (readonly [string, TableDefinition])[] = [
  [tableNames.log, logTable],
  [tableNames.board, boardTable],
  [tableNames.vault, vaultTable],
  [tableNames.replies, repliesTable],
]

/** Every table as `CreateTable` takes it. */
export function tableSpecs(): TableSpec[] {
  return definitions.map(([name, definition]) => specOf(name, definition))
}

function keySchema({ partitionKey, sortKey }: { readonly partitionKey: KeyPart; readonly sortKey?: KeyPart }) {
  const hash = { AttributeName: partitionKey.name, KeyType: 'HASH' } as const
  return sortKey ? [hash, { AttributeName: sortKey.name, KeyType: 'RANGE' } as const] : [hash]
}

function specOf(name: string, table: TableDefinition): TableSpec {
  const parts = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) =>
    sortKey ? [partitionKey, sortKey] : [partitionKey],
  )
  const types = new Map(parts.map((part) => [part.name, part.type]))
  return {
    TableName: name,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: keySchema(table),
    ...(table.indexes.length > 0 && {
      GlobalSecondaryIndexes: table.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: index.projection },
      })),
    }),
    BillingMode: 'PAY_PER_REQUEST',
  }
}
