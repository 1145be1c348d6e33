/**
 * How a cluster stands in its terms, at a glance: whether it met in this one, is about to, or let the last one pass
 * without a meeting that counts (F6). Worked out from its meetings in short and the day; nothing of it is kept.
 */
import type { Calendar } from '../kernel/calendar.ts'
import type { Day } from '../kernel/day.ts'
import type { MeetingKind, Nation } from '../kernel/words.ts'

/** A meeting as its cluster knows it. */
export interface MeetingInShort {
  readonly meeting: string
  readonly on: Day
  readonly kind: MeetingKind
  readonly state: 'scheduled' | 'held' | 'cancelled'
}

/**
 * `met`: a required meeting of this term is recorded. `to-record`: one was planned for a day that is past or today, and
 * nobody recorded it. `planned`: one is to come. `not-yet`: none of these.
 */
export const termStates = ['met', 'planned', 'to-record', 'not-yet'] as const
export type TermState = (typeof termStates)[number]

export interface TermStatus {
  /** The key of the term today lies in; undefined past the end of the calendar. */
  readonly term: string | undefined
  readonly state: TermState
  /** The day of the meeting that makes it so. */
  readonly on?: Day
  /** The key of the last term, if it ended on or after the day the cluster was formed and had no meeting that counts. */
  readonly missedLast?: string
}

interface Standing {
  readonly nation: Nation
  readonly formedOn: Day
  readonly meetings: readonly MeetingInShort[]
}

/** How a cluster stands on a day. */
export function termStatus({ nation, formedOn, meetings }: Standing, calendar: Calendar, today: Day): TermStatus {
  const { terms } = calendar.nations[nation]
  const term = terms.find(({ from, to }) => from <= today && today <= to)
  const required = meetings.filter(({ kind }) => kind === 'required')
  const metIn = ({ from, to }: { readonly from: Day; readonly to: Day }) =>
    required.findLast(({ on, state }) => state === 'held' && on >= from && on <= to)
  const last = terms
    .filter(({ to }) => to < (term?.from ?? today))
    .toSorted((a, b) => (a.to < b.to ? -1 : 1))
    .at(-1)
  const missedLast = last && last.to >= formedOn && !metIn(last) ? last.key : undefined
  return {
    term: term?.key,
    ...stateNow(term && metIn(term), required, term?.to, today),
    ...(missedLast !== undefined && { missedLast }),
  }
}

function stateNow(
  met: MeetingInShort | undefined,
  required: readonly MeetingInShort[],
  termEnds: Day | undefined,
  today: Day,
): Pick<TermStatus, 'state' | 'on'> {
  if (met) return { state: 'met', on: met.on }
  const planned = required.filter(({ state }) => state === 'scheduled')
  const late = planned.find(({ on }) => on <= today)
  if (late) return { state: 'to-record', on: late.on }
  const next = planned.find(({ on }) => termEnds !== undefined && on <= termEnds)
  return next ? { state: 'planned', on: next.on } : { state: 'not-yet' }
}

/** The academic year a day lies in: `2026/27` begins on 1 September, in Scotland on 1 August. */
export function academicYear(nation: Nation, day: Day): string {
  const begins = nation === 'scotland' ? '08-01' : '09-01'
  const year = Number(day.slice(0, 4)) - (day.slice(5) < begins ? 1 : 0)
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}
