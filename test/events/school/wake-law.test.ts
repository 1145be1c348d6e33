// The wake-up law: after a wake, the next one wanted is later, or none; and a school woken only when it wants to be
// records the same as one woken every morning, whatever was done to it and whichever mornings never came.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { type Instant, londonDay, londonInstant, morningRun } from '../../../events/kernel/day.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings, type Settings } from '../../../events/kernel/settings.ts'
import { awards, type Nation, nations } from '../../../events/kernel/words.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { decisions } from '../../../events/school/events.ts'
import { noSchool, type School } from '../../../events/school/state.ts'
import { aNote } from '../../kit/builders/school.ts'
import { anniversary, anyDay, julian, ofJulian, runs } from '../../kit/civil.ts'

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
  readonly steps: readonly { readonly at: Instant; readonly command: SchoolCommand }[]
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
    steps: deeds
      .map((one) => {
        const day = plus(start, one.day)
        return { at: londonInstant(day, one.early ? '06:00' : '10:00'), command: commandOf(one, day) }
      })
      .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    noRun: outages ? noRun.map((n) => plus(start, n)) : [],
  }))

/** A school that lives through a month; `mayWake` says whether this morning wakes it, when it wants to be woken then. */
class Life {
  readonly recorded: string[] = []
  #state: School = noSchool
  #wakeAt: Instant | undefined

  act(command: SchoolCommand, now: Instant): void {
    const world = worldAt(now, firstCalendar, settings)
    const decision = schoolDecider.decide(command, this.#state, world)
    if (isRefusal(decision)) return
    this.#state = decision.reduce(schoolDecider.evolve, this.#state)
    const wakeAt = schoolDecider.wakeAt(this.#state, world)
    // As the board does: the row says what the last commit said.
    if (decision.length > 0) this.#wakeAt = wakeAt
    for (const { type, data } of decision) this.recorded.push(`${now} ${type} ${JSON.stringify(data)}`)
    if (command.do === 'wake') expect(wakeAt === undefined || wakeAt > now, `woken ${now}, wants ${wakeAt}`).toBe(true)
  }

  wants(now: Instant): boolean {
    return this.#wakeAt !== undefined && this.#wakeAt <= now
  }
}

function live({ nation, start, centre, inclusive, steps, noRun }: Story, always: boolean): readonly string[] {
  const life = new Life()
  const begin = londonInstant(start, '10:00')
  life.act({ do: 'register-school', ref: 'urn:123456', name: 'Oakfield Primary School', nation }, begin)
  const rows = [
    { award: 'inclusive-school', action: 'granted', on: inclusive },
    { award: 'centre-of-excellence', action: 'granted', on: centre },
  ] as const
  life.act({ do: 'take-over-history', rows }, begin)
  const waiting = [...steps]
  for (let day = plus(start, 1); day <= plus(start, days); day = plus(day, 1)) {
    const run = morningRun(day)
    const play = (until: Instant) => {
      for (let next = waiting[0]; next && next.at < until; next = waiting[0]) {
        life.act(next.command, next.at)
        waiting.shift()
      }
    }
    play(run)
    if (!noRun.includes(day) && (always || life.wants(run))) life.act({ do: 'wake' }, run)
    play(morningRun(plus(day, 1)).replace(/T.*/, 'T00:00:00.000Z'))
  }
  return life.recorded
}

test('a school woken only when it wants to be records the same as one woken every morning', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(story, (told) => {
      const quiet = live(told, false)
      expect(quiet).toEqual(live(told, true))
      for (const line of quiet) {
        const type = line.split(' ')[1] ?? ''
        seen.set(type, (seen.get(type) ?? 0) + 1)
      }
    }),
    runs,
  )
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
    expect(seen.get(type) ?? 0, type).toBeGreaterThan(10)
  expect(londonDay(morningRun('2026-09-01'))).toBe('2026-09-01')
})
