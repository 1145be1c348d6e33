// A nation's calendar is edited part by part; what was never edited is what the system ships with (R3, DOMAIN 3).
import { describe, expect, test } from 'vitest'
import { type CalendarParts, calendarDecider, calendarOf, nationCalendarOf } from '../../../events/calendar/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { isWorkingDay } from '../../../events/kernel/calendar.ts'
import { nations } from '../../../events/kernel/words.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(calendarDecider)
const reason = 'note-00000000-0000-4000-8000-000000000001'
const edit = (parts: CalendarParts) => at('2027-03-01', { do: 'edit-calendar', nation: 'england', reason, ...parts })

const { england } = firstCalendar.nations
const { terms } = england

describe('an edit', () => {
  test('it replaces the parts that are given, and leaves the others as they stand', () =>
    given()
      .when(edit({ closures: [{ from: '2027-03-15', to: '2027-03-19', name: 'Flood' }] }))
      .then([
        {
          type: 'NationCalendarEdited',
          data: { closures: [{ from: '2027-03-15', to: '2027-03-19', name: 'Flood' }], reason },
        },
      ])
      .leaving((edited) => {
        const calendar = calendarOf({ england: { version: 1, calendar: nationCalendarOf('england', edited) } })
        expect(calendar.nations.england.bankHolidays).toEqual(england.bankHolidays)
        expect(calendar.nations.england.terms).toEqual(terms)
        expect(isWorkingDay(calendar, 'england', '2027-03-16')).toBe(false)
        for (const nation of nations.filter((one) => one !== 'england'))
          expect(calendar.nations[nation]).toBe(firstCalendar.nations[nation])
      }))

  test('what is said in another order is the same', () =>
    given()
      .when(edit({ bankHolidays: england.bankHolidays.toReversed(), terms: terms.toReversed() }))
      .then(nothing()))

  test('said again it changes nothing', () => {
    const closures = [{ from: '2027-03-15', to: '2027-03-19' }]
    given()
      .when(edit({ closures }), edit({ closures }))
      .then([{ type: 'NationCalendarEdited' }])
  })

  test('a part that was edited is edited again, and the other edit stays', () =>
    given()
      .when(edit({ bankHolidays: ['2027-12-27'] }), edit({ closures: [] }), edit({ bankHolidays: [] }))
      .then([
        { type: 'NationCalendarEdited', data: { bankHolidays: ['2027-12-27'] } },
        { type: 'NationCalendarEdited', data: { closures: [] } },
        { type: 'NationCalendarEdited', data: { bankHolidays: [] } },
      ])
      .leaving((edited) => expect(edited).toEqual({ bankHolidays: [], closures: [] })))
})

describe('what is refused, with the field to mend', () => {
  test('a closure that ends before it begins', () =>
    given()
      .when(
        edit({
          closures: [
            { from: '2027-03-15', to: '2027-03-15' },
            { from: '2027-04-02', to: '2027-04-01' },
          ],
        }),
      )
      .thenRefused('closure-ends-before-it-begins', { field: 'closures.1.to' }))

  const autumn = { key: '2027/28 autumn', from: '2027-09-01', to: '2027-12-31' }
  const spring = { key: '2027/28 spring', from: '2028-01-01', to: '2028-04-16' }

  test('terms with a gap between them', () =>
    given()
      .when(edit({ terms: [autumn, { ...spring, from: '2028-01-03' }] }))
      .thenRefused('terms-leave-a-gap', { field: 'terms.1.from' }))

  test('terms that overlap', () =>
    given()
      .when(edit({ terms: [{ ...spring, from: '2027-12-31' }, autumn] }))
      .thenRefused('terms-leave-a-gap', { field: 'terms.0.from' }))

  test('two terms that begin on one day', () =>
    given()
      .when(edit({ terms: [autumn, { ...autumn, key: '2027/28 spring' }] }))
      .thenRefused('terms-leave-a-gap', { field: 'terms.1.from' }))

  test('a term given twice', () =>
    given()
      .when(edit({ terms: [autumn, { ...spring, key: autumn.key }] }))
      .thenRefused('term-given-twice', { field: 'terms.1.key' }))

  test('a term that ends before it begins', () =>
    given()
      .when(edit({ terms: [{ ...autumn, to: '2027-08-31' }] }))
      .thenRefused('term-ends-before-it-begins', { field: 'terms.0.to' }))

  test('no terms at all', () =>
    given()
      .when(edit({ terms: [] }))
      .thenRefused('terms-missing', { field: 'terms' }))
})

describe('the calendar the system ships with', () => {
  test.each(nations)('its terms in %s follow each other, so that they can be given back as they are', (nation) => {
    given()
      .when(at('2027-03-01', { do: 'edit-calendar', nation, ...firstCalendar.nations[nation] }))
      .then(nothing())
  })

  test('it is the calendar of a body that edited none', () => expect(calendarOf({})).toBe(firstCalendar))
})
