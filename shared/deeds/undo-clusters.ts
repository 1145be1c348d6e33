/**
 * An import of clusters or meetings is taken back: a meeting is as before or as never said, its marks on schools are
 * judged again; a school that joined by it never joined, unless a meeting marks it since; a cluster nothing else is in
 * is taken off the lists, and its Ambassador stays a member of staff. Each again changes nothing.
 */
import { clusterDecider } from '../../events/cluster/decide.ts'
import type { Cluster } from '../../events/cluster/state.ts'
import { isStanding, type RecordedClusterFact, whyClusterStays } from '../../events/cluster/take-back.ts'
import { once } from '../../events/kernel/once.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import { planMeeting, type RecordedMeetingFact } from '../../events/meeting/take-back.ts'
import type { RecordedFact } from '../../events/school/commands.ts'
import type { School } from '../../events/school/state.ts'
import type { StayWhy } from '../../events/school/undo.ts'
import { act, type Doing, factsOf, loadStream } from '../log/act.ts'
import { type CommitBody, eventIdOf, type Log } from '../log/log.ts'
import { actOnMeeting, findMeeting, tellCorrectedStay, tellSchools } from './clusters.ts'
import { onHistory } from './correct.ts'
import { type DeedTools, furtherStep, isRefused } from './tools.ts'

/** An entry of the import, and what becomes of it. */
export interface UndoEntry {
  readonly event: string
  readonly type: string
  readonly stream: string
  /** Left out for one that is taken back. */
  readonly why?: StayWhy
  /** The rule's own sentence, where a rule says no. */
  readonly detail?: string
}

export interface Undoing {
  readonly reason: string
  readonly doing: Doing
  /** Decide everything, commit nothing. */
  readonly dryRun: boolean
  /** All the import recorded. */
  readonly streams: ReadonlyMap<string, readonly CommitBody[]>
  /** By cluster, the schools as they would stand: known to a preview alone, which tells no cluster. */
  readonly foreseen: Map<string, Map<string, { readonly school: School; readonly version: number }>>
  /** Schools that meetings mark, by meeting, each read once. */
  readonly marked: (meeting: string) => Promise<ReadonlySet<string>>
}

export function entry(stream: string, event: string, type: string, why?: StayWhy, detail?: string): UndoEntry {
  return { event, type, stream, ...(why && { why }), ...(detail !== undefined && { detail }) }
}

/** Reads of each meeting that marks schools, kept for one stretch of work. */
export function marksOf(log: Log): Undoing['marked'] {
  const known = new Map<string, Promise<ReadonlySet<string>>>()
  return (name) => {
    const reading = known.get(name) ?? whoIsMarked(log, name)
    known.set(name, reading)
    return reading
  }
}

async function whoIsMarked(log: Log, name: string): Promise<ReadonlySet<string>> {
  const { meeting } = await findMeeting(log, name)
  return new Set(meeting.state === 'held' ? Object.keys(meeting.attendance) : [])
}

/** Takes back what an import recorded of one meeting. Its cluster is told before the answer, its schools too. */
export async function undoMeeting(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  { reason, doing, dryRun, streams }: Undoing,
): Promise<UndoEntry[]> {
  const own = new Set(eventsIn(commits))
  const { back, since } = planMeeting(await meetingHistory(tools.log, stream), own)
  if (!dryRun) await takeMeetingBack(tools, stream, [...own], reason, doing)
  const all = [...back.map((one) => ({ ...one, why: undefined })), ...since.map((one) => ({ ...one, why: told }))]
  return all.flatMap(({ event, fact, why }) => [
    entry(stream, event, fact.type, why),
    ...notedBy(streams, stream, event).map((noted) => entry(noted.stream, noted.event, 'ClusterMeetingNoted', why)),
  ])
}

const told: StayWhy = 'recorded-again'

async function takeMeetingBack(
  tools: DeedTools,
  stream: string,
  entries: readonly string[],
  reason: string,
  doing: Doing,
): Promise<void> {
  const name = stream.slice('meeting#'.length)
  const outcome = await onHistory(tools, stream, doing, (commits, strict) => {
    const history = commits.flatMap(recordedOfMeeting)
    const { back } = planMeeting(history, new Set(entries))
    const command = { do: 'take-back' as const, entries: back.map(({ event }) => event), reason, history }
    return actOnMeeting(tools, name, command, strict)
  })
  if (isRefused(outcome)) return
  // Told here as well as by following: what is taken back after it looks at how things stand now.
  await tellSchools(tools, name, furtherStep(doing))
}

function recordedOfMeeting({ stream, version, events }: CommitBody): RecordedMeetingFact[] {
  return factsOf(meetingDecider, events).map((fact, n) => ({ event: eventIdOf(stream, version, n), fact }))
}

async function meetingHistory(log: Log, stream: string): Promise<RecordedMeetingFact[]> {
  const history: RecordedMeetingFact[] = []
  for await (const { body } of log.history(stream)) history.push(...recordedOfMeeting(body))
  return history
}

