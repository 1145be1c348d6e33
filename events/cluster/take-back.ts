/**
 * What an import said of a cluster is taken back: its schools' times here are as their own streams have them now, its
 * Ambassador is the one before, and a cluster nothing else is in is taken off the lists.
 */
import type { Day } from '../kernel/day.ts'
import { type Decision, refuse } from '../kernel/decider.ts'
import type { ClusterFact } from './events.ts'
import { type Cluster, noCluster } from './state.ts'

/** All times of a school in this cluster, as its own stream has them at a version. */
export interface NoteStays {
  readonly do: 'note-stays'
  readonly school: string
  readonly stays: readonly { readonly joinedOn: Day; readonly leftOn?: Day | undefined }[]
  readonly version: number
}

export interface TakeClusterBack {
  readonly do: 'take-back'
  /** The entry that formed it, or that gave it its Ambassador. */
  readonly event: string
  /** The note that says why. */
  readonly reason: string
  /** Everything on record of the cluster, oldest first. */
  readonly history: readonly RecordedClusterFact[]
}

/** A fact as it stands on record. */
export interface RecordedClusterFact {
  /** The event's id. */
  readonly event: string
  readonly fact: ClusterFact
}

export const clusterStayWhys = ['has-members', 'has-meetings', 'changed-since'] as const
export type ClusterStayWhy = (typeof clusterStayWhys)[number]

/** A correction on the school's own stream, told here; what an older version of the school said is ignored. */
export function noteStays({ school, stays, version }: NoteStays, { members, corrected }: Cluster): ClusterFact[] {
  if (version <= (corrected?.[school] ?? 0)) return []
  const known = members.filter((one) => one.school === school)
  const isSame = (n: number) => known[n]?.joinedOn === stays[n]?.joinedOn && known[n]?.leftOn === stays[n]?.leftOn
  if (known.length === stays.length && stays.every((_, n) => isSame(n))) return []
  const plain = stays.map(({ joinedOn, leftOn }) => ({ joinedOn, ...(leftOn !== undefined && { leftOn }) }))
  return [{ type: 'ClusterStayCorrected', data: { school, stays: plain, version } }]
}

const ofForming: readonly string[] = ['ClusterFormed', 'AmbassadorAssigned']

/** Who is or was its Ambassador by entries that were not taken back, since it was formed last; oldest first. */
function ambassadors(history: readonly RecordedClusterFact[]) {
  const gone = new Set(
    history.flatMap(({ fact }) =>
      fact.type === 'AmbassadorCorrected' || fact.type === 'ClusterWithdrawn' ? [fact.data.event] : [],
    ),
  )
  const since = history.findLastIndex(({ fact }) => fact.type === 'ClusterFormed')
  return history
    .slice(Math.max(since, 0))
    .filter(({ event, fact }) => ofForming.includes(fact.type) && !gone.has(event))
}

/** Whether an entry still is what the cluster was formed by, or got its Ambassador by. */
export function isStanding(event: string, history: readonly RecordedClusterFact[]): boolean {
  return ambassadors(history).some((one) => one.event === event)
}

/** Why an entry stays; undefined where it can be taken back. */
export function whyClusterStays(
  event: string,
  history: readonly RecordedClusterFact[],
  { members, meetings }: Cluster,
): ClusterStayWhy | undefined {
  const standing = ambassadors(history)
  const formed = standing[0]?.event === event
  if (formed && members.length > 0) return 'has-members'
  if (formed && Object.keys(meetings).length > 0) return 'has-meetings'
  return standing.at(-1)?.event === event ? undefined : 'changed-since'
}

export function takeClusterBack(command: TakeClusterBack, cluster: Cluster): Decision<ClusterFact> {
  const { event, reason, history } = command
  if (!isStanding(event, history)) return []
  const why = whyClusterStays(event, history, cluster)
  if (why)
    return refuse(
      'cluster-built-on',
      'The cluster has members or meetings, or got another Ambassador since. Take those back first.',
      { why },
    )
  const before = ambassadors(history).at(-2)?.fact
  if (!before) return [{ type: 'ClusterWithdrawn', data: { event, reason } }]
  if (before.type !== 'ClusterFormed' && before.type !== 'AmbassadorAssigned') return []
  return [{ type: 'AmbassadorCorrected', data: { event, reason, ambassador: before.data.ambassador } }]
}

type TakenBack = Extract<ClusterFact, { type: 'ClusterStayCorrected' | 'AmbassadorCorrected' | 'ClusterWithdrawn' }>

export function evolveTakenBack(cluster: Cluster, fact: TakenBack): Cluster {
  switch (fact.type) {
    case 'ClusterStayCorrected': {
      const { school, stays, version } = fact.data
      const members = cluster.members.filter((one) => one.school !== school)
      return {
        ...cluster,
        members: [...members, ...stays.map((stay) => ({ school, ...stay }))],
        corrected: { ...cluster.corrected, [school]: version },
      }
    }
    case 'AmbassadorCorrected':
      return { ...cluster, ambassador: fact.data.ambassador }
    case 'ClusterWithdrawn': {
      // What was told late of before must not come back when it is formed anew; what was judged stays judged.
      const { corrected, takenBack, judgedUpTo, without } = cluster
      return {
        ...noCluster,
        judgedUpTo,
        ...(without && { without }),
        ...(corrected && { corrected }),
        ...(takenBack && { takenBack }),
      }
    }
  }
}
