/**
 * The register of schools, kept as a look-up. A school is registered when someone names it; with `register=all` every
 * open one is. What the register changed since it was last read is changed in a registered school as well, and nothing
 * else: what staff put right by hand stays. Heads' names are among its columns and are never read.
 */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { type Nation, publicText } from '../../events/kernel/words.ts'
import type { RegisterEntry } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { SourceRow } from '../../shared/deeds/import-files.ts'
import {
  keepShard,
  type LookUpEntry,
  readShard,
  registerCommand,
  registerEntryOf,
  shardOf,
} from '../../shared/deeds/look-up.ts'
import { changeSchool, findSchool, schoolIdOf } from '../../shared/deeds/schools.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { act } from '../../shared/log/act.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared, type Read } from './groups.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows, type Told } from './tools.ts'

const columnsOf = once(() =>
  z.object({
    URN: z.string().regex(/^\d{6}$/, 'must be six digits'),
    EstablishmentName: publicText(),
    'TypeOfEstablishment (name)': z.string().optional(),
    'EstablishmentStatus (name)': z.string().optional(),
    NumberOfPupils: z.string().optional(),
    Town: publicText().optional(),
    Postcode: publicText(12).optional(),
    TelephoneNum: publicText(40).optional(),
    SchoolWebsite: publicText().optional(),
    'Trusts (name)': publicText().optional(),
  }),
)

type Columns = z.infer<ReturnType<typeof columnsOf>>

interface RegisterRow {
  readonly row: number
  readonly urn: string
  readonly entry: Omit<LookUpEntry, 'import'>
  readonly warnings: readonly Told[]
}

/** Entries in one part of the look-up at most: as many as there are URNs with the same first three digits. */
const largestShard = 1_000

export function prepareRegister(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  return inGroups<RegisterRow>(
    eachOnce(rows, columns),
    ({ urn }) => shardOf(urn),
    async (groups) => (await inParallel(groups, 1, (group) => takeIn(tools, run, group))).flat(),
    largestShard,
  )
}

/** A URN stands in the register once; a second row of it is refused. */
function eachOnce(rows: readonly SourceRow[], columns: readonly string[]): Read<RegisterRow>[] {
  const seen = new Map<string, number>()
  return readRows(rows, columns, columnsOf()).map((read) => {
    if ('wrong' in read) return read
    const { row, says } = read
    const at = seen.get(says.URN)
    if (at !== undefined) return { row, wrong: { column: 'URN', reason: `this URN stands in row ${at} already` } }
    seen.set(says.URN, row)
    return { row, says: entryOf(says) }
  })
}

function entryOf(says: Columns & { readonly row: number }): RegisterRow {
  const status = statusOf(says['EstablishmentStatus (name)'] ?? '')
  const pupils = pupilsOf(says)
  const given = {
    pupils,
    town: says.Town,
    postcode: says.Postcode,
    phone: says.TelephoneNum,
    website: says.SchoolWebsite,
    group: says['Trusts (name)'],
  }
  const entry = {
    name: says.EstablishmentName,
    nation: nationOf(says.URN, says['TypeOfEstablishment (name)']),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    status,
  }
  const warnings = [
    ...(says.EstablishmentName.includes(lost) ? [lostLetter] : []),
    ...(status === 'unknown' ? [strangeStatus] : []),
    ...(says.NumberOfPupils !== undefined && pupils === undefined ? [strangeNumber] : []),
  ]
  return { row: says.row, urn: says.URN, entry, warnings }
}

/** What the gateway makes of a letter in Windows-1252 when the file is sent as text. */
const lost = '\uFFFD'
const lostLetter: Told = {
  column: 'EstablishmentName',
  reason: 'a letter was lost on the way; send the file as application/octet-stream, or to an address of its own',
}

const strangeStatus: Told = {
  column: 'EstablishmentStatus (name)',
  reason: 'not a status we know; the school is not taken as open',
}
const strangeNumber: Told = { column: 'NumberOfPupils', reason: 'not a whole number up to 100000; it was left out' }

