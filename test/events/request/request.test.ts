// C5, C7: a request has its day, is proved, extended once, decided by a person, and warned of in time.
import { describe, expect, test } from 'vitest'
import { requestDecider } from '../../../events/request/decide.ts'
import type { ErasureReport, RequestFact } from '../../../events/request/events.ts'
import { at, givenOf, mornings, nothing, on } from '../../kit/given.ts'

const given = givenOf(requestDecider)
const note = 'note-00000000-0000-4000-8000-000000000001'
const wanted = { do: 'open-request', kind: 'access', contact: 'contact#c-1', received: '2026-09-14' } as const
const open = (day = '2026-09-14', more: { waiting?: boolean; askProof?: boolean; received?: string } = {}) =>
  at(day, { ...wanted, waiting: false, askProof: false, ...more })
const prove = (day: string) => at(day, { do: 'note-proof' })
const extend = (day: string) => at(day, { do: 'extend-request', reason: note })
const answer = (day: string) => at(day, { do: 'decide-request', outcome: 'answered' })
const refuse = (day: string, reason?: string) => at(day, { do: 'decide-request', outcome: 'refused', reason })

const whose = { kind: 'access', contact: 'contact#c-1' } as const
const opened: RequestFact[] = [
  { type: 'RequestOpened', data: { ...whose, received: '2026-09-14', on: '2026-09-14', due: '2026-10-14' } },
]
const asked: RequestFact[] = [
  { type: 'RequestProofAsked', data: { ...whose, on: '2026-09-14', received: '2026-09-14', due: '2026-10-14' } },
]
const decided: RequestFact[] = [
  { type: 'RequestDecided', data: { ...whose, received: '2026-09-14', outcome: 'answered' } },
]

describe('a request', () => {
  test('opens with its statutory day, once', () => {
    given()
      .when(open())
      .then([{ type: 'RequestOpened', data: { due: '2026-10-14' } }])
    given(opened).when(open('2026-09-20')).then(nothing())
  })

  test('entered late counts from the day it came in, which cannot be to come', () => {
    given()
      .when(open('2026-09-30'))
      .then([{ type: 'RequestOpened', data: { due: '2026-10-14', on: '2026-09-30' } }])
    given().when(open('2026-09-13')).thenRefused('day-in-the-future')
  })

  test('of a mail that did not pass waits until it is confirmed', () =>
    given()
      .when(open('2026-09-14', { waiting: true, askProof: true }), prove('2026-09-17'))
      .then([
        { type: 'RequestOpened', data: { waiting: true } },
        { type: 'RequestProofAsked' },
        { type: 'RequestProved', data: { on: '2026-09-17', due: '2026-10-19' } },
      ])
      .leaving(({ state, due }) => expect([state, due]).toEqual(['open', '2026-10-19'])))

  test('is proved once, and only when proof was asked for', () => {
    given(opened, asked)
      .when(prove('2026-09-16'), prove('2026-09-18'))
      .then([{ type: 'RequestProved' }])
    given(opened).when(prove('2026-09-16')).thenRefused('no-proof-asked')
    given(opened, asked, decided).when(prove('2026-09-16')).thenRefused('request-already-decided')
  })

  test('is extended once, within its first month', () => {
    given(opened)
      .when(extend('2026-10-14'))
      .then([{ type: 'RequestExtended', data: { due: '2026-12-14' } }])
    given(opened)
      .when(extend('2026-10-15'))
      .thenRefused('first-month-is-over', { by: '2026-10-14', today: '2026-10-15' })
    const extended: RequestFact[] = [
      { type: 'RequestExtended', data: { ...whose, on: '2026-10-01', due: '2026-12-14', reason: note } },
    ]
    given(opened, extended).when(extend('2026-10-02')).thenRefused('request-already-extended')
  })

  test('that is a complaint is not extended', () =>
    given([
      {
        type: 'RequestOpened',
        data: { kind: 'complaint', received: '2026-09-14', on: '2026-09-14', due: '2026-10-14' },
      },
    ])
      .when(extend('2026-09-20'))
      .thenRefused('request-not-extendable'))

  test('is decided by a person, once; a refusal needs a reason', () => {
    given(opened)
      .when(answer('2026-10-01'))
      .then([{ type: 'RequestDecided', data: { outcome: 'answered' } }])
    given(opened).when(refuse('2026-10-01')).thenRefused('refusal-needs-a-reason')
    given(opened)
      .when(refuse('2026-10-01', note))
      .then([{ type: 'RequestDecided', data: { outcome: 'refused' } }])
    given(opened, decided).when(answer('2026-10-02')).then(nothing())
    given(opened, decided).when(refuse('2026-10-02', note)).thenRefused('request-already-decided')
  })

  test('that nobody opened can neither be decided nor extended', () => {
    given().when(answer('2026-10-01')).thenRefused('request-not-known')
    given().when(extend('2026-10-01')).thenRefused('request-not-known')
  })
})

