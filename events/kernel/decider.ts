/**
 * The form every rule of the body has: a command is decided on a state in a world, and gives facts or a refusal.
 * Pure: no clock, no waiting, no outside.
 */
import type { Calendar } from './calendar.ts'
import type { Day, Instant } from './day.ts'
import type { Settings } from './settings.ts'

/** What the rules of schools and clusters may know of the moment: days, never the time of day. */
export interface DayWorld {
  /** London's day of the command. */
  readonly today: Day
  /** The day whose morning run was last planned: today, or the day before when it is not yet 07:30 (R7). */
  readonly lastRun: Day
  readonly calendar: Calendar
  readonly settings: Settings
  /** What the stream's last commit kept beside its state; absent for a stream's first command. */
  readonly kept?: Kept | undefined
}

/** With which calendar and settings a stream was last decided, and when it then wanted to be woken. */
export interface Kept {
  readonly calendar: string
  readonly settings: number
  readonly wakeAt?: Instant | undefined
}

/** What the rules of letters and requests may know besides: the instant. */
export interface World extends DayWorld {
  readonly now: Instant
}

/** A fact: what happened, in the past tense, with nothing personal in it. */
export interface Fact {
  readonly type: string
  readonly data: object
}

/** A rule says no. `refused` is the rule's name in kebab case, `detail` a sentence for a person. */
export interface Refusal {
  readonly refused: string
  readonly detail: string
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

/** Facts to record (none when it is already so), or a refusal. */
export type Decision<F extends Fact> = readonly F[] | Refusal

export function isRefusal<F extends Fact>(decision: Decision<F>): decision is Refusal {
  return 'refused' in decision
}

/** Says no, with the rule's name, a sentence, and what a person needs to see why. */
export function refuse(refused: string, detail: string, facts: Refusal['facts'] = {}): Refusal {
  return { refused, detail, facts }
}

/**
 * One kind of stream. `shape` is raised whenever the state's form changes: a commit of an older shape is folded anew.
 * Law: after a `wake` at t, `wakeAt` is later than t, or undefined.
 */
export interface Decider<C, S, F extends Fact, W extends DayWorld = DayWorld> {
  readonly shape: number
  readonly initial: S
  decide(command: C, state: S, world: W): Decision<F>
  evolve(state: S, fact: F): S
  /** When this stream wants to be woken next; undefined when nothing is to come by itself. */
  wakeAt(state: S, world: W): Instant | undefined
}
