/** A cluster as its rules know it: nation, Ambassador, members with their days, and its meetings in short. */
import type { Day } from '../kernel/day.ts'
import type { MeetingKind, Nation } from '../kernel/words.ts'

/** A school's time in the cluster; on `leftOn` it is no member any more. */
export interface Member {
  readonly school: string
  readonly joinedOn: Day
  readonly leftOn?: Day
}

export interface NotedMeeting {
  readonly on: Day
  readonly kind: MeetingKind
  readonly state: 'scheduled' | 'held' | 'cancelled'
  readonly version: number
}

export interface Cluster {
  readonly formed: boolean
  readonly nation: Nation
  readonly name?: string
  /** `staff#…` */
  readonly ambassador: string
  /** The day it was formed or imported here. */
  readonly formedOn: Day
  readonly members: readonly Member[]
  readonly meetings: Readonly<Record<string, NotedMeeting>>
  /** Terms whose eighth day after had its morning run by this day are judged (F6). */
  readonly judgedUpTo: Day
  /** Keys of terms that are recorded as without a meeting: none is recorded twice, whatever became of its days. */
  readonly without?: readonly string[]
  /** By school: the version of its own stream with which its times here were corrected last. */
  readonly corrected?: Readonly<Record<string, number>>
  /** By meeting that was taken back: the version that says so. */
  readonly takenBack?: Readonly<Record<string, number>>
}

export const noCluster: Cluster = {
  formed: false,
  nation: 'england',
  ambassador: '',
  formedOn: '',
  members: [],
  meetings: {},
  judgedUpTo: '',
}

/** The schools that are members on a day: joined on or before it, and not left on or before it (F1). */
export function membersOn(cluster: Pick<Cluster, 'members'>, day: Day): string[] {
  return cluster.members
    .filter(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === undefined || leftOn > day))
    .map(({ school }) => school)
}