describe('a request opened by a mail that is filed anew and does not ask for it', () => {
  const byMail = (mail: string | undefined) => at('2026-09-14', { ...wanted, mail, waiting: false, askProof: true })
  const notAsked = (mail: string) => at('2026-09-15', { do: 'note-not-asked', mail })
  const closed = [{ type: 'RequestNotAsked', data: { mail: 'mail#1', closed: true } }]

  test('is closed, once, and warns of nothing any more', () =>
    given()
      .after(byMail('mail#1'))
      .when(notAsked('mail#1'), notAsked('mail#1'), mornings('2026-09-16', '2026-10-20'))
      .then(closed)
      .leaving(({ state }) => expect(state).toBe('closed')))

  test('stands where another mail or a member of staff asks for it too', () => {
    given()
      .after(byMail('mail#1'))
      .when(byMail('mail#2'), byMail('mail#2'), notAsked('mail#1'))
      .then([
        { type: 'RequestAskedAgain', data: { mail: 'mail#2' } },
        { type: 'RequestNotAsked', data: { mail: 'mail#1' } },
      ])
      .leaving(({ state }) => expect(state).toBe('open'))
    given()
      .after(byMail('mail#1'), byMail('mail#2'), notAsked('mail#1'))
      .when(notAsked('mail#2'))
      .then([{ type: 'RequestNotAsked', data: { mail: 'mail#2', closed: true } }])
    given()
      .after(byMail(undefined), byMail('mail#1'))
      .when(notAsked('mail#1'))
      .then([{ type: 'RequestNotAsked' }])
      .leaving(({ state }) => expect(state).toBe('open'))
  })

  test('stands once it was proved or decided, and one that never was is left alone', () => {
    given().after(byMail('mail#1'), prove('2026-09-14')).when(notAsked('mail#1')).then(nothing())
    given().after(byMail('mail#1'), refuse('2026-09-14', note)).when(notAsked('mail#1')).then(nothing())
    given().when(notAsked('mail#1')).then(nothing())
    given().after(byMail('mail#1')).when(notAsked('mail#2')).then(nothing())
  })

  test('opens anew when the mail is filed back, and can meanwhile be neither decided nor proved', () => {
    const gone = given().after(byMail('mail#1'), notAsked('mail#1'))
    gone
      .when(byMail('mail#1'))
      .then([{ type: 'RequestOpened', data: { due: '2026-10-14' } }, { type: 'RequestProofAsked' }])
      .leaving(({ state, mails }) => expect([state, mails]).toEqual(['open', ['mail#1']]))
    gone.when(prove('2026-09-16')).thenRefused('request-closed')
    gone.when(extend('2026-09-16')).thenRefused('request-closed')
    gone.when(answer('2026-09-16')).thenRefused('request-closed')
  })
})

describe('who asks', () => {
  const unproved = (kind: 'access' | 'erasure' | 'rectification' | 'complaint') =>
    given().after(at('2026-09-14', { ...wanted, kind, mail: 'mail#1', waiting: true, askProof: true }))

  test.each(['access', 'erasure', 'rectification'] as const)(
    'is known before %s is answered: no e-mail alone brings it about',
    (kind) => {
      unproved(kind).when(answer('2026-09-20')).thenRefused('identity-not-proved')
      unproved(kind)
        .when(refuse('2026-09-20', note))
        .then([{ type: 'RequestDecided' }])
      unproved(kind)
        .when(prove('2026-09-20'), answer('2026-09-20'))
        .then([{ type: 'RequestProved' }, { type: 'RequestDecided' }])
    },
  )

  test('need not be proved to complain', () =>
    unproved('complaint')
      .when(answer('2026-09-20'))
      .then([{ type: 'RequestDecided' }]))

  test('is known to staff who open the same request themselves', () => {
    const byStaff = (day: string) => at(day, { ...wanted, kind: 'erasure', waiting: false, askProof: false })
    unproved('erasure')
      .when(byStaff('2026-09-16'), byStaff('2026-09-16'))
      .then([{ type: 'RequestProved', data: { on: '2026-09-16' } }])
      .leaving(({ state, provedOn }) => expect([state, provedOn]).toEqual(['open', '2026-09-16']))
    // Another mail, or the person's own page, asks for proof as the first did.
    unproved('erasure')
      .when(at('2026-09-16', { ...wanted, kind: 'erasure', waiting: false, askProof: true }))
      .then(nothing())
  })
})

