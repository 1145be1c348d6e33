// The body's days: each begins once, its morning's work is done when every part is, its log is sealed when it is over.
import { describe, expect, test } from 'vitest'
import { daysDecider } from '../../../events/days/decide.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import type { Calendar } from '../../../events/kernel/calendar.ts'
import { londonInstant } from '../../../events/kernel/day.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import type { Nation } from '../../../events/kernel/words.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(daysDecider)
const begin = (day: string) => at(day, { do: 'begin-day', day })
const woken = (day: string, shard: number) => at(day, { do: 'note-shard-woken', day, shard })
const worldOf = (day: string) => worldAt(londonInstant(day, '07:30'), firstCalendar, defaultSettings)
const hash = 'a'.repeat(64)

describe('a day', () => {
  test('it begins once and says since when none had begun', () =>
    given()
      .when(begin('2026-09-14'), begin('2026-09-14'), begin('2026-09-18'))
      .then([
        { type: 'DayBegan', data: { day: '2026-09-14' } },
        { type: 'DayBegan', data: { day: '2026-09-18', since: '2026-09-14' } },
      ]))

  test('no day begins after a later one', () =>
    given().after(begin('2026-09-18')).when(begin('2026-09-14')).then(nothing()))

  test('its work is done when each part was done once', () =>
    given()
      .after(begin('2026-09-14'))
      .where({ wakeShards: 2 })
      .when(woken('2026-09-14', 1), woken('2026-09-14', 1), woken('2026-09-14', 0), woken('2026-09-14', 0))
      .then([
        { type: 'ShardWoken', data: { shard: 1 } },
        { type: 'ShardWoken', data: { shard: 0 } },
        { type: 'WakesDone', data: { day: '2026-09-14' } },
        { type: 'WeekDigestDue', data: { week: '2026-09-14' } },
      ]))

  test('a part of yesterday told late says nothing of today', () =>
    given().after(begin('2026-09-14'), begin('2026-09-15')).when(woken('2026-09-14', 0)).then(nothing()))

  test('the next day begins with nothing done', () =>
    given()
      .where({ wakeShards: 1 })
      .after(begin('2026-09-14'), woken('2026-09-14', 0))
      .when(begin('2026-09-15'))
      .then([{ type: 'DayBegan' }])
      .leaving(({ shardsWoken, done }) => expect([shardsWoken, done]).toEqual([[], false])))
})

describe('a calendar that ends', () => {
  const calendarUntil = (ends: Readonly<Partial<Record<Nation, string>>>): Calendar => ({
    version: '1',
    nations: {
      ...firstCalendar.nations,
      ...Object.fromEntries(
        Object.entries(ends).map(([nation, to]) => [
          nation,
          { ...firstCalendar.nations.wales, terms: [{ key: '2026/27 autumn', from: '2026-09-01', to }] },
        ]),
      ),
    },
  })

  test('on the first day of May or later that begins a person is asked, once a year for each nation', () =>
    given()
      .where({}, calendarUntil({ wales: '2027-08-31', scotland: '2028-07-30' }))
      .when(begin('2027-04-30'), begin('2027-05-03'), begin('2027-05-04'), begin('2028-05-01'))
      .then([
        { type: 'DayBegan' },
        { type: 'DayBegan', data: { day: '2027-05-03' } },
        { type: 'CalendarExtensionNeeded', data: { nation: 'wales', ends: '2027-08-31', needed: '2028-08-31' } },
        { type: 'CalendarExtensionNeeded', data: { nation: 'scotland', ends: '2028-07-30', needed: '2028-07-31' } },
        { type: 'DayBegan', data: { day: '2027-05-04' } },
        { type: 'DayBegan', data: { day: '2028-05-01' } },
        { type: 'CalendarExtensionNeeded', data: { nation: 'wales' } },
        { type: 'CalendarExtensionNeeded', data: { nation: 'scotland', needed: '2029-07-31' } },
      ]))

  test('one that reaches the end of the next academic year is no matter for anybody', () =>
    given()
      .where({}, calendarUntil({ wales: '2028-08-31', scotland: '2028-07-31' }))
      .when(begin('2027-05-03'), begin('2027-07-31'))
      .then([{ type: 'DayBegan' }, { type: 'DayBegan' }]))

  test('with the new academic year the one after it is the next', () =>
    given()
      .where({}, calendarUntil({ wales: '2028-08-31', scotland: '2028-07-31' }))
      .when(begin('2027-08-01'), begin('2027-09-01'))
      .then([
        { type: 'DayBegan' },
        { type: 'CalendarExtensionNeeded', data: { nation: 'scotland', needed: '2029-07-31' } },
        { type: 'DayBegan' },
        { type: 'CalendarExtensionNeeded', data: { nation: 'wales', needed: '2029-08-31' } },
      ]))
})

