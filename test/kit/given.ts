/**
 * The grammar in which rules are proved: given what happened, when something is asked, then these facts follow, or a
 * refusal. Every fact a rule gives is read by its schema on the way, and after every wake the wake-up law is held.
 */
import { expect } from 'vitest'
import { definitionOf } from '../../events/catalogue.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { Calendar } from '../../events/kernel/calendar.ts'
import { addDays, type Day, type Instant, londonDay, londonInstant, morningRun } from '../../events/kernel/day.ts'
import { type Decider, type Fact, isRefusal, type Refusal, type World } from '../../events/kernel/decider.ts'
import { defaultSettings, type SettingValues } from '../../events/kernel/settings.ts'

/** A command at an instant. */
export interface Step<C> {
  readonly command: C
  readonly now: Instant
}

/** What is expected of a fact: its type, what matters of its data, and the day it was recorded where that matters. */
interface Expected {
  readonly type: string
  readonly data?: object
  readonly recorded?: Day
}

/** An office hour after the morning run, where a test names only the day. */
const officeHour = '10:00'

/** `2026-06-03` is ten o'clock of that day, `2026-06-03 06:00` the time said, both in London. */
function instantSaid(moment: string): Instant {
  const [day = '', time = officeHour] = moment.split(' ')
  return londonInstant(day, time)
}

/** One command at a moment: `at('2026-06-03 06:00', { do: 'cancel-visit' })`. */
export function at<const C extends { readonly do: string }>(moment: string, command: C): Step<C>[] {
  return [{ command, now: instantSaid(moment) }]
}

/** The morning run of a day. */
export function wake(day: Day): Step<{ readonly do: 'wake' }>[] {
  return [{ command: { do: 'wake' }, now: morningRun(day) }]
}

/** The morning runs of all days from one to another. */
export function mornings(from: Day, to: Day): Step<{ readonly do: 'wake' }>[] {
  const steps: Step<{ readonly do: 'wake' }>[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) steps.push(...wake(day))
  return steps
}

/** These facts, recorded on that day. */
export function on(day: Day, ...expected: readonly (readonly Expected[])[]): Expected[] {
  return expected.flat().map((one) => ({ ...one, recorded: day }))
}

/** No fact at all: it is already so, or nothing is due. */
export function nothing(): Expected[] {
  return []
}

interface Recorded<F> {
  readonly fact: F
  readonly day: Day
}

interface Story<C, S, F extends Fact> {
  /** Commands that were accepted in between; what they gave is not looked at. */
  after(...steps: readonly (readonly Step<C>[])[]): Story<C, S, F>
  /** In a body that changed these settings, or this calendar. */
  where(settings: Partial<SettingValues>, calendar?: Calendar): Story<C, S, F>
  when(...steps: readonly (readonly Step<C>[])[]): Told<S>
}

interface Told<S> {
  /** Exactly these facts, in this order; of their data at least what is said. */
  then(...expected: readonly (readonly Expected[])[]): Followed<S>
  /** This refusal, with at least these facts for the person who asked. */
  thenRefused(name: string, facts?: Refusal['facts']): void
}

interface Followed<S> {
  /** Looks at the state in which it leaves things. */
  leaving(look: (state: S) => void): Followed<S>
  /** The day of the next wake wanted; undefined for none. */
  andWakes(day: Day | undefined): Followed<S>
}

interface Run<S, F> {
  readonly state: S
  readonly facts: readonly Recorded<F>[]
  readonly refusal?: Refusal
}

/** The grammar for one kind of stream. Past facts are read by their schemas too, so that no test starts from nonsense. */
export function givenOf<C extends { readonly do: string }, S, F extends Fact>(decider: Decider<C, S, F, World>) {
  return (...past: readonly (readonly F[])[]): Story<C, S, F> => {
    const facts = past.flat()
    for (const fact of facts) readBySchema(fact)
    return story(decider, facts.reduce(decider.evolve, decider.initial), { calendar: firstCalendar, settings: {} })
  }
}

