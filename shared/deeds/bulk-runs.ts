/**
 * What was done to many things in one go, as far as it got: kept among the files for a week, so that it can be gone on
 * with, sent twice without harm, and read again. Ids, days and choices only; what was typed lies in the vault.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import type { Files } from '../files/files.ts'

const outcome = once(() =>
  z.discriminatedUnion('is', [
    /** The commit it left. */
    z.strictObject({ is: z.literal('done'), stream: z.string(), version: z.int().min(1) }),
    z.strictObject({ is: z.literal('same') }),
    /** A rule's own sentence. */
    z.strictObject({ is: z.literal('refused'), detail: z.string() }),
    /** It is not as it was when it was looked at. */
    z.strictObject({ is: z.literal('changed') }),
  ]),
)
export type BulkOutcome = z.infer<ReturnType<typeof outcome>>

const row = once(() =>
  z.strictObject({
    id: z.string(),
    /** The version it stood at when it was looked at. */
    version: z.int().min(0),
    outcome: outcome().optional(),
  }),
)
export type BulkRow = z.infer<ReturnType<typeof row>>

const run = once(() =>
  z.strictObject({
    action: z.string(),
    /** The list the rows were chosen from. */
    list: z.string(),
    /** `staff#…` */
    by: z.string(),
    at: z.string(),
    /** What was chosen for all rows, by field. */
    said: z.record(z.string(), z.string()),
    /** What was typed: notes in the vault, by field. */
    notes: z.record(z.string(), z.string()),
    rows: z.array(row()),
  }),
)
export type BulkRun = z.infer<ReturnType<typeof run>>

/** Where they lie; what is older than a week there belongs to nobody. */
export const bulkPrefix = 'bulk/'

const keyOf = (id: string) => `${bulkPrefix}${id}.json`

/** An id of a run, as one comes in an address or a form. */
export function isBulkId(id: string): boolean {
  return /^[\w-]{8,80}$/.test(id)
}

export async function readBulkRun(files: Pick<Files, 'get'>, id: string): Promise<BulkRun | undefined> {
  const bytes = isBulkId(id) ? await files.get(keyOf(id)) : undefined
  return bytes && run().parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/** Keeps how far it got. What somebody else noted of the same run meanwhile stays: done is done. */
export async function keepBulkRun(files: Pick<Files, 'get' | 'put'>, id: string, given: BulkRun): Promise<BulkRun> {
  const before = new Map((await readBulkRun(files, id))?.rows.map((one) => [one.id, one.outcome]))
  const rows = given.rows.map((one) => withOutcome(one, before.get(one.id)))
  const kept = { ...given, rows }
  await files.put(keyOf(id), JSON.stringify(kept), 'application/json')
  return kept
}

function withOutcome(one: BulkRow, earlier: BulkOutcome | undefined): BulkRow {
  if (earlier === undefined || (one.outcome !== undefined && earlier.is !== 'done')) return one
  return { ...one, outcome: earlier }
}
