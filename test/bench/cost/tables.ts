/** The units of each call of a table: dynalite tells those of reads; those of writes are computed from what stood before. */
import * as z from 'zod'
import { bytesOf, indexesOf, item, unitsOfPut } from './items.ts'
import type { Counted, Passed, Prepared } from './proxy.ts'

const request = z.looseObject({
  TableName: z.string().optional(),
  ReturnValues: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
  Item: item.optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
})
type Request = z.infer<typeof request>

const consumed = z.object({ CapacityUnits: z.number() })
const answer = z.looseObject({
  ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional(),
  Attributes: item.optional(),
})

const put = z.object({ PutRequest: z.object({ Item: item }) })
const batch = z.record(z.string(), z.array(z.unknown()))

const operationOf = (target: string) => target.split('.')[1] ?? ''

/** Has dynalite tell what a call used, and what stood where an item is put; the caller sees neither. */
export function measuring(target: string, body: Buffer): Prepared {
  const asked = parse(body, request)
  if (!asked) return { body, back: (bytes) => bytes }
  const old = operationOf(target) === 'PutItem' && asked.ReturnValues === undefined ? { ReturnValues: 'ALL_OLD' } : {}
  return {
    body: Buffer.from(JSON.stringify({ ...asked, ...old, ReturnConsumedCapacity: 'TOTAL' })),
    back: (bytes) => {
      const told = parse(bytes, answer)
      if (!told) return bytes
      const { ConsumedCapacity: _, Attributes, ...rest } = told
      const shown = 'ReturnValues' in old || Attributes === undefined ? rest : { ...rest, Attributes }
      return Buffer.from(JSON.stringify(shown))
    },
  }
}

/** What a call of a table used. */
export function countTables({ target, sent, status, answered }: Passed): Counted {
  const operation = operationOf(target)
  const asked = parse(sent, request) ?? {}
  const told = (status < 300 && parse(answered, answer)) || {}
  const units = unitsOf(told)
  const table = asked.TableName ?? Object.keys(asked.RequestItems ?? {}).join()
  const what = `${table} ${operation}`
  switch (operation) {
    case 'GetItem':
    case 'BatchGetItem':
    case 'Query':
    case 'Scan':
      // Reading nothing is charged as reading one item; dynalite lets it pass for nothing.
      return { what, use: { readUnits: Math.max(units, asked.ConsistentRead ? 1 : 0.5) } }
    case 'PutItem':
      return { what, use: { writeUnits: unitsOfPutItem(asked, status, told.Attributes) } }
    case 'BatchWriteItem':
      return { what, use: { writeUnits: unitsOfBatch(asked) } }
    case 'UpdateItem':
    case 'DeleteItem':
      if (indexesOf(table) > 0) throw new Error(`${operation} of ${table}, which has indexes, is not reckoned here`)
      return { what, use: { writeUnits: Math.max(units, 1) } }
    default:
      return { what, use: {} }
  }
}

function unitsOf({ ConsumedCapacity = [] }: Pick<z.infer<typeof answer>, 'ConsumedCapacity'>): number {
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
}

/** A write whose condition failed is charged for the item's own bytes. */
function unitsOfPutItem(
  { TableName = '', Item = {} }: Request,
  status: number,
  before: z.infer<typeof item> | undefined,
) {
  return status < 300 ? unitsOfPut(TableName, Item, before) : Math.max(1, Math.ceil(bytesOf(Item) / 1024))
}

/** What stood before is not told of a batch: each item counts as new, and one taken away as a unit with each index. */
function unitsOfBatch({ RequestItems = {} }: Request): number {
  return Object.entries(batch.parse(RequestItems))
    .flatMap(([table, requests]) =>
      requests.map((one) => {
        const read = put.safeParse(one)
        return read.success ? unitsOfPut(table, read.data.PutRequest.Item, undefined) : 1 + indexesOf(table)
      }),
    )
    .reduce((sum, units) => sum + units, 0)
}

function parse<T>(bytes: Buffer, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(bytes.toString())).data
  } catch {
    return undefined
  }
}
