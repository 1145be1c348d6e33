// C1 and C3: everything that can speak against a letter at the moment of sending, each with its reason.
import { describe, expect, test } from 'vitest'
import { type Letter, noLetter } from '../../../events/letter/decide.ts'
import type { Asked } from '../../../events/letter/events.ts'
import {
  type Addressee,
  type GateView,
  judgeLetter,
  type ReviewNow,
  type Switches,
} from '../../../events/letter/gate.ts'
import { aReminder, gateView } from '../../kit/builders/letter.ts'

const letterOf = (day: string): Letter => ({ ...noLetter, state: 'sending', attempts: 1, day })
const judge = (view: GateView, otherwise: Partial<Asked> = {}, day = '2026-09-14') =>
  judgeLetter(letterOf(day), aReminder(otherwise), view)
const against = (addressee: Partial<Addressee>, otherwise: Partial<Asked> = {}) => judge(gateView(addressee), otherwise)

const go = { verdict: 'send' }
const none = { state: 'none' } as const
const gone = { state: 'withdrawn', since: '2026-09-10' } as const

test('a letter to which nothing speaks leaves', () => expect(judge(gateView())).toEqual(go))

describe('what speaks against an addressee', () => {
  test.each([
    ['consent was never given', { consent: none }, { why: 'no-consent' }],
    ['consent was withdrawn', { consent: gone }, { why: 'withdrawn', since: '2026-09-10' }],
    [
      'the address stands on the suppression list',
      { suppressedSince: '2026-09-09' },
      { why: 'suppressed', since: '2026-09-09' },
    ],
    ['the address bounced', { address: 'bounced' }, { why: 'bounced' }],
    ['the provider suppresses the address', { address: 'suppressed' }, { why: 'suppressed' }],
    ['letters to the contact pause', { paused: true }, { why: 'contact-paused' }],
    ['the person was erased', { gone: true }, { why: 'erased' }],
    ['a successor has the mailbox, or the person left the school', { replaced: true }, { why: 'no-consent' }],
  ] as const)('%s', (_, addressee, verdict) => expect(against(addressee)).toEqual({ verdict: 'withhold', ...verdict }))

  test('consent counts at the moment of sending: given since the asking, the letter leaves', () =>
    expect(against({ consent: { state: 'given', since: '2026-09-14' } })).toEqual(go))

  test('of several reasons the erasure is said first, then the person’s own word', () => {
    expect(against({ gone: true, consent: gone, address: 'bounced', paused: true })).toMatchObject({ why: 'erased' })
    expect(against({ consent: gone, suppressedSince: '2026-09-09', address: 'bounced' })).toMatchObject({
      why: 'withdrawn',
    })
    expect(against({ address: 'bounced', paused: true })).toMatchObject({ why: 'bounced' })
  })
})

describe('the office mailbox', () => {
  test('that passed to a successor is not written to for the person before, whatever the purpose', () => {
    for (const purpose of ['service', 'rights'] as const)
      expect(against({ replaced: true }, { role: 'office', purpose })).toMatchObject({ why: 'no-consent' })
  })

  const toOffice = { role: 'office' } as const

  test('it needs no consent for service', () => expect(against({ consent: none }, toOffice)).toEqual(go))
  test('its objection is honoured', () =>
    expect(against({ consent: gone }, toOffice)).toEqual({ verdict: 'withhold', why: 'objected', since: '2026-09-10' }))
  test('the suppression list speaks for it too', () =>
    expect(against({ consent: none, suppressedSince: '2026-09-09' }, toOffice)).toMatchObject({
      why: 'objected',
      since: '2026-09-09',
    }))
  test('it needs consent for news like anybody', () => {
    expect(against({ consent: none }, { ...toOffice, purpose: 'news' })).toMatchObject({ why: 'no-consent' })
    expect(against({ consent: gone }, { ...toOffice, purpose: 'news' })).toMatchObject({ why: 'withdrawn' })
  })
})

