/**
 * What an import said of a meeting is taken back: the meeting is as it was before, or as never said. What anybody said of
 * it since stays, and so does what it is said of.
 */
import { type Decision, refuse } from '../kernel/decider.ts'
import type { MeetingFact } from './events.ts'
import { evolveMeeting } from './evolve.ts'
import { type Meeting, noMeeting } from './state.ts'

/** A fact as it stands on record. */
export interface RecordedMeetingFact {
  /** The event's id. */
  readonly event: string
  readonly fact: MeetingFact
}

export interface TakeMeetingBack {
  readonly do: 'take-back'
  /** Ids of entries. */
  readonly entries: readonly string[]
  /** The note that says why. */
  readonly reason: string
  /** Everything on record of the meeting, oldest first. */
  readonly history: readonly RecordedMeetingFact[]
}

type TakenBack = Extract<MeetingFact, { type: 'MeetingTakenBack' }>['data']

/** What is on record and was not taken back. */
function standing(history: readonly RecordedMeetingFact[]): readonly RecordedMeetingFact[] {
  const gone = new Set(history.flatMap(({ fact }) => (fact.type === 'MeetingTakenBack' ? [fact.data.event] : [])))
  return history.filter(({ event, fact }) => fact.type !== 'MeetingTakenBack' && !gone.has(event))
}

/** Which entries of an import can be taken back: those after which nobody said anything else; and which were overtaken. */
export function planMeeting(
  history: readonly RecordedMeetingFact[],
  own: ReadonlySet<string>,
): { readonly back: readonly RecordedMeetingFact[]; readonly since: readonly RecordedMeetingFact[] } {
  const stands = standing(history)
  const lastOfOthers = stands.findLastIndex(({ event }) => !own.has(event))
  const open = stands.filter(({ event }) => own.has(event))
  const back = stands.slice(lastOfOthers + 1)
  return { back, since: open.filter((one) => !back.includes(one)) }
}

export function takeMeetingBack(command: TakeMeetingBack, meeting: Meeting): Decision<MeetingFact> {
  const { entries, reason, history } = command
  const { back, since } = planMeeting(history, new Set(entries))
  if (since.length > 0)
    return refuse(
      'meeting-said-since',
      'Something else was said of this meeting since. Record or cancel it again to say what holds.',
      { since: since.map(({ event }) => event) },
    )
  const stands = standing(history)
  return back.toReversed().map(({ event }): MeetingFact => {
    const before = stands.slice(
      0,
      stands.findIndex((one) => one.event === event),
    )
    const was = before.reduce((then, { fact }) => evolveMeeting(then, fact), noMeeting)
    const said = wordsOf(was)
    return {
      type: 'MeetingTakenBack',
      data: { event, reason, cluster: meeting.cluster, ...(said && { stands: said }) },
    }
  })
}

function wordsOf({ cluster: _, everMarked: __, imported: ___, state, ...said }: Meeting): TakenBack['stands'] {
  return state === 'none'
    ? undefined
    : { ...said, state, attendance: { ...said.attendance }, impact: { ...said.impact } }
}
