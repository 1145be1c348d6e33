// Days are calendar days, instants are instants; the morning run is half past seven in London, summer and winter.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMinutes,
  addMonths,
  addYears,
  daysBetween,
  epochOf,
  lastMorningRun,
  londonDay,
  londonInstant,
  londonTime,
  morningRun,
  weekday,
} from '../../../events/kernel/day.ts'
import { anniversary, anyDay, julian, ofJulian, weekdayOf } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'

const aDay = anyDay('1996-01-01', '2099-12-31')

describe('counting days', { timeout: 30_000 }, () => {
  test('a day some days on is what the calendar says, over leap years and centuries', () =>
    holds(fc.tuple(aDay, fc.integer({ min: -4000, max: 4000 })), ([day, n]) => {
      expect(addDays(day, n)).toBe(ofJulian(julian(day) + n))
    }))

  test('the days between two are what has to be added', () =>
    holds(fc.tuple(aDay, aDay), ([a, b]) => {
      expect(daysBetween(a, b)).toBe(julian(b) - julian(a))
      expect(addDays(a, daysBetween(a, b))).toBe(b)
    }))

  test('Monday is 1 and Sunday is 7, before 1970 too', () => {
    expect([weekday('2026-09-14'), weekday('2026-09-20'), weekday('1969-12-31')]).toEqual([1, 7, 3])
    holds(anyDay('1950-01-01', '2099-12-31'), (day) => {
      expect(weekday(day)).toBe(weekdayOf(day))
    })
  })

  test('a day plus one day is always the next in text order, so that days compare as text', () =>
    holds(aDay, (day) => {
      expect(addDays(day, 1) > day).toBe(true)
    }))
})

describe('anniversaries', { timeout: 30_000 }, () => {
  test('the same day some years on; 29 February is the 28th in common years', () =>
    holds(
      fc.tuple(
        fc.oneof(aDay, fc.constantFrom('2000-02-29', '2024-02-29', '2096-02-29')),
        fc.integer({ min: 0, max: 120 }),
      ),
      ([day, n]) => {
        expect(addYears(day, n)).toBe(anniversary(day, n))
      },
    ))

  test('a month on is the same day of the next month, or its last', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-12-15', 2)).toBe('2027-02-15')
  })
})

/** Summer time of a year by the rule: from the last Sunday of March to the last of October, at one o'clock UTC. */
function isSummer(day: string): boolean {
  const lastSunday = (lastOfMonth: string) => ofJulian(julian(lastOfMonth) - (weekdayOf(lastOfMonth) % 7))
  const year = day.slice(0, 4)
  return day >= lastSunday(`${year}-03-31`) && day < lastSunday(`${year}-10-31`)
}

describe('London’s clock', { timeout: 30_000 }, () => {
  test('on each day of nine years the morning run is at 07:30 there, which is 06:30 UTC in summer', () => {
    for (let day = '2024-01-01'; day <= '2032-12-31'; day = ofJulian(julian(day) + 1)) {
      const run = morningRun(day)
      // Half past seven of a Sunday on which the clocks change is after the change.
      expect(run).toBe(`${day}T0${isSummer(day) ? 6 : 7}:30:00.000Z`)
      expect(londonDay(run)).toBe(day)
    }
  })

  test('the morning run of a day comes after all of the day before and before any other of its own', () =>
    holds(fc.tuple(anyDay('2024-01-01', '2032-12-31'), fc.integer({ min: 0, max: 24 * 60 - 1 })), ([day, minute]) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const instant = londonInstant(day, time)
      expect(londonDay(instant)).toBe(day)
      expect(lastMorningRun(instant)).toBe(time >= '07:30' || londonTime(instant) >= '07:30' ? day : addDays(day, -1))
      expect(instant >= morningRun(lastMorningRun(instant))).toBe(true)
      expect(instant < morningRun(addDays(lastMorningRun(instant), 1))).toBe(true)
    }))

  test('a time the clocks skip is an hour later, one they repeat is the first', () => {
    expect(londonInstant('2026-03-29', '01:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(londonTime('2026-03-29T01:30:00.000Z')).toBe('02:30')
    expect(londonInstant('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z')
  })

  test('the night of the change has 23 or 25 hours, and counting days does not notice', () => {
    expect(epochOf(morningRun('2026-03-29')) - epochOf(morningRun('2026-03-28'))).toBe(23 * 3_600_000)
    expect(epochOf(morningRun('2026-10-25')) - epochOf(morningRun('2026-10-24'))).toBe(25 * 3_600_000)
    expect([addDays('2026-03-28', 1), addDays('2026-10-24', 1), daysBetween('2026-03-28', '2026-10-25')]).toEqual([
      '2026-03-29',
      '2026-10-25',
      211,
    ])
  })

  test('instants compare as text', () =>
    holds(fc.tuple(aDay, fc.integer({ min: 1, max: 100_000 })), ([day, minutes]) => {
      const instant = morningRun(day)
      expect(addMinutes(instant, minutes) > instant).toBe(true)
      expect(epochOf(addMinutes(instant, minutes)) - epochOf(instant)).toBe(minutes * 60_000)
    }))
})