describe('the purpose', () => {
  test('news needs consent', () =>
    expect(against({ consent: none }, { purpose: 'news' })).toMatchObject({ why: 'no-consent' }))
  test.each(['rights', 'staff'] as const)('%s needs none, and a withdrawal does not stop it', (purpose) =>
    expect(against({ consent: gone, suppressedSince: '2026-09-10' }, { purpose })).toEqual(go),
  )
  test('a pause does not stop the answer to a person’s own request', () =>
    expect(against({ paused: true }, { purpose: 'rights' })).toEqual(go))
  test('an address that bounced or was erased stops even that', () => {
    expect(against({ address: 'bounced' }, { purpose: 'rights' })).toMatchObject({ why: 'bounced' })
    expect(against({ gone: true }, { purpose: 'rights' })).toMatchObject({ why: 'erased' })
  })
})

describe('what holds a letter', () => {
  const hold = (switches: Partial<Switches>, addressee: Partial<Addressee> = {}) => judge(gateView(addressee, switches))

  test.each([
    ['sending is off', { sending: 'off' }, 'sending-off'],
    ['letters go to staff only', { sending: 'staff' }, 'not-staff'],
    ['all letters pause', { allPaused: true }, 'paused'],
    ['letters to the school pause', { schoolPaused: true }, 'paused'],
  ] as const)('%s', (_, switches, by) => expect(hold(switches)).toEqual({ verdict: 'hold', by }))

  test('a member of staff gets letters while they go to staff only', () =>
    expect(hold({ sending: 'staff' }, { isStaff: true })).toEqual(go))
  test('but not while sending is off', () =>
    expect(hold({ sending: 'off' }, { isStaff: true })).toMatchObject({ by: 'sending-off' }))
  test('what may never leave is withheld, not held', () =>
    expect(hold({ sending: 'off' }, { consent: gone })).toMatchObject({ verdict: 'withhold', why: 'withdrawn' }))
})

describe('a letter that waited for another day', () => {
  const later = (review: ReviewNow | undefined, today = '2026-09-21', otherwise: Partial<Asked> = {}) =>
    judge(gateView({}, {}, { review, today }), otherwise)
  const superseded = { verdict: 'withhold', why: 'superseded' }

  test('a reminder whose stage is still the last one leaves', () =>
    expect(later({ due: '2026-12-16', stage: 'before-90' })).toEqual(go))

  test.each([
    ['a later stage fell due meanwhile', { due: '2026-12-16', stage: 'before-60' }],
    ['the review was extended', { due: '2027-03-16' }],
    ['a visit was booked', { due: '2026-12-16', stage: 'before-90', visit: '2026-11-25' }],
    ['the review was decided', { due: '2027-12-16' }],
    ['no review is open any more', {}],
    ['the school is gone', undefined],
  ] as const)('a reminder is overtaken when %s', (_, review) => expect(later(review)).toEqual(superseded))

  test('no reminder of a stage before the due day leaves on it or after it', () => {
    const week = { facts: { ...aReminder().facts, stage: 'before-7' } } as const
    expect(later({ due: '2026-12-16', stage: 'before-7' }, '2026-12-15', week)).toEqual(go)
    expect(later({ due: '2026-12-16', stage: 'before-7' }, '2026-12-16', week)).toEqual(superseded)
  })

  test('an overdue reminder may wait past the due day', () =>
    expect(
      later({ due: '2026-12-16', stage: 'after-1' }, '2026-12-21', {
        facts: { ...aReminder().facts, stage: 'after-1' },
      }),
    ).toEqual(go))

  test('a reminder of a suspended award is overtaken: its ladder stands still', () =>
    expect(later({ due: '2026-12-16', stage: 'before-90', suspended: true })).toEqual(superseded))

  test.each(['award-granted', 'review-decided'] as const)(
    'a letter of kind %s is overtaken by a later word on the same topic',
    (kind) => {
      const about = { kind, topic: 'decision', matter: 'the first word' } as const
      const running = (matter: string, today = '2026-09-21') =>
        judge(gateView({}, {}, { running: matter, today }), about)
      expect(running('the first word')).toEqual(go)
      expect(running('the second word')).toEqual(superseded)
      expect(running('the second word', '2026-09-14')).toEqual(go)
    },
  )

  test.each(['visit-confirmed', 'visit-soon'] as const)(
    'a letter of kind %s is overtaken by another day of the visit, by its end and on the day itself',
    (kind) => {
      const about = { kind, topic: 'visit', facts: { due: '2026-12-16', visit: '2026-09-25' } } as const
      expect(later({ visit: '2026-09-25' }, '2026-09-24', about)).toEqual(go)
      expect(later({ visit: '2026-09-25' }, '2026-09-25', about)).toEqual(superseded)
      expect(later({ visit: '2026-09-28' }, '2026-09-24', about)).toEqual(superseded)
      expect(later({}, '2026-09-24', about)).toEqual(superseded)
    },
  )

  test('a visit cancelled on the day it was booked is still confirmed: booked again for that day it is the same matter', () =>
    expect(later({}, '2026-09-14', { kind: 'visit-confirmed', facts: { visit: '2026-09-25' } })).toEqual(go))

  test('of an overtaken letter it is not said that sending is off', () =>
    expect(judge(gateView({}, { sending: 'off' }, { review: {}, today: '2026-09-21' }))).toEqual(superseded))
})

