/**
 * What the forms of clusters do. An Ambassador acts on own clusters only; what names a school or a member of staff that
 * is not there is said on the form itself.
 */
import { clusterDecider } from '../../../events/cluster/decide.ts'
import type { BodyOf } from '../../../events/commands.ts'
import { type Refusal, refuse } from '../../../events/kernel/decider.ts'
import type { Meeting } from '../../../events/meeting/state.ts'
import { isOwnCluster, ownClustersOnly } from '../../../shared/deeds/callers.ts'
import {
  actOnMeeting,
  changeMembership,
  excuseAbsence,
  type FoundCluster,
  findCluster,
  findMeeting,
  noSuchCluster,
} from '../../../shared/deeds/clusters.ts'
import { findOrRegister } from '../../../shared/deeds/look-up.ts'
import { type FoundSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { staffNamed } from '../../../shared/deeds/staff.ts'
import { act, type Doing, type Outcome } from '../../../shared/log/act.ts'
import type { Caller } from '../caller.ts'
import type { ConsoleTools } from '../tools.ts'

interface Asking {
  readonly tools: ConsoleTools
  readonly caller: Caller
  readonly doing: Doing
}

type Performed = Promise<Outcome<object> | { readonly mayNot: string }>

/** A reference that neither the body nor the register knows. */
export function noSuchSchool(name: string): Refusal {
  return refuse(
    'school-not-known',
    `No school has the reference ${name}. Give a reference, such as urn:123456, and not a name; a school that is not there yet is registered first.`,
    {
      schools: [name],
    },
  )
}

const noSuchStaff = refuse('staff-not-known', 'There is no such member of staff any more. Choose another.')

async function onCluster({ tools, caller }: Asking, name: string, then: (found: FoundCluster) => Performed): Performed {
  const found = await findCluster(tools.log, name)
  if (!found) return noSuchCluster(name)
  return isOwnCluster(caller, found) ? then(found) : ownClustersOnly
}

export async function formCluster({ tools, caller, doing }: Asking, body: BodyOf<'form-cluster'>): Performed {
  const { cluster, nation, name } = body
  const ambassador = await staffNamed(tools, caller, body.ambassador)
  if (ambassador === undefined) return noSuchStaff
  return act(tools, clusterDecider, `cluster#${cluster}`, { do: 'form-cluster', nation, ambassador, name }, doing)
}

export function assignAmbassador(asking: Asking, { cluster, ambassador }: BodyOf<'assign-ambassador'>): Performed {
  const { tools, caller, doing } = asking
  return onCluster(asking, cluster, async ({ id }) => {
    const staff = await staffNamed(tools, caller, ambassador)
    if (staff === undefined) return noSuchStaff
    return act(tools, clusterDecider, `cluster#${id}`, { do: 'assign-ambassador', ambassador: staff }, doing)
  })
}

export async function changeMember(
  { tools, doing }: Asking,
  what: 'join-cluster' | 'leave-cluster',
  { cluster, school, on, reason }: BodyOf<'join-cluster'>,
): Performed {
  const found = await findCluster(tools.log, cluster)
  if (!found) return noSuchCluster(cluster)
  const member = await findOrRegister(tools, school, doing)
  return member
    ? changeMembership(tools, what, member.id, { cluster: found.id, on, reason }, doing)
    : noSuchSchool(school)
}

/** `isNew`: nobody had said anything of this meeting when the form was opened. */
export function scheduleMeeting(asking: Asking, isNew: boolean, body: BodyOf<'schedule-meeting'>): Performed {
  const { tools, doing } = asking
  const { cluster, meeting, host, ...what } = body
  return onCluster(asking, cluster, async ({ id }) => {
    const [hosting, known] = await Promise.all([
      host === undefined ? undefined : findSchool(tools.log, host),
      findMeeting(tools.log, meeting),
    ])
    if (host !== undefined && !hosting) return noSuchSchool(host)
    if (isNew && isUsedByItself(known.meeting, id)) return codeIsUsed(known.id, known.meeting)
    return actOnMeeting(tools, meeting, { do: 'schedule-meeting', ...what, cluster: id, host: hosting?.id }, doing)
  })
}

/** An id of another cluster is the meeting's own rule to refuse. */
function isUsedByItself({ state, cluster }: Meeting, of: string): boolean {
  return state !== 'none' && cluster === of
}

/** A new meeting under the code of one that is there would silently move that one. */
function codeIsUsed(meeting: string, { on = '' }: Meeting): Refusal {
  return refuse(
    'meeting-code-used',
    `The code ${meeting} is that of this cluster's meeting of ${on}. Open that meeting to change its plan; to plan another one, give it a code of its own.`,
    { meeting, on },
  )
}

export function cancelMeeting(asking: Asking, { cluster, meeting, reason }: BodyOf<'cancel-meeting'>): Performed {
  return onCluster(asking, cluster, ({ id }) =>
    actOnMeeting(asking.tools, meeting, { do: 'cancel-meeting', cluster: id, reason }, asking.doing),
  )
}

export async function changeExcuse(
  asking: Asking,
  what: 'excuse-absence' | 'include-absence',
  { id }: FoundSchool,
  { meeting, reason }: BodyOf<'excuse-absence'>,
): Performed {
  const { tools, doing } = asking
  const known = await findMeeting(tools.log, meeting)
  if (known.version === 0)
    return refuse('meeting-not-known', `There is no meeting ${meeting}. Check its code.`, { meeting })
  return onCluster(asking, known.meeting.cluster, () => excuseAbsence(tools, what, id, { meeting, reason }, doing))
}
