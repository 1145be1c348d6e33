/**
 * Runs an import, a stretch of rows at a time: works on them, keeps what is to be said of them, notes how far it got.
 * It may break off anywhere and be run again, by two at once even: rows done again change nothing and are counted once.
 */
import type { Counts, Import } from '../../events/import/decide.ts'
import { importDecider } from '../../events/import/decide.ts'
import { londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import {
  dropUnderWay,
  importsUnderWay,
  keepPart,
  type RowReport,
  type Running,
} from '../../shared/deeds/import-files.ts'
import { importStream, noteProgress, openImport, takeUp } from '../../shared/deeds/imports.ts'
import { goOnUndoing } from '../../shared/deeds/undo-import.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { Prepared } from './groups.ts'
import { kinds } from './kinds.ts'
import type { RowResult, Run, RunTools, Told } from './tools.ts'

/** Rows of one stretch: some hundred commits, a second or two of work, one note of progress. */
const stretch = 250

/**
 * Runs an import until it is done or `mayGoOn` says that the time is up; then it puts itself on the queue again. An id
 * nobody began, or one that is done, is nothing to do.
 */
export async function runImport(tools: RunTools, id: string, mayGoOn: () => boolean): Promise<void> {
  const running = await openImport(tools, id)
  const { state: known } = await loadStream(tools.log, importDecider, importStream(id))
  if (known.undo?.state === 'running') return await undo(tools, id, mayGoOn)
  // Whatever was put back by one who was late: people's names stay no longer than the import runs.
  if (known.state === 'done') return await dropUnderWay(tools.files, id)
  if (!running) return
  const run = await runOf(tools, id, running)
  const prepared = kinds[running.kind](tools, run, running)
  const done = await workOn(tools, run, prepared, known.until, mayGoOn)
  if (done) await dropUnderWay(tools.files, id)
  else await tools.imports.send([{ import: id }])
}

/** An import that is taken back goes on where it got to, and puts itself on the queue again when the time is up. */
async function undo(tools: RunTools, id: string, mayGoOn: () => boolean): Promise<void> {
  if (!(await goOnUndoing(tools, id, mayGoOn))) await tools.imports.send([{ import: id }])
}

/** What was begun and left lying, and what came by its own way, is taken up. Every quarter of an hour. */
export async function takeUpAll(tools: RunTools): Promise<void> {
  for await (const id of importsUnderWay(tools.files)) await takeUp(tools, id)
}

async function runOf(tools: RunTools, id: string, { dryRun, register }: Running): Promise<Run> {
  const stream = importStream(id)
  const began = (await tools.log.read(stream, 1))?.body
  if (!began) throw new Fault('run-import', 'NoBeginning')
  const { at, by, trace } = began
  const doing = { by, because: stream, trace }
  return { id, stream, startedAt: at, today: londonDay(at), dryRun, register, doing }
}

/** Whether all of it is done. At least one stretch is worked on, so that an import always gets on. */
async function workOn(
  tools: RunTools,
  run: Run,
  prepared: Prepared,
  from: number,
  mayGoOn: () => boolean,
): Promise<boolean> {
  let rows = from
  for (;;) {
    const noted = await workOnStretch(tools, run, prepared, rows)
    if (noted.state === 'done') return true
    rows = noted.until
    if (!mayGoOn()) return false
  }
}

async function workOnStretch(tools: RunTools, run: Run, prepared: Prepared, rows: number): Promise<Import> {
  const first = groupAt(prepared.sizes, rows)
  const [last, until] = endOfStretch(prepared.sizes, first, rows)
  const results = await prepared.work(first, last)
  if (results.length !== until - rows) throw new Fault('run-import', 'RowsUnaccounted')
  const refused = results.flatMap(({ row, why }) => (why ? told(row, why) : []))
  const warnings = results.flatMap(({ row, warnings: of = [] }) => of.map((one) => told(row, one)))
  await keepPart(tools.files, run.id, { from: rows, until }, { refused, warnings })
  return noteProgress(tools, run.id, { from: rows, until, counts: countsOf(results, warnings.length) }, run.doing)
}

function told(row: number, { column, reason }: Told): RowReport {
  return { row, column, reason }
}

function countsOf(results: readonly RowResult[], warnings: number): Counts {
  const count = (became: RowResult['became']) => results.filter((result) => result.became === became).length
  const [changed, unchanged] = [count('changed'), count('unchanged')]
  return { accepted: changed + unchanged, changed, unchanged, refused: count('refused'), warnings }
}

/** The group that begins after so many rows; the groups are the same each time, so there is one. */
function groupAt(sizes: readonly number[], rows: number): number {
  let at = 0
  for (const [n, size] of sizes.entries()) {
    if (at === rows) return n
    at += size
  }
  throw new Fault('run-import', 'BetweenGroups')
}

/** Whole groups, until there are rows enough. */
function endOfStretch(sizes: readonly number[], first: number, rows: number): [last: number, until: number] {
  let [last, until] = [first, rows]
  while (last < sizes.length && until - rows < stretch) {
    until += sizes[last] ?? 0
    last++
  }
  return [last, until]
}
