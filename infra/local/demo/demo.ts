/**
 * The demo body: a kept log with its vault and board, so that a first start shows a body in the middle of its year. Made
 * by `npm run make-demo`; loaded in batches, past the functions, since all that followed from it is in it already.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { AttributeValue } from 'aws-lambda'
import * as z from 'zod'
import type { Files } from '../../../shared/files/files.ts'
import type { Cloud } from '../cloud/types.ts'

const path = fileURLToPath(new URL('demo.json.gz', import.meta.url))

/** An item's attributes in DynamoDB's own JSON: each an object of one type and its value. */
const attribute = z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null)
const item = z.record(z.string(), attribute)

/** A list of a sealed day or a part of the register's look-up, which are JSON, or a mail that came in. */
const file = z.strictObject({ room: z.enum(['files', 'seals', 'mail']), key: z.string(), text: z.string() })

const kept = z.strictObject({
  /** The day the demo body stands on, at the end of its morning run. */
  day: z.iso.date(),
  tables: z.strictObject({ log: z.array(item), board: z.array(item), vault: z.array(item) }),
  files: z.array(file),
})
export type Demo = z.infer<typeof kept>

/** The kept demo; undefined when none was made yet. */
export function readDemo(): Demo | undefined {
  return existsSync(path) ? kept.parse(JSON.parse(gunzipSync(readFileSync(path)).toString())) : undefined
}

/** What is kept, with the items as the tables gave them. */
export interface Taken {
  readonly day: string
  readonly tables: Readonly<Record<'log' | 'board' | 'vault', readonly object[]>>
  readonly files: Demo['files']
}

/** Keeps a demo; answers the bytes it takes. */
export function writeDemo(taken: Taken): number {
  // DynamoDB's JSON says bytes in base64.
  const inBase64 = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
  const bytes = gzipSync(JSON.stringify(taken, inBase64), { level: 9 })
  writeFileSync(path, bytes)
  return bytes.length
}

/** Where files go. */
export type Rooms = Readonly<Record<Demo['files'][number]['room'], Files>>

/** Loads the demo into an empty body. */
export async function loadDemo(cloud: Cloud, rooms: Rooms, { tables, files }: Demo): Promise<void> {
  for (const [name, items] of Object.entries(tables)) await cloud.bulkLoad(name, items)
  for (const { room, key, text } of files)
    await rooms[room].put(key, text, room === 'mail' ? 'message/rfc822' : 'application/json')
}
