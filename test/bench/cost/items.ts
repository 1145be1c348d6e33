/**
 * What writing and keeping an item costs on DynamoDB, with its rows in indexes. dynalite tells the units of reads and of
 * the tables' own writes as DynamoDB does, but not those of index rows, so these are computed from the bytes (developer
 * guide: read and write operations, item sizes, global secondary indexes).
 */
import * as z from 'zod'
import { boardTable } from '../../../shared/board/table.ts'
import { logTable } from '../../../shared/log/table.ts'
import { writeUnits } from '../../../shared/log/units.ts'

/** An item as DynamoDB's JSON says it. */
export const item = z.record(z.string(), z.record(z.string(), z.unknown()))
export type Item = z.infer<typeof item>

interface Index {
  readonly keys: readonly [string, string]
  readonly all: boolean
}

interface Shape {
  readonly keys: readonly string[]
  readonly indexes: readonly Index[]
}

const plain: Shape = { keys: [], indexes: [] }

const shapes: Readonly<Record<string, Shape>> = {
  log: shapeOf(logTable),
  board: shapeOf(boardTable),
}

interface Table {
  readonly partitionKey: { readonly name: string }
  readonly sortKey: { readonly name: string }
  readonly indexes: readonly (Pick<Table, 'partitionKey' | 'sortKey'> & { readonly projection: 'ALL' | 'KEYS_ONLY' })[]
}

function shapeOf({ partitionKey, sortKey, indexes }: Table): Shape {
  return {
    keys: [partitionKey.name, sortKey.name],
    indexes: indexes.map((index) => ({
      keys: [index.partitionKey.name, index.sortKey.name],
      all: index.projection === 'ALL',
    })),
  }
}

/** How many indexes a table has. */
export function indexesOf(table: string): number {
  return (shapes[table] ?? plain).indexes.length
}

/** Bytes of an item: names and values in UTF-8. */
export function bytesOf(one: Item): number {
  return Object.entries(one).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOfValue(value), 0)
}

const nested = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])

function bytesOfValue(value: Readonly<Record<string, unknown>>): number {
  const [type = '', held] = Object.entries(value)[0] ?? []
  if (type === 'N') return 1 + Math.ceil(String(held).length / 2)
  if (type === 'B') return Math.ceil((String(held).length * 3) / 4)
  if (typeof held === 'string') return Buffer.byteLength(held)
  // Lists, maps and sets: their JSON is longer than what is charged.
  return nested.safeParse(held).success ? Buffer.byteLength(JSON.stringify(held)) : 1
}

/** The row an item has in an index; none where it has not the index's keys. */
function rowIn({ keys }: Shape, index: Index, one: Item): Item | undefined {
  if (index.keys.some((key) => one[key] === undefined)) return undefined
  if (index.all) return one
  const shown = new Set([...keys, ...index.keys])
  return Object.fromEntries(Object.entries(one).filter(([name]) => shown.has(name)))
}

/** Units of writing an item in place of another, or of none: its own, and those of its rows in indexes. */
export function unitsOfPut(table: string, one: Item, before: Item | undefined): number {
  const shape = shapes[table] ?? plain
  const own = writeUnits(Math.max(bytesOf(one), before ? bytesOf(before) : 0))
  return shape.indexes.reduce((units, index) => {
    const [row, old] = [rowIn(shape, index, one), before && rowIn(shape, index, before)]
    return units + unitsOfRow(index, row, old)
  }, own)
}

/** A row whose keys stay is written over; one whose keys change is taken away and put anew. */
function unitsOfRow(index: Index, row: Item | undefined, old: Item | undefined): number {
  const of = (one: Item | undefined) => (one ? writeUnits(bytesOf(one)) : 0)
  if (!row || !old) return of(row) + of(old)
  if (JSON.stringify(row) === JSON.stringify(old)) return 0
  const stays = index.keys.every((key) => JSON.stringify(row[key]) === JSON.stringify(old[key]))
  return stays ? Math.max(of(row), of(old)) : of(row) + of(old)
}

/** What is billed beside an item's own bytes, and beside each of its rows in indexes (developer guide: item sizes). */
const besideItem = 100

/** Bytes billed for keeping an item. */
export function bytesKept(table: string, one: Item): number {
  const shape = shapes[table] ?? plain
  const rows = [one, ...shape.indexes.map((index) => rowIn(shape, index, one))]
  return rows.reduce((sum, row) => (row ? sum + bytesOf(row) + besideItem : sum), 0)
}
