// C2 and DESIGN 4: a letter is asked for once, claimed, checked, sent; what nobody answered for is settled.
import { describe, expect, test } from 'vitest'
import type { LetterState } from '../../../events/letter/decide.ts'
import type { LetterFact } from '../../../events/letter/events.ts'
import { aReminder, asked, given, held, sending, sent, uncertain } from '../../kit/builders/letter.ts'
import { at, nothing } from '../../kit/given.ts'

const when = '2026-09-14 10:00'
const claim = (moment = when) => at(moment, { do: 'claim-letter' })
const event = (of: 'send' | 'delivery' | 'bounce' | 'complaint', kind?: 'permanent' | 'transient') =>
  at(when, { do: 'note-provider-event', event: of, kind, at: '2026-09-14T09:05:00.000Z' })

/** The history that leads to each state. */
const histories: Record<Exclude<LetterState, 'none'>, LetterFact[]> = {
  asked: asked(),
  held: [...asked(), ...sending(), ...held()],
  withheld: [...asked(), ...sending(), { type: 'LetterWithheld', data: { why: 'withdrawn', since: '2026-09-10' } }],
  sending: [...asked(), ...sending()],
  uncertain: [...asked(), ...sending(), ...uncertain()],
  sent: [...asked(), ...sending(), ...sent()],
  delivered: [
    ...asked(),
    ...sending(),
    ...sent(),
    { type: 'LetterDelivered', data: { on: '2026-09-14T09:01:00.000Z' } },
  ],
  bounced: [
    ...asked(),
    ...sending(),
    ...sent(),
    { type: 'LetterBounced', data: { kind: 'permanent', on: '2026-09-14T09:01:00.000Z' } },
  ],
  complained: [
    ...asked(),
    ...sending(),
    ...sent(),
    { type: 'LetterComplained', data: { on: '2026-09-14T09:01:00.000Z' } },
  ],
}
const states: readonly Exclude<LetterState, 'none'>[] = [
  'asked',
  'held',
  'withheld',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'bounced',
  'complained',
]

describe('asking', () => {
  const ask = (moment: string) => at(moment, { do: 'ask-letter', asked: aReminder() })

  test('a letter is asked for with its cause and the day in London', () =>
    given()
      .when(ask('2026-09-15 00:30'))
      .then([
        {
          type: 'LetterAsked',
          data: { matter: 'review|school#1|2026-12-16|2026-12-16|before-90', cause: 'school#1@7.1', day: '2026-09-15' },
        },
      ])
      .leaving(({ state }) => expect(state).toBe('asked')))

  test.each(states)(
    'asked for again while it is %s, nothing happens: one letter per contact and matter, for ever',
    (state) => {
      given(histories[state]).when(ask('2026-09-20')).then(nothing())
    },
  )

  test('a cause of thirty days ago still asks for its letter', () =>
    given()
      .when(ask('2026-10-14'))
      .then([{ type: 'LetterAsked' }]))

  test('a cause older than that asks for none, and it shows: a replay mails nobody', () =>
    given()
      .when(ask('2026-10-15'))
      .then([{ type: 'LetterAsked' }, { type: 'LetterWithheld', data: { why: 'too-late' } }])
      .leaving(({ state, whyNot }) => expect([state, whyNot]).toEqual(['withheld', 'too-late'])))
})

