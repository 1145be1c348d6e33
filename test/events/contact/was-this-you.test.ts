// C5: a mail that may not be theirs pauses letters for a few working days at most, until they say whether it was them.
import { describe, expect, test } from 'vitest'
import type { ContactFact } from '../../../events/contact/events.ts'
import { isPausedOn } from '../../../events/contact/was-this-you.ts'
import { aContact, agreed, given } from '../../kit/builders/contact.ts'
import { at, mornings, nothing, on } from '../../kit/given.ts'

// A Monday; the five working days after it end on the Monday that follows.
const monday = '2026-09-14'
const ask = (mail: string, day = monday) =>
  at(day, { do: 'ask-was-this-you', question: `q-${mail}`, purposes: ['service'], mail })
const answer = (said: 'withdraw' | 'keep', day = '2026-09-15', question = 'q-mail#1') =>
  at(day, { do: 'answer-was-this-you', question, answer: said })
const pause = at(monday, { do: 'pause-letters', because: 'staff' })
const resume = at('2026-09-15', { do: 'resume-letters' })

const whoIsAsked: ContactFact[] = [
  ...aContact.head(),
  {
    type: 'WasThisYouAsked',
    data: { question: 'q-mail#1', purposes: ['service'], mail: 'mail#1', until: '2026-09-21' },
  },
  { type: 'LettersPaused', data: { because: 'was-this-you', until: '2026-09-21' } },
]
const answered = (said: 'withdraw' | 'keep'): ContactFact[] => [
  { type: 'WasThisYouAnswered', data: { question: 'q-mail#1', answer: said } },
  { type: 'LettersResumed', data: { because: 'answered' } },
]
const byStaff: ContactFact[] = [{ type: 'LettersPaused', data: { because: 'staff' } }]

const head = given(aContact.head(), agreed({ on: '2026-09-01' }))

describe('a mail that may not be theirs', () => {
  test('pauses letters for five working days at most', () =>
    head
      .when(ask('mail#1'))
      .then([
        { type: 'WasThisYouAsked', data: { question: 'q-mail#1', until: '2026-09-21' } },
        { type: 'LettersPaused', data: { because: 'was-this-you', until: '2026-09-21' } },
      ])
      .leaving((contact) => {
        expect(isPausedOn(contact, '2026-09-20')).toBe(true)
        expect(isPausedOn(contact, '2026-09-21')).toBe(false)
      }))

  test('a bank holiday is no working day', () =>
    head
      .when(ask('mail#1', '2026-12-24'))
      .then([{ type: 'WasThisYouAsked', data: { until: '2027-01-05' } }, { type: 'LettersPaused' }]))

  test('unanswered, letters go on by themselves on its day and not before', () =>
    head
      .when(ask('mail#1'), mornings('2026-09-15', '2026-09-23'))
      .then([
        { type: 'WasThisYouAsked' },
        { type: 'LettersPaused' },
        ...on('2026-09-21', [{ type: 'LettersResumed', data: { because: 'time-over' } }]),
      ]))

  test('told twice is asked once; another mail asks again and lengthens nothing', () => {
    head.when(ask('mail#1'), ask('mail#1')).then([{ type: 'WasThisYouAsked' }, { type: 'LettersPaused' }])
    head
      .when(ask('mail#1'), ask('mail#2', '2026-09-16'))
      .then([
        { type: 'WasThisYouAsked' },
        { type: 'LettersPaused' },
        { type: 'WasThisYouAsked', data: { question: 'q-mail#1', until: '2026-09-21' } },
      ])
  })

  test.each(['withdraw', 'keep'] as const)('the answer to %s ends the pause, once', (said) => {
    head
      .when(ask('mail#1'), answer(said))
      .then([
        { type: 'WasThisYouAsked' },
        { type: 'LettersPaused' },
        { type: 'WasThisYouAnswered', data: { answer: said } },
        { type: 'LettersResumed', data: { because: 'answered' } },
      ])
      .leaving(({ paused }) => expect(paused).toBe(false))
    given(whoIsAsked, answered(said)).when(answer(said)).thenRefused('question-is-closed')
  })

  test('an answer to another question is none', () =>
    given(whoIsAsked)
      .when(answer('keep', '2026-09-15', 'q-mail#9'))
      .thenRefused('question-is-closed'))

  test('what staff paused stays paused when the question is answered; staff who resume end both', () => {
    given(whoIsAsked, byStaff)
      .when(answer('keep'))
      .then([{ type: 'WasThisYouAnswered' }, { type: 'LettersResumed' }])
      .leaving(({ paused }) => expect(paused).toBe(true))
    given(whoIsAsked, byStaff)
      .when(resume)
      .then([{ type: 'LettersResumed' }])
      .leaving(({ paused, question }) => {
        expect(paused).toBe(false)
        expect(question?.closed).toBe('staff')
      })
    head
      .when(ask('mail#1'), resume, mornings('2026-09-16', '2026-09-23'))
      .then([{ type: 'WasThisYouAsked' }, { type: 'LettersPaused' }, { type: 'LettersResumed', data: {} }])
  })

  test('letters are no more paused than they were, for one who is asked while staff have paused them', () =>
    head
      .when(ask('mail#1'), pause, pause)
      .then([{ type: 'WasThisYouAsked' }, { type: 'LettersPaused' }, { type: 'LettersPaused' }]))

  test('nothing falls due for one who was never asked', () =>
    head.when(mornings('2026-09-14', '2026-09-16')).then(nothing()))
})
