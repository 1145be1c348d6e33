/** Members of staff and what they may: one role each, the clusters an Ambassador serves, the alerts they want. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { StaffRole } from '../kernel/words.ts'
import type { StaffFact } from './events.ts'

export interface Staff {
  readonly known: boolean
  readonly removed: boolean
  readonly role: StaffRole
  readonly clusters: readonly string[]
  readonly alerts: 'none' | 'tasks' | 'all'
}

interface Duties {
  readonly role: StaffRole
  readonly clusters: readonly string[]
  readonly alerts: 'none' | 'tasks' | 'all'
}

export type StaffCommand =
  | ({ readonly do: 'add-staff' } & Duties)
  | ({ readonly do: 'change-staff' } & Partial<{ [K in keyof Duties]: Duties[K] | undefined }>)
  | { readonly do: 'remove-staff' }
  /** To sign in; again for one whose invitation was lost, or whom an import brought. */
  | { readonly do: 'invite-staff' }

export const noStaff: Staff = { known: false, removed: false, role: 'reader', clusters: [], alerts: 'none' }

export const staffDecider: Decider<StaffCommand, Staff, StaffFact> = {
  shape: 1,
  initial: noStaff,
  decide: decideStaff,
  evolve: evolveStaff,
  wakeAt: () => undefined,
}

function sameDuties(a: Duties, b: Duties): boolean {
  return a.role === b.role && a.alerts === b.alerts && a.clusters.join('\n') === b.clusters.join('\n')
}

function decideStaff(command: StaffCommand, staff: Staff): Decision<StaffFact> {
  const present = staff.known && !staff.removed
  if (command.do === 'add-staff') return addStaff(command, staff, present)
  if (command.do === 'remove-staff' && staff.removed) return []
  if (!present) return refuse('staff-not-known', 'There is no such member of staff. Add them first.')
  if (command.do === 'remove-staff') return [{ type: 'StaffRemoved', data: {} }]
  if (command.do === 'invite-staff') return [{ type: 'StaffInvited', data: {} }]
  const { role = staff.role, clusters = staff.clusters, alerts = staff.alerts } = command
  return sameDuties({ role, clusters, alerts }, staff)
    ? []
    : [{ type: 'StaffChanged', data: { role, clusters: [...clusters], alerts } }]
}

function addStaff({ role, clusters, alerts }: Duties, staff: Staff, present: boolean): Decision<StaffFact> {
  if (present && sameDuties({ role, clusters, alerts }, staff)) return []
  if (present)
    return refuse(
      'staff-already-known',
      'A member of staff with this address is there already. Use change-staff to change role, clusters or alerts.',
      { role: staff.role },
    )
  return [{ type: 'StaffAdded', data: { role, clusters: [...clusters], alerts } }]
}

function evolveStaff(staff: Staff, fact: StaffFact): Staff {
  switch (fact.type) {
    case 'StaffAdded':
    case 'StaffChanged':
      return { known: true, removed: false, ...fact.data }
    case 'StaffInvited':
      return staff
    case 'StaffRemoved':
      return { ...staff, removed: true }
  }
}
