/** What the forms of clusters offer to choose from: Ambassadors, members, and the misses of a school. */
import { type Cluster, membersOn } from '../../../events/cluster/state.ts'
import type { Day } from '../../../events/kernel/day.ts'
import { isMiss } from '../../../events/school/standing.ts'
import { clustersByAmbassador } from '../../../shared/board/reads/clusters-of.ts'
import { readStaff } from '../../../shared/board/reads/lists.ts'
import type { FoundCluster } from '../../../shared/deeds/clusters.ts'
import type { FoundSchool } from '../../../shared/deeds/schools.ts'
import { sayShortDay } from '../../../shared/pages/day.tsx'
import type { Option } from '../../../shared/pages/fields.tsx'
import { nameOfCluster } from '../cluster-parts.tsx'
import { schoolsNamed } from '../names.ts'
import type { ConsoleTools } from '../tools.ts'
import { nationNames, roleNames } from '../words.ts'
import { markNames } from '../words-clusters.ts'
import type { FormName } from './names.ts'

interface Around {
  readonly school?: FoundSchool | undefined
  readonly cluster?: FoundCluster | undefined
}

/** Options by field, for a form of clusters; none for any other. */
export async function clusterChoices(
  tools: ConsoleTools,
  form: FormName,
  { school, cluster }: Around,
): Promise<Record<string, readonly Option[]>> {
  const { today } = tools.world()
  switch (form) {
    case 'form-cluster':
    case 'assign-ambassador':
      return { ambassador: await ambassadorOptions(tools) }
    case 'join-cluster':
      return school ? { cluster: await clusterOptions(tools) } : {}
    case 'leave-cluster':
      return cluster ? { school: await schoolOptions(tools, present(cluster.cluster)) } : {}
    case 'schedule-meeting':
      return cluster ? { host: await schoolOptions(tools, membersOn(cluster.cluster, today)) } : {}
    case 'excuse-absence':
    case 'include-absence':
      return school ? { meeting: missOptions(tools, school, form === 'include-absence') } : {}
    default:
      return {}
  }
}

/** Those whom no day to leave is known of, also before they have joined. */
function present({ members }: Cluster): string[] {
  return members.filter(({ leftOn }) => leftOn === undefined).map(({ school }) => school)
}

/** Ambassadors first; the office may be one too. */
async function ambassadorOptions(tools: ConsoleTools): Promise<Option[]> {
  const { items } = await readStaff(tools.board, { limit: 200 })
  const may = items.filter(({ role }) => role === 'ambassador' || role === 'admin' || role === 'coordinator')
  const people = await tools.vault.people(
    may.map(({ id }) => `staff#${id}`),
    tools.world().now,
  )
  return may
    .map(({ id, role }) => ({ id, role, name: people.get(`staff#${id}`)?.name ?? 'A member of staff' }))
    .toSorted((a, b) => place(a.role) - place(b.role) || a.name.localeCompare(b.name, 'en-GB'))
    .map(({ id, role, name }) => ({
      value: `staff#${id}`,
      label: role === 'ambassador' ? name : `${name} (${roleNames[role]})`,
    }))
}

function place(role: string): number {
  return role === 'ambassador' ? 0 : 1
}

/** Clusters by name; the one a school is a member of already is the rule's to name. */
async function clusterOptions(tools: ConsoleTools): Promise<Option[]> {
  const all = [...(await clustersByAmbassador(tools.board)).values()].flat()
  return all
    .map((card) => ({ value: card.id, label: `${nameOfCluster(card)}, ${nationNames[card.nation]}` }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))
}

async function schoolOptions(tools: ConsoleTools, ids: readonly string[]): Promise<Option[]> {
  const schools = await schoolsNamed(tools, ids)
  return ids
    .map((id) => ({ value: id, label: schools.get(id)?.name ?? 'A school' }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))
}

/** Its misses, the latest first: those that count, or those that were excused. */
function missOptions(tools: ConsoleTools, { school }: FoundSchool, excused: boolean): Option[] {
  const { settings } = tools.world()
  return Object.entries(school.marks)
    .filter(([, { mark, excused: is = false }]) => isMiss(mark, settings) && is === excused)
    .toSorted(([, a], [, b]) => (later(a.on, b.on) ? -1 : 1))
    .map(([meeting, { on, mark }]) => ({
      value: meeting,
      label: `${sayShortDay(on)}: ${mark === 'none' ? '' : markNames[mark].words.toLowerCase()} (${meeting})`,
    }))
}

const later = (a: Day, b: Day) => a > b
