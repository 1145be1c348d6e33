/** The card of a cluster: its nation, Ambassador, members, and its meetings in short. */
import * as z from 'zod'
import type { Cluster } from '../../../events/cluster/state.ts'
import { once } from '../../../events/kernel/once.ts'
import { meetingKinds, nations } from '../../../events/kernel/words.ts'
import type { Row } from '../board.ts'
import { fold, inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const clusterCard = once(() =>
  z.object({
    id: z.string(),
    nation: z.enum(nations),
    name: z.string().optional(),
    /** `staff#…` */
    ambassador: z.string(),
    formedOn: z.string(),
    members: z.array(z.object({ school: z.string(), joinedOn: z.string(), leftOn: z.string().optional() })),
    meetings: z.array(
      z.object({
        meeting: z.string(),
        on: z.string(),
        kind: z.enum(meetingKinds),
        state: z.enum(['scheduled', 'held', 'cancelled']),
      }),
    ),
  }),
)

export type ClusterCard = z.infer<ReturnType<typeof clusterCard>>

export function clusterRows(standing: Standing<Cluster>): Row[] {
  const { stream, state: cluster } = standing
  if (!cluster.formed) return []
  const id = idOf(stream)
  const { nation, name, ambassador, formedOn, members } = cluster
  const meetings = Object.entries(cluster.meetings)
    .map(([meeting, { on, kind, state }]) => ({ meeting, on, kind, state }))
    .toSorted((a, b) => (`${a.on} ${a.meeting}` < `${b.on} ${b.meeting}` ? -1 : 1))
  const data = { id, nation, name, ambassador, formedOn, members: members.map((one) => ({ ...one })), meetings }
  return [card(standing, inList('clusters', stream, fold(name ?? id)), data)]
}
