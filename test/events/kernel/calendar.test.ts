// R3: the working days of each nation.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import file from '../../../events/days/calendar.json' with { type: 'json' }
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import {
  calendarFile,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../../events/kernel/calendar.ts'
import { addDays } from '../../../events/kernel/day.ts'
import { nations } from '../../../events/kernel/words.ts'
import { anyDay } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'
import { naiveAfter, naiveBefore, works } from '../../kit/naive-days.ts'

describe('a working day', () => {
  test.each([
    ['2026-09-14', 'a plain Monday', true],
    ['2026-09-12', 'a Saturday', false],
    ['2026-09-13', 'a Sunday', false],
    ['2026-05-04', 'the early May bank holiday', false],
    ['2026-10-26', 'the first day of half-term', false],
    ['2026-10-30', 'its last day', false],
    ['2026-10-23', 'the day before', true],
    ['2026-11-02', 'the day after', true],
  ])('in England %s, %s: %s', (day, _, works) => expect(isWorkingDay(firstCalendar, 'england', day)).toBe(works))

  test('each nation has its own: Saint Patrick’s Day, Saint Andrew’s Day, the half-term of Wales', () => {
    const where = (day: string) => nations.filter((nation) => isWorkingDay(firstCalendar, nation, day))
    expect(where('2027-03-17')).toEqual(['england', 'wales', 'scotland', 'overseas'])
    expect(where('2026-11-30')).toEqual(['england', 'wales', 'northern-ireland', 'overseas'])
    expect(where('2026-02-24')).toEqual(['england', 'scotland', 'northern-ireland', 'overseas'])
  })

  test('overseas only weekends count', () => {
    expect(isWorkingDay(firstCalendar, 'overseas', '2026-12-25')).toBe(true)
    expect(isWorkingDay(firstCalendar, 'overseas', '2026-12-26')).toBe(false)
  })

  test('past the last year of the calendar only weekends count', () => {
    // Christmas Day 2033 is a Sunday, the day after a Monday.
    expect(isWorkingDay(firstCalendar, 'england', '2033-12-26')).toBe(true)
    expect(isWorkingDay(firstCalendar, 'england', '2033-12-25')).toBe(false)
    // The last closure reaches into January 2033.
    expect(isWorkingDay(firstCalendar, 'england', '2033-01-03')).toBe(false)
    expect(isWorkingDay(firstCalendar, 'england', '2033-01-04')).toBe(true)
  })
})

test('the nearest working day is the day itself where it is one', () => {
  expect(workingDayOnOrBefore(firstCalendar, 'england', '2026-09-14')).toBe('2026-09-14')
  expect(workingDayOnOrAfter(firstCalendar, 'england', '2026-09-14')).toBe('2026-09-14')
})

test('over a closure and the weekends around it, the one before or after all of them', () => {
  expect(workingDayOnOrBefore(firstCalendar, 'england', '2027-01-01')).toBe('2026-12-18')
  expect(workingDayOnOrAfter(firstCalendar, 'england', '2026-12-19')).toBe('2027-01-04')
})

test('every day of every nation is what reading the calendar from end to end says', { timeout: 30_000 }, () =>
  holds(fc.tuple(fc.constantFrom(...nations), anyDay('2023-06-01', '2034-06-30')), ([nation, day]) => {
    expect(isWorkingDay(firstCalendar, nation, day)).toBe(works(firstCalendar, nation, day))
    expect(workingDayOnOrBefore(firstCalendar, nation, day)).toBe(naiveBefore(firstCalendar, nation, day))
    expect(workingDayOnOrAfter(firstCalendar, nation, day)).toBe(naiveAfter(firstCalendar, nation, day))
  }),
)

test('the calendar the system ships with is read by its schema and reaches to the end of 2032', () => {
  const { nations: all } = calendarFile().parse(file)
  expect(firstCalendar.nations).toEqual(all)
  for (const { terms } of Object.values(all)) expect(terms.at(-1)?.to.slice(0, 4)).toMatch(/^203[23]$/)
})

test('the terms of a nation leave no gap, and no closure or term ends before it begins', () => {
  for (const { terms, closures } of Object.values(firstCalendar.nations)) {
    for (const { from, to } of [...terms, ...closures]) expect(from <= to).toBe(true)
    expect(terms.slice(1).map(({ from }) => from)).toEqual(terms.slice(0, -1).map(({ to }) => addDays(to, 1)))
  }
})
