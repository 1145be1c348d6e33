/**
 * What a calendar feed shows: meetings of a cluster; or those of all clusters of a member of staff, and their booked
 * visits. Schools, places and topics are public; nobody's name or address is in it.
 */
import { type Feed, feedDecider } from '../../events/feed/decide.ts'
import { addDays, type Day, type Instant } from '../../events/kernel/day.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import type { Meeting } from '../../events/meeting/state.ts'
import { staffDecider } from '../../events/staff/decide.ts'
import type { Board } from '../board/board.ts'
import { clustersOf } from '../board/reads/clusters-of.ts'
import { visitsOf } from '../board/reads/lists.ts'
import type { SchoolCard } from '../board/rows/school.ts'
import { type ActTools, loadStream } from '../log/act.ts'
import type { Log } from '../log/log.ts'
import { findCluster } from './clusters.ts'
import { feedStream } from './feeds.ts'

/** One thing in the calendar. */
export interface FeedEntry {
  readonly what: 'meeting' | 'visit'
  /** Of the meeting; of a visit the school and the review it is for. The same however often it moves. */
  readonly id: string
  /** Rises with each change. */
  readonly sequence: number
  /** When it was last changed. */
  readonly stamp: Instant
  readonly on: Day
  /** `15:30`, London's time; the whole day without it. */
  readonly from?: string | undefined
  readonly summary: string
  readonly place?: string | undefined
  readonly about?: string | undefined
  readonly cancelled: boolean
}

export interface FeedContents {
  readonly name: string
  readonly entries: readonly FeedEntry[]
}

type Tools = Pick<ActTools, 'log' | 'world'> & { readonly board: Board }

/** Days a past meeting stays in the feed. */
const keptDays = 400

/** What the feed behind a secret shows now; undefined when there is none, or it was closed, or is nobody's any more. */
export async function contentsOfFeed(tools: Tools, secret: string): Promise<FeedContents | undefined> {
  const { state } = await loadStream(tools.log, feedDecider, feedStream(secret))
  if (state.state !== 'open') return undefined
  return state.cluster === undefined ? ofStaff(tools, state) : ofCluster(tools, state.cluster)
}

async function ofCluster(tools: Tools, cluster: string): Promise<FeedContents | undefined> {
  const found = await findCluster(tools.log, cluster)
  if (!found) return undefined
  return { name: `Meetings of ${found.cluster.name ?? found.id}`, entries: await meetingsOf(tools, cluster) }
}

/** A member of staff who was removed has no feed any more, whoever still holds its address. */
async function ofStaff(tools: Tools, { staff = '' }: Feed): Promise<FeedContents | undefined> {
  const { version, state } = await loadStream(tools.log, staffDecider, staff)
  if (state.removed) return undefined
  const duties = version === 0 ? [] : state.clusters
  const clusters = [...new Set([...duties, ...(await clustersOf(tools.board, staff))])]
  const [meetings, visits] = await Promise.all([
    Promise.all(clusters.map((cluster) => meetingsOf(tools, cluster))),
    visitEntries(tools, staff),
  ])
  return { name: 'Cluster meetings and visits', entries: [...meetings.flat(), ...visits] }
}

async function meetingsOf({ log, world }: Tools, cluster: string): Promise<FeedEntry[]> {
  const found = await findCluster(log, cluster)
  if (!found) return []
  const since = addDays(world().today, -keptDays)
  const ids = Object.entries(found.cluster.meetings).flatMap(([id, { on }]) => (on >= since ? id : []))
  const name = found.cluster.name ?? found.id
  return (await Promise.all(ids.map((id) => meetingEntry(log, id, name)))).flat()
}

async function meetingEntry(log: Log, id: string, cluster: string): Promise<FeedEntry[]> {
  const { head, state } = await loadStream(log, meetingDecider, `meeting#${id}`)
  // What was taken back was never planned.
  if (!head || state.state === 'none' || state.on === undefined) return []
  return [
    {
      what: 'meeting',
      id,
      sequence: head.body.version,
      stamp: head.body.at,
      on: state.on,
      from: state.from,
      summary: summaryOf(state, cluster),
      place: state.place,
      about: state.topics,
      cancelled: state.state === 'cancelled',
    },
  ]
}

function summaryOf({ kind }: Meeting, cluster: string): string {
  return kind === 'extra' ? `Extra meeting of cluster ${cluster}` : `Meeting of cluster ${cluster}`
}

async function visitEntries({ log, board, world }: Tools, staff: string): Promise<FeedEntry[]> {
  const cards = await visitsOf(board, staff, addDays(world().today, -keptDays))
  return Promise.all(cards.map((card) => visitEntry(log, card)))
}

async function visitEntry(log: Log, { id, name, town, review }: SchoolCard): Promise<FeedEntry> {
  const head = await log.head(`school#${id}`)
  return {
    what: 'visit',
    id: `${id}-${review?.own ?? ''}`,
    sequence: head?.body.version ?? 0,
    stamp: head?.body.at ?? '',
    on: review?.visit?.on ?? '',
    summary: `Visit to ${name}`,
    place: town,
    cancelled: false,
  }
}