describe('the line about the morning', () => {
  const wake = (moment: string) => at(moment, { do: 'wake', at: londonInstant(moment.slice(0, 10), moment.slice(11)) })

  test('it is due at half past eight of a working day, once', () =>
    given()
      .after(begin('2026-09-14'))
      .when(wake('2026-09-14 08:15'), wake('2026-09-14 08:30'), wake('2026-09-14 08:45'))
      .then([{ type: 'MorningLineDue', data: { day: '2026-09-14' } }]))

  test('it is woken for in London’s time, in summer and winter', () => {
    const wakeAt = (day: string) => daysDecider.wakeAt({ began: day, shardsWoken: [], done: false }, worldOf(day))
    expect(wakeAt('2026-09-14')).toBe('2026-09-14T07:30:00.000Z')
    expect(wakeAt('2026-12-01')).toBe('2026-12-01T08:30:00.000Z')
  })

  test('there is none at weekends and on bank holidays; the holidays of schools are not the office’s', () => {
    given()
      .after(begin('2026-08-12'))
      .when(wake('2026-08-12 09:00'))
      .then([{ type: 'MorningLineDue' }])
    given().after(begin('2026-09-13')).when(wake('2026-09-13 09:00')).then(nothing())
    given().after(begin('2026-12-25')).when(wake('2026-12-25 09:00')).then(nothing())
  })

  test('after an outage there is one line, of the day it ends', () =>
    given()
      .after(begin('2026-09-14'), begin('2026-09-17'))
      .when(wake('2026-09-17 11:00'), wake('2026-09-17 11:15'))
      .then([{ type: 'MorningLineDue', data: { day: '2026-09-17' } }]))
})

describe('the digest of a week', () => {
  const done = (day: string) => [...begin(day), ...woken(day, 0)]

  test('it is due on the first working day, when the morning’s work is done', () =>
    given()
      .where({ wakeShards: 1 })
      .after(done('2026-09-13'))
      .when(woken('2026-09-13', 0), done('2026-09-14'), done('2026-09-15'))
      .then([
        { type: 'DayBegan' },
        { type: 'ShardWoken' },
        { type: 'WakesDone' },
        { type: 'WeekDigestDue', data: { week: '2026-09-14' } },
        { type: 'DayBegan' },
        { type: 'ShardWoken' },
        { type: 'WakesDone' },
      ]))

  test('where Monday is a bank holiday it is due on Tuesday', () =>
    given()
      .where({ wakeShards: 1 })
      .after(begin('2026-08-31'), woken('2026-08-31', 0), begin('2026-09-01'))
      .when(woken('2026-09-01', 0))
      .then([{ type: 'ShardWoken' }, { type: 'WakesDone' }, { type: 'WeekDigestDue', data: { week: '2026-08-31' } }]))
})

describe('the seal of a day', () => {
  const seal = (day: string) => at('2026-09-15', { do: 'seal-day', day, commits: 12, hash })

  test('it is set once, when a later day has begun', () =>
    given()
      .after(begin('2026-09-14'), begin('2026-09-15'))
      .when(seal('2026-09-14'), seal('2026-09-14'), seal('2026-09-13'))
      .then([{ type: 'DaySealed', data: { day: '2026-09-14', commits: 12, hash } }]))

  test('a day that is not over cannot be sealed', () => {
    given().when(seal('2026-09-14')).thenRefused('day-not-over', { day: '2026-09-14' })
    given().after(begin('2026-09-15')).when(seal('2026-09-15')).thenRefused('day-not-over')
  })
})

describe('the world at an instant', () => {
  const world = (now: string) => {
    const { today, lastRun } = worldAt(now, firstCalendar, defaultSettings)
    return { today, lastRun }
  }

  test('before half past seven in London the last morning run was yesterday’s', () => {
    expect(world('2026-07-01T06:29:59.999Z')).toEqual({ today: '2026-07-01', lastRun: '2026-06-30' })
    expect(world('2026-07-01T06:30:00.000Z')).toEqual({ today: '2026-07-01', lastRun: '2026-07-01' })
    expect(world('2026-01-15T07:29:59.999Z')).toEqual({ today: '2026-01-15', lastRun: '2026-01-14' })
    expect(world('2026-01-15T07:30:00.000Z')).toEqual({ today: '2026-01-15', lastRun: '2026-01-15' })
  })

  test('half past midnight in a London summer is still yesterday in UTC', () =>
    expect(world('2026-06-30T23:30:00.000Z')).toEqual({ today: '2026-07-01', lastRun: '2026-06-30' }))
})