function eventsIn(commits: readonly CommitBody[]): string[] {
  return commits.flatMap(({ stream, version, events }) => events.map((_, n) => eventIdOf(stream, version, n)))
}

/** The clusters' notes of a meeting's entry, by the meeting's version. */
function notedBy(streams: Undoing['streams'], meeting: string, event: string) {
  const name = meeting.slice('meeting#'.length)
  return clusterFactsIn(streams).filter(
    ({ fact }) =>
      fact.type === 'ClusterMeetingNoted' &&
      fact.data.meeting === name &&
      event.startsWith(`${meeting}@${fact.data.version}.`),
  )
}

/** The cluster's notes that a school joined it. */
export function joinsNotedBy(streams: Undoing['streams'], school: string, { fact }: RecordedFact) {
  if (fact.type !== 'SchoolJoinedCluster') return []
  const { cluster, on } = fact.data
  return clusterFactsIn(streams, `cluster#${cluster}`).filter(
    (one) => one.fact.type === 'ClusterJoined' && one.fact.data.school === school && one.fact.data.on === on,
  )
}

function clusterFactsIn(streams: Undoing['streams'], only?: string): (RecordedClusterFact & { stream: string })[] {
  return [...streams].flatMap(([stream, commits]) =>
    (only === undefined ? stream.startsWith('cluster#') : stream === only)
      ? commits.flatMap(recordedOfCluster).map((one) => ({ ...one, stream }))
      : [],
  )
}

function recordedOfCluster({ stream, version, events }: CommitBody): RecordedClusterFact[] {
  return factsOf(clusterDecider, events).map((fact, n) => ({ event: eventIdOf(stream, version, n), fact }))
}

/** Of a school's entries those by which it joined a cluster where a meeting marks it since, whoever was told of it. */
export async function markedIn(
  tools: DeedTools,
  school: string,
  history: readonly RecordedFact[],
  own: ReadonlySet<string>,
  { marked }: Undoing,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const { event, fact } of history) {
    if (fact.type !== 'SchoolJoinedCluster' || !own.has(event)) continue
    const { state } = await loadStream(tools.log, clusterDecider, `cluster#${fact.data.cluster}`)
    const held = Object.entries(state.meetings).filter(([, one]) => one.state === 'held' && one.on >= fact.data.on)
    const schools = await Promise.all(held.map(([meeting]) => marked(meeting)))
    if (schools.some((one) => one.has(school))) found.add(event)
  }
  return found
}

/** The clusters of a school that joined by the import are told how it stands: by a preview, how it would. */
export async function tellStays(
  tools: DeedTools,
  school: string,
  entries: readonly RecordedFact[],
  { doing, dryRun, foreseen }: Undoing,
  then: { readonly school: School; readonly version: number },
): Promise<void> {
  const clusters = new Set(
    entries.flatMap(({ fact }) => (fact.type === 'SchoolJoinedCluster' ? [fact.data.cluster] : [])),
  )
  for (const cluster of clusters) {
    if (!dryRun) await tellCorrectedStay(tools, school, cluster, furtherStep(doing))
    else foreseen.set(cluster, (foreseen.get(cluster) ?? new Map()).set(school, then))
  }
}

/** Takes back what an import recorded of one cluster itself: its forming, its Ambassador. Its schools are done by then. */
export async function undoCluster(
  tools: DeedTools,
  stream: string,
  commits: readonly CommitBody[],
  { reason, doing, dryRun, foreseen }: Undoing,
): Promise<UndoEntry[]> {
  const own = commits.flatMap(recordedOfCluster)
  const entries: UndoEntry[] = []
  for (const { event, fact } of own.toReversed()) {
    const history = await clusterHistory(tools.log, stream)
    if (!isStanding(event, history)) continue
    const { state } = await loadStream(tools.log, clusterDecider, stream)
    const why = whyClusterStays(event, history, asForeseen(state, foreseen.get(stream.slice('cluster#'.length))))
    entries.push(entry(stream, event, fact.type, why))
    if (why || dryRun) continue
    await onHistory(tools, stream, doing, (all, strict) =>
      act(
        tools,
        clusterDecider,
        stream,
        { do: 'take-back', event, reason, history: all.flatMap(recordedOfCluster) },
        strict,
      ),
    )
  }
  return entries.toReversed()
}

async function clusterHistory(log: Log, stream: string): Promise<RecordedClusterFact[]> {
  const history: RecordedClusterFact[] = []
  for await (const { body } of log.history(stream)) history.push(...recordedOfCluster(body))
  return history
}

const noneForeseen = once(() => new Map<string, { school: School; version: number }>())

/** The cluster with its schools as they would stand. */
function asForeseen(
  cluster: Cluster,
  schools: ReadonlyMap<string, { readonly school: School }> = noneForeseen(),
): Cluster {
  const members = cluster.members.filter(
    ({ school, joinedOn }) => schools.get(school)?.school.memberships.some((one) => one.joinedOn === joinedOn) ?? true,
  )
  return { ...cluster, members }
}
