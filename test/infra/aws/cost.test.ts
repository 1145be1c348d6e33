// The bill of a month: what one computes by hand, a straight line in the schools, every price with its source, and the page
// that stands.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as assumed from '../../../infra/aws/cost/assumed.ts'
import { billOf, everyPrice, lineOf } from '../../../infra/aws/cost/bill.ts'
import { type Measured, readMeasured, type Use } from '../../../infra/aws/cost/measured.ts'
import { costPage } from '../../../infra/aws/cost/page.ts'
import { sayBills } from '../../../infra/aws/cost/say.ts'
import { readStanding, type Standing } from '../../../infra/aws/cost/standing.ts'
import { noUse } from '../../../infra/aws/cost/use.ts'
import { usualSizes } from '../../../infra/aws/cost/words.ts'

const someUse = (use: Partial<Use>): Use => ({ ...noUse, ...use })
const nothingKept = { log: 0, board: 0, vault: 0 }
const aYear = (schools: number, use: Partial<Use>) => ({
  schools,
  use: someUse(use),
  before: nothingKept,
  came: nothingKept,
})

/** A measurement in round numbers: a quarter of an hour reads 1,000,000, a quiet school's year writes 12,000,000. */
const invented: Measured = {
  on: '2026-01-01',
  machine: 'none',
  quarterHour: someUse({ readUnits: 1_000_000 }),
  morning: noUse,
  empty: { before: nothingKept, came: nothingKept },
  quiet: { few: aYear(1, {}), many: aYear(10, { writeUnits: 12_000_000 }) },
  busy: aYear(10, { letters: 12_000, functions: { 'send-letters': { calls: 12, milliseconds: 12_000 } } }),
  page: { of: ['Today'], use: noUse },
  mail: { of: 1, use: noUse },
}
const small: Standing = { queuesRead: 1, alarms: 3, metrics: 2, keys: 1, memory: { 'send-letters': 2048 } }

describe('the bill of an invented measurement is what one computes by hand', () => {
  const bill = billOf(6_500, invented, small)

  test('for what passes without a school', () => {
    // 365.25 / 12 × 96 = 2,922 quarters of an hour of a million units at 0.1487; 30 starts a day of 32; a look a call.
    const looks = (30 * (365.25 / 12) * 32 + 340) / 1e6
    expect(lineOf(bill, 'reads')).toBeCloseTo((2_922 + looks) * 0.1487, 4)
    // Five calls at a time of 20 s each: 5 × 2,629,800 / 20 = 657,450 requests at 0.40 a million.
    expect(lineOf(bill, 'queueRequests')).toBeCloseTo(0.657_45 * 0.4)
    expect(lineOf(bill, 'alarms')).toBeCloseTo(0.3)
    expect(lineOf(bill, 'metrics')).toBeCloseTo(0.6)
    expect(lineOf(bill, 'keyVersions')).toBe(3)
  })

  test('for quiet schools and busy ones', () => {
    // 6,160 quiet schools write a million units a month each; 340 busy ones send 1,000 letters.
    expect(lineOf(bill, 'writes')).toBeCloseTo(6_160 * 0.7423)
    expect(lineOf(bill, 'letters')).toBeCloseTo(340 * 0.16)
    // 340 calls a month of 1 s, three times as long on Lambda, at 2 GB; and 30 starts a day of 0.6 s.
    const seconds = 340 * 3 * 2 + 30 * (365.25 / 12) * 0.6 * 2
    expect(lineOf(bill, 'functionSeconds')).toBeCloseTo(seconds * 0.0000133334)
  })

  test('for members of staff: four, and one for 800 schools', () => {
    expect(lineOf(bill, 'staff')).toBeCloseTo((4 + 6_500 / 800) * 0.02)
  })

  test('and its total is the sum of its lines', () => {
    const sum = bill.lines.reduce((all, { name }) => all + lineOf(bill, name), 0)
    expect(bill.total).toBeCloseTo(sum)
    expect(bill.fixed + bill.perUse).toBeCloseTo(bill.total)
  })
})

test('what is kept is billed for the tenth year, in the table and for going back', () => {
  const came = { log: 1e9, board: 2e9, vault: 0 }
  const kept = {
    ...invented,
    quiet: { ...invented.quiet, many: { ...aYear(10, {}), came, before: { ...came, log: 0 } } },
  }
  const gigabytes = (2 + 10 * 3) * (1 - assumed.busyShare)
  expect(lineOf(billOf(1, kept, small), 'tableKept')).toBeCloseTo(gigabytes * 0.29715)
  expect(lineOf(billOf(1, kept, small), 'tableRecovery')).toBeCloseTo(gigabytes * 0.23772)
})

