/**
 * The rules of a cluster: it is formed once, has one Ambassador, schools come and go, and a term that ends without a
 * meeting is noticed on its eighth day after (F6), blaming no school.
 */
import { judgedOn } from '../kernel/calendar.ts'
import { type Day, type Instant, laterOf, londonDay, morningRun } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { MeetingKind, Nation } from '../kernel/words.ts'
import type { ClusterFact } from './events.ts'
import { type Cluster, type Member, type NotedMeeting, noCluster } from './state.ts'
import { evolveTakenBack, type NoteStays, noteStays, type TakeClusterBack, takeClusterBack } from './take-back.ts'

export type ClusterCommand =
  | {
      readonly do: 'form-cluster'
      readonly nation: Nation
      readonly ambassador: string
      readonly name?: string | undefined
    }
  | { readonly do: 'assign-ambassador'; readonly ambassador: string }
  /** A school's time in the cluster, as its own stream has it. */
  | {
      readonly do: 'note-stay'
      readonly school: string
      readonly joinedOn: Day
      readonly leftOn?: Day | undefined
      /** The version the school's stream stood at. */
      readonly version?: number | undefined
    }
  | NoteStays
  | {
      readonly do: 'note-meeting'
      readonly meeting: string
      readonly on: Day
      readonly kind: MeetingKind
      readonly state: NotedMeeting['state'] | 'taken-back'
      readonly version: number
    }
  | TakeClusterBack
  | { readonly do: 'wake' }
  /** The calendar changed: plan anew what is to come. */
  | { readonly do: 'plan' }

export const clusterDecider: Decider<ClusterCommand, Cluster, ClusterFact> = {
  shape: 3,
  initial: noCluster,
  decide: decideCluster,
  evolve: evolveCluster,
  wakeAt: wakeClusterAt,
}

function decideCluster(command: ClusterCommand, cluster: Cluster, world: DayWorld): Decision<ClusterFact> {
  if (command.do === 'form-cluster') return form(command, cluster, world)
  if (!cluster.formed) return refuse('cluster-not-formed', 'There is no such cluster. Form it first.')
  switch (command.do) {
    case 'assign-ambassador':
      return command.ambassador === cluster.ambassador
        ? []
        : [{ type: 'AmbassadorAssigned', data: { ambassador: command.ambassador } }]
    case 'note-stay':
      return noteStay(command, cluster)
    case 'note-stays':
      return noteStays(command, cluster)
    case 'note-meeting':
      return noteMeeting(command, cluster, world)
    case 'take-back':
      return takeClusterBack(command, cluster)
    case 'wake':
      return termsWithout(cluster, world, world.today)
    case 'plan':
      return plan(cluster, world)
  }
}

type Form = Extract<ClusterCommand, { do: 'form-cluster' }>

function form({ nation, ambassador, name }: Form, cluster: Cluster, { today }: DayWorld): Decision<ClusterFact> {
  if (!cluster.formed)
    return [{ type: 'ClusterFormed', data: { nation, ambassador, on: today, ...(name !== undefined && { name }) } }]
  const same = cluster.nation === nation && cluster.ambassador === ambassador && (name ?? cluster.name) === cluster.name
  return same
    ? []
    : refuse(
        'cluster-already-formed',
        'A cluster of this id is there already. Use assign-ambassador to give it another Ambassador, or choose another id.',
        { nation: cluster.nation, since: cluster.formedOn },
      )
}

type NoteStay = Extract<ClusterCommand, { do: 'note-stay' }>

/** The school's own stream was committed first; this follows it, whatever of it is known already. */
function noteStay({ school, joinedOn, leftOn, version }: NoteStay, { members, corrected }: Cluster): ClusterFact[] {
  if (version !== undefined && version < (corrected?.[school] ?? 0)) return []
  const last = members.findLast((one) => one.school === school)
  const known = members.find((one) => one.school === school && one.joinedOn === joinedOn)
  const joins = known ? known === last && isBegunAgain(known, leftOn) : isAfter(last, joinedOn)
  const leaves = leftOn !== undefined && (joins || (known !== undefined && known === last && known.leftOn !== leftOn))
  return [
    ...(joins ? [{ type: 'ClusterJoined' as const, data: { school, on: joinedOn } }] : []),
    ...(leaves ? [{ type: 'ClusterLeft' as const, data: { school, on: leftOn } }] : []),
  ]
}

/** It joined, left and joined again on one day. */
function isBegunAgain(known: Member, leftOn: Day | undefined): boolean {
  return known.leftOn === known.joinedOn && leftOn === undefined
}

function isAfter(last: Member | undefined, joinedOn: Day): boolean {
  return last?.leftOn === undefined || joinedOn >= last.leftOn
}

type NoteMeeting = Extract<ClusterCommand, { do: 'note-meeting' }>