describe('a reminder that waited some minutes only', () => {
  const sameDay = (review: ReviewNow) => judge(gateView({}, {}, { review }))
  const superseded = { verdict: 'withhold', why: 'superseded' }

  test('it leaves on the morning it was asked for', () =>
    expect(sameDay({ due: '2026-12-16', stage: 'before-90' })).toEqual(go))

  test.each([
    ['a visit was booked in between', { due: '2026-12-16', stage: 'before-90', visit: '2026-11-25' }],
    ['the review was extended in between', { due: '2027-03-16' }],
    ['the review was decided in between', { due: '2027-12-16' }],
  ] as const)('it does not leave when %s: the ladder stops at once (R7)', (_, review) =>
    expect(sameDay(review)).toEqual(superseded),
  )
})

describe('a day that is no working day of the school’s nation', () => {
  const nextWorkingMorning = '2026-09-21T06:30:00.000Z'
  const onSaturday = (otherwise: Partial<Asked> = {}, switches: Partial<Switches> = {}, review?: ReviewNow) =>
    judge(gateView({}, switches, { today: '2026-09-19', nextWorkingMorning, ...(review && { review }) }), otherwise)
  const waits = { verdict: 'hold', by: 'not-working-day', until: nextWorkingMorning }

  test('a reminder that was held waits for the next working day’s morning run (R6)', () =>
    expect(onSaturday()).toEqual(waits))

  test('so does the announcement of a visit', () =>
    expect(
      judge(gateView({}, {}, { today: '2026-09-19', nextWorkingMorning, review: { visit: '2026-09-25' } }), {
        kind: 'visit-soon',
        topic: 'visit',
        facts: { visit: '2026-09-25', before: 14 },
      }),
    ).toEqual(waits))

  test.each([
    'visit-confirmed',
    'award-granted',
    'review-decided',
    'consent-recorded',
    'bulletin',
    'test-letter',
  ] as const)('a letter of kind %s answers a deed and leaves on any day', (kind) =>
    expect(onSaturday({ kind, facts: {} }, {}, { visit: undefined })).not.toEqual(waits),
  )

  test('what is overtaken does not wait, and what a switch holds waits for the switch', () => {
    expect(onSaturday({}, {}, { due: '2026-12-16', stage: 'before-60' })).toMatchObject({ why: 'superseded' })
    expect(onSaturday({}, { sending: 'off' })).toMatchObject({ by: 'sending-off' })
  })
})
