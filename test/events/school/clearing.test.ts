// What would clear a Flagship at risk: tried out on its own marks, and so on any history whatever.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { addDays, londonInstant } from '../../../events/kernel/day.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type Mark, marks } from '../../../events/kernel/words.ts'
import { clearingOf, standingMoveIf } from '../../../events/school/clearing.ts'
import { riskOn } from '../../../events/school/standing.ts'
import { noSchool, type School } from '../../../events/school/state.ts'

const today = '2027-05-20'
const world = worldAt(londonInstant(today, '10:00'), firstCalendar, defaultSettings)

/** A Flagship since 2025 with a mark on each of these days. */
function flagship(marked: Readonly<Record<string, Mark>>): School {
  const known = (on: string, mark: Mark) =>
    ({ on, kind: 'required', mark, version: 1, clusterSince: '2020-09-01' }) as const
  return {
    ...noSchool,
    registered: true,
    awards: [{ award: 'flagship', since: '2025-09-01', confirmedOn: '2025-09-01', state: 'held', returning: false }],
    marks: Object.fromEntries(Object.entries(marked).map(([on, mark]) => [`m-${on}`, known(on, mark)])),
  }
}

describe('a Flagship at risk', () => {
  test('for its two latest misses is cleared by an excuse of either', () => {
    const school = flagship({ '2027-04-20': 'attended', '2027-05-01': 'absent', '2027-05-10': 'apologies' })
    expect(clearingOf(school, world)).toEqual({
      because: 'two-consecutive-meetings-missed',
      meetings: ['m-2027-05-01', 'm-2027-05-10'],
      eachAlone: ['m-2027-05-01', 'm-2027-05-10'],
      allTogether: true,
    })
  })

  test('with three misses behind it needs more than one excuse', () => {
    const school = flagship({ '2027-04-20': 'absent', '2027-05-01': 'absent', '2027-05-10': 'absent' })
    expect(clearingOf(school, world)).toMatchObject({ eachAlone: [], allTogether: true })
  })

  test('for a term it attended nothing of is cleared by an excuse of its one miss there', () => {
    const school = flagship({ '2027-02-01': 'absent' })
    expect(clearingOf(school, world)).toMatchObject({
      because: 'no-meeting-attended-in-term',
      eachAlone: ['m-2027-02-01'],
    })
  })

  test('is told nothing when it is not at risk', () => {
    expect(clearingOf(flagship({ '2027-05-10': 'attended' }), world)).toBeUndefined()
  })

  test('is always cleared by attending a later meeting, whatever its history', async () => {
    const days = fc.integer({ min: 0, max: 600 }).map((n) => addDays('2025-09-10', n))
    const history = fc.dictionary(days, fc.constantFrom(...marks), { maxKeys: 12, noNullPrototype: true })
    await fc.assert(
      fc.property(history, (marked) => {
        const attending = flagship({ ...marked, [today]: 'attended' })
        expect(riskOn(attending, today, world.calendar, world.settings)).toBeUndefined()
      }),
      { seed: 20270520 },
    )
  })
})

test('a setting that would change a standing says so, one that leaves it says nothing', () => {
  const school = flagship({ '2027-05-01': 'absent', '2027-05-10': 'apologies' })
  const then = { calendar: world.calendar, settings: { ...world.settings, apologiesAreMisses: false } }
  expect(standingMoveIf(school, world, then)).toMatchObject({
    from: { because: 'two-consecutive-meetings-missed' },
    to: undefined,
  })
  expect(standingMoveIf(flagship({ '2027-05-10': 'attended' }), world, then)).toBeUndefined()
})
