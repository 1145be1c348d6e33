/** What each fact makes of a meeting. */
import type { MeetingFact } from './events.ts'
import { type Meeting, noMeeting } from './state.ts'

export function evolveMeeting(meeting: Meeting, fact: MeetingFact): Meeting {
  switch (fact.type) {
    case 'MeetingScheduled': {
      const { from: _, host: __, ...known } = meeting
      return { ...known, ...fact.data, state: 'scheduled' }
    }
    case 'MeetingRecorded': {
      const { impact = {}, imported = false, ...recorded } = fact.data
      const everMarked = [...new Set([...meeting.everMarked, ...Object.keys(recorded.attendance)])]
      // Impact is written school by school, and stays when the attendance is corrected.
      return { ...meeting, ...recorded, state: 'held', imported, impact: { ...meeting.impact, ...impact }, everMarked }
    }
    case 'MeetingCancelled': {
      const { cluster, on } = fact.data
      return { ...meeting, state: 'cancelled', cluster, ...(on && { on }) }
    }
    case 'MeetingTakenBack':
      return takenBack(meeting, fact.data)
  }
}

type TakenBack = Extract<MeetingFact, { type: 'MeetingTakenBack' }>['data']

/** As after an import: the standings are judged again, and no school is written to for it (F5). */
function takenBack(meeting: Meeting, { cluster, stands }: TakenBack): Meeting {
  const { on, kind, everMarked } = meeting
  const kept = { cluster, everMarked, imported: true }
  // The day is kept, so that the schools it marked can be told of it.
  return { ...noMeeting, ...(on && { on }), ...(kind && { kind }), ...stands, ...kept }
}
