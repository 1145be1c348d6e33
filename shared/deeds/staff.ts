/** Members of staff: name and address in the vault, duties in their stream; one of them at least is an admin. */

import { addMinutes } from '../../events/kernel/day.ts'
import type { StaffRole } from '../../events/kernel/words.ts'
import { type Staff, staffDecider } from '../../events/staff/decide.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Person } from '../vault/vault.ts'
import { isAdmin, releaseAdmin, type StaffTools, tellAdmins } from './admins.ts'
import { type DeedTools, freshId, furtherStep, isRefused, vaultWaits } from './tools.ts'

export interface Duties {
  readonly role: StaffRole
  readonly clusters: readonly string[]
  readonly alerts: 'none' | 'tasks' | 'all'
}

/** Adds a member of staff; the same address again meets the one that is there. `who` fixes the id (`staff#…`) for a first admin. */
export async function addStaff(
  tools: DeedTools,
  person: Person,
  duties: Duties,
  doing: Doing,
  who?: string,
): Promise<Outcome<Staff>> {
  const { now } = tools.world()
  const until = addMinutes(now, vaultWaits)
  const holder = await tools.vault.claimAddress(
    'staff',
    person.email,
    who ?? `staff#${freshId(tools, 's')}`,
    until,
    now,
  )
  const known = await tools.vault.person(holder, now)
  if (!known || known.name !== person.name) await tools.vault.putPerson(holder, person, known ? undefined : until)
  const added = await act(tools, staffDecider, holder, { do: 'add-staff', ...duties }, doing)
  if (!isRefused(added) && duties.role === 'admin') await tellAdmins(tools, holder, furtherStep(doing))
  return added
}

type Change = Partial<{ [K in keyof Duties]: Duties[K] | undefined }>

/** Changes what somebody may and is told of. The last admin keeps that role. */
export function changeStaff(tools: StaffTools, who: string, change: Change, doing: Doing): Promise<Outcome<Staff>> {
  const staysAdmin = change.role === undefined || change.role === 'admin'
  return counted(tools, who, staysAdmin, doing, () =>
    act(tools, staffDecider, who, { do: 'change-staff', ...change }, doing),
  )
}

/** Removes somebody: their next request is answered with no. The last admin cannot be removed. */
export function removeStaff(tools: StaffTools, who: string, doing: Doing): Promise<Outcome<Staff>> {
  return counted(tools, who, false, doing, () => act(tools, staffDecider, who, { do: 'remove-staff' }, doing))
}

/** Lets an admin go from the count before, and puts the count right after, also where what lay between did not go. */
async function counted(
  tools: StaffTools,
  who: string,
  staysAdmin: boolean,
  doing: Doing,
  deed: () => Promise<Outcome<Staff>>,
): Promise<Outcome<Staff>> {
  const before = isAdmin((await loadStream(tools.log, staffDecider, who)).state)
  const refused = before && !staysAdmin ? await releaseAdmin(tools, who, furtherStep(doing)) : undefined
  if (refused) return refused
  try {
    return await deed()
  } finally {
    await tellAdmins(tools, who, furtherStep(doing))
  }
}

/** The stream of an id (`s-…` or `staff#s-…`), or of whoever holds an address; undefined for nobody. */
export async function staffKnown(tools: DeedTools, name: string): Promise<string | undefined> {
  const stream = name.includes('@') ? await tools.vault.holderOf('staff', name, tools.world().now) : streamOf(name)
  return stream !== undefined && (await tools.log.head(stream)) ? stream : undefined
}

/** The same, of somebody present on the staff. The caller is always somebody: a first admin has no stream. */
export async function staffNamed(
  tools: DeedTools,
  caller: { readonly id: string },
  name: string,
): Promise<string | undefined> {
  if (streamOf(name) === caller.id) return caller.id
  const stream = await staffKnown(tools, name)
  if (stream === undefined) return undefined
  const { state } = await loadStream(tools.log, staffDecider, stream)
  return state.known && !state.removed ? stream : undefined
}

function streamOf(name: string): string {
  return name.startsWith('staff#') ? name : `staff#${name}`
}
