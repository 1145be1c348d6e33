// Settings or the calendar change while reviews run: what is to come moves, what is past is not made up for (R5, R7).
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import type { Calendar } from '../../../events/kernel/calendar.ts'
import { type Day, londonDay, londonInstant } from '../../../events/kernel/day.ts'
import { isRefusal, type Kept } from '../../../events/kernel/decider.ts'
import { defaultSettings, type Settings, type SettingValues } from '../../../events/kernel/settings.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import type { School } from '../../../events/school/state.ts'
import { a, aNote, invoiced, reminded, reviewOpened, visitBooked } from '../../kit/builders/school.ts'

interface Changed {
  readonly settings?: Partial<SettingValues>
  readonly closure?: { readonly from: Day; readonly to: Day }
}

function changedWorld(moment: string, { settings = {}, closure }: Changed) {
  const [day = '', time = '10:00'] = moment.split(' ')
  const { england } = firstCalendar.nations
  const calendar: Calendar = closure
    ? {
        version: '1',
        nations: { ...firstCalendar.nations, england: { ...england, closures: [...england.closures, closure] } },
      }
    : firstCalendar
  const then: Settings = { ...defaultSettings, ...settings, version: Object.keys(settings).length > 0 ? 1 : 0 }
  return worldAt(londonInstant(day, time), calendar, then)
}

function stateOf(facts: readonly SchoolFact[]): School {
  return facts.reduce(schoolDecider.evolve, schoolDecider.initial)
}

/** What the last commit kept: decided in the world the system ships with, on this day. */
function keptOf(school: School, day: Day): Kept {
  const world = worldAt(londonInstant(day, '10:00'), firstCalendar, defaultSettings)
  return { calendar: '0', settings: 0, wakeAt: schoolDecider.wakeAt(school, world) }
}

/** Decides in a changed world, on a school whose last commit was of the old one. */
function decided(
  facts: readonly SchoolFact[],
  lastCommit: Day,
  moment: string,
  changed: Changed,
  command: SchoolCommand = { do: 'plan' },
) {
  const school = stateOf(facts)
  const world = changedWorld(moment, changed)
  const decision = schoolDecider.decide(command, school, { ...world, kept: keptOf(school, lastCommit) })
  if (isRefusal(decision)) throw new Error(decision.detail)
  const after = decision.reduce(schoolDecider.evolve, school)
  const next = schoolDecider.wakeAt(after, world)
  return { facts: decision, after, next: next && londonDay(next), world }
}

// Due on a Wednesday, 1 September 2027; the stage of 30 days before is Monday 2 August, that of 60 days Friday 2 July.
const due = '2027-09-01'
const oakfield = [
  ...a.centreOfExcellence({ since: '2026-09-01' }),
  ...reviewOpened({ due, on: '2026-09-01' }),
  ...invoiced('2026-09-01'),
  ...reminded('before-90', { due }),
]

describe('a change of what is to come', () => {
  test('a stage that moves to an earlier day is sent on it', () => {
    const { facts, next } = decided(oakfield, '2027-06-03', '2027-06-10', {
      closure: { from: '2027-07-01', to: '2027-07-02' },
    })
    expect(facts).toEqual([{ type: 'SchoolPlannedAnew', data: { after: '2027-06-10', next: '2027-06-30' } }])
    expect(next).toBe('2027-06-30')
  })

  test('a stage more is sent on its day', () =>
    expect(
      decided(oakfield, '2027-06-03', '2027-06-10', { settings: { stagesBefore: [180, 90, 75, 60, 30, 7] } }).next,
    ).toBe('2027-06-18'))

  test('where the next day stays the same nothing is recorded', () =>
    expect(decided(oakfield, '2027-06-03', '2027-06-10', { settings: { graceDays: 60 } }).facts).toEqual([]))

  test('in the world of the last commit nothing is planned anew', () =>
    expect(decided(oakfield, '2027-06-03', '2027-06-10', {}).facts).toEqual([]))

  test('a school without an open review is left as it is', () =>
    expect(decided(a.school(), '2027-06-03', '2027-06-10', { settings: { stagesBefore: [75] } }).facts).toEqual([]))
})

describe('a stage that is newly planned for a day that is past', () => {
  const changed = { settings: { stagesBefore: [180, 90, 85, 60, 30, 7] } }

  test('it is not sent: the next is the first whose day is to come', () => {
    const { facts, next } = decided(oakfield, '2027-06-03', '2027-06-10', changed)
    expect(facts).toEqual([{ type: 'SchoolPlannedAnew', data: { after: '2027-06-10', next: '2027-07-02' } }])
    expect(next).toBe('2027-07-02')
  })

  test.each<[string, SchoolCommand]>([
    ['a contact joins the school', { do: 'link-contact', contact: 'contact#1', role: 'head' }],
    ['the review is extended', { do: 'extend-review', to: '2027-09-20', reason: aNote }],
    ['a visit is booked', { do: 'book-visit', on: '2027-08-20' }],
  ])('nor is it when %s before the plan is made', (_, command) => {
    const { facts } = decided(oakfield, '2027-06-03', '2027-06-10', changed, command)
    expect(facts[0]).toMatchObject({ type: 'SchoolPlannedAnew', data: { after: '2027-06-10' } })
    expect(facts).toHaveLength(2)
  })

  test('nor is it when the morning comes before the plan is made', () => {
    const school = stateOf(oakfield)
    const world = { ...changedWorld('2027-06-10', changed), kept: keptOf(school, '2027-06-03') }
    const morning = schoolDecider.decide({ do: 'wake' }, school, world)
    expect(morning).toMatchObject([{ type: 'SchoolPlannedAnew' }])
  })

  test('planned for this morning, and said before the run, it is sent', () => {
    const { facts, next } = decided(oakfield, '2027-06-03', '2027-06-08 07:00', changed)
    expect(facts).toEqual([{ type: 'SchoolPlannedAnew', data: { after: '2027-06-07', next: '2027-06-08' } }])
    expect(next).toBe('2027-06-08')
  })
})

describe('a school that is to be woken and was not yet', () => {
  test('what was due this morning is still sent', () => {
    // 60 days before; the change comes after 07:30, and before the school had its turn.
    const settings = { stagesBefore: [180, 90, 61, 60, 30, 7] }
    const { after, world } = decided(oakfield, '2027-06-03', '2027-07-02', { settings })
    expect(schoolDecider.decide({ do: 'wake' }, after, world)).toMatchObject([
      { type: 'ReviewReminderDue', data: { stage: 'before-60' } },
    ])
  })
})

describe('a booked visit', () => {
  // Visited on Monday 12 July: announced on Monday 28 June, and 2 days before, Friday 9 July.
  const booked = [...oakfield, ...visitBooked({ on: '2027-07-12', recorded: '2027-06-04', due })]

  test('its announcement moves with the calendar', () =>
    expect(
      decided(booked, '2027-06-04', '2027-06-15', { closure: { from: '2027-06-28', to: '2027-06-28' } }).next,
    ).toBe('2027-06-25'))

  test('an announcement newly planned for a day that is past is not made', () => {
    const { after, next } = decided(booked, '2027-06-04', '2027-06-24', { settings: { visitAnnouncedBefore: [21, 2] } })
    expect(after.review?.visit).toMatchObject({ recorded: '2027-06-04', plannedAfter: '2027-06-24' })
    expect(next).toBe('2027-07-09')
  })
})
