/**
 * Imports from outside: a file comes in, its header is checked, its rows are kept for as long as it runs, and the rest
 * is done from a queue. Each step can be done again: an import that broke off is finished, never begun anew.
 */
import { createHash } from 'node:crypto'
import { type Counts, type Import, importDecider, type Undo } from '../../events/import/decide.ts'
import type { ImportKind } from '../../events/import/events.ts'
import { addMinutes } from '../../events/kernel/day.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { readCsv } from '../files/csv.ts'
import type { Files } from '../files/files.ts'
import { type ActTools, act, loadStream } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import type { Queue } from '../queue/queue.ts'
import { importColumns, isOfTheRegister } from './import-columns.ts'
import {
  type Awaited,
  dropUnderWay,
  keepUnderWay,
  type ReportPart,
  type RowReport,
  type Running,
  readPart,
  readUnderWay,
  uploadKey,
} from './import-files.ts'

export interface ImportTools extends ActTools {
  readonly files: Files
  /** The queue `import`; its messages are `{ import: <id> }`. */
  readonly imports: Queue
}

export interface ImportAsked {
  readonly kind: ImportKind
  /** Decide and report everything, commit nothing. */
  readonly dryRun: boolean
  /** `gias` only: register the schools that are named elsewhere, or every open one. */
  readonly register: 'named' | 'all'
}

/** Who sends it: the member of staff (`staff#…`) and the trace of the call; `from`: the door it came in by. */
export interface Sender {
  readonly by: string
  readonly trace: string
  readonly from?: 'api' | 'console'
}

/** The register with all its columns is some 60 MB; what is far above was not meant for us. */
const largestUpload = 150 * 1024 * 1024
const tooLarge = refuse(
  'file-too-large',
  'The file is larger than 150 MB. Split it and send the parts one after the other.',
)

/** For how long a file above the limit may come by its own way. */
const uploadSeconds = 60 * 60

export function importStream(id: string): string {
  return `import#${id}`
}

/** Ids of imports stand in the order in which they came, so that the list of them can show the latest first. */
function newImportId(tools: ImportTools): string {
  const { now } = tools.world()
  return `i-${now.slice(0, 19).replaceAll(/[-:]/g, '')}-${tools.newId()}`
}

/** Starts an import of these bytes and answers its id, or why the file cannot be read at all. The work follows by the queue. */
export async function startImport(
  tools: ImportTools,
  asked: ImportAsked,
  bytes: Uint8Array,
  sender: Sender,
): Promise<{ readonly import: string } | Refusal> {
  const id = newImportId(tools)
  const read = await readRows(asked, bytes, sender)
  if ('refused' in read) return read
  await keepUnderWay(tools.files, id, read)
  await noteStart(tools, id, read)
  await tools.imports.send([{ import: id }])
  return { import: id }
}

/** The rows of a file as they are kept while the import runs. */
async function readRows(asked: ImportAsked, bytes: Uint8Array, sender: Sender): Promise<Running | Refusal> {
  const read = await readCsv(bytes, importColumns[asked.kind], { orWindows1252: isOfTheRegister(asked.kind) })
  if ('refused' in read) return read
  const rows = read.rows.map(({ row, cells, wrong }) => ({ row, cells: [...cells], ...(wrong && { wrong }) }))
  const { kind, dryRun, register } = asked
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { state: 'running', kind, dryRun, register, ...sender, hash, columns: [...read.columns], rows }
}

/** Commits that the import began; nothing when it has already. */
export async function noteStart(tools: ActTools, id: string, running: Running): Promise<void> {
  const { kind, dryRun, register, hash, rows, by, trace, from: because = 'api' } = running
  const { today: on } = tools.world()
  const started = { kind, rows: rows.length, hash, dryRun, register, on, file: `importing/${id}` }
  await act(tools, importDecider, importStream(id), { do: 'start-import', started }, { by, because, trace })
}

/** Makes ready for a file above the limit: a one-time address to `PUT` it to. It is taken up when it is there. */
export async function awaitUpload(
  tools: ImportTools,
  { kind, dryRun, register }: ImportAsked,
  { by, trace }: Sender,
): Promise<{ readonly import: string; readonly upload: string }> {
  const id = newImportId(tools)
  const until = addMinutes(tools.world().now, uploadSeconds / 60)
  await keepUnderWay(tools.files, id, { state: 'awaited', kind, dryRun, register, by, trace, until })
  return { import: id, upload: await tools.files.uploadAddress(uploadKey(id), 'text/csv', uploadSeconds) }
}

/**
 * Puts an import whose file has come by its own way on the queue, or one that was left lying. Asked whenever someone
 * looks at it and every quarter of an hour. Answers whether there was something to do.
 */
export async function takeUp(tools: ImportTools, id: string): Promise<boolean> {
  const found = await readUnderWay(tools.files, id)
  if (!found || found.state === 'unreadable') return false
  if (found.state === 'awaited' && (await uploadedBytes(tools.files, id)) === undefined) {
    if (tools.world().now >= found.until) await dropUnderWay(tools.files, id)
    return false
  }
  await tools.imports.send([{ import: id }])
  return true
}

/** The size of what was put to an import's own address; undefined while nothing was. */
async function uploadedBytes(files: Files, id: string): Promise<number | undefined> {
  for await (const { key, size } of files.list(uploadKey(id))) if (key === uploadKey(id)) return size
  return undefined
}

