/**
 * Who is asking, and whose names they may see. The session says the username and nothing more; the role is a fact of the
 * staff's own stream, read anew with each page, so that a removal acts at once.
 */
import type { StaffRole } from '../../events/kernel/words.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { loadStream } from '../../shared/log/act.ts'
import type { ConsoleTools } from './tools.ts'

export interface Caller {
  /** The stream, `staff#…`: it stands in every event as who did it. */
  readonly id: string
  readonly role: StaffRole
  readonly name: string
}

/** The member of staff a session belongs to; `nobody` without a valid one, `no-role` for one who is not on the staff. */
export async function callerOf(
  tools: ConsoleTools,
  session: string | undefined,
): Promise<Caller | 'nobody' | 'no-role'> {
  const username = session === undefined ? undefined : await tools.tokens.bearerOf(session)
  if (username === undefined) return 'nobody'
  const id = `staff#${username}`
  const role = await roleOf(tools, id, username)
  if (role === undefined) return 'no-role'
  const person = await tools.vault.person(id, tools.world().now)
  return { id, role, name: person?.name ?? 'Signed in' }
}

async function roleOf(tools: ConsoleTools, id: string, username: string): Promise<StaffRole | undefined> {
  const { version, state } = await loadStream(tools.log, staffDecider, id)
  if (version === 0 && username === tools.firstAdmin) return 'admin'
  return state.known && !state.removed ? state.role : undefined
}

/** Admins and coordinators: they see all names, and notes in free text. */
export function isOffice({ role }: Caller): boolean {
  return role === 'admin' || role === 'coordinator'
}

interface Visited {
  readonly review?: { readonly visit?: { readonly assessor?: string | undefined } | undefined } | null | undefined
}

/**
 * Whether a caller may see who the people at a school are: the office, and the Assessor of its booked visit. An
 * Ambassador's own schools are those of own clusters; until clusters are kept there are none.
 */
export function maySeePeople(caller: Caller, school: Visited | undefined): boolean {
  return isOffice(caller) || isOwnVisit(caller, school)
}

/** Whether the booked visit is this Assessor's own. */
export function isOwnVisit({ id, role }: Caller, school: Visited | undefined): boolean {
  return role === 'assessor' && school?.review?.visit?.assessor === id
}
