/**
 * A body in memory with a cluster, its Ambassador and an admin, whose every event is followed by all functions that clusters
 * need, until nothing is left: what a person records comes out as letters, tasks and alerts.
 */
import { clusterDecider } from '../../events/cluster/decide.ts'
import { membersOn } from '../../events/cluster/state.ts'
import { addYears, type Day, londonInstant, morningRun } from '../../events/kernel/day.ts'
import type { Mark, StaffRole } from '../../events/kernel/words.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import type { MeetingCommand } from '../../events/meeting/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { alertStaff } from '../../functions/alert-staff/alert.ts'
import { askLetters } from '../../functions/ask-letters/ask.ts'
import { finishTasks } from '../../functions/finish-tasks/finish.ts'
import { followAttendance } from '../../functions/follow-attendance/follow.ts'
import { passOn } from '../../functions/pass-on-letters/pass-on.ts'
import { raiseTaskFor } from '../../functions/raise-tasks/raise.ts'
import { releaseLetters } from '../../functions/release-letters/release.ts'
import { sendLetter } from '../../functions/send-letters/send.ts'
import { readTasks } from '../../shared/board/reads/lists.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { actOnMeeting, changeMembership, excuseAbsence } from '../../shared/deeds/clusters.ts'
import { addStaff } from '../../shared/deeds/staff.ts'
import { isRefused } from '../../shared/deeds/tools.ts'
import { act, type Doing, loadStream, type Outcome } from '../../shared/log/act.ts'
import type { Envelope } from '../../shared/post/post.ts'
import { aNote } from './builders/school.ts'
import { aFollowingBody, aHead, type FollowingBody, followThrough } from './following.ts'
import { aSchool, bySystem, onSchool } from './small-body.ts'
import { type PostStandIn, standInPost } from './stand-ins/post.ts'
import { standInQueue } from './stand-ins/queue.ts'

export interface ClusterBody extends FollowingBody {
  readonly post: PostStandIn
  /** Ids of the staff: `ambassador` of the cluster, and `admin`. */
  readonly staff: { readonly ambassador: string; readonly admin: string }
}

export const cluster = 'north'
/** What was done; a refusal ends the test. */
function ok<S>(outcome: Outcome<S>) {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`)
  return outcome
}

/** A cluster formed long ago, with an Ambassador and an admin who want to hear of tasks; sending is on. */
export async function aClusterBody(): Promise<ClusterBody> {
  const following = aFollowingBody({ now: londonInstant('2026-09-07', '09:00') })
  const body = { ...following, post: standInPost() }
  await act(body, settingsDecider, settingsStream, { do: 'set-sending', position: 'on', mayBeOn: true }, bySystem)
  const admin = await aMember(body, 'admin', 'Ann Admin')
  const ambassador = await aMember(body, 'ambassador', 'Amal Bassador')
  const form = { do: 'form-cluster', nation: 'england', ambassador, name: 'Northern schools' } as const
  ok(await act(body, clusterDecider, `cluster#${cluster}`, form, bySystem))
  return { ...body, staff: { ambassador, admin } }
}

/** A member of staff who wants to hear of tasks. Answers the stream. */
export async function aMember(body: FollowingBody, role: StaffRole, name: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@body.example`
  const added = await addStaff(body, { name, email }, { role, clusters: [], alerts: 'tasks' }, bySystem)
  return ok(added).stream
}

/** A Flagship with a head who agreed to letters, in the cluster since a day, or in none. Answers its id. */
export async function aFlagship(body: FollowingBody, name: string, joined: Day | 'nowhere' = '2026-09-01') {
  const since = addYears(body.world().today, -5)
  await aSchool(body, name, { says: `${name} School` })
  for (const award of ['inclusive-school', 'centre-of-excellence', 'flagship'] as const) {
    const on = award === 'flagship' ? addYears(since, 4) : since
    await onSchool(body, name, { do: 'take-over-history', rows: [{ award, action: 'granted', on }] })
  }
  if (joined !== 'nowhere') await joins(body, name, joined)
  await aHead(body, name, `head@${name}.example`)
  return name
}

export async function joins(body: FollowingBody, school: string, on: Day): Promise<void> {
  ok(await changeMembership(body, 'join-cluster', school, { cluster, on }, bySystem))
}

export async function leaves(body: FollowingBody, school: string, on: Day): Promise<void> {
  ok(await changeMembership(body, 'leave-cluster', school, { cluster, on }, bySystem))
}

interface Planned {
  readonly on: Day
  readonly from?: string
  readonly place?: string
  readonly topics?: string
}

/** Plans a meeting, or plans it anew. */
export async function plans(body: FollowingBody, meeting: string, planned: Planned): Promise<void> {
  const what = { kind: 'required', place: 'Hall B', topics: 'Belonging', cluster, ...planned } as const
  await onMeeting(body, meeting, { do: 'schedule-meeting', ...what })
}

export async function cancels(body: FollowingBody, meeting: string): Promise<void> {
  await onMeeting(body, meeting, { do: 'cancel-meeting', cluster })
}

async function onMeeting(body: FollowingBody, meeting: string, command: MeetingCommand): Promise<void> {
  ok(await actOnMeeting(body, meeting, command, bySystem))
}

/** Records a meeting held on a day, with who was there. */
export async function meets(
  body: FollowingBody,
  on: Day,
  attendance: Readonly<Record<string, Mark>>,
  doing: Doing & { readonly imported?: boolean } = bySystem,
): Promise<void> {
  const { imported, ...by } = doing
  const { state } = await loadStream(body.log, clusterDecider, `cluster#${cluster}`)
  const members = membersOn(state, on).map((id) => ({ id, ref: `ref:${id}` }))
  const marked = Object.entries(attendance).map(([id, mark]) => ({ id, ref: `ref:${id}`, mark }))
  const what = { cluster, on, kind: 'required', place: 'Hall B', topics: 'Belonging' } as const
  const command = { do: 'record-meeting', ...what, attendance: marked, members, imported } as const
  ok(await actOnMeeting(body, `m-${on}`, command, by))
}

