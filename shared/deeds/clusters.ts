/**
 * Clusters and their meetings: a school's own stream says which cluster it is in, a meeting's who was there. The
 * other streams that must know of it are told, before the answer or by following, and telling again changes nothing.
 */

import { clusterDecider } from '../../events/cluster/decide.ts'
import { type Cluster, membersOn } from '../../events/cluster/state.ts'
import type { Day } from '../../events/kernel/day.ts'
import { isRefusal, type Refusal, refuse } from '../../events/kernel/decider.ts'
import type { Mark, MeetingKind } from '../../events/kernel/words.ts'
import type { NamedMeeting } from '../../events/letter/events.ts'
import { type MeetingCommand, meetingDecider } from '../../events/meeting/decide.ts'
import type { Meeting } from '../../events/meeting/state.ts'
import type { NotedInvitation, NotedMark } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { School } from '../../events/school/state.ts'
import { type ActTools, act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { type FoundSchool, findSchool } from './schools.ts'
import { furtherStep, isRefused } from './tools.ts'

export interface FoundCluster {
  readonly id: string
  readonly version: number
  readonly cluster: Cluster
}

/** The cluster of an id as given (`cluster#…` as well), strongly consistent; undefined when none was formed. */
export async function findCluster(log: Log, name: string): Promise<FoundCluster | undefined> {
  const id = name.replace(/^cluster#/, '')
  const { version, state } = await loadStream(log, clusterDecider, `cluster#${id}`)
  return state.formed ? { id, version, cluster: state } : undefined
}

/** The meeting of an id as given, strongly consistent, with its version: 0 when nothing was ever said of it. */
export async function findMeeting(log: Log, name: string): Promise<{ id: string; version: number; meeting: Meeting }> {
  const id = name.replace(/^meeting#/, '')
  const { version, state } = await loadStream(log, meetingDecider, `meeting#${id}`)
  return { id, version, meeting: state }
}

/** A school joins or leaves a cluster: its own stream first, then the cluster's. Answers the school's commit. */
export async function changeMembership(
  tools: ActTools,
  what: 'join-cluster' | 'leave-cluster',
  school: string,
  { cluster, on, reason }: { readonly cluster: string; readonly on: Day; readonly reason?: string | undefined },
  doing: Doing,
): Promise<Outcome<School>> {
  const changed = await act(tools, schoolDecider, `school#${school}`, { do: what, cluster, on, reason }, doing)
  if (!isRefused(changed)) await tellMembership(tools, school, cluster, furtherStep(doing))
  return changed
}

/** Tells a cluster of a school's time in it, as the school's own stream has it now. */
export async function tellMembership(tools: ActTools, school: string, cluster: string, doing: Doing): Promise<void> {
  const { state, version } = await loadStream(tools.log, schoolDecider, `school#${school}`)
  for (const { joinedOn, leftOn } of state.memberships.filter((one) => one.cluster === cluster)) {
    await act(
      tools,
      clusterDecider,
      `cluster#${cluster}`,
      { do: 'note-stay', school, joinedOn, leftOn, version },
      doing,
    )
  }
}

/** Tells a cluster of all of a school's times in it after a correction: it forgets those that count as never been. */
export async function tellCorrectedStay(tools: ActTools, school: string, cluster: string, doing: Doing): Promise<void> {
  const { state, version } = await loadStream(tools.log, schoolDecider, `school#${school}`)
  const stays = state.memberships.filter((one) => one.cluster === cluster)
  await act(tools, clusterDecider, `cluster#${cluster}`, { do: 'note-stays', school, stays, version }, doing)
}

type RecordCommand = Extract<MeetingCommand, { do: 'record-meeting' }>

/** Schedules, records or cancels a meeting: its cluster is told before the answer, the schools by following. */
export async function actOnMeeting(
  tools: ActTools,
  meeting: string,
  command: MeetingCommand,
  doing: Doing,
): Promise<Outcome<Meeting>> {
  const outcome = await act(tools, meetingDecider, `meeting#${meeting}`, command, doing)
  if (!isRefused(outcome)) await tellCluster(tools, meeting, furtherStep(doing))
  return outcome
}

interface MeetingSaid {
  readonly cluster: string
  readonly meeting: string
  readonly on: Day
  readonly kind: MeetingKind
  readonly place: string
  readonly topics: string
}

export interface RecordSaid extends MeetingSaid {
  /** By whatever the schools are called: references or ids. */
  readonly attendance: Readonly<Record<string, Mark>>
  /** Notes kept in the vault, by school. */
  readonly impact?: Readonly<Record<string, string>> | undefined
  readonly imported?: boolean | undefined
}

/** Records a meeting with the attendance of its members, whatever its schools are called. */
export async function recordMeeting(tools: ActTools, said: RecordSaid, doing: Doing): Promise<Outcome<Meeting>> {
  const command = await recordCommand(tools, said)
  if ('refused' in command) return command
  return actOnMeeting(tools, said.meeting, command, doing)
}

/** What a rule would say against recording a meeting; nothing is recorded. */
export async function whyNotRecorded(tools: ActTools, said: RecordSaid): Promise<Refusal | undefined> {
  const command = await recordCommand(tools, said)
  if ('refused' in command) return command
  const { meeting } = await findMeeting(tools.log, said.meeting)
  const decision = meetingDecider.decide(command, meeting, tools.world())
  return isRefusal(decision) ? decision : undefined
}

/** Schools by their ids, with the members of that day. */
async function recordCommand(tools: ActTools, said: RecordSaid): Promise<RecordCommand | Refusal> {
  const found = await findCluster(tools.log, said.cluster)
  if (!found) return noSuchCluster(said.cluster)
  const { meeting: _, attendance, impact, cluster: __, ...what } = said
  const schools = await schoolsNamed(tools, Object.keys({ ...attendance, ...impact }))
  if (isUnknown(schools)) return schools
  const marked = Object.entries(attendance).flatMap(([name, mark]) => {
    const school = schools.get(name)
    return school ? [{ id: school.id, ref: school.school.ref, mark }] : []
  })
  const twice = marked.find(({ id }, n) => marked.findIndex((other) => other.id === id) !== n)
  if (twice)
    return refuse('school-marked-twice', `${twice.ref} is marked twice, under two of its names.`, { ref: twice.ref })
  const members = await withRefs(tools, membersOn(found.cluster, said.on), marked)
  const notes =
    impact && Object.fromEntries(Object.entries(impact).map(([name, note]) => [schools.get(name)?.id ?? name, note]))
  return { do: 'record-meeting', ...what, cluster: found.id, attendance: marked, members, impact: notes }
}

/** The refusal that names a cluster nobody formed. */
export function noSuchCluster(cluster: string): Refusal {
  return refuse('cluster-not-formed', `There is no cluster ${cluster}. Form it first, or check its id.`, { cluster })
}

type SchoolsNamed = ReadonlyMap<string, FoundSchool>

function isUnknown(named: SchoolsNamed | Refusal): named is Refusal {
  return 'refused' in named
}

async function schoolsNamed(tools: ActTools, names: readonly string[]): Promise<SchoolsNamed | Refusal> {
  const found = await Promise.all(names.map(async (name) => [name, await findSchool(tools.log, name)] as const))
  const unknown = found.flatMap(([name, school]) => (school ? [] : [name]))
  if (unknown.length > 0)
    return refuse('school-not-known', `No school is registered as ${unknown.join(', ')}. Check the references.`, {
      schools: unknown,
    })
  return new Map(found.flatMap(([name, school]) => (school ? [[name, school] as const] : [])))
}

/** Members by their references: those marked are known by the mark already. */
async function withRefs(
  tools: ActTools,
  members: readonly string[],
  marked: readonly { readonly id: string; readonly ref: string }[],
): Promise<{ id: string; ref: string }[]> {
  const known = new Map(marked.map(({ id, ref }) => [id, ref]))
  return Promise.all(
    members.map(async (id) => ({ id, ref: known.get(id) ?? (await findSchool(tools.log, id))?.school.ref ?? id })),
  )
}

/** Tells a meeting's cluster how the meeting stands now (F6). */
export async function tellCluster(tools: ActTools, name: string, doing: Doing): Promise<void> {
  const { id, version, meeting } = await findMeeting(tools.log, name)
  const { cluster, on, kind = 'required', state } = meeting
  if (on === undefined) return
  const said = state === 'none' ? 'taken-back' : state
  await act(
    tools,
    clusterDecider,
    `cluster#${cluster}`,
    { do: 'note-meeting', meeting: id, on, kind, state: said, version },
    doing,
  )
}

/** Schools told at the same time. */
const sideBySide = 8

/** Does the same for each, some at a time. */
async function forEach<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = all.values()
  const through = async () => {
    for (const one of waiting) await work(one)
  }
  await Promise.all(Array.from({ length: sideBySide }, through))
}

/** Tells every school that was ever in a meeting's cluster how a planned meeting stands: each knows whether it is invited. */
export async function tellInvited(tools: ActTools, name: string, doing: Doing): Promise<void> {
  const noted = await invitationTo(tools, name)
  const cluster = noted && (await findCluster(tools.log, noted.cluster))
  if (!noted || !cluster) return
  const schools = [...new Set(cluster.cluster.members.map(({ school }) => school))]
  await forEach(schools, (school) =>
    act(tools, schoolDecider, `school#${school}`, { do: 'note-invitation', ...noted }, doing),
  )
}

/** A school joined or left: it is told of the cluster's meetings that are still to come. */
export async function tellInvitations(tools: ActTools, school: string, cluster: string, doing: Doing): Promise<void> {
  const found = await findCluster(tools.log, cluster)
  const { today } = tools.world()
  const toCome = Object.entries(found?.cluster.meetings ?? {}).filter(
    ([, { state, on }]) => state === 'scheduled' && on >= today,
  )
  for (const [meeting] of toCome) {
    const noted = await invitationTo(tools, meeting)
    if (noted) await act(tools, schoolDecider, `school#${school}`, { do: 'note-invitation', ...noted }, doing)
  }
}

/** What schools are told of a meeting that was planned; undefined for one that never was. */
async function invitationTo(tools: ActTools, name: string): Promise<NotedInvitation | undefined> {
  const { id: meeting, version, meeting: known } = await findMeeting(tools.log, name)
  const { state, cluster, on, kind, place, topics, from, host } = known
  const isSaid = on !== undefined && kind !== undefined && place !== undefined && topics !== undefined
  if (state === 'none' || !isSaid) return undefined
  const hostName = host === undefined ? undefined : (await findSchool(tools.log, host))?.school.name
  const what = { meeting, cluster, version, state, on, kind, place, topics }
  return { ...what, ...(from !== undefined && { from }), ...(hostName !== undefined && { hostName }) }
}

/** Tells every school that ever had a mark at a meeting what it says of it now. */
export async function tellSchools(tools: ActTools, name: string, doing: Doing): Promise<void> {
  const found = await findMeeting(tools.log, name)
  const cluster = await findCluster(tools.log, found.meeting.cluster)
  if (!cluster) return
  await forEach(found.meeting.everMarked, async (school) => {
    const noted = markOf(found, cluster.cluster, school)
    if (noted) await act(tools, schoolDecider, `school#${school}`, { do: 'note-mark', ...noted }, doing)
  })
}

/** What a meeting says of a school; undefined for one whose day nobody said. */
function markOf(
  { id, version, meeting }: { readonly id: string; readonly version: number; readonly meeting: Meeting },
  cluster: Cluster,
  school: string,
): NotedMark | undefined {
  const { on, kind = 'required', state, attendance, imported } = meeting
  if (on === undefined) return undefined
  const mark = state === 'held' ? (attendance[school] ?? 'none') : 'none'
  return { meeting: id, on, kind, mark, version, clusterSince: cluster.formedOn, ...(imported && { imported }) }
}

/** Excuses a school's miss, or counts it again; the meeting is read strongly, so that a mark just recorded is known. */
export async function excuseAbsence(
  tools: ActTools,
  what: 'excuse-absence' | 'include-absence',
  school: string,
  { meeting, reason }: { readonly meeting: string; readonly reason: string },
  doing: Doing,
): Promise<Outcome<School>> {
  const found = await findMeeting(tools.log, meeting)
  const cluster = await findCluster(tools.log, found.meeting.cluster)
  const seen = cluster && found.meeting.everMarked.includes(school) ? markOf(found, cluster.cluster, school) : undefined
  return act(tools, schoolDecider, `school#${school}`, { do: what, meeting: found.id, reason, seen }, doing)
}

/** Meetings with their day and place, for a letter to a school that missed them. One nobody planned or held has none. */
export async function meetingsNamed(
  log: Log,
  ids: readonly string[],
  marks: School['marks'] = {},
): Promise<NamedMeeting[]> {
  const found = await Promise.all(ids.map((id) => findMeeting(log, id)))
  return found.flatMap(({ id, meeting: { on, place } }) => {
    const apologies = marks[id]?.mark === 'apologies'
    return on === undefined || place === undefined
      ? []
      : [{ meeting: id, on, place, ...(apologies && { apologies: true as const }) }]
  })
}

/** The next counted kind of meeting that a school's cluster has planned; undefined for a school in none. */
export async function nextMeetingOf(log: Log, school: School, today: Day): Promise<NamedMeeting | undefined> {
  const cluster = await findCluster(log, clusterNow(school) ?? '')
  const planned = Object.entries(cluster?.cluster.meetings ?? {})
    .filter(([, { kind, state, on }]) => kind === 'required' && state === 'scheduled' && on >= today)
    .toSorted(([, a], [, b]) => (a.on < b.on ? -1 : 1))
  const [next] = planned
  return next && (await meetingsNamed(log, [next[0]]))[0]
}

/** The cluster a school is in; undefined for none. */
export function clusterNow({ memberships }: School): string | undefined {
  const last = memberships.at(-1)
  return last?.leftOn === undefined ? last?.cluster : undefined
}
