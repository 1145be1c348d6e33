// Which fact calls for which letter, and the matter under which it is asked for once (C2).
import { describe, expect, test } from 'vitest'
import { letterCausingTypes, letterFor } from '../../../events/letter/calls.ts'

const call = (type: string, data: object, day = '2026-09-14') => letterFor({ school: 'school#1', day, type, data })
const review = { award: 'flagship', kind: 'annual-review', due: '2026-12-16' }

describe('a reminder', () => {
  test('it calls for a letter about this stage of this due day', () =>
    expect(call('ReviewReminderDue', { ...review, stage: 'before-90', own: '2026-12-16' })).toEqual({
      kind: 'review-reminder',
      topic: 'review',
      matter: 'review|school#1|2026-12-16|2026-12-16|before-90',
      facts: { award: 'flagship', review: 'annual-review', stage: 'before-90', due: '2026-12-16' },
    }))

  test('after an extension the same stage is a new matter', () => {
    const matter = (due: string) =>
      call('ReviewReminderDue', { ...review, due, stage: 'before-90', own: '2026-12-16' })?.matter
    expect(matter('2027-03-16')).not.toBe(matter('2026-12-16'))
  })
})

describe('a visit', () => {
  test('it is confirmed when it is booked', () =>
    expect(call('VisitBooked', { ...review, on: '2026-11-25', recorded: '2026-09-14' })).toMatchObject({
      kind: 'visit-confirmed',
      topic: 'visit',
      matter: 'visit|school#1|2026-12-16|2026-11-25|confirmed',
    }))

  test('a visit of today or of a day past is confirmed to nobody', () => {
    expect(call('VisitBooked', { ...review, on: '2026-09-14', recorded: '2026-09-14' })).toBeUndefined()
    expect(call('VisitBooked', { ...review, on: '2026-09-15', recorded: '2026-09-14' })).toBeDefined()
  })

  test('each announcement is a matter of its own', () => {
    const soon = (before: number) => call('VisitReminderDue', { ...review, on: '2026-11-25', before })
    expect(soon(14)).toMatchObject({
      kind: 'visit-soon',
      matter: 'visit|school#1|2026-12-16|2026-11-25|14',
      facts: { visit: '2026-11-25', before: 14 },
    })
    expect(soon(2)?.matter).toBe('visit|school#1|2026-12-16|2026-11-25|2')
  })
})

test('no other fact calls for a letter', () => {
  expect(letterCausingTypes).toEqual(['ReviewReminderDue', 'VisitBooked', 'VisitReminderDue'])
  expect(call('ReviewDue', { kind: 'annual-review', due: '2026-12-16' })).toBeUndefined()
})
