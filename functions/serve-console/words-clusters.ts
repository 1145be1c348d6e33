/** What clusters, meetings and marks are called on the pages. Each mark has a sign and a word: no colour says anything. */
import type { MeetingInShort, TermState } from '../../events/cluster/terms.ts'
import type { Mark, MeetingKind } from '../../events/kernel/words.ts'
import type { Risk } from '../../events/school/standing.ts'
import type { Tone } from '../../shared/pages/parts.tsx'

export const meetingKindNames: Readonly<Record<MeetingKind, string>> = {
  required: 'Required: counts for the standing of Flagships',
  extra: 'Extra, between schools: counts for no standing',
}

export const shortKindNames: Readonly<Record<MeetingKind, string>> = { required: 'Required', extra: 'Extra' }

/** A mark as a cell shows it. */
export interface MarkWords {
  readonly sign: string
  readonly words: string
}

export const markNames: Readonly<Record<Mark, MarkWords>> = {
  attended: { sign: '✓', words: 'Attended' },
  apologies: { sign: '◐', words: 'Apologies' },
  absent: { sign: '✗', words: 'Absent' },
}

/** What a cell of the table says where there is no mark. */
export const noMark: MarkWords = { sign: '–', words: 'No member' }

type Shown = { readonly words: string; readonly tone: Tone }

export const meetingStateNames: Readonly<Record<MeetingInShort['state'], Shown>> = {
  scheduled: { words: 'Planned', tone: 'blue' },
  held: { words: 'Held', tone: 'green' },
  cancelled: { words: 'Cancelled', tone: 'grey' },
}

/** Planned for a day that has come, and not recorded. */
export const toRecord: Shown = { words: 'To be recorded', tone: 'yellow' }

export const termStateNames: Readonly<Record<TermState, Shown>> = {
  met: { words: 'Met this term', tone: 'green' },
  planned: { words: 'Planned', tone: 'blue' },
  'to-record': toRecord,
  'not-yet': { words: 'Not yet', tone: 'grey' },
}

export const noMeetingLastTerm: Shown = { words: 'No meeting in the last term', tone: 'orange' }

/** Why a Flagship is at risk, after "because". */
export const riskWords: Readonly<Record<Risk['because'], string>> = {
  'two-consecutive-meetings-missed': 'its two latest cluster meetings were both missed',
  'no-meeting-attended-in-term': 'it attended no cluster meeting of a term, and none since',
}
