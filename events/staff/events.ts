/** What can happen to a member of staff: added, changed, removed. Name and address are in the vault. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id, roles } from '../kernel/words.ts'

const duties = () => ({ role: z.enum(roles), clusters: z.array(id()), alerts: z.enum(['none', 'tasks', 'all']) })

export const staffFacts = {
  StaffAdded: fact(
    1,
    () => z.strictObject(duties()),
    (d) => `a member of staff was added as ${d.role}`,
  ),
  StaffChanged: fact(
    1,
    () => z.strictObject(duties()),
    (d) => `a member of staff is now ${d.role}, alerts: ${d.alerts}`,
  ),
  StaffInvited: fact(
    1,
    () => z.strictObject({}),
    () => 'a member of staff was invited to sign in',
  ),
  StaffRemoved: fact(
    1,
    () => z.strictObject({}),
    () => 'a member of staff was removed',
  ),
} as const

export type StaffFact = FactOf<typeof staffFacts>
