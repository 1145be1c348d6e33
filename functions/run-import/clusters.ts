/**
 * Clusters: each is formed with its Ambassador, who becomes a member of staff, and its schools join on their days. The
 * rows of one cluster are done one after the other.
 */
import * as z from 'zod'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { once } from '../../events/kernel/once.ts'
import { day, emailAddress, idAsGiven, nation } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { changeMembership, tellMembership } from '../../shared/deeds/clusters.ts'
import { addStaff } from '../../shared/deeds/staff.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { act, loadStream } from '../../shared/log/act.ts'
import { foldAddress } from '../../shared/vault/vault.ts'
import { standingBefore } from './before.ts'
import { type Group, inGroups, inParallel, type Prepared } from './groups.ts'
import { type NamedSchool, type NamedSchools, namedSchools, unknownSchool } from './named-schools.ts'
import { readRows } from './read-rows.ts'
import { concurrency, type RowResult, type Run, type RunTools, refused, type SourceRows } from './tools.ts'

const rowOf = once(() =>
  z.object({
    cluster: idAsGiven(),
    nation: nation(),
    ambassador: emailAddress().transform(foldAddress),
    school: z.string().max(80),
    joined_on: day(),
  }),
)

type ClusterRow = z.infer<ReturnType<typeof rowOf>> & { readonly row: number }

export function prepareClusters(tools: RunTools, run: Run, { rows, columns }: SourceRows): Prepared {
  const named = namedSchools(tools, run)
  return inGroups<ClusterRow>(
    readRows(rows, columns, rowOf()),
    ({ cluster }) => cluster,
    async (groups) => (await inParallel(groups, concurrency, (group) => takeIn(tools, run, named, group))).flat(),
  )
}

async function takeIn(
  tools: RunTools,
  run: Run,
  named: NamedSchools,
  { key, rows }: Group<ClusterRow>,
): Promise<RowResult[]> {
  const [first] = rows
  if (!first) return []
  const others = rows.filter(({ nation, ambassador }) => nation !== first.nation || ambassador !== first.ambassador)
  const formed = run.dryRun ? await tryForming(tools, first) : await form(tools, run, first)
  const results: RowResult[] = []
  for (const row of rows) {
    if (formed.refused !== undefined) results.push(refused(row.row, 'cluster', formed.refused))
    else if (others.includes(row))
      results.push(refused(row.row, 'ambassador', `row ${first.row} gives ${key} another nation or Ambassador`))
    else results.push(await join(tools, run, named, row))
  }
  const changed = formed.refused === undefined && formed.changed
  return results.map((one) => (changed && one.row === first.row ? changedWithCluster(one) : one))
}

/** What the file changed of the cluster itself counts with its first row. */
function changedWithCluster(result: RowResult): RowResult {
  return result.became === 'unchanged' ? { ...result, became: 'changed' } : result
}

/** Why it was refused; or whether it was formed, or given another Ambassador. */
type Formed = { readonly refused: string } | { readonly refused?: never; readonly changed: boolean }

async function tryForming(tools: RunTools, { cluster, nation, ambassador }: ClusterRow): Promise<Formed> {
  const { state } = await loadStream(tools.log, clusterDecider, `cluster#${cluster}`)
  if (state.formed && state.nation !== nation) return ofAnotherNation(state.nation)
  const holder = await tools.vault.holderOf('staff', ambassador, tools.world().now)
  return { changed: holder === undefined || state.ambassador !== holder }
}

function ofAnotherNation(nation: string): Formed {
  return { refused: `the cluster is one of ${nation} already; choose another id` }
}

/** Forms the cluster, or gives it the Ambassador the file names. */
async function form(tools: RunTools, run: Run, row: ClusterRow): Promise<Formed> {
  const { cluster, nation } = row
  const stream = `cluster#${cluster}`
  const ambassador = await ambassadorOf(tools, run, row.ambassador)
  const { state: before } = await standingBefore(tools.log, clusterDecider, stream, run)
  if (before.formed && before.nation !== nation) return ofAnotherNation(before.nation)
  const formed = await act(tools, clusterDecider, stream, { do: 'form-cluster', nation, ambassador }, run.doing)
  const done = isRefused(formed)
    ? await act(tools, clusterDecider, stream, { do: 'assign-ambassador', ambassador }, run.doing)
    : formed
  return isRefused(done) ? { refused: done.detail } : { changed: !before.formed || before.ambassador !== ambassador }
}

/** The member of staff of an address; one who is not there yet is added as Ambassador. The file names nobody. */
async function ambassadorOf(tools: RunTools, run: Run, email: string): Promise<string> {
  const holder = await tools.vault.holderOf('staff', email, tools.world().now)
  const known = holder === undefined ? undefined : (await loadStream(tools.log, staffDecider, holder)).state
  if (holder === undefined || !known?.known || known.removed) {
    const person = { name: email.slice(0, email.indexOf('@')), email }
    const duties = { role: 'ambassador', clusters: [], alerts: 'tasks' } as const
    const added = await addStaff(tools, person, duties, run.doing)
    // Somebody added them a moment ago: they are there now.
    return isRefused(added) ? ambassadorOf(tools, run, email) : added.stream
  }
  return holder
}

async function join(tools: RunTools, run: Run, named: NamedSchools, row: ClusterRow): Promise<RowResult> {
  const { cluster, joined_on: on } = row
  const school = await named.find(row.school)
  const unknown = unknownSchool(row.school)
  if (!school) return refused(row.row, unknown.column, unknown.reason)
  return run.dryRun ? tryJoining(tools, run, school, row) : joinFor(tools, run, named, school, { row, cluster, on })
}

async function tryJoining(tools: RunTools, run: Run, school: NamedSchool, row: ClusterRow): Promise<RowResult> {
  const { state } = await standingBefore(tools.log, schoolDecider, `school#${school.id}`, run)
  const registered = { ...state, registered: true }
  if (hasStood(state, row)) return { row: row.row, became: 'unchanged' }
  const command = { do: 'join-cluster', cluster: row.cluster, on: row.joined_on } as const
  const decision = schoolDecider.decide(command, registered, tools.world())
  if ('refused' in decision) return refused(row.row, 'school', decision.detail)
  return { row: row.row, became: decision.length > 0 ? 'changed' : 'unchanged' }
}

async function joinFor(
  tools: RunTools,
  run: Run,
  named: NamedSchools,
  school: NamedSchool,
  { row, cluster, on }: { readonly row: ClusterRow; readonly cluster: string; readonly on: string },
): Promise<RowResult> {
  await named.register(school)
  const { state: before } = await standingBefore(tools.log, schoolDecider, `school#${school.id}`, run)
  if (hasStood(before, row)) {
    await tellMembership(tools, school.id, cluster, run.doing)
    return { row: row.row, became: 'unchanged' }
  }
  const joined = await changeMembership(tools, 'join-cluster', school.id, { cluster, on }, run.doing)
  return isRefused(joined) ? refused(row.row, 'school', joined.detail) : { row: row.row, became: 'changed' }
}

/** A row about a membership that is known says nothing new, also when the school has left since. */
function hasStood({ memberships }: School, { cluster, joined_on }: ClusterRow): boolean {
  return memberships.some((one) => one.cluster === cluster && one.joinedOn === joined_on)
}
