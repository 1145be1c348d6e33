// Fees (DOMAIN 2): an invoice falls due once for each contract year of a Centre of Excellence or Flagship, for a band of
// pupils; none of the past, none while it is suspended, none after its end.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { sayBand } from '../../../events/school/events.ts'
import { bandOf } from '../../../events/school/invoices.ts'
import { aNote, given } from '../../kit/builders/school.ts'
import { aLife, registered } from '../../kit/builders/school-life.ts'
import { at, mornings, on, wake } from '../../kit/given.ts'
import { holds } from '../../kit/holds.ts'

const register = { ...registered, pupils: 320 }
const grant = (day: string, award: 'inclusive-school' | 'centre-of-excellence' | 'flagship', since = day) =>
  at(day, { do: 'grant-award', award, on: since })
const school = given().after(at('2026-09-14', register))
/** So that nobody looks for a cluster for it. */
const joins = at('2026-09-14', { do: 'join-cluster', cluster: 'north-1', on: '2026-09-14' })
const centre = school.after(joins, grant('2026-09-14', 'inclusive-school'), grant('2026-09-14', 'centre-of-excellence'))
const invoice = (from: string, more: object = {}) => [{ type: 'InvoiceDue', data: { from, due: from, ...more } }]
const reminder = { type: 'ReviewReminderDue' }

describe('the band of a number of pupils', () => {
  test.each([
    [1, '1-400'],
    [400, '1-400'],
    [401, '401-2000'],
    [2000, '401-2000'],
    [2001, '2001+'],
    [undefined, 'unknown'],
    [0, 'unknown'],
  ])('of %s is %s', (pupils, band) => expect(bandOf(pupils, [400, 2000])).toBe(band))

  test('is said in words', () =>
    expect((['1-400', '401-2000', '2001+', '10001-1000000'] as const).map(sayBand)).toEqual([
      '1 to 400 pupils',
      '401 to 2,000 pupils',
      '2,001 pupils and more',
      '10,001 to 1,000,000 pupils',
    ]))

  test('is the only one where a body has no bands', () => expect(bandOf(7, [])).toBe('1+'))

  test('holds every number in exactly one band, whatever the tops', () =>
    holds(
      fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { maxLength: 9 }), fc.integer({ min: 1, max: 4000 })),
      ([tops, pupils]) => {
        const sorted = tops.toSorted((one, other) => one - other)
        const [, from = '', to] = /^(\d+)(?:-(\d+)|\+)$/.exec(bandOf(pupils, sorted)) ?? []
        expect(pupils).toBeGreaterThanOrEqual(Number(from))
        if (to !== undefined) expect(pupils).toBeLessThanOrEqual(Number(to))
        expect([1, ...sorted.map((top) => top + 1)]).toContain(Number(from))
      },
    ))
})

describe('a Centre of Excellence granted today', () => {
  test('is invoiced for its first year at once, and each year on the day it began', () =>
    centre
      .when(wake('2026-09-15'), wake('2027-09-14'), wake('2027-09-15'), wake('2028-09-14'))
      .then(
        on('2026-09-15', invoice('2026-09-14', { year: 1, band: '1-400', award: 'centre-of-excellence' })),
        on('2027-09-14', [{ type: 'ReviewDue' }], invoice('2027-09-14', { year: 2 })),
        on('2027-09-15', [reminder]),
        on('2028-09-14', [{ type: 'ReviewGraceEnded' }, reminder], invoice('2028-09-14', { year: 3 })),
      ))

  test('after an outage each invoice is recorded on the day of the run, and names its own day', () =>
    centre
      .after(wake('2026-09-15'))
      .when(wake('2027-09-20'))
      .then(on('2027-09-20', [{ type: 'ReviewDue' }, reminder], invoice('2027-09-14'))))

  test('a body may have it due some days later; moved after it fell due, it does not fall due again', () => {
    centre
      .where({ invoiceDaysAfter: 30 })
      .when(wake('2026-10-13'), wake('2026-10-14'))
      .then(on('2026-10-14', [{ type: 'InvoiceDue', data: { from: '2026-09-14', due: '2026-10-14' } }]))
    centre
      .after(wake('2026-09-15'))
      .where({ invoiceDaysAfter: 30 })
      .when(mornings('2026-10-13', '2026-10-20'))
      .then([])
      .leaving(({ invoices }) => expect(invoices).toHaveLength(1))
  })

  test('has its band by the pupils of that day', () =>
    centre
      .when(at('2026-09-14', { do: 'change-school', pupils: 2400 }), wake('2026-09-15'))
      .then([{ type: 'SchoolChanged' }], invoice('2026-09-14', { band: '2001+' })))
})

