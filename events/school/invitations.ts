/**
 * Who is invited to a cluster meeting is the school's own fact: its own days in the cluster decide, and it knows what it
 * was told before. Each time something else holds it is said under the next sequence, so that a calendar entry replaces
 * the one before it.
 */
import type { Day } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { NotedInvitation } from './commands.ts'
import type { SchoolFact } from './events.ts'
import type { Invitation, School } from './state.ts'

type Due = Extract<SchoolFact, { type: 'MeetingInvitationDue' }>

/** What a planned meeting means for this school now. What an earlier version of the meeting said is ignored. */
export function noteInvitation(noted: NotedInvitation, school: School, { today }: DayWorld): SchoolFact[] {
  const known = school.invitations?.[noted.meeting]
  if (known && known.version > noted.version) return []
  const stands = standing(known)
  return isInvited(noted, school, today) ? invite(noted, stands, known) : takeOut(noted, stands, school, today)
}

function invite(noted: NotedInvitation, stands?: Invitation, known?: Invitation): Due[] {
  return stands?.version === noted.version ? [] : [due(noted, stands ? 'changed' : 'invited', known)]
}

/** What was held is over, and what lies in the past is in nobody's way. */
function takeOut(noted: NotedInvitation, stands: Invitation | undefined, school: School, today: Day): Due[] {
  if (!stands || noted.state === 'held' || stands.on < today) return []
  return [due({ ...noted, on: stands.on }, wasMemberOn(school, noted) ? 'cancelled' : 'left', stands)]
}

/** The invitation that holds, where one does. */
function standing(known: Invitation | undefined): Invitation | undefined {
  return known?.is === 'cancelled' || known?.is === 'left' ? undefined : known
}

function isInvited(noted: NotedInvitation, school: School, today: Day): boolean {
  return noted.state === 'scheduled' && noted.on >= today && isOpen(school) && wasMemberOn(school, noted)
}

function due({ state: _, cluster: __, ...says }: NotedInvitation, is: Due['data']['is'], known?: Invitation): Due {
  return { type: 'MeetingInvitationDue', data: { ...says, is, sequence: (known?.sequence ?? 0) + 1 } }
}

function isOpen({ closed, mergedInto }: School): boolean {
  return closed === undefined && mergedInto === undefined
}

/** F1: joined on or before the day, and not left on or before it. */
function wasMemberOn({ memberships }: School, { cluster, on }: NotedInvitation): boolean {
  return memberships.some(
    (one) => one.cluster === cluster && one.joinedOn <= on && (one.leftOn === undefined || one.leftOn > on),
  )
}
