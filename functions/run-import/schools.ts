/** Schools: registered, or changed where a row says something else. A blank cell says nothing. */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { nation, publicText, ref } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { changeSchool, findSchool, schoolIdOf } from '../../shared/deeds/schools.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { act } from '../../shared/log/act.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'

import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows } from './tools.ts'

const rowOf = once(() =>
  z.object({
    ref: ref(),
    name: publicText(),
    nation: nation(),
    pupils: z
      .string()
      .regex(/^\d{1,6}$/, 'must be a whole number, in digits only')
      .transform(Number)
      .pipe(z.int().max(100_000, 'must be at most 100000'))
      .optional(),
    town: publicText().optional(),
    phone: publicText(40).optional(),
    website: publicText().optional(),
  }),
)

type SchoolRow = z.infer<ReturnType<typeof rowOf>> & { readonly row: number }

export function prepareSchools(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const read = readRows(rows, columns, rowOf())
  return inGroups<SchoolRow>(
    read,
    (says) => says.ref,
    async (groups) => (await inParallel(groups, concurrency, (group) => takeIn(tools, run, group))).flat(),
  )
}

async function takeIn(tools: RunTools, run: Run, { key, rows }: Group<SchoolRow>): Promise<RowResult[]> {
  const [first, ...others] = rows
  if (!first) return []
  return [await takeInRow(tools, run, key, first), ...others.map((other) => sameAgain(first, other))]
}

/** A school stands in a file once: which of two rows is right, nobody here can know. */
function sameAgain({ row: at, ...first }: SchoolRow, { row, ...other }: SchoolRow): RowResult {
  if (JSON.stringify(first) === JSON.stringify(other)) return { row, became: 'unchanged' }
  return refused(row, 'ref', `this reference stands in row ${at} already, with other words; only that row was taken`)
}

async function takeInRow(tools: RunTools, run: Run, key: string, says: SchoolRow): Promise<RowResult> {
  const { row, ...entry } = says
  const found = await findSchool(tools.log, key)
  const id = found?.id ?? schoolIdOf(key)
  const { state: before } = await standingBefore(tools.log, schoolDecider, `school#${id}`, run)
  const became = isNews(before, entry, tools) ? 'changed' : 'unchanged'
  if (run.dryRun) return { row, became }
  const { ref: _, ...change } = entry
  const done = found
    ? await changeSchool(tools, found, change, run.doing)
    : await act(tools, schoolDecider, `school#${id}`, { do: 'register-school', ...entry }, run.doing)
  return isRefused(done) ? refused(row, 'ref', done.detail) : { row, became }
}

function isNews(before: School, { ref: _, ...change }: Omit<SchoolRow, 'row'>, tools: RunTools): boolean {
  if (!before.registered) return true
  const decision = schoolDecider.decide({ do: 'change-school', ...change }, before, tools.world())
  return 'refused' in decision || decision.length > 0
}
