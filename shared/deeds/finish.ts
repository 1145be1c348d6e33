/**
 * A deed that broke off after its first commit, whose answer was lost, is finished from that commit alone: what it says
 * is done and is never done again, since others may have said something later; only the other places are told how
 * things stand now.
 */
import * as z from 'zod'
import { contactDecider } from '../../events/contact/decide.ts'
import { once } from '../../events/kernel/once.ts'
import { contactRoles, purposes } from '../../events/kernel/words.ts'
import { type Doing, loadStream } from '../log/act.ts'
import type { CommitBody } from '../log/log.ts'
import { tellAdmins } from './admins.ts'
import { tellSchool, tellSuppression } from './agree.ts'
import { nationOf, putInForce } from './calendar.ts'
import { tellSuccessors } from './close-school.ts'
import { tellCluster, tellCorrectedStay, tellMembership } from './clusters.ts'
import { passOnAll } from './hand-over.ts'
import { finishContactsMerge } from './merge-contacts.ts'
import { finishMerge } from './merge-schools.ts'
import { personOf } from './people.ts'
import { type DeedTools, idOfSchool } from './tools.ts'

const role = once(() => z.object({ school: z.string(), role: z.enum(contactRoles) }))
const inCluster = once(() => z.object({ cluster: z.string() }))
const consent = once(() => z.object({ purpose: z.enum(purposes) }))

type ToFinish = Pick<CommitBody, 'stream' | 'version' | 'at' | 'events'>

/**
 * Tells the school, the suppression list, the cluster or the count of admins what they were not told; puts an edited
 * calendar in force.
 */
export async function finishDeed(tools: DeedTools, commit: ToFinish, doing: Doing): Promise<void> {
  const { stream, events } = commit
  if (stream.startsWith('school#')) {
    await finishSchools(tools, stream, events, doing)
    return finishMembership(tools, stream, events, doing)
  }
  const nation = nationOf(stream)
  if (nation) await putInForce(tools, nation, doing)
  if (stream.startsWith('meeting#')) return tellCluster(tools, stream, doing)
  if (stream.startsWith('staff#')) return tellAdmins(tools, stream, doing)
  if (stream.startsWith('contact#')) await finishContact(tools, commit, doing)
}

async function finishContact(tools: DeedTools, commit: ToFinish, doing: Doing): Promise<void> {
  const { stream, events } = commit
  for (const { type, data } of events) {
    if (ofRoles.has(type)) await finishRole(tools, stream, data, doing)
    if (ofConsents.has(type)) await finishConsent(tools, stream, data)
    if (type === 'ContactsMerged') await finishContactsMerge(tools, stream, doing)
  }
  await passOnAll(tools, commit, doing)
}

const ofMembership: ReadonlySet<string> = new Set(['SchoolJoinedCluster', 'SchoolLeftCluster'])
const ofRoles: ReadonlySet<string> = new Set(['ContactAdded', 'ContactRoleAdded', 'ContactRemoved'])
const ofConsents: ReadonlySet<string> = new Set(['ConsentGiven', 'ConsentWithdrawn', 'ConsentCorrected'])

const merge = once(() => z.object({ kept: z.string(), dropped: z.string(), reason: z.string() }))

/** A closing and its correction are told to the successor; a merge goes on from the dropped entry's commit. */
async function finishSchools(
  tools: DeedTools,
  stream: string,
  events: CommitBody['events'],
  doing: Doing,
): Promise<void> {
  for (const { type, data } of events) {
    if (type === 'SchoolClosed' || type === 'SchoolCorrected') await tellSuccessors(tools, idOfSchool(stream), doing)
    if (type === 'SchoolsMerged') await finishMerge(tools, merge().parse(data), doing)
  }
}

async function finishMembership(
  tools: DeedTools,
  stream: string,
  events: CommitBody['events'],
  doing: Doing,
): Promise<void> {
  const school = stream.replace('school#', '')
  for (const { type, data } of events) {
    if (ofMembership.has(type)) await tellMembership(tools, school, inCluster().parse(data).cluster, doing)
    if (type === 'MembershipCorrected') await tellCorrectedStay(tools, school, inCluster().parse(data).cluster, doing)
  }
}

async function finishRole(tools: DeedTools, who: string, data: unknown, doing: Doing): Promise<void> {
  const { state } = await loadStream(tools.log, contactDecider, who)
  await tellSchool(tools, { who, ...role().parse(data) }, state, doing)
}

async function finishConsent(tools: DeedTools, who: string, data: unknown): Promise<void> {
  const person = await personOf(tools, who)
  if (person) await tellSuppression(tools, who, person.email, consent().parse(data).purpose)
}
