// R2 to R6 as laws: whatever the due day, the nation, the extension and the mornings that never were.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type Nation, nations } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { a, reviewExtended, reviewOpened } from '../../kit/builders/school.ts'
import { anniversary, anyDay, julian, ofJulian } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'
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
    const extension = extended && { on: plus(due, extended.on), to: plus(due, extended.on + extended.by) }
    return { nation, due, opened: plus(due, -openedBefore), extended: extension, mornings }
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
    const facts = schoolDecider.decide({ do: 'wake' }, state, {
      today: day,
      lastRun: day,
      calendar: firstCalendar,
      settings: defaultSettings,
    })
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

test(
  'whatever mornings are missed, a review is reminded of at most once a morning, in time and on working days',
  { timeout: 30_000 },
  () =>
    holds(story, (told) => {
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
)

const stages = [-180, -90, -60, -30, -7, 1, 14, 28]

function sendDay(nation: Nation, due: string, offset: number): string {
  const planned = plus(due, offset)
  return offset < 0 ? naiveBefore(firstCalendar, nation, planned) : naiveAfter(firstCalendar, nation, planned)
}

/** The same rule told backwards: of the stages reached by a morning the last, if it was planned late enough. */
function stageReached(
  { nation, due, opened, extended }: Story,
  day: string,
): (Omit<Reminder, 'day'> & { offset: number }) | undefined {
  if (!works(firstCalendar, nation, day)) return undefined
  const moved = extended && extended.on < day ? extended : { on: opened, to: due }
  const reached = (offset: number) => sendDay(nation, moved.to, offset) <= day && (offset > 0 || day < moved.to)
  const offset = stages.findLast(reached)
  if (offset === undefined || sendDay(nation, moved.to, offset) <= moved.on) return undefined
  return { stage: `${offset < 0 ? 'before' : 'after'}-${Math.abs(offset)}`, due: moved.to, offset }
}

function expected(told: Story): Reminder[] {
  const out: (Reminder & { offset: number })[] = []
  for (const day of told.mornings) {
    const next = stageReached(told, day)
    const isNew = next && out.every(({ due, offset }) => due !== next.due || offset < next.offset)
    if (isNew) out.push({ day, ...next })
  }
  return out.map(({ day, stage, due }) => ({ day, stage, due }))
}

test('it is reminded of exactly the most advanced stage reached, by a rule told another way', {
  timeout: 30_000,
}, () => {
  let reminders = 0
  holds(story, (told) => {
    const got = play(told).reminders
    reminders += got.length
    expect(got).toEqual(expected(told))
  })
  expect(reminders, 'a law over nothing proves nothing').toBeGreaterThan(1000)
})
