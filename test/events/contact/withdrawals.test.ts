// C4: a withdrawal acts at once, is confirmed once, and is undone by its own link, once, and never over a later word.
import { describe, expect, test } from 'vitest'
import type { ContactFact } from '../../../events/contact/events.ts'
import type { ConsentPurpose } from '../../../events/kernel/words.ts'
import { aContact, agreed, given, withdrawn } from '../../kit/builders/contact.ts'
import { at, nothing } from '../../kit/given.ts'

const today = '2026-09-14'
const both: readonly ConsentPurpose[] = ['service', 'news']
const stop = (
  withdrawal: string,
  more: {
    purposes?: readonly ConsentPurpose[]
    how?: 'e-mail' | 'one-click' | 'staff'
    stood?: { service?: string; news?: string }
  } = {},
) => {
  const { purposes = both, how = 'e-mail', stood = {} } = more
  return at(today, { do: 'withdraw-at-once', purposes, how, on: today, withdrawal, stood })
}
const undo = (withdrawal: string, day = '2026-09-20') => at(day, { do: 'undo-withdrawal', withdrawal })

/** Withdrawn by one id, as the rule itself notes it. */
const stopped = (withdrawal: string, purposes: readonly ConsentPurpose[] = both, stood?: string) =>
  purposes.map((purpose) => ({
    type: 'ConsentWithdrawn' as const,
    data: {
      purpose,
      how: 'e-mail' as const,
      on: today,
      withdrawal,
      together: [...purposes],
      undo: true as const,
      ...(stood !== undefined && { stood }),
    },
  }))

/** Undone, as the rule itself notes it. */
const undone = (withdrawal: string): ContactFact[] => [
  { type: 'WithdrawalUndone', data: { withdrawal, purposes: [...both], lifted: [...both] } },
  ...both.map((purpose): ContactFact => {
    return { type: 'ConsentGiven', data: { purpose, wording: '2018-05', how: 'undo-link', on: today } }
  }),
]

const head = [...aContact.head(), ...agreed({ on: '2026-09-01' })]
const headOfBoth = [...head, ...agreed({ on: '2026-09-02', purpose: 'news', how: 'paper' })]

describe('a withdrawal', () => {
  test('takes all it asks for at once, and says what belongs together', () =>
    given(headOfBoth)
      .when(stop('w-1'))
      .then([
        { type: 'ConsentWithdrawn', data: { purpose: 'service', withdrawal: 'w-1', together: both, undo: true } },
        { type: 'ConsentWithdrawn', data: { purpose: 'news', withdrawal: 'w-1', together: both, undo: true } },
      ]))

  test('told again of the same mail does nothing, also after it was undone', () => {
    given(headOfBoth, stopped('w-1')).when(stop('w-1')).then(nothing())
    given(headOfBoth, stopped('w-1'), undone('w-1')).when(stop('w-1')).then(nothing())
  })

  test('clicked twice is one, and said once more by mail is noted without moving its day', () => {
    given(head, withdrawn('2026-09-10'))
      .when(stop('w-2', { purposes: ['service'], how: 'one-click' }))
      .then(nothing())
    given(head, withdrawn('2026-09-10'))
      .when(stop('w-2', { purposes: ['service'] }))
      .then([{ type: 'ConsentWithdrawn', data: { withdrawal: 'w-2' } }])
      .leaving(({ consents }) =>
        expect(consents.service).toEqual({ state: 'withdrawn', since: '2026-09-10', how: 'staff' }),
      )
  })

  test('of a mailbox that never agreed is its objection', () =>
    given(aContact.office())
      .when(stop('w-1', { purposes: ['service'], how: 'one-click' }))
      .then([{ type: 'ConsentWithdrawn', data: { purpose: 'service', how: 'one-click' } }]))
})

describe('the link that undoes a withdrawal', () => {
  test('gives again what was given, in the wording it was given in, by the person’s own word of today', () =>
    given(headOfBoth, stopped('w-1'))
      .when(undo('w-1'))
      .then([
        { type: 'WithdrawalUndone', data: { withdrawal: 'w-1', purposes: both, lifted: both } },
        { type: 'ConsentGiven', data: { purpose: 'service', wording: '2018-05', how: 'undo-link', on: '2026-09-20' } },
        { type: 'ConsentGiven', data: { purpose: 'news', wording: '2018-05', how: 'undo-link', on: '2026-09-20' } },
      ]))

  test('gives back nothing that was not given before', () =>
    given(head, stopped('w-1'))
      .when(undo('w-1'))
      .then([{ type: 'WithdrawalUndone' }, { type: 'ConsentGiven', data: { purpose: 'service' } }])
      .leaving(({ consents }) => expect(consents.news).toBeUndefined()))

  test('takes an objection of an office back', () =>
    given(aContact.office(), stopped('w-1', ['service']))
      .when(undo('w-1'))
      .then([{ type: 'WithdrawalUndone', data: { lifted: ['service'] } }])
      .leaving(({ consents }) => expect(consents).toEqual({})))

  test('leaves on the suppression list what stood there before', () =>
    given(aContact.head(), stopped('w-1', ['service'], '2026-08-01'))
      .when(undo('w-1'))
      .then([{ type: 'WithdrawalUndone', data: { lifted: [] } }]))

  test('works once and no more', () =>
    given(headOfBoth, stopped('w-1'), undone('w-1')).when(undo('w-1', '2026-09-21')).thenRefused('nothing-to-undo'))

  test('works for its own withdrawal alone', () =>
    given(headOfBoth, stopped('w-1')).when(undo('w-2')).thenRefused('nothing-to-undo'))

  test('does nothing after a later word: given again, or asked to stop once more', () => {
    given(headOfBoth, stopped('w-1'), agreed({ on: '2026-09-15', purpose: 'news' }))
      .when(undo('w-1'))
      .thenRefused('nothing-to-undo')
    given(headOfBoth, stopped('w-1'), stopped('w-2')).when(undo('w-1')).thenRefused('nothing-to-undo')
  })
})