function pupilsOf({ NumberOfPupils: text = '' }: Columns): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= 100_000 ? Number(text) : undefined
}

const statuses: Readonly<Record<string, LookUpEntry['status']>> = {
  open: 'open',
  'open, but proposed to close': 'open',
  'proposed to open': 'proposed',
  closed: 'closed',
}

function statusOf(name: string): LookUpEntry['status'] {
  return statuses[name.toLowerCase()] ?? 'unknown'
}

/** DOMAIN 6: a Welsh establishment, or a URN that starts with 4, is in Wales; British schools overseas are overseas. */
function nationOf(urn: string, type = ''): Nation {
  if (type === 'British schools overseas') return 'overseas'
  return type === 'Welsh establishment' || urn.startsWith('4') ? 'wales' : 'england'
}

/** One part of the look-up: schools first, the part last, so that a part that was kept is done with. */
async function takeIn(tools: RunTools, run: Run, { key, rows }: Group<RegisterRow>): Promise<RowResult[]> {
  const known = await readShard(tools.files, key)
  const results = await inParallel(rows, concurrency, (row) => takeInRow(tools, run, row, known[row.urn]))
  const news = rows.filter(({ urn, entry }) => !isSame(known[urn], entry))
  if (run.dryRun || news.length === 0) return results
  const taken = Object.fromEntries(news.map(({ urn, entry }) => [urn, { ...entry, import: run.id }]))
  await keepShard(tools.files, key, { ...known, ...taken })
  return results
}

function isSame(known: LookUpEntry | undefined, entry: RegisterRow['entry']): boolean {
  if (!known) return false
  const { import: _, ...before } = known
  return fieldsThatDiffer(before, entry).length === 0
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...was.keys(), ...is.keys()])].filter((field) => was.get(field) !== is.get(field))
}

async function takeInRow(
  tools: RunTools,
  run: Run,
  { row, urn, entry, warnings }: RegisterRow,
  known: LookUpEntry | undefined,
): Promise<RowResult> {
  const ref = `urn:${urn}`
  const isNew = !isSame(known, entry) || known?.import === run.id
  const registers = run.register === 'all' && entry.status === 'open' && (await registerOpen(tools, run, ref, entry))
  if (typeof registers === 'string') return refused(row, 'URN', registers)
  const why =
    known && !run.dryRun && !isSame(known, entry) ? await changeNamed(tools, run, ref, known, entry) : undefined
  if (why !== undefined) return refused(row, 'URN', why)
  return { row, became: isNew || registers ? 'changed' : 'unchanged', warnings }
}

/** Whether the school of an open entry was not registered before this import; it is then. A sentence where a rule says no. */
async function registerOpen(
  tools: RunTools,
  run: Run,
  ref: string,
  entry: RegisterRow['entry'],
): Promise<boolean | string> {
  const found = await findSchool(tools.log, ref)
  const stream = `school#${found?.id ?? schoolIdOf(ref)}`
  const { state: before } = await standingBefore(tools.log, schoolDecider, stream, run)
  if (found || run.dryRun) return !before.registered
  const done = await act(tools, schoolDecider, stream, registerCommand(ref, { ...entry, import: run.id }), run.doing)
  return isRefused(done) && done.refused !== 'school-already-registered' ? done.detail : true
}

/** Tells a registered school what the register changed; a sentence where a rule says no. */
async function changeNamed(
  tools: RunTools,
  run: Run,
  ref: string,
  known: LookUpEntry,
  entry: RegisterRow['entry'],
): Promise<string | undefined> {
  const says: RegisterEntry = registerEntryOf({ ...entry, import: run.id })
  const differ = fieldsThatDiffer(registerEntryOf(known), says)
  const change: RegisterEntry = Object.fromEntries(Object.entries(says).filter(([field]) => differ.includes(field)))
  const found = differ.length > 0 ? await findSchool(tools.log, ref) : undefined
  if (!found) return undefined
  const done = await changeSchool(tools, found, change, run.doing)
  return isRefused(done) ? done.detail : undefined
}
