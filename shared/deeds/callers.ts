/**
 * Who is asking, and what their role may beyond the list of commands: the one place where API and console learn it. A
 * token says the username and nothing more; role and duties are facts of the member's own stream, read anew with each
 * request, so that a removal acts at once.
 */
import type { Day } from '../../events/kernel/day.ts'
import type { StaffRole } from '../../events/kernel/words.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import { loadStream } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import type { FoundCluster } from './clusters.ts'

export interface Caller {
  /** The stream, `staff#…`: it stands in every event as who did it. */
  readonly id: string
  readonly role: StaffRole
  /** Own clusters: those among the duties, and for an Ambassador those they are the Ambassador of. */
  readonly clusters: readonly string[]
}

interface CallerTools {
  readonly log: Log
  /** The username that is admin while nobody is kept under it: how a new body gets its first member of staff. */
  readonly firstAdmin: string | undefined
  /** The clusters a list shows somebody to be the Ambassador of. */
  readonly clustersOf: (staff: string) => Promise<readonly string[]>
}

/** The member of staff of a username; `nobody` without one, `no-role` for somebody who is not, or no longer, on the staff. */
export async function callerNamed(
  { log, firstAdmin, clustersOf }: CallerTools,
  username: string | undefined,
): Promise<Caller | 'nobody' | 'no-role'> {
  if (username === undefined) return 'nobody'
  const id = `staff#${username}`
  const { version, state } = await loadStream(log, staffDecider, id)
  if (version === 0 && username === firstAdmin) return { id, role: 'admin', clusters: [] }
  if (!state.known || state.removed) return 'no-role'
  const { role, clusters } = state
  return { id, role, clusters: role === 'ambassador' ? [...clusters, ...(await clustersOf(id))] : clusters }
}

type Asking = Pick<Caller, 'id' | 'role'>

/** Admins and coordinators: they see all names, and notes in free text. */
export function isOffice({ role }: Pick<Caller, 'role'>): boolean {
  return role === 'admin' || role === 'coordinator'
}

/** An Ambassador acts on own clusters only; the fact of it comes from the cluster's own stream, which is never behind. */
export function isOwnCluster({ id, role, clusters }: Caller, { id: cluster, cluster: { ambassador } }: FoundCluster) {
  return role !== 'ambassador' || ambassador === id || clusters.includes(cluster)
}

/** What is known of a school, from its stream or its card, as far as it matters here. */
export interface Visited {
  readonly review?: { readonly visit?: { readonly assessor?: string | undefined } | undefined } | null | undefined
}

interface Placed extends Visited {
  readonly memberships: readonly {
    readonly cluster: string
    readonly joinedOn: Day
    readonly leftOn?: Day | undefined
  }[]
}

/** Whether the booked visit is this Assessor's own. */
export function isOwnVisit({ id, role }: Asking, school: Visited | undefined): boolean {
  return role === 'assessor' && school?.review?.visit?.assessor === id
}

/**
 * Whether a caller may see who the people at a school are: the office, the Assessor of its booked visit, and the
 * Ambassador of the cluster it is in.
 */
export function maySeePeople(caller: Caller, school: Placed | undefined, today: Day): boolean {
  return isOffice(caller) || isOwnVisit(caller, school) || isInOwnCluster(caller, school, today)
}

function isInOwnCluster({ role, clusters }: Caller, school: Placed | undefined, today: Day): boolean {
  const isMember = ({ joinedOn, leftOn }: Placed['memberships'][number]) =>
    joinedOn <= today && (leftOn === undefined || today < leftOn)
  return (
    role === 'ambassador' && (school?.memberships ?? []).some((one) => isMember(one) && clusters.includes(one.cluster))
  )
}

/** An Assessor may book, move and cancel a visit that is nobody's yet, or their own; the others any. */
export function mayTouchVisit(caller: Asking, school: Visited): boolean {
  return caller.role !== 'assessor' || !school.review?.visit || isOwnVisit(caller, school)
}

/** An Assessor recommends on own visits only; where there is no review the rule itself says so. */
export function mayRecommend(caller: Asking, school: Visited): boolean {
  return caller.role !== 'assessor' || !school.review || isOwnVisit(caller, school)
}

/** What an Ambassador is told who may not. */
export const ownClustersOnly = {
  mayNot: 'An Ambassador acts on own clusters only. Ask an admin or a coordinator.',
} as const

/** What an Assessor is told who may not. */
export const ownVisitsOnly = {
  mayNot: 'An Assessor may book, cancel and recommend for own visits only; an admin or coordinator for all.',
} as const
