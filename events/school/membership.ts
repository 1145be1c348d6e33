/** Which cluster a school is in is the school's own fact: one at a time, with the days it joined and left. */
import { type Decision, refuse } from '../kernel/decider.ts'
import type { SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import type { Membership, School } from './state.ts'

type Join = Extract<SchoolCommand, { do: 'join-cluster' }>
type Leave = Extract<SchoolCommand, { do: 'leave-cluster' }>

/** Joins from a day on. Said again with another day, the day is corrected. */
export function joinCluster({ cluster, on, reason }: Join, school: School): Decision<SchoolFact> {
  const last = school.memberships.at(-1)
  if (last && last.cluster === cluster && last.leftOn === undefined)
    return last.joinedOn === on
      ? []
      : (notBeforeLeaving(school.memberships.at(-2), on) ?? [joined(cluster, on, reason)])
  if (last && last.leftOn === undefined)
    return refuse(
      'school-in-another-cluster',
      `The school is in cluster ${last.cluster} since ${last.joinedOn}. Let it leave that one first.`,
      { cluster: last.cluster, since: last.joinedOn },
    )
  return notBeforeLeaving(last, on) ?? [joined(cluster, on, reason)]
}

function joined(cluster: string, on: string, reason: string | undefined): SchoolFact {
  return { type: 'SchoolJoinedCluster', data: { cluster, on, ...(reason && { reason }) } }
}

function notBeforeLeaving(last: Membership | undefined, on: string): Decision<SchoolFact> | undefined {
  return last?.leftOn !== undefined && on < last.leftOn
    ? refuse(
        'clusters-overlap',
        `The school was in cluster ${last.cluster} until ${last.leftOn}; it can join another from that day on, not on ${on}.`,
        { cluster: last.cluster, until: last.leftOn, on },
      )
    : undefined
}

/** Leaves from a day on: on that day it is no member any more. */
export function leaveCluster({ cluster, on, reason }: Leave, school: School): Decision<SchoolFact> {
  const last = school.memberships.findLast((one) => one.cluster === cluster)
  if (!last) return refuse('school-not-in-cluster', `The school is not in cluster ${cluster}.`, { cluster })
  if (last.leftOn === on) return []
  if (last !== school.memberships.at(-1))
    return refuse('school-not-in-cluster', `The school left cluster ${cluster} on ${last.leftOn}.`, { cluster })
  if (on < last.joinedOn)
    return refuse('left-before-joining', `The school joined cluster ${cluster} on ${last.joinedOn}, after ${on}.`, {
      cluster,
      joinedOn: last.joinedOn,
      on,
    })
  return [{ type: 'SchoolLeftCluster', data: { cluster, on, ...(reason && { reason }) } }]
}
