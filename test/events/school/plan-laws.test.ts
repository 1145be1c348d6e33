// However often settings and calendar change while a review runs, and whenever the school is planned anew: no stage goes
// twice, none that is still to come is skipped, none is made up for that a change put into the past.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import type { Calendar } from '../../../events/kernel/calendar.ts'
import { type Instant, morningRun } from '../../../events/kernel/day.ts'
import { type DayWorld, isRefusal, type Kept } from '../../../events/kernel/decider.ts'
import { defaultSettings, type Settings } from '../../../events/kernel/settings.ts'
import { type Nation, nations } from '../../../events/kernel/words.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { planStages, stageName } from '../../../events/school/ladder.ts'
import { noSchool, type School } from '../../../events/school/state.ts'
import { anniversary, anyDay, julian, ofJulian } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'

const plus = (day: string, n: number) => ofJulian(julian(day) + n)

const change = fc.record({
  /** Days after the start; before or after that day's morning run; planned at once, or only so many days later. */
  day: fc.integer({ min: 1, max: 70 }),
  early: fc.boolean(),
  plannedAfterDays: fc.integer({ min: 0, max: 4 }),
  before: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 }),
  after: fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
  closures: fc.array(fc.record({ day: fc.integer({ min: -5, max: 75 }), days: fc.integer({ min: 0, max: 9 }) }), {
    maxLength: 3,
  }),
  /** Something else is recorded in the changed world before the school is planned. */
  meanwhile: fc.boolean(),
})
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

const story = fc.record({
  nation: fc.constantFrom<Nation>(...nations),
  start: anyDay('2024-09-01', '2031-09-30'),
  dueIn: fc.integer({ min: 30, max: 45 }),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
})
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

type Body = Pick<DayWorld, 'calendar' | 'settings'>

function bodyAfter(body: Body, { nation, start }: Story, { before, after, closures }: Change): Body {
  const version = body.settings.version + 1
  const settings: Settings = { ...body.settings, version, stagesBefore: before, stagesAfter: after }
  const spans = closures.map(({ day, days }) => ({ from: plus(start, day), to: plus(start, day + days) }))
  const of = firstCalendar.nations[nation]
  const calendar: Calendar = {
    version: String(version),
    nations: { ...firstCalendar.nations, [nation]: { ...of, closures: spans } },
  }
  return { settings, calendar }
}

interface Sent {
  readonly day: string
  readonly stage: string
}

class Life {
  readonly sent: Sent[] = []
  state: School = noSchool
  body: Body = {
    calendar: firstCalendar,
    settings: { ...defaultSettings, stagesBefore: [20, 12, 5], stagesAfter: [1, 6] },
  }
  #kept: Kept | undefined

  act(command: SchoolCommand, today: string, early = false): void {
    const world: DayWorld = { ...this.body, today, lastRun: early ? plus(today, -1) : today, kept: this.#kept }
    const decision = schoolDecider.decide(command, this.state, world)
    if (isRefusal(decision)) throw new Error(decision.detail)
    this.state = decision.reduce(schoolDecider.evolve, this.state)
    const wakeAt = schoolDecider.wakeAt(this.state, world)
    if (command.do === 'wake' && wakeAt !== undefined && wakeAt <= morningRun(today))
      throw new Error(`woken on ${today}, it wants ${wakeAt}`)
    if (decision.length > 0) this.#keep(world, wakeAt)
    this.sent.push(...decision.flatMap((fact) => sentIn(fact, today)))
  }

  #keep({ calendar, settings }: DayWorld, wakeAt: Instant | undefined): void {
    this.#kept = { calendar: calendar.version, settings: settings.version, wakeAt }
  }

  wants(day: string): boolean {
    return this.#kept?.wakeAt !== undefined && this.#kept.wakeAt <= morningRun(day)
  }
}

function sentIn(fact: SchoolFact, day: string): Sent[] {
  return fact.type === 'ReviewReminderDue' ? [{ day, stage: fact.data.stage }] : []
}

const length = 75

/** What people change on a day, before its morning run or after it, and what is planned anew then. */
function turn(life: Life, told: Story, n: number, early: boolean): void {
  const today = plus(told.start, n)
  for (const [at, one] of told.changes.entries()) {
    if (one.early !== early) continue
    if (one.day === n) {
      life.body = bodyAfter(life.body, told, one)
      if (one.meanwhile) life.act({ do: 'link-contact', contact: `contact#${at}`, role: 'head' }, today, early)
    }
    if (one.day + one.plannedAfterDays === n) life.act({ do: 'plan' }, today, early)
  }
}

function offsetOf(stage: string): number {
  return Number(stage.split('-')[1]) * (stage.startsWith('before') ? -1 : 1)
}

/** The stages that go after a day, in a body that had always known this plan; `reached` is the one sent last. */
function stagesAfter(
  { nation, start }: Story,
  { state, body }: Life,
  settled: string,
  reached: Sent | undefined,
): Sent[] {
  const due = state.review?.due ?? ''
  const least = reached ? offsetOf(reached.stage) : Number.NEGATIVE_INFINITY
  return planStages(due, nation, body.calendar, body.settings)
    .filter(({ sendDay, offset }) => sendDay > settled && offset > least && sendDay <= plus(start, length))
    .filter(({ sendDay, offset }) => offset > 0 || sendDay < due)
    .map(({ sendDay, offset }) => ({ day: sendDay, stage: stageName(offset) }))
}

/** Lives through the days: a change, then the morning or the other way round, planned anew some days later at the latest. */
function live(told: Story, stop = length): Life {
  const { nation, start, dueIn } = told
  const life = new Life()
  life.act({ do: 'register-school', ref: 'urn:123456', name: 'Oakfield Primary School', nation }, start)
  const on = anniversary(plus(start, dueIn), -1)
  const rows = (['inclusive-school', 'centre-of-excellence'] as const).map((award) => ({
    award,
    action: 'granted' as const,
    on,
  }))
  life.act({ do: 'take-over-history', rows }, start)
  for (let n = 1; n <= stop; n++) {
    const today = plus(start, n)
    turn(life, told, n, true)
    if (life.wants(today)) life.act({ do: 'wake' }, today)
    turn(life, told, n, false)
  }
  return life
}

test(
  'no stage goes twice, and each goes after the one before it',
  () =>
    holds(story, (told) => {
      const { sent } = live(told)
      const offsets = sent.map(({ stage }) => offsetOf(stage))
      expect(offsets).toEqual([...new Set(offsets)].toSorted((x, y) => x - y))
    }),
  60_000,
)

// Planned at once, as it is when nothing stands still: what a body that had always known the last plan would send from then on.
test('planned at once, from the last change on exactly the stages of the new plan go, each on its day', () => {
  let [stages, underway] = [0, 0]
  holds(story, (given) => {
    const told = { ...given, changes: given.changes.map((one) => ({ ...one, plannedAfterDays: 0 })) }
    const settledOn = Math.max(...told.changes.map(({ day, early }) => (early ? day - 1 : day)))
    const settled = plus(told.start, settledOn)
    const life = live(told)
    const reached = live(told, settledOn).sent.at(-1)
    if (reached) underway += 1
    const wanted = stagesAfter(told, life, settled, reached)
    stages += wanted.length
    expect(life.sent.filter(({ day }) => day > settled)).toEqual(wanted)
  })
  expect(stages, 'a law over nothing proves nothing').toBeGreaterThan(500)
  expect(underway).toBeGreaterThan(100)
}, 60_000)
