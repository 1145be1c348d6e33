/** The clocks: the machine's own, and the one that is moved by hand. */
import { expect, test } from 'vitest'
import { heldClock } from '../../../shared/clock/clock-held.ts'
import { systemClock } from '../../../shared/clock/clock-system.ts'

test('the machine’s clock tells instants with milliseconds and never measures backwards', () => {
  expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(Math.abs(Date.parse(systemClock.now()) - Date.now())).toBeLessThan(1000)
  const first = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(first)
})

test('a held clock stands where it was put plus the real time since', () => {
  let real = 5_000.25
  const clock = heldClock('2026-09-01T06:30:00.000Z', () => real)
  expect(clock.now()).toBe('2026-09-01T06:30:00.000Z')
  real += 1_500
  expect(clock.now()).toBe('2026-09-01T06:30:01.500Z')
  expect(clock.monotonic()).toBe(6_500.25)
})

test('a held clock is moved on, never back', () => {
  let real = 0
  const clock = heldClock('2026-09-01T06:30:00.000Z', () => real)
  real = 10
  expect(clock.moveTo('2027-03-01T07:30:00.000Z')).toBe(true)
  real = 20
  expect(clock.now()).toBe('2027-03-01T07:30:00.010Z')
  expect(clock.moveTo('2027-03-01T07:30:00.009Z')).toBe(false)
  expect(clock.now()).toBe('2027-03-01T07:30:00.010Z')
  expect(clock.moveTo('2027-03-01T07:30:00.010Z')).toBe(true)
})
