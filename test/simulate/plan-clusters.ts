/**
 * What happens to clusters in some bodies: they are formed, meet, are recorded right, wrong, late and again; schools come
 * and go, absences are excused, meetings are planned, moved and cancelled, Ambassadors change. Nothing of it changes when
 * a review falls due; all of it how a school stands with its clusters, and what it is told.
 */
import { addDays, type Day } from '../../events/kernel/day.ts'
import { marks } from '../../events/kernel/words.ts'
import { schoolIdOf } from '../../shared/deeds/schools.ts'
import type { Call } from './happenings.ts'
import { minute, type PlannedDay } from './happenings.ts'
import { aReason } from './people.ts'
import type { Random } from './random.ts'

/** What the planner believes of the clusters. */
interface Clusters {
  readonly random: Random
  readonly schools: readonly string[]
  /** By school, the cluster it is in. */
  readonly membership: Map<string, string>
  /** By meeting, its cluster and the day it was last said for. */
  readonly meetings: Map<string, { readonly cluster: string; readonly on: Day }>
  call(at: number, command: string, body: Readonly<Record<string, unknown>>): void
}

const flagship = 3
const clusters = ['north', 'south'] as const
const ambassador = 'ambassador.canary@body.example'

/** So many bodies have clusters. */
const share = 0.3

/** `schools` by their references, as plan-schools.ts sets them up: the first belongs in no cluster, the fourth is a Flagship. */
export function planClusters(random: Random, days: readonly PlannedDay[], schools: readonly string[]): readonly Call[] {
  if (!random.chance(share)) return []
  const calls: Call[] = []
  const known: Clusters = {
    random,
    schools,
    membership: new Map(),
    meetings: new Map(),
    call: (at, command, body) => void calls.push({ at, do: 'call', command, body }),
  }
  for (const { day, first, office } of days) {
    if (!office) continue
    if (first) setUp(known, office[0] + 100 * minute, day)
    else for (const ms of momentsOf(random, office)) random.weighed(doings)(known, ms, day)
  }
  return calls
}

function momentsOf(random: Random, office: readonly [number, number]): number[] {
  const count = random.weighed([[40, 0], [35, 1], [25, 2]] as const) // biome-ignore format: a table
  return Array.from({ length: count }, () => random.int(...office))
}

function setUp({ random, schools, membership, call }: Clusters, from: number, today: Day): void {
  const alerts = random.pick(['tasks', 'none'] as const)
  call(from, 'add-staff', { role: 'ambassador', name: 'Canary Ambassador', email: ambassador, alerts })
  for (const [n, cluster] of clusters.entries())
    call(from + (n + 1) * minute, 'form-cluster', { cluster, nation: random.pick(['england', 'wales']), ambassador })
  for (const [n, school] of schools.entries()) {
    if (n === 0 || (n !== flagship && random.chance(0.25))) continue
    const cluster = random.pick([...clusters, 'north'])
    membership.set(school, cluster)
    const on = addDays(today, -random.int(0, 100))
    call(from + (n + 4) * minute, 'join-cluster', { cluster, school, on })
  }
}

type Doing = (known: Clusters, ms: number, today: Day) => void

const doings: readonly (readonly [number, Doing])[] = [
  [6, planned],
  [10, recorded],
  [3, recordedAgain],
  [3, cancelled],
  [4, excused],
  [3, moved],
  [1, recordedWrongly],
  [1, otherAmbassador],
  [1, formedAgain],
]

function aMeeting({ random, meetings }: Clusters): string {
  return random.chance(0.3) && meetings.size > 0 ? random.pick([...meetings.keys()]) : `m-${random.int(1, 999)}`
}

function what({ random, meetings }: Clusters, meeting: string, on: Day) {
  const cluster = random.chance(0.93)
    ? (meetings.get(meeting)?.cluster ?? random.pick(clusters))
    : random.pick(clusters)
  const kind = random.pick(['required', 'required', 'required', 'extra'] as const)
  const place = random.pick(['Hall B', 'online'])
  return { cluster, meeting, on, kind, place, topics: random.pick(['Belonging', 'Reading, writing; and sums']) }
}

function planned(known: Clusters, ms: number, today: Day): void {
  const { random, meetings, schools, call } = known
  const meeting = aMeeting(known)
  const on = addDays(today, random.weighed([[10, random.int(1, 25)], [2, 0], [1, -1]])) // biome-ignore format: a table
  const body = { ...what(known, meeting, on), ...(random.chance(0.5) && { from: '14:00' }) }
  meetings.set(meeting, { cluster: body.cluster, on })
  call(ms, 'schedule-meeting', { ...body, ...(random.chance(0.2) && { host: random.pick(schools) }) })
  // While the meeting is planned, a school of the cluster leaves, or one comes: one always finds the other.
  if (random.chance(0.3)) moved(known, ms + random.int(0, 300), today)
}

