/**
 * What an import keeps in the files. While it runs: the rows, of the wanted columns only, with who sent them; they hold
 * people's names and addresses, so they are removed the moment it is done. For good: refused rows and warnings, which
 * name row, column and reason and never repeat a cell that may be personal.
 */
import * as z from 'zod'
import { importKinds } from '../../events/import/events.ts'
import { once } from '../../events/kernel/once.ts'
import type { Files } from '../files/files.ts'

const told = once(() => z.strictObject({ column: z.string(), reason: z.string() }))

const sourceRow = once(() => z.strictObject({ row: z.int(), cells: z.array(z.string()), wrong: told().optional() }))
export type SourceRow = z.infer<ReturnType<typeof sourceRow>>

const sender = () => ({ by: z.string(), trace: z.string(), from: z.enum(['api', 'console']).optional() })
const what = () => ({ kind: z.enum(importKinds), dryRun: z.boolean(), register: z.enum(['named', 'all']) })

/** A file above the limit is to come by its own way until the instant `until`. */
const awaited = once(() => z.strictObject({ state: z.literal('awaited'), ...what(), ...sender(), until: z.string() }))
/** The rows are here. */
const running = once(() =>
  z.strictObject({
    state: z.literal('running'),
    ...what(),
    ...sender(),
    hash: z.string(),
    columns: z.array(z.string()),
    rows: z.array(sourceRow()),
  }),
)
/** The file that came by its own way could not be read. */
const unreadable = once(() =>
  z.strictObject({ state: z.literal('unreadable'), refused: z.string(), detail: z.string() }),
)

/** It is being taken back. */
const undone = once(() => z.strictObject({ state: z.literal('undo') }))

const underWay = once(() => z.discriminatedUnion('state', [awaited(), running(), unreadable(), undone()]))
export type UnderWay = z.infer<ReturnType<typeof underWay>>
export type Awaited = z.infer<ReturnType<typeof awaited>>
export type Running = z.infer<ReturnType<typeof running>>

const rowReport = once(() => z.strictObject({ row: z.int(), column: z.string(), reason: z.string() }))
export type RowReport = z.infer<ReturnType<typeof rowReport>>

const part = once(() => z.strictObject({ refused: z.array(rowReport()), warnings: z.array(rowReport()) }))
export type ReportPart = z.infer<ReturnType<typeof part>>

/** Where imports under way lie; what is older than a week there belongs to nobody. */
export const underWayPrefix = 'importing/'
/** Where files above the limit are put. */
export const uploadPrefix = 'uploads/'

const underWayKey = (id: string) => `${underWayPrefix}${id}.json`
/** The file a large import is put to. */
export const uploadKey = (id: string) => `${uploadPrefix}${id}.csv`
const partKey = (id: string, from: number, until: number) => `imports/${id}/report/${from}-${until}.json`

async function putJson(files: Files, key: string, value: object): Promise<void> {
  await files.put(key, JSON.stringify(value), 'application/json')
}

async function getJson(files: Files, key: string): Promise<unknown> {
  const bytes = await files.get(key)
  return bytes && JSON.parse(new TextDecoder().decode(bytes))
}

export async function keepUnderWay(files: Files, id: string, value: UnderWay): Promise<void> {
  await putJson(files, underWayKey(id), value)
}

export async function readUnderWay(files: Files, id: string): Promise<UnderWay | undefined> {
  const found = await getJson(files, underWayKey(id))
  return found === undefined ? undefined : underWay().parse(found)
}

/** Takes the rows, and what came by its own way, out of the files. */
export async function dropUnderWay(files: Files, id: string): Promise<void> {
  await files.remove(uploadKey(id))
  await files.remove(underWayKey(id))
}

/** The ids of imports under way. */
export async function* importsUnderWay(files: Files): AsyncIterable<string> {
  for await (const { key } of files.list(underWayPrefix)) yield key.slice(underWayPrefix.length, -'.json'.length)
}

/** What was said of the rows `from` to `until` in the order they were worked on; repeated by the same rows alone. */
export async function keepPart(
  files: Files,
  id: string,
  range: { from: number; until: number },
  report: ReportPart,
): Promise<void> {
  await putJson(files, partKey(id, range.from, range.until), report)
}

export async function readPart(files: Files, id: string, range: { from: number; until: number }): Promise<ReportPart> {
  const found = await getJson(files, partKey(id, range.from, range.until))
  return found === undefined ? { refused: [], warnings: [] } : part().parse(found)
}