test('history records none of the past: the next contract year is the first', () => {
  const history = school.after(
    joins,
    at('2026-09-14', {
      do: 'take-over-history',
      rows: [
        { award: 'inclusive-school', action: 'granted', on: '2019-10-01' },
        { award: 'centre-of-excellence', action: 'granted', on: '2019-10-01' },
      ],
    }),
  )
  history
    .when(wake('2026-09-30'), wake('2026-10-01'))
    .then([reminder], on('2026-10-01', [{ type: 'ReviewDue' }], invoice('2026-10-01', { year: 8 })))
})

test('an Inclusive School Award alone has no contract', () =>
  school
    .after(grant('2026-09-14', 'inclusive-school'))
    .when(mornings('2026-09-15', '2026-09-20'))
    .then([])
    .leaving(({ contract, invoices }) => expect([contract, invoices]).toEqual([undefined, undefined])))

test('a Flagship begins a contract of its own', () =>
  centre
    .after(wake('2026-09-15'), grant('2029-11-02', 'flagship'))
    .when(wake('2029-11-03'), wake('2030-09-14'), wake('2030-11-02'))
    .then(
      on('2029-11-03', invoice('2029-11-02', { year: 1, award: 'flagship' })),
      on('2030-11-02', [{ type: 'ReviewDue' }], invoice('2030-11-02', { year: 2, award: 'flagship' })),
    ))

describe('an award that does not stand', () => {
  const award = 'centre-of-excellence'
  const suspend = at('2027-03-01', { do: 'suspend-award', award, reason: aNote })

  test('is not invoiced while suspended, nor afterwards for a year that began meanwhile', () =>
    centre
      .after(wake('2026-09-15'), suspend, mornings('2027-09-13', '2027-09-16'))
      .when(at('2027-10-01', { do: 'reinstate-award', award, reason: aNote }), ...[wake('2028-09-14')])
      .then(
        [{ type: 'AwardReinstated' }],
        [{ type: 'ReviewGraceEnded' }, reminder],
        invoice('2028-09-14', { year: 3 }),
      ))

  test('is not invoiced once it lapsed, and begins anew when it is granted again', () =>
    centre
      .after(wake('2026-09-15'), at('2027-03-01', { do: 'lapse-award', award, reason: aNote }), wake('2027-09-14'))
      .when(grant('2027-10-01', award), wake('2027-10-02'))
      .then(
        [{ type: 'AwardGranted' }, { type: 'ReviewClosed' }, { type: 'ReviewOpened' }],
        invoice('2027-10-01', { year: 1 }),
      ))
})

test('a corrected day of grant moves the years to come, and invoices no year twice', () => {
  const life = aLife()
    .then('2026-09-14', register)
    .then('2026-09-14', { do: 'grant-award', award: 'inclusive-school', on: '2026-09-01' })
    .then('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2026-09-14' })
    .through('2026-09-15', '2026-09-16')
    .corrected('2026-09-20', 'AwardGranted', { on: '2026-09-02' })
    .through('2026-09-21', '2027-09-14')
  const invoices = life.history.flatMap(({ fact }) => (fact.type === 'InvoiceDue' ? [fact.data.due] : []))
  expect(invoices).toEqual(['2026-09-14', '2027-09-02'])
})

test('a closed school is woken for no invoice', () =>
  centre
    .after(wake('2026-09-15'), at('2026-10-01', { do: 'close-school', on: '2026-10-01', reason: aNote }))
    .when(wake('2027-09-14'))
    .then([])
    .leaving((state) =>
      expect(
        schoolDecider.evolve(state, {
          type: 'InvoiceDue',
          data: { award: 'flagship', year: 1, from: '2026-01-01', band: 'unknown', due: '2026-01-01' },
        }).invoices,
      ).toHaveLength(2),
    )
    .andWakes(undefined))