describe('sending', () => {
  test('it is claimed with the number of the attempt and the instant', () =>
    given(asked())
      .when(claim())
      .then([{ type: 'LetterSending', data: { attempt: 1, at: '2026-09-14T09:00:00.000Z' } }]))

  test('it leaves with the version of its words', () =>
    given(histories.sending)
      .when(at(when, { do: 'note-sent', provider: 'provider-1', letterVersion: 3 }))
      .then([{ type: 'LetterSent', data: { provider: 'provider-1', letterVersion: 3 } }]))

  test.each(['try-later', 'all-stopped', 'took-too-long'] as const)(
    'given back (%s), it can be claimed again',
    (why) => {
      given(histories.sending)
        .when(at(when, { do: 'give-back', why }), claim('2026-09-14 10:30'))
        .then([
          { type: 'LetterGivenBack', data: { why } },
          { type: 'LetterSending', data: { attempt: 2 } },
        ])
    },
  )

  test('what the gate found against it is recorded with the reason and the day', () =>
    given(histories.sending)
      .when(at(when, { do: 'note-verdict', verdict: { verdict: 'withhold', why: 'withdrawn', since: '2026-09-10' } }))
      .then([{ type: 'LetterWithheld', data: { why: 'withdrawn', since: '2026-09-10' } }])
      .leaving(({ state, whyNot }) => expect([state, whyNot]).toEqual(['withheld', 'withdrawn'])))

  test('what holds it is recorded, and released it is judged again', () =>
    given(histories.sending)
      .when(
        at(when, { do: 'note-verdict', verdict: { verdict: 'hold', by: 'not-staff' } }),
        at(when, { do: 'release-letter' }),
        claim(),
      )
      .then([{ type: 'LetterHeld', data: { by: 'not-staff' } }, { type: 'LetterReleased' }, { type: 'LetterSending' }])
      .leaving(({ heldBy }) => expect(heldBy).toBeUndefined()))

  test('held until the next working day, it wakes by itself then and is judged again', () =>
    given(histories.sending)
      .when(
        at('2026-09-19 10:00', {
          do: 'note-verdict',
          verdict: { verdict: 'hold', by: 'not-working-day', until: '2026-09-21T06:30:00.000Z' },
        }),
        at('2026-09-21 07:29', { do: 'wake' }),
        at('2026-09-21 07:30', { do: 'wake' }),
      )
      .then([
        { type: 'LetterHeld', data: { by: 'not-working-day', until: '2026-09-21T06:30:00.000Z' } },
        { type: 'LetterReleased' },
      ])
      .leaving(({ state, heldUntil }) => expect([state, heldUntil]).toEqual(['asked', undefined])))

  test('it keeps the versions of all it was written with, also when only the provider tells that it left', () =>
    given(histories.sending)
      .when(
        at(when, { do: 'note-uncertain', letterVersion: 1, wording: 4, schoolVersion: 9 }),
        at(when, { do: 'note-provider-event', event: 'send', at: '2026-09-14T09:01:00.000Z' }),
      )
      .then([{ type: 'LetterUncertain' }, { type: 'LetterSent', data: {} }])
      .leaving(({ written }) => expect(written).toEqual({ letterVersion: 1, wording: 4, schoolVersion: 9 })))

  test('refused by the provider, it is a person who must look', () =>
    given(histories.sending)
      .when(at(when, { do: 'note-refused', why: 'MessageRejected' }))
      .then([{ type: 'LetterRefused', data: { why: 'MessageRejected' } }])
      .leaving(({ unresolved }) => expect(unresolved).toBe(true))
      .andWakes(undefined))

  test.each(states.filter((state) => state !== 'asked'))('a letter that is %s cannot be claimed', (state) =>
    given(histories[state]).when(claim()).thenRefused('letter-is-elsewhere', { state }),
  )

  test.each(states.filter((state) => state !== 'sending'))(
    'nothing that needs a claim is noted on a letter that is %s',
    (state) => {
      const commands = [
        { do: 'note-sent', provider: 'p', letterVersion: 1 },
        { do: 'give-back', why: 'try-later' },
        { do: 'note-refused', why: 'MessageRejected' },
        { do: 'note-uncertain' },
        { do: 'note-verdict', verdict: { verdict: 'hold', by: 'paused' } },
      ] as const
      for (const command of commands)
        given(histories[state]).when(at(when, command)).thenRefused('letter-is-elsewhere', { state })
    },
  )

  test.each(states.filter((state) => state !== 'held'))('a letter that is %s is not released', (state) => {
    given(histories[state])
      .when(at(when, { do: 'release-letter' }))
      .then(nothing())
  })

  test('a letter nobody asked for cannot be claimed', () => given().when(claim()).thenRefused('letter-not-known'))
})

describe("the provider's events", () => {
  const leaves = { send: [], delivery: ['LetterDelivered'], bounce: ['LetterBounced'], complaint: ['LetterComplained'] }
  const events = ['send', 'delivery', 'bounce', 'complaint'] as const

  const each = <S extends LetterState>(...of: readonly S[]) =>
    events.flatMap((one) => of.map((state) => [one, state] as const))

  test.each(each('sending', 'uncertain'))('%s shows that a letter that was %s had left', (of, state) => {
    given(histories[state])
      .when(event(of))
      .then([{ type: 'LetterSent' }, ...leaves[of].map((type) => ({ type }))])
      .leaving(({ unresolved }) => expect(unresolved).toBe(false))
      .andWakes(undefined)
  })

  test.each([
    ['send', 'sent', []],
    ['delivery', 'sent', ['LetterDelivered']],
    ['bounce', 'sent', ['LetterBounced']],
    ['complaint', 'sent', ['LetterComplained']],
    ['bounce', 'delivered', ['LetterBounced']],
    ['complaint', 'delivered', ['LetterComplained']],
    ['send', 'delivered', []],
    ['delivery', 'delivered', []],
  ] as const)('%s of a letter that was %s gives %j', (of, state, facts) => {
    given(histories[state])
      .when(event(of))
      .then(facts.map((type) => ({ type })))
  })

  test.each(each('withheld', 'bounced', 'complained'))(
    '%s of a letter that is %s changes nothing any more',
    (of, state) => {
      given(histories[state]).when(event(of)).then(nothing())
    },
  )

  test('a bounce says of which kind it was, permanent where nothing is said', () => {
    given(histories.sent)
      .when(event('bounce', 'transient'))
      .then([{ type: 'LetterBounced', data: { kind: 'transient', on: '2026-09-14T09:05:00.000Z' } }])
    given(histories.sent)
      .when(event('bounce'))
      .then([{ type: 'LetterBounced', data: { kind: 'permanent' } }])
  })

  test('no event comes of a letter that was never tried', () => {
    for (const of of events) given(asked()).when(event(of)).then(nothing())
  })

  test('told of before the next try, a letter taken for interrupted is known to have left and is not sent twice', () => {
    const interrupted: LetterFact[] = [...histories.sending, { type: 'LetterGivenBack', data: { why: 'interrupted' } }]
    given(interrupted)
      .when(event('send'))
      .then([{ type: 'LetterSent' }])
    given(interrupted)
      .after(event('delivery'))
      .when(claim('2026-09-14 11:00'))
      .thenRefused('letter-is-elsewhere', { state: 'delivered' })
    given(interrupted, sending(2), held('paused'))
      .when(event('send'))
      .then([{ type: 'LetterSent' }])
      .leaving(({ heldBy }) => expect(heldBy).toBeUndefined())
  })

  test('an event told twice is one', () =>
    given(histories.uncertain)
      .when(event('delivery'), event('delivery'))
      .then([{ type: 'LetterSent' }, { type: 'LetterDelivered' }]))
})

