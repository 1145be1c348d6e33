/** What may happen to a body from outside, and when: the words in which a run is planned. */
import { type Day, londonInstant } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { Random } from './random.ts'

/** A call at the API: one command of a member of staff. */
export interface Call {
  readonly at: number
  readonly do: 'call'
  readonly command: string
  readonly body: Readonly<Record<string, unknown>>
  /** Where letters may not leave for good: a stage for trying things out. */
  readonly tryOut?: true
}

/** What is chosen when its time has come, since it is about what came of all else; or what an import does. */
export interface Errand {
  readonly at: number
  readonly do:
    | 'finish a task'
    | 'assign a task'
    | 'settle a letter'
    | 'take over history'
    | 'import a consent'
    | 'a mail comes'
    | 'is erased'
  readonly with: Readonly<Record<string, unknown>>
}

export type Happening = Call | Errand

/** One day of the plan: when its runs are, and when people may call. Moments are milliseconds since 1970. */
export interface PlannedDay {
  readonly day: Day
  /** The moment of this day's first run; undefined on a day without any. */
  readonly firstRun: number | undefined
  /** Office hours: from when the morning's work is done; undefined when the machine is down. */
  readonly office: readonly [from: number, until: number] | undefined
  /** Before the morning run, when somebody is up early. */
  readonly early: number | undefined
  readonly first: boolean
}

export interface PlanTools {
  readonly random: Random
  readonly worldAt: (ms: number) => World
  /** When settings or a calendar change, in order. */
  readonly changes: readonly number[]
}

export const minute = 60_000
export const quarterHour = 15 * minute

const mornings = new Map<Day, number>()

/** A London time of day, not before three, as milliseconds since 1970: the clocks change earlier in the night. */
export function at(day: Day, time: string): number {
  const three = mornings.get(day) ?? Date.parse(londonInstant(day, '03:00'))
  mornings.set(day, three)
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return three + ((hours - 3) * 60 + minutes) * minute
}
