/**
 * The rules of a meeting (F1): planned, recorded with the attendance of exactly its members of that day, cancelled; of
 * recording and cancelling, the last said holds; what an import said can be taken back. An id belongs to one cluster for
 * good, also one that was taken back.
 */
import type { Day } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import type { Mark, MeetingKind } from '../kernel/words.ts'
import type { MeetingFact } from './events.ts'
import { evolveMeeting } from './evolve.ts'
import { type Meeting, noMeeting } from './state.ts'
import { type TakeMeetingBack, takeMeetingBack } from './take-back.ts'

interface What {
  readonly cluster: string
  readonly on: Day
  readonly kind: MeetingKind
  readonly place: string
  readonly topics: string
}

/** A school as whoever records a meeting names it. */
interface NamedSchool {
  readonly id: string
  readonly ref: string
}

export type MeetingCommand =
  | ({ readonly do: 'schedule-meeting'; readonly from?: string | undefined; readonly host?: string | undefined } & What)
  | ({
      readonly do: 'record-meeting'
      readonly attendance: readonly (NamedSchool & { readonly mark: Mark })[]
      readonly impact?: Readonly<Record<string, string>> | undefined
      /** The cluster's members of that day. */
      readonly members: readonly NamedSchool[]
      readonly imported?: boolean | undefined
    } & What)
  | {
      readonly do: 'cancel-meeting'
      readonly cluster: string
      readonly on?: Day | undefined
      readonly reason?: string | undefined
    }
  | TakeMeetingBack

export const meetingDecider: Decider<MeetingCommand, Meeting, MeetingFact> = {
  shape: 1,
  initial: noMeeting,
  decide: decideMeeting,
  evolve: evolveMeeting,
  wakeAt: () => undefined,
}

function decideMeeting(command: MeetingCommand, meeting: Meeting, world: DayWorld): Decision<MeetingFact> {
  if (command.do === 'take-back') return takeMeetingBack(command, meeting)
  if (meeting.cluster !== '' && meeting.cluster !== command.cluster)
    return refuse(
      'meeting-of-another-cluster',
      `This meeting id is used by cluster ${meeting.cluster} already. Choose another id: one is never used twice.`,
      { cluster: meeting.cluster },
    )
  switch (command.do) {
    case 'schedule-meeting':
      return schedule(command, meeting)
    case 'record-meeting':
      return record(command, meeting, world)
    case 'cancel-meeting':
      return cancel(command, meeting)
  }
}

type Schedule = Extract<MeetingCommand, { do: 'schedule-meeting' }>

function schedule({ do: _, from, host, ...what }: Schedule, meeting: Meeting): Decision<MeetingFact> {
  if (meeting.state === 'held')
    return refuse(
      'meeting-already-held',
      `The meeting of ${meeting.on} is recorded as held. Record it again to correct it.`,
      { on: meeting.on ?? '' },
    )
  const same = meeting.state === 'scheduled' && isSame(what, meeting) && meeting.from === from && meeting.host === host
  return same ? [] : [{ type: 'MeetingScheduled', data: { ...what, ...(from && { from }), ...(host && { host }) } }]
}

function isSame(what: What, known: Meeting): boolean {
  return what.on === known.on && what.kind === known.kind && what.place === known.place && what.topics === known.topics
}

type RecordMeeting = Extract<MeetingCommand, { do: 'record-meeting' }>

function record(command: RecordMeeting, meeting: Meeting, { today }: DayWorld): Decision<MeetingFact> {
  const { cluster, on, kind, place, topics, impact, imported } = command
  if (on > today)
    return refuse(
      'meeting-in-the-future',
      `${on} is still to come; today is ${today}. Record it on the day or later.`,
      {
        on,
        today,
      },
    )
  const unlike = whyNotTheMembers(command)
  if (unlike) return unlike
  const attendance = Object.fromEntries(command.attendance.map(({ id, mark }) => [id, mark]))
  const what = { cluster, on, kind, place, topics }
  if (meeting.state === 'held' && isSame(what, meeting) && isSameRecord(attendance, meeting.attendance) && !impact)
    return []
  return [
    {
      type: 'MeetingRecorded',
      data: { ...what, attendance, ...(impact && { impact: { ...impact } }), ...(imported && { imported }) },
    },
  ]
}

/** F1: a recording marks exactly the members of that day, else it is refused naming them. */
function whyNotTheMembers({ attendance, members, on, cluster }: RecordMeeting): Refusal | undefined {
  const marked = new Set(attendance.map(({ id }) => id))
  const ids = new Set(members.map(({ id }) => id))
  const missing = members.filter(({ id }) => !marked.has(id)).map(({ ref }) => ref)
  const strangers = attendance.filter(({ id }) => !ids.has(id)).map(({ ref }) => ref)
  if (missing.length === 0 && strangers.length === 0) return undefined
  const parts = [
    ...(missing.length > 0 ? [`no mark for ${missing.join(', ')}`] : []),
    ...(strangers.length > 0 ? [`marks for schools that are no members: ${strangers.join(', ')}`] : []),
  ]
  return refuse(
    'attendance-not-of-members',
    `A meeting marks exactly the schools that were members of ${cluster} on ${on}; there are ${parts.join(', and ')}.`,
    { missing, strangers, on },
  )
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

type Cancel = Extract<MeetingCommand, { do: 'cancel-meeting' }>

function cancel({ cluster, on, reason }: Cancel, meeting: Meeting): Decision<MeetingFact> {
  if (meeting.state === 'cancelled' && (on === undefined || on === meeting.on)) return []
  const day = on ?? meeting.on
  return [{ type: 'MeetingCancelled', data: { cluster, ...(day && { on: day }), ...(reason && { reason }) } }]
}
