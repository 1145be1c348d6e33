// The wake-up law: after a wake, the next one wanted is later, or none; and a school woken only when it wants to be
// records the same as one woken every morning, whatever was done to it and whichever mornings never came.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { type Instant, morningRun } from '../../../events/kernel/day.ts'
import { type DayWorld, isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings, type Settings } from '../../../events/kernel/settings.ts'
import { awards, type Nation, nations } from '../../../events/kernel/words.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { decisions } from '../../../events/school/events.ts'
import { noSchool, type School } from '../../../events/school/state.ts'
import { aNote } from '../../kit/builders/school.ts'
import { anniversary, anyDay, julian, ofJulian } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'

const plus = (day: string, n: number) => ofJulian(julian(day) + n)

/** A ladder of a few days, so that a month holds all that can happen in a year. */
const settings: Settings = {
  ...defaultSettings,
  stagesBefore: [9, 5, 2],
  stagesAfter: [1, 3, 6],
  visitAnnouncedBefore: [4, 1],
  visitDecisionDays: 5,
  graceDays: 12,
  flagshipWaitYears: 1,
}
const days = 32

const kinds = [
  'book-visit',
  'book-visit',
  'cancel-visit',
  'extend-review',
  'extend-review',
  'decide-review',
  'suspend-award',
  'reinstate-award',
  'lapse-award',
  'grant-award',
  'link-contact',
] as const

/** What people may do: which day of the month, before or after the morning run, what, and about what. */
const deed = fc.record({
  day: fc.integer({ min: 1, max: days - 1 }),
  early: fc.boolean(),
  kind: fc.constantFrom(...kinds),
  offset: fc.integer({ min: -3, max: 15 }),
  award: fc.constantFrom(...awards, 'centre-of-excellence' as const),
  decision: fc.constantFrom(...decisions),
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

function commandOf({ kind, offset, award, decision }: Deed, day: string): SchoolCommand {
  switch (kind) {
    case 'book-visit':
      return { do: kind, on: plus(day, offset) }
    case 'extend-review':
      return { do: kind, to: plus(day, Math.abs(offset)), reason: aNote }
    case 'cancel-visit':
      return { do: kind }
    case 'decide-review':
      return { do: kind, decision }
    case 'grant-award':
      return { do: kind, award, on: day }
    case 'link-contact':
      return { do: kind, contact: 'contact#1', role: 'head' }
    default:
      return { do: kind, award, reason: aNote }
  }
}

interface Story {
  readonly nation: Nation
  /** The day the school is imported; its Centre of Excellence falls due in the weeks after, the award below it too. */
  readonly start: string
  readonly centre: string
  readonly inclusive: string
  readonly steps: readonly { readonly day: string; readonly early: boolean; readonly command: SchoolCommand }[]
  readonly noRun: readonly string[]
}

const story: fc.Arbitrary<Story> = fc
  .record({
    nation: fc.constantFrom(...nations),
    start: anyDay('2024-09-01', '2031-12-31'),
    centreDue: fc.integer({ min: 1, max: 20 }),
    inclusiveDue: fc.integer({ min: 1, max: 30 }),
    deeds: fc.array(deed, { minLength: 1, maxLength: 7 }),
    noRun: fc.subarray([...Array(days).keys()]),
    outages: fc.boolean(),
  })
  .map(({ nation, start, centreDue, inclusiveDue, deeds, noRun, outages }) => ({
    nation,
    start,
    centre: anniversary(plus(start, centreDue), -2),
    inclusive: anniversary(plus(start, inclusiveDue), -6),
    steps: deeds.map((one) => {
      const day = plus(start, one.day)
      return { day, early: one.early, command: commandOf(one, day) }
    }),
    noRun: outages ? noRun.map((n) => plus(start, n)) : [],
  }))

/** After the morning run of a day, or before it. Days are all that a school's rules know of the moment. */
function worldOf(day: string, early = false): DayWorld {
  return { today: day, lastRun: early ? plus(day, -1) : day, calendar: firstCalendar, settings }
}

/** A school that lives through a month. */
class Life {
  readonly recorded: string[] = []
  #state: School = noSchool
  #wakeAt: Instant | undefined

  act(command: SchoolCommand, world: DayWorld): void {
    const decision = schoolDecider.decide(command, this.#state, world)
    if (isRefusal(decision)) return
    this.#state = decision.reduce(schoolDecider.evolve, this.#state)
    for (const { type, data } of decision) this.recorded.push(`${world.today} ${type} ${JSON.stringify(data)}`)
    // As on the board: the row says what the last commit said.
    if (decision.length > 0) this.#wakeAt = schoolDecider.wakeAt(this.#state, world)
    if (command.do === 'wake') this.#holdLaw(world)
  }

  #holdLaw(world: DayWorld): void {
    const next = schoolDecider.wakeAt(this.#state, world)
    if (next !== undefined && next <= morningRun(world.today))
      throw new Error(`woken on ${world.today}, it wants ${next}`)
  }

  wants(day: string): boolean {
    return this.#wakeAt !== undefined && this.#wakeAt <= morningRun(day)
  }
}

function live({ nation, start, centre, inclusive, steps, noRun }: Story, always: boolean): readonly string[] {
  const life = new Life()
  life.act({ do: 'register-school', ref: 'urn:123456', name: 'Oakfield Primary School', nation }, worldOf(start))
  const rows = [
    { award: 'inclusive-school', action: 'granted', on: inclusive },
    { award: 'centre-of-excellence', action: 'granted', on: centre },
  ] as const
  life.act({ do: 'take-over-history', rows }, worldOf(start))
  for (let day = plus(start, 1); day <= plus(start, days); day = plus(day, 1)) {
    const today = steps.filter((step) => step.day === day)
    for (const { command } of today.filter(({ early }) => early)) life.act(command, worldOf(day, true))
    if (!noRun.includes(day) && (always || life.wants(day))) life.act({ do: 'wake' }, worldOf(day))
    for (const { command } of today.filter(({ early }) => !early)) life.act(command, worldOf(day))
  }
  return life.recorded
}

test('a school woken only when it wants to be records the same as one woken every morning', () => {
  const seen = new Map<string, number>()
  holds(story, (told) => {
    const quiet = live(told, false)
    expect(quiet).toEqual(live(told, true))
    for (const line of quiet) {
      const type = line.split(' ')[1] ?? ''
      seen.set(type, (seen.get(type) ?? 0) + 1)
    }
  })
  // The histories reach all that a morning can bring, and all that stops or resumes it.
  for (const type of ['ReviewReminderDue', 'ReviewDue', 'ReviewGraceEnded', 'VisitReminderDue', 'VisitDecisionLate'])
    expect(seen.get(type) ?? 0, type).toBeGreaterThan(100)
  for (const type of [
    'VisitCancelled',
    'ReviewExtended',
    'ReviewDecided',
    'AwardSuspended',
    'AwardReinstated',
    'AwardEnded',
    'AwardLapsed',
  ])
    expect(seen.get(type) ?? 0, type).toBeGreaterThan(3)
}, 60_000)