describe('an erasure that was granted', () => {
  const erasure = {
    do: 'open-request',
    kind: 'erasure',
    received: '2026-09-14',
    waiting: false,
    askProof: false,
  } as const
  const granted = (contact: { contact?: string } = { contact: 'contact#c-1' }) =>
    given().after(at('2026-09-14', { ...erasure, ...contact }), answer('2026-09-15'))
  const ended = (day: string) => at(day, { do: 'note-answer-ended', because: 'answer-left' })
  const due = (because: string) => [{ type: 'ErasureDue', data: { kind: 'erasure', because } }]
  const report: ErasureReport = {
    removed: { entries: 1, notes: 2, mails: 0, passages: 0 },
    kept: { suppressed: 1, doubtful: [] },
    copiesUntil: '2026-10-20',
  }
  const erased = (day: string) => at(day, { do: 'note-erased', report })

  test('is carried out when the answer left, once', () =>
    granted()
      .when(ended('2026-09-15'), ended('2026-09-15'), mornings('2026-09-16', '2026-10-20'))
      .then(due('answer-left')))

  test('waits for the answer no longer than three days', () =>
    granted()
      .when(mornings('2026-09-16', '2026-10-20'), ended('2026-10-20'))
      .then(on('2026-09-18', due('time-over'))))

  test('waits for nothing where nobody is known to be answered', () =>
    given()
      .after(at('2026-09-14', erasure))
      .when(answer('2026-09-15'), mornings('2026-09-16', '2026-10-20'))
      .then([{ type: 'RequestDecided', data: { on: '2026-09-15' } }, ...due('nobody-to-answer')]))

  test('is reported once, when it was due', () => {
    granted().when(erased('2026-09-15')).then(nothing())
    granted()
      .after(ended('2026-09-15'))
      .when(erased('2026-09-15'), erased('2026-09-16'))
      .then([{ type: 'ErasureFinished', data: { on: '2026-09-15', ...report } }])
      .leaving(({ erasedOn }) => expect(erasedOn).toBe('2026-09-15'))
  })

  test('follows from nothing else: not from a refusal, another right, or what was decided when nothing followed', () => {
    const open = at('2026-09-14', { ...erasure, contact: 'contact#c-1' })
    given().after(open).when(ended('2026-09-15'), erased('2026-09-15')).then(nothing())
    given().after(open, refuse('2026-09-15', note)).when(ended('2026-09-15')).then(nothing())
    given(opened, decided).when(ended('2026-10-01'), mornings('2026-10-02', '2026-10-20')).then(nothing())
    const whoseErasure = { kind: 'erasure', contact: 'contact#c-1', received: '2026-09-14' } as const
    const before: RequestFact[] = [
      { type: 'RequestOpened', data: { ...whoseErasure, on: '2026-09-14', due: '2026-10-14' } },
      { type: 'RequestDecided', data: { ...whoseErasure, outcome: 'answered' } },
    ]
    given(before).when(mornings('2026-09-15', '2026-10-20')).then(nothing())
  })
})

describe('the copy of what is kept', () => {
  const openCopy = (day: string) => at(day, { do: 'open-copy' })

  test('is opened once', () => {
    given(opened, decided)
      .when(openCopy('2026-10-02'))
      .then([{ type: 'AccessCopyOpened', data: { on: '2026-10-02' } }])
    given(opened, decided).after(openCopy('2026-10-02')).when(openCopy('2026-10-02')).thenRefused('copy-opened-already')
  })

  test('is there when access was granted, and then only', () => {
    given(opened).when(openCopy('2026-09-15')).thenRefused('no-copy-to-open')
    given(opened).after(refuse('2026-09-15', note)).when(openCopy('2026-09-15')).thenRefused('no-copy-to-open')
    given()
      .after(at('2026-09-14', { ...wanted, kind: 'erasure', waiting: false, askProof: false }), answer('2026-09-15'))
      .when(openCopy('2026-09-15'))
      .thenRefused('no-copy-to-open')
  })
})

describe('staff are warned', () => {
  const soon = (before: number) => [{ type: 'RequestDueSoon', data: { before } }]

  test('14, 7 and 2 days before the statutory day, and on it', () =>
    given(opened)
      .when(mornings('2026-09-15', '2026-10-20'))
      .then([
        ...on('2026-09-30', soon(14)),
        ...on('2026-10-07', soon(7)),
        ...on('2026-10-12', soon(2)),
        ...on('2026-10-14', soon(0)),
      ]))

  test('not of what was past when it was entered', () =>
    given()
      .when(open('2026-10-08'), mornings('2026-10-09', '2026-10-20'))
      .then([{ type: 'RequestOpened' }, ...on('2026-10-12', soon(2)), ...on('2026-10-14', soon(0))]))

  test('of the new day when it moved', () =>
    given(opened)
      .when(extend('2026-10-01'), mornings('2026-10-02', '2026-12-01'))
      .then([{ type: 'RequestExtended' }, ...on('2026-11-30', soon(14))]))

  test('no more once it is decided', () =>
    given(opened, decided).when(mornings('2026-09-15', '2026-10-20')).then(nothing()))
})
