// What a change of settings or calendar would move is said before it is made, and is what then moves.
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { londonInstant } from '../../../events/kernel/day.ts'
import { defaultSettings, type SettingValues } from '../../../events/kernel/settings.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { movesIf } from '../../../events/school/foresee.ts'
import { a, invoiced, reminded, reviewOpened, visitBooked } from '../../kit/builders/school.ts'

const due = '2027-09-01'
const oakfield = [
  ...a.centreOfExcellence({ since: '2026-09-01' }),
  ...reviewOpened({ due, on: '2026-09-01' }),
  ...invoiced('2026-09-01'),
  ...reminded('before-90', { due }),
]

function moves(facts: readonly SchoolFact[], settings: Partial<SettingValues>, calendar = firstCalendar) {
  const school = facts.reduce(schoolDecider.evolve, schoolDecider.initial)
  const now = worldAt(londonInstant('2027-06-10', '10:00'), firstCalendar, defaultSettings)
  return movesIf(school, now, { calendar, settings: { ...defaultSettings, ...settings } })
}

describe('what would move', () => {
  test('a stage that comes and one that goes', () =>
    expect(moves(oakfield, { stagesBefore: [180, 90, 45, 30, 7] })).toEqual([
      { what: 'reminder', stage: 'before-60', from: '2027-07-02', to: null },
      { what: 'reminder', stage: 'before-45', from: null, to: '2027-07-16' },
    ]))

  test('a stage whose day would be past is no move: it would not be sent', () =>
    expect(moves(oakfield, { stagesBefore: [180, 90, 85, 60, 30, 7] })).toEqual([]))

  test('the end of the time of grace', () =>
    expect(moves(oakfield, { graceDays: 60 })).toEqual([{ what: 'grace-end', from: '2027-11-30', to: '2027-10-31' }]))

  test('the announcements of a visit, and when its decision is late', () => {
    const booked = [...oakfield, ...visitBooked({ on: '2027-07-12', recorded: '2027-06-04', due })]
    expect(moves(booked, { visitAnnouncedBefore: [10, 2], visitDecisionDays: 14 })).toEqual([
      { what: 'visit-announcement', before: 14, from: '2027-06-28', to: null },
      { what: 'visit-announcement', before: 10, from: null, to: '2027-07-02' },
      { what: 'visit-decision-late', from: '2027-08-09', to: '2027-07-26' },
    ])
  })

  test('reminders whose days a calendar takes away', () => {
    const { england } = firstCalendar.nations
    const flood = { from: '2027-07-01', to: '2027-07-02' }
    const calendar = {
      version: '1',
      nations: { ...firstCalendar.nations, england: { ...england, closures: [...england.closures, flood] } },
    }
    expect(moves(oakfield, {}, calendar)).toEqual([
      { what: 'reminder', stage: 'before-60', from: '2027-07-02', to: '2027-06-30' },
    ])
  })

  test('nothing for a school without a review, and nothing where nothing changes', () => {
    expect(moves(a.school(), { graceDays: 1 })).toEqual([])
    expect(moves(oakfield, {})).toEqual([])
  })
})
