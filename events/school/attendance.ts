/**
 * What a school's marks at cluster meetings do to it (F2, F5): a mark is noted under its meeting's version, a miss is
 * recorded when it becomes one, and an excuse stays until the mark becomes `attended`.
 */
import { workingDayOnOrAfter } from '../kernel/calendar.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { type DayWorld, type Decision, refuse } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'
import type { NotedMark, SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { countedMeetings, isFirstMiss, isMiss, riskOn } from './standing.ts'
import type { KnownMark, School } from './state.ts'

type Excuse = Extract<SchoolCommand, { do: 'excuse-absence' | 'include-absence' }>

/** F5: the first working day after a day, in the school's nation. */
export function letterDay(school: School, { today, calendar }: DayWorld): Day {
  return workingDayOnOrAfter(calendar, school.nation, addDays(today, 1))
}

/** Notes what a meeting says of this school. What an earlier version of the meeting said is ignored. */
export function noteMark(noted: NotedMark, school: School, world: DayWorld): SchoolFact[] {
  const { meeting, imported, ...says } = noted
  const known = school.marks[meeting]
  if (known ? known.version >= says.version : says.mark === 'none') return []
  const marked: SchoolFact = { type: 'ClusterMeetingMarked', data: { meeting, ...says } }
  if (!becomesMiss(known, says, world.settings)) return [marked]
  const after = evolveSchool(school, marked)
  const gentle = !imported && !after.marks[meeting]?.excused && isFirstMiss(after, meeting, world.settings)
  return [
    marked,
    { type: 'ClusterMeetingMissed', data: { meeting, ...(gentle && { letterOn: letterDay(school, world) }) } },
  ]
}

function becomesMiss(known: KnownMark | undefined, says: KnownMark, settings: Settings): boolean {
  return isRequiredMiss(says, settings) && !(known && isRequiredMiss(known, settings))
}

function isRequiredMiss({ kind, mark }: KnownMark, settings: Settings): boolean {
  return kind === 'required' && isMiss(mark, settings)
}

/** F2: staff may excuse a miss, with a reason; and take the excuse back. `seen` is the mark as the meeting has it now. */
export function excuseAbsence(command: Excuse, school: School, world: DayWorld): Decision<SchoolFact> {
  const { meeting, reason, seen } = command
  const noted = seen ? noteMark(seen, school, world) : []
  const then = noted.reduce(evolveSchool, school)
  const known = then.marks[meeting]
  if (!known || !isMiss(known.mark, world.settings))
    return refuse(
      'no-miss-to-excuse',
      known?.mark === 'attended'
        ? `The school attended ${meeting}: there is nothing to excuse. Record the meeting again if the mark is wrong.`
        : `No miss of this school at ${meeting} is recorded. Record the meeting first.`,
      { meeting },
    )
  const excused = command.do === 'excuse-absence'
  if ((known.excused ?? false) === excused) return noted
  return [...noted, { type: excused ? 'AbsenceExcused' : 'AbsenceIncluded', data: { meeting, reason } }]
}

/**
 * F5, in the morning run: letters that were planned for the first working day after, if they still have their reason. A
 * gentle letter of this morning never goes later: not to a school that is at risk, nor to one for which the meeting no
 * longer counts, because it is no Flagship any more or the record was put right.
 */
export function lettersOfStanding(school: School, { today, calendar, settings }: DayWorld): SchoolFact[] {
  const { risk, missedLetters } = school
  const atRisk = riskOn(school, today, calendar, settings) !== undefined
  const counted = new Set(countedMeetings(school, settings).map(({ meeting }) => meeting))
  const facts: SchoolFact[] = missedLetters
    .filter(({ on }) => on <= today)
    .map(({ meeting }) => ({
      type: !atRisk && counted.has(meeting) ? 'MissedMeetingLetterDue' : 'MissedMeetingLetterDropped',
      data: { meeting },
    }))
  if (risk?.letterOn !== undefined && risk.letterOn <= today)
    facts.push({ type: 'RiskLetterDue', data: { because: risk.because, meetings: [...risk.meetings] } })
  return facts
}
