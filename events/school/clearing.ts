/**
 * What would clear a Flagship that is at risk (F3, F4), tried out on its own marks. Attending the next counted meeting
 * always does; excusing one of the meetings that count against it may do alone, or all of them together.
 */
import type { DayWorld } from '../kernel/decider.ts'
import { type Risk, riskOn } from './standing.ts'
import type { School } from './state.ts'

export interface Clearing extends Risk {
  /** Of those that count against it, each whose excuse alone would clear it. */
  readonly eachAlone: readonly string[]
  /** Whether excusing all of them together would; something else would count against it otherwise. */
  readonly allTogether: boolean
}

type Today = Pick<DayWorld, 'today' | 'calendar' | 'settings'>

/** Why a school is at risk today and what would clear it; undefined for one that is not. */
export function clearingOf(school: School, { today, calendar, settings }: Today): Clearing | undefined {
  const risk = riskOn(school, today, calendar, settings)
  if (!risk) return undefined
  const clears = (meetings: readonly string[]) =>
    riskOn(withExcuses(school, meetings), today, calendar, settings) === undefined
  return {
    ...risk,
    eachAlone: risk.meetings.filter((meeting) => clears([meeting])),
    allTogether: clears(risk.meetings),
  }
}

function withExcuses(school: School, meetings: readonly string[]): School {
  const marks = Object.entries(school.marks).map(
    ([meeting, mark]) => [meeting, meetings.includes(meeting) ? { ...mark, excused: true as const } : mark] as const,
  )
  return { ...school, marks: Object.fromEntries(marks) }
}

/** How a Flagship stands now and would stand if other settings or another calendar held. */
export interface StandingMove {
  readonly from: Risk | undefined
  readonly to: Risk | undefined
}

/** What a change of settings or calendar would do to a school's standing; undefined where it stays as it is. */
export function standingMoveIf(
  school: School,
  standing: Today,
  then: Pick<DayWorld, 'calendar' | 'settings'>,
): StandingMove | undefined {
  const [from, to] = [
    riskOn(school, standing.today, standing.calendar, standing.settings),
    riskOn(school, standing.today, then.calendar, then.settings),
  ]
  return (from === undefined) === (to === undefined) ? undefined : { from, to }
}
