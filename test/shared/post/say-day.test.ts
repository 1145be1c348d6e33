/** Days as letters say them. */
import { expect, test } from 'vitest'
import { sayDay } from '../../../shared/post/say-day.ts'

test.each([
  ['2026-12-01', 'Tuesday 1 December 2026'],
  ['2028-02-29', 'Tuesday 29 February 2028'],
  ['2027-01-03', 'Sunday 3 January 2027'],
  ['2026-10-26', 'Monday 26 October 2026'],
])('%s is written %s', (day, said) => {
  expect(sayDay(day)).toBe(said)
})

test('each day of a leap year is written as the standard library writes it', () => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  for (let at = Date.UTC(2028, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
    const day = new Date(at)
    expect(sayDay(day.toISOString().slice(0, 10))).toBe(format.format(day).replace(',', ''))
  }
})
