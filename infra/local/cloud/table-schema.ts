// Makes the tables asked for, and brings the index rows of kept tables up to date when their indexes have changed.
import type { Item, Operation, Store, Table } from 'dynalite/db/index.js'
import db from 'dynalite/db/index.js'
import * as z from 'zod'
import { indexChanges, itemPrefix, toOperation } from './table-index.ts'
import type { TableSpec } from './types.ts'

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })).min(1)
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z
    .object({ ProjectionType: z.string().default('ALL'), NonKeyAttributes: z.array(z.string()).optional() })
    .default({ ProjectionType: 'ALL' }),
})
const definition = z.object({
  TableName: z.string(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
})
const throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 }
const kept = z.object({ spec: z.string() })

/** Makes a table, or finds it as it was kept; the rows of a changed index are written anew. */
export async function makeTable(store: Store, spec: TableSpec): Promise<void> {
  const wanted = definition.parse(spec)
  const text = JSON.stringify(wanted)
  const found = await new Promise<unknown>((resolve, reject) =>
    store.tableDb.get(wanted.TableName, (error, value) => (error ? reject(error) : resolve(value))),
  )
  const before = kept.safeParse(found)
  if (before.success && before.data.spec === text) return
  const table = { ...wanted, ...whatDescribeTableShows(wanted.TableName), spec: text, ...activeIndexes(wanted) }
  if (found !== undefined) await rewriteIndexes(store, table)
  await new Promise<void>((resolve, reject) =>
    store.tableDb.put(wanted.TableName, table, (error) => (error ? reject(error) : resolve())),
  )
}

function whatDescribeTableShows(name: string) {
  return {
    TableStatus: 'ACTIVE',
    TableArn: `arn:aws:dynamodb:eu-west-2:000000000000:table/${name}`,
    CreationDateTime: Date.now() / 1000,
    ItemCount: 0,
    TableSizeBytes: 0,
    ProvisionedThroughput: throughput,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
  }
}

function activeIndexes(wanted: z.infer<typeof definition>) {
  const { GlobalSecondaryIndexes: indexes } = wanted
  if (!indexes) return {}
  const shown = { IndexStatus: 'ACTIVE', IndexSizeBytes: 0, ItemCount: 0, ProvisionedThroughput: throughput }
  return { GlobalSecondaryIndexes: indexes.map((one) => ({ ...one, ...shown })) }
}

async function rewriteIndexes(store: Store, table: Table): Promise<void> {
  for (const group of ['local', 'global']) {
    const prefix = `index-${group}~${table.TableName}~`
    let operations: Operation[] = []
    for await (const key of store.db.keys({ gte: prefix, lt: `${prefix}\uffff` })) operations.push({ type: 'del', key })
    await store.db.batch(operations)
    operations = []
  }
  let operations: Operation[] = []
  const prefix = itemPrefix(table.TableName)
  for await (const [, item] of store.db.iterator({ gte: prefix, lt: `${prefix}\uffff` })) {
    operations.push(...indexChanges(table, undefined, item).map(toOperation))
    if (operations.length < 1000) continue
    await store.db.batch(operations)
    operations = []
  }
  await store.db.batch(operations)
}

/** Writes items in one batch with their index rows; refuses the batch when an item does not fit the table. */
export async function loadItems(store: Store, table: Table, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    const invalid = db.validateItem(item, table)
    if (invalid) throw new Error(`an item does not fit the table ${table.TableName}: ${JSON.stringify(invalid)}`)
  }
  const prefix = itemPrefix(table.TableName)
  const keys = items.map((item) => prefix + db.createKey(item, table))
  const existing = await store.db.getMany(keys)
  const operations = items.flatMap((item, n): Operation[] => [
    ...indexChanges(table, existing[n], item).map(toOperation),
    { type: 'put', key: keys[n] ?? '', value: item },
  ])
  await store.db.batch(operations)
}
