/** The filters of the first page and of the lists behind it, as they stand in the address. */
import { nations } from '../../../events/kernel/words.ts'
import { readClusters, readStaff } from '../../../shared/board/reads/lists.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import { whoDid } from '../names.ts'
import { type Asked, oneOf } from '../page.ts'
import type { TodayFilters } from '../today-schools.ts'
import type { ConsoleTools } from '../tools.ts'
import { nationNames } from '../words.ts'

/** Longer than the name of any cluster, group or member of staff. */
const longest = 200

export function todayFilters({ query }: Pick<Asked, 'query'>): TodayFilters {
  const said = (name: string) => query(name)?.slice(0, longest)
  return {
    cluster: said('cluster'),
    assessor: said('assessor'),
    nation: oneOf(nations, query('nation')),
    group: said('group'),
  }
}

/** The same as the address has them. */
export function inAddress({ cluster, assessor, nation, group }: TodayFilters): Record<string, string | undefined> {
  return { cluster, assessor, nation, group }
}

export async function todayFields(tools: ConsoleTools, filters: TodayFilters): Promise<Field[]> {
  const [clusters, { items: staff }] = await Promise.all([
    readClusters(tools.board, { limit: 200 }),
    readStaff(tools.board, { limit: 200 }),
  ])
  const assessors = staff.filter(({ role }) => role === 'assessor').map(({ id }) => `staff#${id}`)
  const who = await whoDid(tools, assessors)
  return [
    {
      is: 'select',
      name: 'cluster',
      label: 'Cluster',
      value: filters.cluster,
      options: [
        { value: '', label: 'Any' },
        ...clusters.items.map(({ id, name }) => ({ value: id, label: name ?? id })),
      ],
    },
    {
      is: 'select',
      name: 'assessor',
      label: 'Assessor of the visit',
      value: filters.assessor,
      options: [{ value: '', label: 'Any' }, ...assessors.map((value) => ({ value, label: who(value) }))],
    },
    {
      is: 'select',
      name: 'nation',
      label: 'Nation',
      value: filters.nation,
      options: [{ value: '', label: 'Any' }, ...nations.map((value) => ({ value, label: nationNames[value] }))],
    },
    { is: 'text', name: 'group', label: 'Group or trust', value: filters.group },
  ]
}
