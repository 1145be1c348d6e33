// Which fact calls for which letter, and the matter under which it is asked for once (C2).
import { describe, expect, test } from 'vitest'
import { type Cause, letterCausingTypes, letterFor } from '../../../events/letter/calls.ts'

const call = (type: string, data: object, day = '2026-09-14', school: Partial<Cause> = {}) =>
  letterFor({ stream: 'school#1', version: 7, day, type, data, because: 'api', ...school })
const review = { award: 'flagship', kind: 'annual-review', due: '2026-12-16' }

describe('a reminder', () => {
  test('it calls for a letter about this stage of this due day', () =>
    expect(call('ReviewReminderDue', { ...review, stage: 'before-90', own: '2026-12-16' })).toEqual({
      kind: 'review-reminder',
      purpose: 'service',
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

const centre = { review: { award: 'centre-of-excellence', kind: 'annual-review', due: '2027-12-01' } } as const

describe('an award', () => {
  const granted = (data: object, school: Partial<Cause> = { after: centre }) =>
    call(
      'AwardGranted',
      { award: 'centre-of-excellence', on: '2026-09-14', history: false, ...data },
      '2026-09-14',
      school,
    )

  test('its grant is told once for its day, with the review that follows', () =>
    expect(granted({})).toEqual({
      kind: 'award-granted',
      purpose: 'service',
      topic: 'centre-of-excellence',
      matter: 'award|school#1|centre-of-excellence|2026-09-14',
      facts: { award: 'centre-of-excellence', on: '2026-09-14', next: '2027-12-01', nextKind: 'annual-review' },
    }))

  test('two awards granted on one day are two topics: neither letter takes the other’s place', () => {
    const lower = granted({ award: 'inclusive-school' })
    expect(lower?.topic).not.toBe(granted({})?.topic)
    expect(lower?.facts).toEqual({ award: 'inclusive-school', on: '2026-09-14' })
  })

  test('a grant entered some days late is told; one of long ago is history, and an import tells nobody', () => {
    expect(granted({ on: '2026-08-15', history: true })).toBeDefined()
    expect(granted({ on: '2026-08-14', history: true })).toBeUndefined()
    expect(granted({ history: true }, { because: 'import#1' })).toBeUndefined()
  })
})

describe('a decision', () => {
  const decided = (decision: string, school: Partial<Cause> = {}) =>
    call(
      'ReviewDecided',
      { decision, on: '2026-09-14', kind: 'annual-review', due: '2026-12-01', resumeAfter: '2026-09-14' },
      '2026-09-14',
      { before: { review: { ...centre.review, due: '2026-12-01' } }, after: centre, ...school },
    )

  test('it is told with the award it was about and what stands until when', () =>
    expect(decided('retained')).toEqual({
      kind: 'review-decided',
      purpose: 'service',
      topic: 'decision',
      matter: 'decision|school#1|2026-12-01|retained|2026-09-14',
      facts: {
        award: 'centre-of-excellence',
        review: 'annual-review',
        due: '2026-12-01',
        decision: 'retained',
        on: '2026-09-14',
        next: '2027-12-01',
        nextKind: 'annual-review',
      },
    }))

  test('of an award that ended, the review of the next lower one is not said to be its own', () => {
    const lower = { review: { award: 'inclusive-school', kind: 'renewal', due: '2028-12-01' } } as const
    const facts = decided('not-retained', { after: lower })?.facts
    expect(facts).toMatchObject({ award: 'centre-of-excellence', decision: 'not-retained' })
    expect(facts).not.toHaveProperty('next')
  })

  test('an import that takes over decisions tells nobody', () =>
    expect(decided('retained', { because: 'import#1' })).toBeUndefined())
})

describe('a consent', () => {
  const given = (data: object) =>
    call(
      'ConsentGiven',
      { purpose: 'news', wording: '2018-05', how: 'paper', on: '2026-09-14', ...data },
      '2026-09-14',
      {
        stream: 'contact#1',
        version: 3,
      },
    )

  test('it is confirmed to the person alone, for its own purpose: so only while it stands', () =>
    expect(given({})).toEqual({
      kind: 'consent-recorded',
      purpose: 'news',
      matter: 'consent|contact#1|news|3',
      facts: { agreed: 'news', on: '2026-09-14' },
    }))

  test('one that was imported or given long ago is confirmed to nobody', () => {
    expect(given({ imported: true })).toBeUndefined()
    expect(given({ on: '2026-08-14' })).toBeUndefined()
  })
})

test('no other fact calls for a letter', () => {
  expect(letterCausingTypes).toEqual([
    'ReviewReminderDue',
    'VisitBooked',
    'VisitReminderDue',
    'AwardGranted',
    'ReviewDecided',
    'MissedMeetingLetterDue',
    'RiskLetterDue',
    'FlagshipRiskCleared',
    'MeetingInvitationDue',
    'ConsentGiven',
    'ConsentWithdrawn',
    'WasThisYouAsked',
    'RequestOpened',
    'RequestProofAsked',
    'RequestProved',
    'RequestExtended',
    'RequestDecided',
  ])
  expect(call('ReviewDue', { kind: 'annual-review', due: '2026-12-16' })).toBeUndefined()
})
