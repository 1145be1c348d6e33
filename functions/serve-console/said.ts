/**
 * Entries as pages say them: with the day and the cluster of a meeting, the cluster’s name and the name of a member of staff
 * where the log itself keeps codes. The raw view and what is taken away keep the codes.
 */
import { kindOfStream } from '../../events/deciders.ts'
import type { Day } from '../../events/kernel/day.ts'
import { clusterCards } from '../../shared/board/reads/lists.ts'
import type { ClusterCard } from '../../shared/board/rows/cluster.ts'
import type { TrailEntry } from '../../shared/board/rows/trail.ts'
import { isOffice } from '../../shared/deeds/callers.ts'
import { findMeeting } from '../../shared/deeds/clusters.ts'
import type { Caller } from './caller.ts'
import { nameOfCluster } from './cluster-parts.tsx'
import { sayEntry } from './entries.tsx'
import { idOf, type Schools, schoolsNamed, whoDid } from './names.ts'
import type { ConsoleTools } from './tools.ts'

type Entry = Pick<TrailEntry, 'type' | 'data' | 'stream'>

export interface Said {
  /** Its sentence, with names for codes. */
  readonly said: string
  /** What it is about is not for this caller to open: no way leads there. */
  readonly isShut?: boolean | undefined
  /** The cluster it is about, where it is a cluster's or a meeting's. */
  readonly cluster?: { readonly id: string; readonly name: string } | undefined
}

/** Things that admins and coordinators alone open. */
const ofOffice: ReadonlySet<string> = new Set(['request', 'import'])

interface Known {
  readonly meetings: ReadonlyMap<string, { readonly cluster: string; readonly on: Day }>
  readonly clusters: ReadonlyMap<string, ClusterCard>
  readonly schools: Schools
  readonly who: (staff: string) => string
}

/** The entries with their sentences; what the sentences name is read once for all of them. */
export async function named<E extends Entry>(
  tools: ConsoleTools,
  entries: readonly E[],
  caller?: Caller,
): Promise<(E & Said)[]> {
  const isShut = ({ stream }: Entry) => caller !== undefined && !isOffice(caller) && ofOffice.has(kindOfStream(stream))
  const meetings = await meetingsOf(tools, new Set(entries.flatMap(meetingsIn)))
  const clusterIds = [...entries.flatMap(clustersIn), ...[...meetings.values()].map(({ cluster }) => cluster)]
  const [clusters, schools, who] = await Promise.all([
    clusterCards(tools.board, clusterIds),
    schoolsNamed(
      tools,
      entries.flatMap((entry) => memberIn(entry) ?? []),
    ),
    whoDid(
      tools,
      entries.flatMap((entry) => staffIn(entry) ?? []),
    ),
  ])
  const known = { meetings, clusters: new Map(clusters.map((card) => [card.id, card])), schools, who }
  return entries.map((entry) => ({
    ...entry,
    said: sayWith(entry, known),
    cluster: clusterOf(entry, known),
    isShut: isShut(entry),
  }))
}

/** Meetings by their ids as words that go on after others, with their days as days are kept. */
export async function sayMeetings(tools: ConsoleTools, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const meetings = await meetingsOf(tools, new Set(ids))
  const cards = await clusterCards(
    tools.board,
    [...meetings.values()].map(({ cluster }) => cluster),
  )
  const names = new Map(cards.map((card) => [card.id, nameOfCluster(card)]))
  return new Map(
    [...meetings].map(([id, { cluster, on }]) => [id, `the meeting of ${names.get(cluster) ?? cluster} on ${on}`]),
  )
}

async function meetingsOf(tools: ConsoleTools, ids: ReadonlySet<string>): Promise<Known['meetings']> {
  const found = await Promise.all([...ids].map((id) => findMeeting(tools.log, id)))
  return new Map(
    found.flatMap(({ id, meeting: { cluster, on } }) =>
      on === undefined || cluster === undefined ? [] : [[id, { cluster: idOf(cluster), on }] as const],
    ),
  )
}

/** Meetings a sentence may name. */
function meetingsIn({ stream, data: { meeting } }: Entry): string[] {
  const kind = kindOfStream(stream)
  return typeof meeting === 'string' && (kind === 'school' || kind === 'cluster') ? [idOf(meeting)] : []
}

function clustersIn({ stream, data: { cluster } }: Entry): string[] {
  const own = kindOfStream(stream) === 'cluster' ? [idOf(stream)] : []
  return typeof cluster === 'string' ? [...own, idOf(cluster)] : own
}

/** The school that joined or left a cluster. */
function memberIn({ stream, data: { school } }: Entry): string | undefined {
  return kindOfStream(stream) === 'cluster' && typeof school === 'string' ? school : undefined
}

/** The member of staff an entry is about. */
export function staffIn({ stream, data: { staff } }: Pick<Entry, 'stream' | 'data'>): string | undefined {
  const kind = kindOfStream(stream)
  if (kind === 'staff') return stream
  return kind === 'admins' && typeof staff === 'string' ? staff : undefined
}

function sayWith(entry: Entry, { meetings, clusters, schools, who }: Known): string {
  const nameOf = (id: string) => nameOfCluster(clusters.get(id) ?? { id })
  let text = sayEntry(entry)
  for (const id of meetingsIn(entry)) {
    const meeting = meetings.get(id)
    if (meeting) text = nameMeeting(text, id, `of ${nameOf(meeting.cluster)} on ${meeting.on}`)
  }
  for (const id of clustersIn(entry)) text = text.replace(`cluster ${id}`, `cluster ${nameOf(id)}`)
  const member = schools.get(idOf(memberIn(entry) ?? ''))
  if (member) text = text.replace(/^a school\b/, () => member.name)
  const staff = staffIn(entry)
  return staff === undefined ? text : text.replace(/^a member of staff\b/, () => who(staff))
}

/** A meeting's code gives way to its cluster and its day; a day that follows already is not said twice. */
function nameMeeting(text: string, id: string, words: string): string {
  const at = text.indexOf(id)
  if (at < 0) return text
  const before = text.slice(0, at)
  const after = text.slice(at + id.length).replace(/^ on \d{4}-\d{2}-\d{2}/, '')
  return `${before}${/\bmeeting $/.test(before) ? words : `the meeting ${words}`}${after}`
}

function clusterOf(entry: Entry, { clusters }: Known): Said['cluster'] {
  const kind = kindOfStream(entry.stream)
  if (kind !== 'cluster' && kind !== 'meeting') return undefined
  const [id] = clustersIn(entry)
  const card = id === undefined ? undefined : clusters.get(id)
  return card && { id: card.id, name: nameOfCluster(card) }
}
