// C7: the clocks of data rights, on days that were counted by hand and on all days of some years.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { isOfficeDay } from '../../../events/kernel/calendar.ts'
import { addDays, addMonths, daysBetween } from '../../../events/kernel/day.ts'
import { requestKinds } from '../../../events/kernel/words.ts'
import {
  type Clocked,
  dueOf,
  mayBeExtended,
  nextWarning,
  toldBy,
  warningReached,
  warnings,
} from '../../../events/request/clock.ts'

const due = (received: string, more: Partial<Clocked> = {}) =>
  dueOf({ kind: 'access', received, ...more }, firstCalendar)

describe('the statutory day', () => {
  test.each([
    ['2026-09-10', '2026-10-12', 'the 10th is a Saturday: the Monday after'],
    ['2026-09-14', '2026-10-14', 'the same calendar day of the next month'],
    ['2027-01-29', '2027-03-01', 'February has no 29th; its last day, the 28th, is a Sunday'],
    ['2026-08-31', '2026-09-30', 'September has no 31st: its last day'],
    ['2026-11-25', '2026-12-29', 'Christmas Day, a weekend, and the Monday in place of Boxing Day'],
    ['2027-02-26', '2027-03-30', 'Good Friday, and Easter Monday after the weekend'],
  ])('of what came in on %s is %s: %s', (received, day) => expect(due(received)).toBe(day))

  test('moves to the day identity was proved, if proof was asked for within three working days', () => {
    // Received on a Thursday: Tuesday is the third working day after it.
    const asked = (proofAskedOn: string) => due('2026-09-10', { proofAskedOn, provedOn: '2026-09-21' })
    expect(asked('2026-09-10')).toBe('2026-10-21')
    expect(asked('2026-09-15')).toBe('2026-10-21')
    expect(asked('2026-09-16')).toBe('2026-10-12')
  })

  test('counts from receipt as long as identity is not proved', () =>
    expect(due('2026-09-14', { proofAskedOn: '2026-09-14' })).toBe('2026-10-14'))

  test('is two months later once extended, counted from where the clock began', () => {
    expect(due('2026-09-14', { extended: true })).toBe('2026-12-14')
    expect(due('2026-11-30', { extended: true })).toBe('2027-03-01')
    expect(toldBy({ kind: 'access', received: '2026-09-14' }, firstCalendar)).toBe('2026-10-14')
  })

  test('of a complaint is thirty days on, whatever day that is', () => {
    expect(dueOf({ kind: 'complaint', received: '2026-09-10' }, firstCalendar)).toBe('2026-10-10')
    expect(mayBeExtended('complaint')).toBe(false)
  })
})

const aDay = fc.integer({ min: 0, max: 1800 }).map((n) => addDays('2026-01-01', n))
const runs = { seed: 2025, numRuns: 500 }

describe('on whatever day it comes in', () => {
  test('a request is due on a working day of England, a month on or a few days after it', () =>
    fc.assert(
      fc.property(aDay, fc.constantFrom('access', 'erasure', 'rectification'), (received, kind) => {
        const day = dueOf({ kind, received }, firstCalendar)
        expect(isOfficeDay(firstCalendar, 'england', day)).toBe(true)
        const moved = daysBetween(addMonths(received, 1), day)
        expect(moved).toBeGreaterThanOrEqual(0)
        // A weekend between two bank holidays is the longest that nobody works.
        expect(moved).toBeLessThanOrEqual(4)
        for (let n = 0; n < moved; n++)
          expect(isOfficeDay(firstCalendar, 'england', addDays(addMonths(received, 1), n))).toBe(false)
      }),
      runs,
    ))

  test('later receipt, proof or extension never brings the day forward', () =>
    fc.assert(
      fc.property(aDay, fc.nat(40), fc.nat(40), (received, asked, proved) => {
        const proof = { proofAskedOn: addDays(received, asked), provedOn: addDays(received, asked + proved) }
        expect(due(addDays(received, 1)) >= due(received)).toBe(true)
        expect(due(received, proof) >= due(received)).toBe(true)
        expect(due(received, { ...proof, extended: true }) > due(received, proof)).toBe(true)
      }),
      runs,
    ))

  test('each warning comes once, on its own day, if something looks every day', () =>
    fc.assert(
      fc.property(aDay, fc.constantFrom(...requestKinds), (received, kind) => {
        const statutory = dueOf({ kind, received }, firstCalendar)
        const seen: number[] = []
        let looked = received
        for (let day = received; day <= addDays(statutory, 5); day = addDays(day, 1)) {
          const before = warningReached(statutory, looked, day)
          if (before === undefined) continue
          expect(daysBetween(day, statutory)).toBe(before)
          seen.push(before)
          looked = day
        }
        expect(seen).toEqual([...warnings])
        expect(nextWarning(statutory, looked)).toBeUndefined()
      }),
      runs,
    ))

  test('after days on which nothing looked, only the most urgent warning is told', () => {
    expect(warningReached('2026-10-14', '2026-09-14', '2026-10-12')).toBe(2)
    expect(warningReached('2026-10-14', '2026-10-12', '2026-10-13')).toBeUndefined()
    expect(warningReached('2026-10-14', '2026-10-12', '2026-10-20')).toBe(0)
  })
})
