/**
 * Whether schools, clusters and meetings tell one story when all is quiet: a mark is what its meeting says, a standing is
 * what the marks say whatever their order was, and who is invited is who belongs there.
 */
import { clusterDecider } from '../../events/cluster/decide.ts'
import type { Cluster } from '../../events/cluster/state.ts'
import type { Day } from '../../events/kernel/day.ts'
import type { DayWorld } from '../../events/kernel/decider.ts'
import { meetingDecider } from '../../events/meeting/decide.ts'
import type { Meeting } from '../../events/meeting/state.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { riskOn } from '../../events/school/standing.ts'
import type { School } from '../../events/school/state.ts'
import { isStateOf } from '../../shared/log/act.ts'
import type { CommitBody } from '../../shared/log/log.ts'

type Heads = ReadonlyMap<string, CommitBody>

interface Kept<S> {
  readonly id: string
  readonly version: number
  readonly state: S
}

/** Everything that is wrong about clusters, a sentence each. */
export function clustersHold(heads: Heads, world: DayWorld): string[] {
  const meetings = kept(heads, 'meeting#', (body) => (isStateOf(meetingDecider, body) ? body.state : undefined))
  const schools = kept(heads, 'school#', (body) => (isStateOf(schoolDecider, body) ? body.state : undefined))
  const clusters = kept(heads, 'cluster#', (body) => (isStateOf(clusterDecider, body) ? body.state : undefined))
  return [
    ...meetings.flatMap((meeting) => marksHold(meeting, schools)),
    ...schools.flatMap((school) => standingHolds(school, world)),
    ...clusters.flatMap((cluster) => membersHold(cluster, schools)),
    ...meetings.flatMap((meeting) => invitationsHold(meeting, schools, world)),
  ]
}

function kept<S>(heads: Heads, kind: string, read: (body: CommitBody) => S | undefined): Kept<S>[] {
  return [...heads].flatMap(([stream, body]) => {
    const state = stream.startsWith(kind) ? read(body) : undefined
    return state === undefined ? [] : [{ id: stream.slice(kind.length), version: body.version, state }]
  })
}

function marksHold({ id, version, state }: Kept<Meeting>, schools: readonly Kept<School>[]): string[] {
  const { on, kind, state: is, attendance, everMarked } = state
  const wanted = (school: string) =>
    JSON.stringify([on, kind, is === 'held' ? (attendance[school] ?? 'none') : 'none', version])
  return schools
    .filter((school) => everMarked.includes(school.id))
    .flatMap((school) => {
      const known = school.state.marks[id]
      const says = JSON.stringify([known?.on, known?.kind, known?.mark, known?.version])
      return says === wanted(school.id)
        ? []
        : [`school#${school.id} knows ${says} of meeting ${id}, which says ${wanted(school.id)}`]
    })
}

/** F3: from the marks alone, in whatever order they came. */
function standingHolds({ id, state }: Kept<School>, { today, calendar, settings }: DayWorld): string[] {
  const should = riskOn(state, today, calendar, settings) !== undefined
  const is = state.risk !== undefined
  return is === should ? [] : [`school#${id} is ${is ? '' : 'not '}at risk, and should${should ? '' : ' not'} be`]
}

function membersHold({ id, state }: Kept<Cluster>, schools: readonly Kept<School>[]): string[] {
  return schools.flatMap((school) => {
    const own = school.state.memberships.findLast(({ cluster }) => cluster === id)
    const known = state.members.findLast((one) => one.school === school.id)
    const [is, should] = [known, own].map((stay) => `${stay?.joinedOn} ${stay?.leftOn}`)
    return is === should ? [] : [`cluster#${id} has school#${school.id} ${is} instead of ${should}`]
  })
}

function invitationsHold(meeting: Kept<Meeting>, schools: readonly Kept<School>[], { today }: DayWorld): string[] {
  const { state, on = '' } = meeting.state
  if (state === 'held') return []
  const isToCome = state === 'scheduled' && on >= today
  return schools.flatMap((school) => invitationHolds(meeting, school, today, isToCome))
}

function invitationHolds(meeting: Kept<Meeting>, school: Kept<School>, today: Day, isToCome: boolean): string[] {
  const known = school.state.invitations?.[meeting.id]
  const stands = known?.is === 'invited' || known?.is === 'changed' ? known : undefined
  if (isToCome && isMember(school.state, meeting.state))
    return stands?.version === meeting.version ? [] : [`school#${school.id} is not invited to ${meeting.id} as it is`]
  return stands && stands.on >= today ? [`school#${school.id} is still invited to ${meeting.id} on ${stands.on}`] : []
}

function isMember({ memberships }: School, { cluster, on = '' }: Meeting): boolean {
  return memberships.some(
    (one) => one.cluster === cluster && one.joinedOn <= on && (one.leftOn === undefined || one.leftOn > on),
  )
}
