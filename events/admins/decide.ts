/**
 * A body always has an admin. Roles are facts of each member's own stream; here it is counted who is one, and nobody is
 * let go who is the last. Somebody is counted after they became admin and let go before they cease to be one, so that
 * whoever is counted is one.
 */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { AdminsFact } from './events.ts'

/** The one stream in which they are counted. */
export const adminsStream = 'admins#body'

export interface Admins {
  /** Streams of members of staff. */
  readonly counted: readonly string[]
}

export type AdminsCommand =
  | { readonly do: 'count-admin'; readonly staff: string }
  /** Lets somebody go who is about to be removed or given another role; not the last one. */
  | { readonly do: 'release-admin'; readonly staff: string }
  /** Somebody is no admin: what is counted is put right. */
  | { readonly do: 'discount-admin'; readonly staff: string }

export const adminsDecider: Decider<AdminsCommand, Admins, AdminsFact> = {
  shape: 1,
  initial: { counted: [] },
  decide: decideAdmins,
  evolve: evolveAdmins,
  wakeAt: () => undefined,
}

function decideAdmins(command: AdminsCommand, { counted }: Admins): Decision<AdminsFact> {
  const { staff } = command
  const isCounted = counted.includes(staff)
  if (command.do === 'count-admin') return isCounted ? [] : [{ type: 'AdminCounted', data: { staff } }]
  if (command.do === 'release-admin' && !counted.some((other) => other !== staff))
    return refuse(
      'last-admin',
      'This is the last admin of the body: nobody could add staff or change settings any more. Make somebody else an admin first.',
      { staff },
    )
  return isCounted ? [{ type: 'AdminReleased', data: { staff } }] : []
}

function evolveAdmins({ counted }: Admins, { type, data: { staff } }: AdminsFact): Admins {
  return { counted: type === 'AdminCounted' ? [...counted, staff] : counted.filter((other) => other !== staff) }
}
