/** Members of staff: name and address in the vault, duties in their stream. */

import { addMinutes } from '../../events/kernel/day.ts'
import type { StaffRole } from '../../events/kernel/words.ts'
import { type Staff, staffDecider } from '../../events/staff/decide.ts'
import { act, type Doing, type Outcome } from '../log/act.ts'
import type { Person } from '../vault/vault.ts'
import { type DeedTools, freshId, vaultWaits } from './tools.ts'

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
  return act(tools, staffDecider, holder, { do: 'add-staff', ...duties }, doing)
}