function membersOf({ membership }: Clusters, cluster: string): string[] {
  return [...membership].flatMap(([school, of]) => (of === cluster ? [school] : []))
}

function attendanceIn(known: Clusters, cluster: string) {
  const away = known.random.pick([0.2, 0.5, 0.9])
  // A Flagship that comes to every meeting has no standing to look at.
  const awayOf = (school: string) => (school === known.schools[flagship] ? Math.max(away, 0.6) : away)
  const mark = (school: string) =>
    known.random.chance(awayOf(school)) ? known.random.pick(marks.slice(1)) : 'attended'
  return Object.fromEntries(membersOf(known, cluster).map((school) => [school, mark(school)]))
}

function recorded(known: Clusters, ms: number, today: Day): void {
  const { random, meetings, call } = known
  const meeting = aMeeting(known)
  const body = what(known, meeting, addDays(today, -random.int(0, 4)))
  meetings.set(meeting, { cluster: body.cluster, on: body.on })
  const attendance = attendanceIn(known, body.cluster)
  call(ms, 'record-meeting', { ...body, attendance })
  // Two clerks have the same list, and read it differently.
  if (random.chance(0.2))
    call(ms + random.int(0, 500), 'record-meeting', { ...body, attendance: attendanceIn(known, body.cluster) })
}

/** A meeting of before, with what the list says now. */
function recordedAgain(known: Clusters, ms: number): void {
  const { random, meetings, call } = known
  const [meeting, said] = random.pick([...meetings, ['m-0', { cluster: 'north', on: '' }] as const])
  if (said.on === '') return
  call(ms, 'record-meeting', {
    ...what(known, meeting, said.on),
    cluster: said.cluster,
    attendance: attendanceIn(known, said.cluster),
  })
}

function cancelled({ random, meetings, call }: Clusters, ms: number): void {
  const [meeting, said] = random.pick([...meetings, ['m-0', { cluster: 'north', on: '' }] as const])
  if (said.on !== '')
    call(ms, 'cancel-meeting', {
      cluster: said.cluster,
      meeting,
      ...(random.chance(0.3) && { reason: aReason(random) }),
    })
}

function excused({ random, meetings, schools, call }: Clusters, ms: number): void {
  const [meeting, { on }] = random.pick([...meetings, ['m-0', { cluster: 'north', on: '' }] as const])
  if (on === '') return
  const excuse = { school: random.pick(schools), meeting, reason: aReason(random) }
  call(ms, 'excuse-absence', excuse)
  if (random.chance(0.3)) call(ms + random.int(0, 900) * minute, 'include-absence', excuse)
}

/** A school leaves, joins, or tries what does not go together. */
function moved({ random, membership, schools, call }: Clusters, ms: number, today: Day): void {
  const school = random.pick(schools.slice(1))
  const cluster = membership.get(school)
  const on = addDays(today, random.weighed([[6, 0], [3, random.int(1, 9)], [3, -random.int(1, 200)]])) // biome-ignore format: a table
  if (cluster !== undefined && random.chance(0.7)) {
    membership.delete(school)
    call(ms, 'leave-cluster', { cluster: random.chance(0.9) ? cluster : 'south', school, on })
  } else {
    const to = random.pick(clusters)
    if (cluster === undefined) membership.set(school, to)
    call(ms, 'join-cluster', { cluster: to, school, on })
  }
}

/** What a person may type: a day to come, a school too many, one nobody knows, one under two of its names. */
function recordedWrongly(known: Clusters, ms: number, today: Day): void {
  const { random, schools, call } = known
  const body = what(known, `m-${random.int(1000, 1999)}`, today)
  const attendance = attendanceIn(known, body.cluster)
  const school = random.pick(schools)
  const [on, more] = random.pick([
    [addDays(today, 3), {}],
    [today, { [random.pick(schools)]: 'absent' }],
    [today, { 'urn:999999': 'absent' }],
    [today, { [school]: 'absent', [schoolIdOf(school)]: 'attended' }],
  ] as const)
  call(ms, 'record-meeting', { ...body, on, attendance: { ...attendance, ...more } })
}

function otherAmbassador({ random, call }: Clusters, ms: number): void {
  const other = random.pick([ambassador, 'coordinator.canary@body.example'])
  random.pick([
    () => call(ms, 'assign-ambassador', { cluster: random.pick(clusters), ambassador: other }),
    () => call(ms, 'change-staff', { staff: ambassador, role: random.pick(['reader', 'ambassador']) }),
    () => call(ms, 'remove-staff', { staff: ambassador }),
    () => call(ms, 'add-staff', { role: 'ambassador', name: 'Canary Ambassador', email: ambassador, alerts: 'tasks' }),
  ])()
}

function formedAgain({ random, call }: Clusters, ms: number): void {
  const cluster = random.pick(clusters)
  call(ms, 'form-cluster', { cluster, nation: 'scotland', ambassador: 'admin.canary@body.example' })
}