/** The rows of an import under way, read from its own upload if need be, with its start on record; undefined when there are none. */
export async function openImport(tools: ImportTools, id: string): Promise<Running | undefined> {
  const found = await readUnderWay(tools.files, id)
  if (!found || found.state === 'unreadable' || found.state === 'undo') return undefined
  const running = found.state === 'running' ? found : await readUpload(tools, id, found)
  if (running) await noteStart(tools, id, running)
  return running
}

async function readUpload(tools: ImportTools, id: string, found: Awaited): Promise<Running | undefined> {
  const { kind, dryRun, register, by, trace } = found
  const size = await uploadedBytes(tools.files, id)
  if (size === undefined) return undefined
  const bytes = size > largestUpload ? undefined : await tools.files.get(uploadKey(id))
  const read = bytes ? await readRows({ kind, dryRun, register }, bytes, { by, trace }) : tooLarge
  await keepUnderWay(
    tools.files,
    id,
    'refused' in read ? { state: 'unreadable', refused: read.refused, detail: read.detail } : read,
  )
  // It holds columns nobody wants, heads' names among them: gone as soon as the wanted ones are kept.
  await tools.files.remove(uploadKey(id))
  return 'refused' in read ? undefined : read
}

/** How far an import got; `none` when nobody began it. Cheap: one read. */
export async function importState(log: Log, id: string): Promise<Import['state']> {
  return (await loadStream(log, importDecider, importStream(id))).state.state
}

/** The contract's answer. While it runs, `rows` counts those done, so that rows = accepted + refused at any moment. */
export interface ImportReport {
  readonly import: string
  readonly state: 'running' | 'done'
  readonly rows: number
  /** All rows of the file. */
  readonly total: number
  readonly dryRun: boolean
  readonly accepted: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: readonly RowReport[]
  readonly warnings: readonly RowReport[]
  /** Refused rows and warnings that are too many to list; left out when all are listed. */
  readonly more?: number
  /** It is being taken back, or was: how many of its entries, and how many stay. */
  readonly undone?: { readonly state: 'running' | 'done'; readonly takenBack: number; readonly left: number }
  /** It waits for its file to be put to the address given. */
  readonly waitsFor?: 'upload'
}

/** Entries of each list in one answer: 2 MB, well below what one answer may carry. */
const longestList = 20_000

/** What became of an import, as it grows; rows in the order of the file. Undefined for an id that was never given. */
export async function reportOf(
  { log, files }: { readonly log: Log; readonly files: Files },
  id: string,
): Promise<ImportReport | undefined> {
  const { state: known } = await loadStream(log, importDecider, importStream(id))
  if (!known.started || known.state === 'none') return reportWithoutStart(files, id)
  const parts: ReportPart[] = []
  for await (const range of progressOf(log, id, known.until)) parts.push(await readPart(files, id, range))
  const { accepted, changed, unchanged } = known.counts
  const refused = inRowOrder(parts.flatMap((part) => part.refused))
  const warnings = inRowOrder(parts.flatMap((part) => part.warnings))
  const more = Math.max(0, refused.length - longestList) + Math.max(0, warnings.length - longestList)
  return {
    import: id,
    state: known.state,
    rows: known.until,
    total: known.started.rows,
    dryRun: known.started.dryRun,
    accepted,
    changed,
    unchanged,
    refused: refused.slice(0, longestList),
    warnings: warnings.slice(0, longestList),
    ...(more > 0 && { more }),
    ...(known.undo && { undone: undoneOf(known.undo) }),
  }
}

function undoneOf({ state, takenBack, left }: Undo): NonNullable<ImportReport['undone']> {
  return { state, takenBack, left }
}

function inRowOrder(reports: readonly RowReport[]): RowReport[] {
  return reports.toSorted((a, b) => a.row - b.row)
}

/** The stretches of rows that were done, as the stream tells them: two runners may have kept reports of others. */
async function* progressOf(log: Log, id: string, last: number): AsyncIterable<{ from: number; until: number }> {
  let from = 0
  for await (const { body } of log.history(importStream(id)))
    for (const { type, data } of body.events) {
      const { until } = data
      if (type !== 'ImportProgressed' || typeof until !== 'number' || until > last) continue
      yield { from, until }
      from = until
    }
}

async function reportWithoutStart(files: Files, id: string): Promise<ImportReport | undefined> {
  const found = await readUnderWay(files, id)
  if (!found || found.state === 'undo') return undefined
  const nothing = { import: id, rows: 0, total: 0, dryRun: false, accepted: 0, changed: 0, unchanged: 0, warnings: [] }
  if (found.state === 'unreadable')
    return { ...nothing, state: 'done', refused: [{ row: 0, column: '', reason: found.detail }] }
  const { dryRun } = found
  const waits = found.state === 'awaited' ? { waitsFor: 'upload' as const } : {}
  return { ...nothing, dryRun, state: 'running', refused: [], ...waits }
}

/** Adds what became of further rows: their counts, on record once, whoever says them twice. Answers the import after it. */
export async function noteProgress(
  tools: ActTools,
  id: string,
  progress: { readonly from: number; readonly until: number; readonly counts: Counts },
  sender: Sender,
): Promise<Import> {
  const stream = importStream(id)
  const doing = { by: sender.by, because: stream, trace: sender.trace }
  const noted = await act(tools, importDecider, stream, { do: 'note-progress', ...progress }, doing)
  return 'state' in noted ? noted.state : (await loadStream(tools.log, importDecider, stream)).state
}
