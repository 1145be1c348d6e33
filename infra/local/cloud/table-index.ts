// The keys under which dynalite keeps items and index rows, and the operations that bring a table's indexes up to date.
import db, { type Item, type Operation, type Table, type TableIndex } from 'dynalite/db/index.js'

export interface IndexRow {
  readonly key: string
  readonly value: Item | undefined
}

export const itemPrefix = (table: string) => `item-${table}~`

const groups = ['local', 'global'] as const

function indexesOf(table: Table, group: (typeof groups)[number]): TableIndex[] {
  return (group === 'local' ? table.LocalSecondaryIndexes : table.GlobalSecondaryIndexes) ?? []
}

/** Every index row that changes when `existing` becomes `item`, with its new value (none: taken away). */
export function indexChanges(table: Table, existing: Item | undefined, item: Item | null): IndexRow[] {
  return groups.flatMap((group) => {
    const prefix = (index: string) => `index-${group}~${table.TableName}~${index}~`
    const actions = db.getIndexActions(indexesOf(table, group), existing, item, table)
    return [
      ...actions.deletes.map((row) => ({ key: prefix(row.index) + row.key, value: undefined })),
      ...actions.puts.map((row) => ({ key: prefix(row.index) + row.key, value: row.item })),
    ]
  })
}

export const toOperation = (row: IndexRow): Operation =>
  row.value === undefined ? { type: 'del', key: row.key } : { type: 'put', key: row.key, value: row.value }

/** The item and its index rows as one batch: dynalite alone writes them one by one, and a kill between leaves phantoms. */
export function writeOperations(table: Table, key: string, existing: Item | undefined, item: Item | null): Operation[] {
  return [
    ...indexChanges(table, existing, item),
    { key: itemPrefix(table.TableName) + key, value: item ?? undefined },
  ].map(toOperation)
}