describe('a try that nobody answered', () => {
  const wakeAt = (moment: string) => at(moment, { do: 'wake' })

  test('it may stay uncertain for half an hour', () =>
    given(histories.sending)
      .when(at(when, { do: 'note-uncertain' }), wakeAt('2026-09-14 10:29'))
      .then([{ type: 'LetterUncertain', data: { at: '2026-09-14T09:00:00.000Z' } }])
      .andWakes('2026-09-14'))

  test('then a person must look, once', () =>
    given(histories.uncertain)
      .when(wakeAt('2026-09-14 10:30'), wakeAt('2026-09-14 11:00'))
      .then([{ type: 'LetterUnresolved' }])
      .andWakes(undefined))

  test.each([
    ['sent', 'sent'],
    ['not-sent', 'withheld'],
  ] as const)('settled by a person as %s, it is %s', (outcome, state) => {
    given(histories.uncertain)
      .when(at(when, { do: 'resolve-letter', outcome }))
      .then([{ type: 'LetterResolved', data: { outcome } }])
      .leaving((letter) => expect(letter).toMatchObject({ state, unresolved: false }))
      .andWakes(undefined)
  })

  test.each(states.filter((state) => state !== 'uncertain' && state !== 'sending'))(
    'a letter that is %s needs no settling',
    (state) =>
      given(histories[state])
        .when(at(when, { do: 'resolve-letter', outcome: 'sent' }))
        .thenRefused('letter-is-elsewhere', { state }),
  )

  test('a person settles a refused letter too', () =>
    given(histories.sending)
      .after(at(when, { do: 'note-refused', why: 'MessageRejected' }))
      .when(
        at(when, { do: 'resolve-letter', outcome: 'not-sent', reason: 'note-00000000-0000-4000-8000-000000000001' }),
      )
      .then([{ type: 'LetterResolved' }]))
})

describe('a try that was interrupted', () => {
  const takeUp = (moment: string, silenceSeconds = 60) => at(moment, { do: 'take-up-again', silenceSeconds })

  test('while the provider may still tell of it, it is left alone', () =>
    given(histories.sending).when(takeUp('2026-09-14 10:00', 1)).thenRefused('provider-may-still-tell'))

  test('after the silence it goes through the gate again', () =>
    given(histories.sending)
      .when(takeUp('2026-09-14 10:01'), claim('2026-09-14 10:02'))
      .then([
        { type: 'LetterGivenBack', data: { why: 'interrupted' } },
        { type: 'LetterSending', data: { attempt: 2 } },
      ]))

  test('a wake half an hour later does the same', () =>
    given(histories.sending)
      .when(at('2026-09-14 10:30', { do: 'wake' }))
      .then([{ type: 'LetterGivenBack', data: { why: 'interrupted' } }])
      .andWakes(undefined))

  test('interrupted a fifth time, it becomes uncertain and in the end a person’s', () =>
    given(asked(), sending(5))
      .when(at('2026-09-14 10:30', { do: 'wake' }), at('2026-09-14 11:00', { do: 'wake' }))
      .then([{ type: 'LetterUncertain', data: { at: '2026-09-14T09:30:00.000Z' } }, { type: 'LetterUnresolved' }])
      .andWakes(undefined))

  test.each(states.filter((state) => state !== 'sending'))('a letter that is %s was not interrupted', (state) =>
    given(histories[state]).when(takeUp('2026-09-14 12:00')).thenRefused('letter-is-elsewhere', { state }),
  )
})

test('only what is under way wakes a letter', () => {
  for (const state of states)
    given(histories[state])
      .when()
      .then()
      .andWakes(state === 'sending' || state === 'uncertain' ? '2026-09-14' : undefined)
})