export async function excuses(body: FollowingBody, school: string, on: Day): Promise<void> {
  ok(await excuseAbsence(body, 'excuse-absence', school, { meeting: `m-${on}`, reason: aNote }, bySystem))
}

/** Lets the body come to a moment of a day; nothing is woken. */
export function itIs(body: FollowingBody, day: Day, time = '10:00'): void {
  body.clock.moveTo(londonInstant(day, time))
}

/** The morning run of a day, for schools and the cluster; then all is followed. */
export async function morning(body: ClusterBody, day: Day, ...schools: readonly string[]): Promise<void> {
  body.clock.moveTo(morningRun(day))
  for (const school of schools) await act(body, schoolDecider, `school#${school}`, { do: 'wake' }, bySystem)
  await act(body, clusterDecider, `cluster#${cluster}`, { do: 'wake' }, bySystem)
  await followed(body)
}

/** Nothing leaves for now. */
export async function pauses(body: ClusterBody): Promise<void> {
  await act(body, settingsDecider, settingsStream, { do: 'pause-all', reason: aNote }, bySystem)
}

/** Letters leave again: each that is held is judged anew. */
export async function resumes(body: ClusterBody): Promise<void> {
  await act(body, settingsDecider, settingsStream, { do: 'resume-all', reason: aNote }, bySystem)
  await releaseLetters({ ...body, heldLetters: () => heldLetters(body) }, bySystem)
  await followed(body)
}

async function* heldLetters(body: ClusterBody) {
  for (const { stream, state } of await lettersOf(body))
    if (state.state === 'held' && state.heldBy)
      yield { letter: stream, heldBy: state.heldBy, school: state.asked?.school }
}

async function lettersOf(body: ClusterBody) {
  const streams = new Set(body.commits.filter(({ stream }) => stream.startsWith('letter#')).map(({ stream }) => stream))
  return Promise.all(
    [...streams].map(async (stream) => ({ stream, state: (await loadStream(body.log, letterDecider, stream)).state })),
  )
}

/** Follows everything, twice each where a test asks for it, until nothing new comes of it. */
export async function followed(body: ClusterBody, { twice = false } = {}): Promise<void> {
  const sending = {
    ...body,
    clock: { monotonic: () => 0 },
    later: standInQueue(),
    waitForTurn: async () => undefined,
    allStopped: () => undefined,
    sender: 'Inclusion Quality Mark <awards@iqm.example>',
    publicUrl: () => 'https://body.example',
    replyDomain: 'iqm.example',
    silenceSeconds: 1800,
  }
  const functions: Readonly<Record<string, (event: Published) => Promise<void>>> = {
    attendance: (event) => (attendanceTypes.has(event.type) ? followAttendance(body, event) : nothing()),
    tasks: (event) => raiseTaskFor(body, event),
    finish: (event) => finishTasks(body, event),
    alert: (event) => alertStaff(body, event),
    ask: (event) => askLetters(body, event),
    send: (event) =>
      event.type === 'LetterAsked' || event.type === 'LetterReleased' ? sendLetter(sending, event) : nothing(),
    pass: (event) => passOn(body, event),
  }
  const all = Object.values(functions)
  await followThrough(body, ...all, ...(twice ? all : []))
}

const nothing = async () => undefined
const attendanceTypes: ReadonlySet<string> = new Set([
  'MeetingScheduled',
  'MeetingRecorded',
  'MeetingCancelled',
  'SchoolJoinedCluster',
  'SchoolLeftCluster',
])

/** Letters that left since the last look: to whom, and what each is. */
export async function whatLeft(body: ClusterBody): Promise<string[]> {
  const said = await Promise.all(takeLeft(body).map(async ({ to, letter }) => `${to} ${await kindOf(body, letter)}`))
  return said.toSorted()
}

/** The envelopes themselves. */
export function takeLeft(body: ClusterBody): Envelope[] {
  return body.post.left.splice(0).map(({ envelope }) => envelope)
}

async function kindOf(body: ClusterBody, stream: string): Promise<string> {
  const { state } = await loadStream(body.log, letterDecider, stream)
  return state.asked?.kind ?? 'none'
}

/** Letters that were withheld, with the reason. */
export async function withheld(body: ClusterBody): Promise<string[]> {
  return (await lettersOf(body)).flatMap(({ state: { state, asked, whyNot } }) =>
    state === 'withheld' ? [`${asked?.kind} ${whyNot}`] : [],
  )
}

/** All tasks: what each is about, and how it ended. */
export async function tasksOf(body: ClusterBody): Promise<string[]> {
  const { items } = await readTasks(body.board, {}, { limit: 100 })
  return items.map(({ about, state, settled }) => [about, state, settled].filter(Boolean).join(' ')).toSorted()
}
