// What the thread of the tables and the main thread say to each other.
import type { AttributeValue } from 'aws-lambda'
import * as z from 'zod'
import { faultSchema } from './faults.ts'
import { faultKinds, type TableSpec } from './types.ts'

const isObject = (value: unknown) => typeof value === 'object' && value !== null
const image = z.custom<Record<string, AttributeValue>>(isObject)

/** One change of a streamed table, posted after it was written. */
export const changeSchema = z.object({
  is: z.literal('change'),
  table: z.string(),
  name: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  keys: image,
  image: image.optional(),
  at: z.number(),
})
export type Change = z.infer<typeof changeSchema>

export const fromTablesSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready'), port: z.number() }),
  z.object({ is: z.literal('done'), id: z.number(), error: z.string().optional() }),
  z.object({ is: z.literal('spent'), kind: z.enum(faultKinds) }),
  changeSchema,
])
export type FromTables = z.infer<typeof fromTablesSchema>

export const toTablesSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('faults'), faults: z.array(faultSchema) }),
  /** Answered when every write begun before it is done and posted. */
  z.object({ is: z.literal('flush'), id: z.number() }),
  /** Lagging indexes catch up. */
  z.object({ is: z.literal('reveal'), id: z.number() }),
  z.object({ is: z.literal('load'), id: z.number(), table: z.string(), items: z.array(image) }),
  z.object({ is: z.literal('stop'), id: z.number() }),
])
export type ToTables = z.infer<typeof toTablesSchema>

export const tableDataSchema = z.object({
  path: z.string().optional(),
  tables: z.array(z.custom<TableSpec>(isObject)),
  streamed: z.array(z.string()),
  faults: z.array(faultSchema),
})
export type TableData = z.infer<typeof tableDataSchema>