function noteMeeting(command: NoteMeeting, cluster: Cluster, world: DayWorld): Decision<ClusterFact> {
  const { meeting, on, kind, state, version } = command
  const known = cluster.meetings[meeting]?.version ?? cluster.takenBack?.[meeting]
  if (known === undefined ? state === 'taken-back' : known >= version) return []
  return [
    // What fell due before this was known stays so: the run may be a moment behind.
    ...termsWithout(cluster, world, world.lastRun),
    { type: 'ClusterMeetingNoted', data: { meeting, on, kind, state, version, after: world.lastRun } },
  ]
}

interface TermToJudge {
  readonly key: string
  /** Of the morning run that judges it. */
  readonly day: Day
}

/** The terms that ended on or after the day it was formed, are not judged yet, and have no meeting held that counts. */
function openTerms(cluster: Cluster, { calendar }: DayWorld): TermToJudge[] {
  const held = Object.values(cluster.meetings).filter(({ kind, state }) => kind === 'required' && state === 'held')
  return calendar.nations[cluster.nation].terms
    .filter(({ key }) => !cluster.without?.includes(key))
    .filter(({ from, to }) => to >= cluster.formedOn && !held.some(({ on }) => on >= from && on <= to))
    .map((term) => ({ key: term.key, day: judgedOn(term) }))
    .filter(({ day }) => day > cluster.judgedUpTo)
}

function termsWithout(cluster: Cluster, world: DayWorld, until: Day): ClusterFact[] {
  return openTerms(cluster, world)
    .filter(({ day }) => day <= until)
    .map(({ key }) => ({ type: 'ClusterTermWithoutMeeting', data: { term: key, judged: until } }))
}

function wakeClusterAt(cluster: Cluster, world: DayWorld): Instant | undefined {
  const next = cluster.formed ? openTerms(cluster, world)[0] : undefined
  return next && morningRun(next.day)
}

/** Recorded where the next waking day is another than the one kept; a day that is past by now is made up for at once. */
function plan(cluster: Cluster, world: DayWorld): ClusterFact[] {
  const next = wakeClusterAt(cluster, world)
  if (next === world.kept?.wakeAt) return []
  return [{ type: 'ClusterPlannedAnew', data: { ...(next !== undefined && { next: londonDay(next) }) } }]
}

function evolveCluster(cluster: Cluster, fact: ClusterFact): Cluster {
  switch (fact.type) {
    case 'ClusterFormed': {
      const { on, ...others } = fact.data
      return { ...cluster, formed: true, formedOn: on, ...others }
    }
    case 'AmbassadorAssigned':
      return { ...cluster, ambassador: fact.data.ambassador }
    case 'ClusterJoined':
      return { ...cluster, members: joined(cluster.members, fact.data) }
    case 'ClusterLeft':
      return { ...cluster, members: left(cluster.members, fact.data) }
    case 'ClusterMeetingNoted':
      return { ...withMeeting(cluster, fact.data), judgedUpTo: laterOf(cluster.judgedUpTo, fact.data.after) }
    case 'ClusterTermWithoutMeeting': {
      const { term, judged } = fact.data
      return {
        ...cluster,
        judgedUpTo: laterOf(cluster.judgedUpTo, judged),
        without: [...(cluster.without ?? []), term],
      }
    }
    case 'ClusterPlannedAnew':
      return cluster
    case 'ClusterStayCorrected':
    case 'AmbassadorCorrected':
    case 'ClusterWithdrawn':
      return evolveTakenBack(cluster, fact)
  }
}

type Noted = Extract<ClusterFact, { type: 'ClusterMeetingNoted' }>['data']

function withMeeting(cluster: Cluster, { meeting, after: _, state, ...noted }: Noted): Cluster {
  const { [meeting]: __, ...meetings } = cluster.meetings
  if (state === 'taken-back')
    return { ...cluster, meetings, takenBack: { ...cluster.takenBack, [meeting]: noted.version } }
  return { ...cluster, meetings: { ...meetings, [meeting]: { ...noted, state } } }
}

interface Came {
  readonly school: string
  readonly on: Day
}

/** Joining while it is a member corrects the day; joining again on the day it joined and left undoes the leaving. */
function joined(members: readonly Member[], { school, on }: Came): readonly Member[] {
  const at = members.findIndex(
    (one) => one.school === school && (one.leftOn === undefined || (one.joinedOn === on && one.leftOn === on)),
  )
  return at < 0 ? [...members, { school, joinedOn: on }] : members.with(at, { school, joinedOn: on })
}

function left(members: readonly Member[], { school, on }: Came): readonly Member[] {
  const at = members.findLastIndex((one) => one.school === school)
  const member = members[at]
  return member ? members.with(at, { ...member, leftOn: on }) : members
}