test('a younger body costs less for what it keeps, and as much for all else', () => {
  const came = { log: 1e9, board: 0, vault: 0 }
  const kept = { ...invented, busy: { ...invented.busy, came } }
  const [first, tenth] = [billOf(6_500, kept, small, 1), billOf(6_500, kept, small)]
  expect(tenth.total - first.total).toBeCloseTo(9 * 340 * (0.29715 + 0.23772))
})

test('a short call is billed for as long as the shortest', () => {
  const many = aYear(10, { functions: { 'send-letters': { calls: 12_000_000, milliseconds: 12 } } })
  const bill = billOf(1, { ...invented, quiet: { ...invented.quiet, many } }, small)
  const seconds = 1_000_000 * (1 - assumed.busyShare) * (assumed.leastMilliseconds / 1000) * 2
  expect(bill.lines.find(({ name }) => name === 'functionSeconds')?.perUse).toBeCloseTo(seconds, -1)
})

test('a function that was measured and stands no more is told by its name', () => {
  expect(() => billOf(1, invented, { ...small, memory: {} })).toThrow('send-letters')
})

describe('what was measured and what stands', () => {
  const measured = readMeasured()
  const standing = readStanding()

  test('make a bill in which more schools never cost less', () => {
    const totals = [1, 10, 1_000, 6_500, 10_000, 1_000_000].map((schools) => billOf(schools, measured, standing).total)
    expect(totals).toEqual(totals.toSorted((a, b) => a - b))
  })

  test.each(usualSizes)('make a bill whose part by use at most doubles from %d schools to twice as many', (schools) => {
    const [once, twice] = [billOf(schools, measured, standing), billOf(2 * schools, measured, standing)]
    expect(twice.perUse).toBeLessThanOrEqual(2 * once.perUse * 1.000_001)
    expect(twice.fixed).toBe(once.fixed)
  })

  test('show that a school does not use more because there are more of them', () => {
    const { few, many } = measured.quiet
    expect(many.schools).toBeGreaterThanOrEqual(10 * few.schools)
    expect(many.use.readUnits / few.use.readUnits).toBeLessThan(1.05)
    expect(many.use.writeUnits / few.use.writeUnits).toBeLessThan(1.05)
    expect(many.came.board / few.came.board).toBeLessThan(1.05)
    // For each letter, since not quite the same share of both has its renewal in the year.
    const [manyLetters, fewLetters] = [many.use.letters, few.use.letters]
    expect(many.use.readUnits / manyLetters / (few.use.readUnits / fewLetters)).toBeLessThan(1.01)
    expect(many.use.writeUnits / manyLetters / (few.use.writeUnits / fewLetters)).toBeLessThan(1.01)
  })

  test('know the memory of every function that was called', () => {
    const called = [measured.quarterHour, measured.morning, measured.busy.use, measured.page.use, measured.mail.use]
    const names = called.flatMap(({ functions }) => Object.keys(functions))
    expect(names.filter((name) => standing.memory[name] === undefined)).toEqual([])
  })

  test('are the page that stands: `npm run cost -- --write` writes it', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../docs/cost.md'), 'utf8')
    expect(costPage(measured, standing)).toBe(page)
  })

  test('are told in a line for each kind of charge, and their sum', () => {
    const bill = billOf(10_000, measured, standing)
    const said = sayBills([bill], measured)
    expect(said.split('\n').filter((line) => line.startsWith('SES: letters'))).toHaveLength(1)
    expect(said).toContain(bill.total.toLocaleString('en-GB', { maximumFractionDigits: 2, minimumFractionDigits: 2 }))
  })
})

test.each(everyPrice())(
  'the price of %s says its unit, its line, where it stands and of which day it is',
  (_, price) => {
    expect(price.dollars).toBeGreaterThan(0)
    expect(price.per).toBeGreaterThanOrEqual(1)
    expect(price.unit).not.toBe('')
    expect(price.line).not.toBe('')
    expect(price.source).toMatch(/^https:\/\/(pricing\.us-east-1\.amazonaws\.com|aws\.amazon\.com)\//)
    expect(price.of).toMatch(/^202\d-\d\d-\d\d$/)
    // Another region's price is marked as such.
    expect(price.region === 'eu-west-2' || price.note !== undefined).toBe(true)
  },
)
