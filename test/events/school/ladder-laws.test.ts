// R2 to R6 as laws: whatever the due day, the nation, the extension and the mornings that never were.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { morningRun } from '../../../events/kernel/day.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type Nation, nations } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { a, reviewExtended, reviewOpened } from '../../kit/builders/school.ts'
import { anniversary, anyDay, julian, ofJulian, runs } from '../../kit/civil.ts'
import { naiveAfter, naiveBefore, works } from '../../kit/naive-days.ts'

const plus = (day: string, n: number) => ofJulian(julian(day) + n)

/** One review: its nation, its days, and the mornings that came; all others were an outage. */
interface Story {
  readonly nation: Nation
  readonly due: string
  readonly opened: string
  readonly extended: { readonly on: string; readonly to: string } | undefined
  readonly mornings: readonly string[]
}

// Mostly the next day, else an outage of up to seven weeks, across the whole ladder and beyond.
const gap = fc.oneof(
  { weight: 2, arbitrary: fc.constant(1) },
  { weight: 3, arbitrary: fc.integer({ min: 2, max: 50 }) },
)

const story: fc.Arbitrary<Story> = fc
  .record({
    nation: fc.constantFrom(...nations),
    due: anyDay('2024-09-01', '2032-06-30'),
    openedBefore: fc.integer({ min: 0, max: 400 }),
    first: fc.integer({ min: -200, max: 20 }),
    gaps: fc.array(gap, { minLength: 6, maxLength: 16 }),
    extended: fc.option(fc.record({ on: fc.integer({ min: -60, max: 30 }), by: fc.integer({ min: 1, max: 120 }) }), {
      nil: undefined,
    }),
  })
  .map(({ nation, due, openedBefore, first, gaps, extended }) => {
    let day = plus(due, first)
    const mornings = gaps.map((n) => {
      day = plus(day, n)
      return day
    })
    const on = extended && plus(due, extended.on)
    return {
      nation,
      due,
      opened: plus(due, -openedBefore),
      extended: on && { on, to: plus(on, extended.by) },
      mornings,
    }
  })

interface Reminder {
  readonly day: string
  readonly stage: string
  readonly due: string
}

/** Plays the mornings; the extension falls on its day, after that day's run. */
function play({ nation, due, opened, extended, mornings }: Story): { perMorning: number[]; reminders: Reminder[] } {
  const past = [...a.centreOfExcellence({ since: anniversary(due, -1), nation }), ...reviewOpened({ due, on: opened })]
  let state = past.reduce(schoolDecider.evolve, schoolDecider.initial)
  let extension = extended ? reviewExtended({ from: due, ...extended }) : []
  const reminders: Reminder[] = []
  const perMorning = mornings.map((day) => {
    if (extended && extended.on < day) {
      state = extension.reduce(schoolDecider.evolve, state)
      extension = []
    }
    const facts = schoolDecider.decide({ do: 'wake' }, state, worldAt(morningRun(day), firstCalendar, defaultSettings))
    if (isRefusal(facts)) throw new Error(facts.detail)
    state = facts.reduce(schoolDecider.evolve, state)
    const found = facts.filter(
      (fact): fact is Extract<SchoolFact, { type: 'ReviewReminderDue' }> => fact.type === 'ReviewReminderDue',
    )
    reminders.push(...found.map(({ data }) => ({ day, stage: data.stage, due: data.due })))
    return found.length
  })
  return { perMorning, reminders }
}

test('whatever mornings are missed, a review is reminded of at most once a morning, in time and on working days', () =>
  fc.assert(
    fc.property(story, (told) => {
      const { perMorning, reminders } = play(told)
      expect(Math.max(...perMorning), 'reminders in one morning').toBeLessThanOrEqual(1)
      for (const { day, stage, due } of reminders) {
        expect(works(firstCalendar, told.nation, day), `${day} is a working day`).toBe(true)
        if (stage.startsWith('before')) expect(day < due, `${stage} of ${due} goes before it, not on ${day}`).toBe(true)
        else expect(day > due, `${stage} of ${due} goes after it, not on ${day}`).toBe(true)
      }
      const matters = reminders.map(({ stage, due }) => `${stage} of ${due}`)
      expect(matters, 'each stage at most once for each due day').toEqual([...new Set(matters)])
    }),
    runs,
  ))

const stages = [-180, -90, -60, -30, -7, 1, 14, 28]

/** The same rule told backwards: of today's reached stages the last, if the plan still has it and nothing as far went out. */
function expected({ nation, due, opened, extended, mornings }: Story): Reminder[] {
  const out: (Reminder & { offset: number })[] = []
  for (const day of mornings) {
    const moved = extended && extended.on < day ? extended : undefined
    const current = moved?.to ?? due
    const sendDay = (offset: number) => {
      const planned = plus(current, offset)
      return offset < 0 ? naiveBefore(firstCalendar, nation, planned) : naiveAfter(firstCalendar, nation, planned)
    }
    const last = stages.findLast((offset) => sendDay(offset) <= day && (offset > 0 || day < current))
    const since = out.filter((one) => one.due === current)
    const fits =
      last !== undefined &&
      works(firstCalendar, nation, day) &&
      sendDay(last) > (moved?.on ?? opened) &&
      since.every((one) => one.offset < last)
    if (fits) out.push({ day, stage: `${last < 0 ? 'before' : 'after'}-${Math.abs(last)}`, due: current, offset: last })
  }
  return out.map(({ day, stage, due: of }) => ({ day, stage, due: of }))
}

test('it is reminded of exactly the most advanced stage reached, by a rule told another way', () => {
  let reminders = 0
  fc.assert(
    fc.property(story, (told) => {
      const got = play(told).reminders
      reminders += got.length
      expect(got).toEqual(expected(told))
    }),
    runs,
  )
  expect(reminders, 'a law over nothing proves nothing').toBeGreaterThan(1000)
})
