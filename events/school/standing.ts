/**
 * A Flagship's standing (F1 to F4): a function of the facts and the day, never of the order in which they were typed.
 * Marks of meetings are kept on the school; which of them count, and what they come to, is worked out here each time.
 */
import { type Calendar, judgedOn } from '../kernel/calendar.ts'
import type { Day } from '../kernel/day.ts'
import type { DayWorld } from '../kernel/decider.ts'
import type { Settings } from '../kernel/settings.ts'
import type { Nation } from '../kernel/words.ts'
import type { SchoolFact } from './events.ts'
import { awardOf } from './levels.ts'
import type { KnownMark, School } from './state.ts'

export type RiskBecause = 'two-consecutive-meetings-missed' | 'no-meeting-attended-in-term'

export interface Risk {
  readonly because: RiskBecause
  /** The meetings that count against it, oldest first. */
  readonly meetings: readonly string[]
}

export interface CountedMeeting extends KnownMark {
  readonly meeting: string
}

/** F2: whether a mark is a miss. Apologies are one, unless a body decides that they excuse (then they are not counted). */
export function isMiss(mark: KnownMark['mark'], settings: Settings): boolean {
  return mark === 'absent' || (mark === 'apologies' && settings.apologiesAreMisses)
}

/** The day the school is a Flagship since; undefined when it is none: suspended (R7), closed, or merged into another entry. */
function flagshipSince(school: School): Day | undefined {
  if (school.closed || school.mergedInto !== undefined) return undefined
  const held = awardOf(school, 'flagship')
  return held?.state === 'held' ? held.since : undefined
}

/** F1: the counted meetings of a Flagship, in order of the day held, then of the id; none for a school that is no Flagship. */
export function countedMeetings(school: School, settings: Settings): CountedMeeting[] {
  const since = flagshipSince(school)
  if (since === undefined) return []
  return Object.entries(school.marks)
    .map(([meeting, known]) => ({ meeting, ...known }))
    .filter((one) => one.kind === 'required' && one.on >= since && counts(one, settings))
    .toSorted((a, b) => (`${a.on} ${a.meeting}` < `${b.on} ${b.meeting}` ? -1 : 1))
}

function counts({ mark, excused }: KnownMark, settings: Settings): boolean {
  return mark === 'attended' || (!excused && isMiss(mark, settings))
}

/** F3: whether a Flagship is at risk on a day, and why; undefined for good standing and for a school that is none. */
export function riskOn(school: School, today: Day, calendar: Calendar, settings: Settings): Risk | undefined {
  const counted = countedMeetings(school, settings)
  const [last, ...earlier] = counted.toReversed()
  const [before] = earlier
  if (last && before && isMiss(last.mark, settings) && isMiss(before.mark, settings))
    return { because: 'two-consecutive-meetings-missed', meetings: [before.meeting, last.meeting] }
  const term = unattendedTerms(counted, school.nation, calendar).find((one) => judgedOn(one) <= today)
  return term && { because: 'no-meeting-attended-in-term', meetings: term.meetings }
}

/** F3 (b), whatever the day: terms with counted meetings of which none was attended, and none since; earliest first. */
function unattendedTerms(
  counted: readonly CountedMeeting[],
  nation: Nation,
  calendar: Calendar,
): { readonly to: Day; readonly meetings: readonly string[] }[] {
  const attended = counted.findLast(({ mark }) => mark === 'attended')?.on ?? ''
  return calendar.nations[nation].terms.flatMap(({ from, to }) => {
    const inTerm = counted.filter(({ on }) => on >= from && on <= to)
    const formed = inTerm.some(({ clusterSince }) => clusterSince <= to)
    return formed && attended < from ? [{ to, meetings: inTerm.map(({ meeting }) => meeting) }] : []
  })
}

/** F4: the next morning on which the passing of days alone puts it at risk, seen from the end of today's run. */
export function nextJudgement(school: School, { today, calendar, settings }: DayWorld): Day | undefined {
  if (school.risk) return undefined
  return unattendedTerms(countedMeetings(school, settings), school.nation, calendar)
    .map(judgedOn)
    .find((day) => day > today)
}

/**
 * F4: what the standing's change says, once all else of a command is known. `excused`: the command was an excuse.
 * `letterOn`: the day the school is written to (F5); an import writes to none.
 */
export function standingFacts(
  after: School,
  { today, calendar, settings }: DayWorld,
  { excused, letterOn }: { readonly excused: boolean; readonly letterOn: Day | undefined },
): SchoolFact[] {
  const risk = riskOn(after, today, calendar, settings)
  if (risk && !after.risk)
    return [
      {
        type: 'FlagshipAtRisk',
        data: { ...risk, meetings: [...risk.meetings], on: today, ...(letterOn && { letterOn }) },
      },
    ]
  return !risk && after.risk ? [cleared(whyCleared(after, settings, excused), after.risk, letterOn !== undefined)] : []
}

type Cleared = Extract<SchoolFact, { type: 'FlagshipRiskCleared' }>

/** Who was told of the risk is told of its end; not what an import clears, nor that the award itself is gone. */
function cleared(because: Cleared['data']['because'], { told }: NonNullable<School['risk']>, writes: boolean): Cleared {
  const tell = told === true && writes && because !== 'award-ended'
  return { type: 'FlagshipRiskCleared', data: { because, ...(tell && { tell }) } }
}

function whyCleared(
  school: School,
  settings: Settings,
  excused: boolean,
): 'attended' | 'excused' | 'corrected' | 'award-ended' {
  if (flagshipSince(school) === undefined) return 'award-ended'
  if (countedMeetings(school, settings).at(-1)?.mark === 'attended') return 'attended'
  return excused ? 'excused' : 'corrected'
}

/** F5: a miss whose counted predecessor was attended, or that has none, brings one gentle letter. */
export function isFirstMiss(school: School, meeting: string, settings: Settings): boolean {
  const counted = countedMeetings(school, settings)
  const at = counted.findIndex((one) => one.meeting === meeting)
  const before = counted[at - 1]
  return at >= 0 && (before === undefined || before.mark === 'attended')
}
