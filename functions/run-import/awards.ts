/**
 * Awards: the history of each school is taken over by one command with all its rows, which are put in order first.
 * Rows that break an award rule go in with a warning; those that say what is known already change nothing.
 */
import * as z from 'zod'
import { several } from '../../events/kernel/several.ts'
import { award, day } from '../../events/kernel/words.ts'
import { inOrder, warningsOf } from '../../events/school/awards.ts'
import type { HistoryRow, SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { SchoolFact } from '../../events/school/events.ts'
import { noSchool, type School } from '../../events/school/state.ts'
import { registerCommand } from '../../shared/deeds/look-up.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { act } from '../../shared/log/act.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'

import { type NamedSchool, type NamedSchools, namedSchools, unknownSchool } from './named-schools.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows, type Told } from './tools.ts'

const rowOf = (today: string) =>
  z.object({
    school: z.string().max(80),
    award: award(),
    action: z.enum(['granted', 're-accredited']),
    on: day().refine((on) => on <= today, `is still to come; today is ${today}`),
  })

interface AwardRow extends HistoryRow {
  readonly row: number
  readonly school: string
}

const schools = several(schoolDecider)
const schoolUnknown = { state: noSchool }

export function prepareAwards(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const named = namedSchools(tools, run)
  const read = readRows<Omit<AwardRow, 'row'>>(rows, columns, rowOf(run.today))
  return inGroups<AwardRow>(
    read,
    ({ school }) => school,
    async (groups) => (await inParallel(groups, concurrency, (group) => takeOver(tools, run, named, group))).flat(),
  )
}

async function takeOver(
  tools: RunTools,
  run: Run,
  named: NamedSchools,
  { key, rows }: Group<AwardRow>,
): Promise<RowResult[]> {
  const school = await named.find(key)
  const unknown = unknownSchool(key)
  if (!school) return rows.map(({ row }) => refused(row, unknown.column, unknown.reason))
  const { state } = school.registered
    ? await standingBefore(tools.log, schoolDecider, `school#${school.id}`, run)
    : schoolUnknown
  const before = registeredSchool(state, school, tools)
  const results = resultsOf(rows, before, school, tools)
  const refusal = run.dryRun ? undefined : await commit(tools, run, school, rows)
  return refusal ? rows.map(({ row }) => refused(row, 'school', refusal)) : results
}

/** The school as it stands once the look-up's entry is registered. */
function registeredSchool(before: School, { ref, entry }: NamedSchool, tools: RunTools): School {
  if (before.registered || !entry) return before
  return factsOf([registerCommand(ref, entry)], before, tools).reduce(schoolDecider.evolve, noSchool)
}

function factsOf(commands: readonly SchoolCommand[], school: School, tools: RunTools): readonly SchoolFact[] {
  const decision = schools.decide(commands, school, tools.world())
  return 'refused' in decision ? [] : decision
}

function resultsOf(
  rows: readonly AwardRow[],
  before: School,
  { warnings: ofSchool }: NamedSchool,
  tools: RunTools,
): RowResult[] {
  const facts = [...factsOf([{ do: 'take-over-history', rows }], before, tools)]
  const warned = new Map(warningsOf(rows, before, tools.world()).map(({ row, reason }) => [row, reason]))
  const [first] = rows
  return inOrder(rows).map((row) => {
    const at = facts.findIndex((fact) => isFactOf(fact, row))
    if (at >= 0) facts.splice(at, 1)
    const warnings = [...(row === first ? ofSchool : []), ...warningOfRow(row, warned.get(row))]
    return { row: row.row, became: at >= 0 ? 'changed' : 'unchanged', warnings }
  })
}

function warningOfRow({ action }: AwardRow, reason: string | undefined): Told[] {
  return reason === undefined ? [] : [{ column: action === 'granted' ? 'award' : 'action', reason }]
}

function isFactOf(fact: SchoolFact, { action, award: of, on }: AwardRow): boolean {
  const type = action === 'granted' ? 'AwardGranted' : 'AwardReAccredited'
  return fact.type === type && fact.data.award === of && fact.data.on === on
}

/** Registers the school if need be and takes its rows over, in one commit; answers why not, where a rule says no. */
async function commit(
  tools: RunTools,
  run: Run,
  { id, ref, registered, entry }: NamedSchool,
  rows: readonly AwardRow[],
): Promise<string | undefined> {
  const takeRows: SchoolCommand = {
    do: 'take-over-history',
    rows: rows.map(({ award: of, action, on }) => ({ award: of, action, on })),
  }
  const stream = `school#${id}`
  const both = entry && !registered ? [registerCommand(ref, entry), takeRows] : [takeRows]
  const done = await act(tools, schools, stream, both, run.doing)
  if (!isRefused(done)) return undefined
  // Someone registered it in other words a moment ago.
  const again =
    done.refused === 'school-already-registered' ? await act(tools, schools, stream, [takeRows], run.doing) : done
  return isRefused(again) ? again.detail : undefined
}