interface Body {
  readonly calendar: Calendar
  readonly settings: Partial<SettingValues>
}

function story<C extends { readonly do: string }, S, F extends Fact>(
  decider: Decider<C, S, F, World>,
  state: S,
  body: Body,
): Story<C, S, F> {
  const worldOf = (now: Instant): World => worldAt(now, body.calendar, { ...defaultSettings, ...body.settings })
  return {
    after(...steps) {
      const run = play(decider, state, worldOf, steps.flat())
      expect(run.refusal, 'what went before was refused').toBeUndefined()
      return story(decider, run.state, body)
    },
    where: (settings, calendar = body.calendar) => story(decider, state, { calendar, settings }),
    when(...steps) {
      const all = steps.flat()
      const now = all.at(-1)?.now ?? morningRun('2026-09-01')
      const run = play(decider, state, worldOf, all)
      return told(run, () => decider.wakeAt(run.state, worldOf(now)))
    },
  }
}

function play<C extends { readonly do: string }, S, F extends Fact>(
  decider: Decider<C, S, F, World>,
  before: S,
  worldOf: (now: Instant) => World,
  steps: readonly Step<C>[],
): Run<S, F> {
  let state = before
  const facts: Recorded<F>[] = []
  for (const { command, now } of steps) {
    const world = worldOf(now)
    const decision = decider.decide(command, state, world)
    if (isRefusal(decision)) return { state, facts, refusal: decision }
    for (const fact of decision) {
      readBySchema(fact)
      facts.push({ fact, day: world.today })
      state = decider.evolve(state, fact)
    }
    if (command.do === 'wake') holdWakeLaw(decider.wakeAt(state, world), now)
  }
  return { state, facts }
}

function holdWakeLaw(next: Instant | undefined, now: Instant): void {
  if (next !== undefined) expect(next > now, `after the wake of ${now} it wants to be woken at ${next}`).toBe(true)
}

/** Every fact must be one of the catalogue, and its data exactly what the schema says. */
function readBySchema({ type, data }: Fact): void {
  const definition = definitionOf(type)
  expect(definition, `${type} does not stand in the catalogue`).toBeDefined()
  expect(definition?.data.parse(data)).toEqual(data)
}

/** A school's invoices fall due on the days of its reviews: only a story that asks for them is told of them. */
const ofFees = 'InvoiceDue'

function told<S, F extends Fact>(run: Run<S, F>, wakesAt: () => Instant | undefined): Told<S> {
  return {
    // biome-ignore lint/suspicious/noThenProperty: the grammar's own word; a test that forgets it fails, since it is awaited.
    then(...expected) {
      expect(run.refusal, 'it was refused').toBeUndefined()
      const wanted = expected.flat()
      const got = run.facts
        .filter(({ fact }) => fact.type !== ofFees || wanted.some(({ type }) => type === ofFees))
        .map(({ fact, day }) => ({ ...fact, recorded: day }))
      const line = ({ type }: Expected, i: number): string => `${got[i]?.recorded} ${type}`
      expect(got.map(line)).toEqual(
        wanted.map((one, i) => (one.recorded ? `${one.recorded} ${one.type}` : line(one, i))),
      )
      expect(got).toMatchObject(wanted)
      return followed(run, wakesAt)
    },
    thenRefused(name, facts = {}) {
      expect(run.refusal, 'it was not refused').toBeDefined()
      expect(run.refusal).toMatchObject({ refused: name, facts })
      // A sentence for a person.
      expect(run.refusal?.detail).toMatch(/^\S.+\.$/)
      expect(run.facts.map(({ fact }) => fact.type)).toEqual([])
    },
  }
}

function followed<S, F>(run: Run<S, F>, wakesAt: () => Instant | undefined): Followed<S> {
  const again: Followed<S> = {
    leaving(look) {
      look(run.state)
      return again
    },
    andWakes(day) {
      const next = wakesAt()
      expect(next === undefined ? undefined : londonDay(next)).toBe(day)
      return again
    },
  }
  return again
}
