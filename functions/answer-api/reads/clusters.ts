/** Clusters: the list, and one with its meetings and who was there. */
import * as z from 'zod'
import { readClusters } from '../../../shared/board/reads/lists.ts'
import { type ClusterCard, clusterCard, clusterRows } from '../../../shared/board/rows/cluster.ts'
import { findCluster, findMeeting } from '../../../shared/deeds/clusters.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import type { ApiTools } from '../tools.ts'
import { list, thing } from './read.ts'
import { schoolsById } from './school-views.ts'
import { clusterShape, idOf } from './shapes.ts'

type ClusterView = z.input<typeof clusterShape>
type MeetingView = ClusterView['meetings'][number]
type Refs = ReadonlyMap<string, { readonly ref: string }>

const refOf = (refs: Refs, id: string) => refs.get(id)?.ref ?? id

function clusterView(card: ClusterCard, refs: Refs, meetings: MeetingView[]): ClusterView {
  const { id, name, nation, ambassador, formedOn, members } = card
  const named = members.map(({ school, joinedOn, leftOn }) => ({ school: refOf(refs, school), joinedOn, leftOn }))
  return { id, name, nation, ambassador: idOf(ambassador), formedOn, members: named, meetings }
}

function schoolsOf(cards: readonly ClusterCard[]): string[] {
  return cards.flatMap(({ members }) => members.map(({ school }) => school))
}

const clusters = list(
  {
    path: '/api/clusters',
    sentence:
      'Clusters with their Ambassadors, members and meetings; who was at a meeting stands with the cluster itself.',
    filters: {},
    item: clusterShape,
  },
  async ({ tools }, ask) => {
    const { items, next } = await readClusters(tools.board, ask)
    const refs = await schoolsById(tools, schoolsOf(items))
    const bare = (card: ClusterCard) => card.meetings.map((one) => ({ ...one, attendance: {}, excused: [] }))
    return { items: items.map((card) => clusterView(card, refs, bare(card))), next }
  },
)

const cluster = thing(
  {
    path: '/api/clusters/{cluster}',
    sentence: 'One cluster with its meetings and attendance.',
    filters: { term: z.string().max(40).optional().describe('A term of its nation, as `2026/27 autumn`.') },
    gives: clusterShape,
  },
  async ({ tools, params: { cluster: name = '' }, query: { term } }) => {
    const found = await findCluster(tools.log, name)
    if (!found) return { notFound: 'cluster' }
    const [row] = clusterRows({ stream: `cluster#${found.id}`, version: found.version, state: found.cluster })
    const card = clusterCard().parse(row?.data)
    const window = tools.world().calendar.nations[card.nation].terms.find(({ key }) => key === term)
    if (term !== undefined && !window) return { notFound: 'term' }
    const shown = card.meetings.filter(({ on }) => !window || (on >= window.from && on <= window.to))
    const meetings = await Promise.all(shown.map(({ meeting }) => meetingView(tools, meeting)))
    const refs = await schoolsById(tools, [...schoolsOf([card]), ...meetings.flatMap(({ schools }) => schools)])
    return clusterView(
      card,
      refs,
      meetings.map(({ view }) => view(refs)),
    )
  },
)

interface NamedMeeting {
  readonly schools: readonly string[]
  readonly view: (refs: Refs) => MeetingView
}

async function meetingView({ log }: ApiTools, name: string): Promise<NamedMeeting> {
  const { id, meeting } = await findMeeting(log, name)
  const { on, kind, state, place, topics, attendance } = meeting
  const schools = Object.keys(attendance)
  const excused = await excusedAmong(log, id, schools)
  return {
    schools,
    view: (refs) => ({
      meeting: id,
      on,
      kind,
      state: state === 'none' ? 'scheduled' : state,
      place,
      topics,
      attendance: Object.fromEntries(Object.entries(attendance).map(([school, mark]) => [refOf(refs, school), mark])),
      excused: excused.map((school) => refOf(refs, school)),
    }),
  }
}

/** An excuse is the school's own fact. */
async function excusedAmong(log: ApiTools['log'], meeting: string, schools: readonly string[]): Promise<string[]> {
  const found = await Promise.all(schools.map((id) => findSchool(log, id)))
  return found.flatMap((one) => (one?.school.marks[meeting]?.excused ? one.id : []))
}

export const clusterReads = [clusters, cluster]
