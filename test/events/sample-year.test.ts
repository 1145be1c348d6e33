// The whole sample year at the rules' level: 400 schools imported, every morning of a year, every line of it played.
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '../../events/kernel/day.ts'
import { Body } from '../kit/body-in-memory.ts'
import { expectedOfTheYear, importFiles, yearLines } from '../kit/sample-files.ts'

const body = new Body()
const expected = expectedOfTheYear()

beforeAll(() => {
  body.takeOver(importFiles(), '2026-09-01')
  const lines = Map.groupBy(yearLines(), ({ day }) => day)
  for (let day = '2026-09-02'; day <= '2027-08-31'; day = addDays(day, 1)) {
    body.wake(day)
    for (const { command } of lines.get(day) ?? []) body.play(day, command)
  }
}, 60_000)

/** Both as sets: what is missing and what is too much, none of either. */
function expectSame(got: readonly string[], wanted: readonly string[]): void {
  const [gotOnes, wantedOnes] = [new Set(got), new Set(wanted)]
  expect({
    missing: wanted.filter((one) => !gotOnes.has(one)),
    extra: got.filter((one) => !wantedOnes.has(one)),
  }).toEqual({ missing: [], extra: [] })
  expect(got.length).toBe(wanted.length)
}

test('every reminder fell due on its day and went to its recipients, no more and no fewer', () => {
  expect(expected.reminders.length).toBeGreaterThan(1700)
  expectSame(body.reminders, expected.reminders)
})

test('every review fell due, and every time of grace ended, on its day', () => {
  expect(expected.events.length).toBeGreaterThan(370)
  expectSame(body.events, expected.events)
})

test('every miss at a cluster meeting was recorded, on the day it was typed', () => {
  expect(expected.missed.length).toBeGreaterThan(250)
  expectSame(body.missed, expected.missed)
})

test('every Flagship at risk, cleared, and every term without a meeting was recorded on its day', () => {
  expect(expected.risk.length).toBeGreaterThan(60)
  expectSame(body.risk, expected.risk)
})
