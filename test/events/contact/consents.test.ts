// C0: consent, its evidence, and withdrawal, which stands until the person's own later word.
import { describe, expect, test } from 'vitest'
import type { ConsentPurpose, ConsentWay } from '../../../events/kernel/words.ts'
import { aContact, agreed, given, importedYes, withdrawn } from '../../kit/builders/contact.ts'
import { at, nothing } from '../../kit/given.ts'

const today = '2026-09-14'
const give = (on: string, more: { purpose?: ConsentPurpose; how?: ConsentWay; suppressedSince?: string } = {}) =>
  at(today, {
    do: 'give-consent',
    purpose: 'service',
    wording: '2018-05',
    how: 'web-form',
    imported: false,
    on,
    ...more,
  })
const importYes = (on: string, more: { purpose?: ConsentPurpose; suppressedSince?: string } = {}) =>
  at(today, { do: 'give-consent', purpose: 'service', wording: '2018-05', how: 'paper', imported: true, on, ...more })
const importNo = (on: string) => at(today, { do: 'withdraw-consent', purpose: 'service', how: 'import', on })
const withdraw = (purpose: ConsentPurpose = 'service') =>
  at(today, { do: 'withdraw-consent', purpose, how: 'one-click', on: today })

const head = given(aContact.head())

describe('giving consent', () => {
  test('the evidence is kept: purpose, wording, how and when', () =>
    head
      .when(give('2026-09-10', { how: 'phone' }))
      .then([
        { type: 'ConsentGiven', data: { purpose: 'service', wording: '2018-05', how: 'phone', on: '2026-09-10' } },
      ])
      .leaving(({ consents }) =>
        expect(consents.service).toMatchObject({ state: 'given', since: '2026-09-10', how: 'phone' }),
      ))

  test.each(['web-form', 'paper', 'phone', 'undo-link', 'preference-page', 'e-mail', 'import'] as const)(
    'it can be given first by %s',
    (how) => {
      head.when(give('2026-09-10', { how })).then([{ type: 'ConsentGiven', data: { how } }])
    },
  )

  test('what was given before is not given again by an earlier or the same day', () => {
    given(aContact.head(), agreed({ on: '2026-09-10' }))
      .when(give('2026-09-10'))
      .then(nothing())
    given(aContact.head(), agreed({ on: '2026-09-10' }))
      .when(give('2026-09-01', { how: 'paper' }))
      .then(nothing())
  })

  test('a later word is evidence beside the earlier', () =>
    given(aContact.head(), agreed({ on: '2026-09-01' }))
      .when(give('2026-09-10'))
      .then([{ type: 'ConsentGiven', data: { on: '2026-09-10' } }]))

  test('there are two purposes, and one says nothing of the other', () =>
    given(aContact.head(), agreed({ on: '2026-09-10' }), withdrawn('2026-09-11', 'news'))
      .when(give('2026-09-12', { purpose: 'news' }))
      .then([{ type: 'ConsentGiven', data: { purpose: 'news' } }])
      .leaving(({ consents }) =>
        expect(consents).toMatchObject({ service: { since: '2026-09-10' }, news: { since: '2026-09-12' } }),
      ))

  test('it cannot have been given tomorrow', () =>
    head.when(give('2026-09-15')).thenRefused('day-in-the-future', { on: '2026-09-15', today }))

  test('an address nobody added cannot agree to anything', () =>
    given().when(give('2026-09-10')).thenRefused('contact-not-known'))
})

describe('withdrawing', () => {
  test('it acts at once, on one purpose', () =>
    given(aContact.head(), agreed({ on: '2026-09-01' }), agreed({ on: '2026-09-01', purpose: 'news' }))
      .when(withdraw('news'))
      .then([{ type: 'ConsentWithdrawn', data: { purpose: 'news', how: 'one-click', on: today } }])
      .leaving(({ consents }) =>
        expect([consents.service?.state, consents.news?.state]).toEqual(['given', 'withdrawn']),
      ))

  test('it needs no consent before it', () => head.when(withdraw()).then([{ type: 'ConsentWithdrawn' }]))

  test('of an office mailbox it is the objection', () =>
    given(aContact.office())
      .when(withdraw())
      .then([{ type: 'ConsentWithdrawn' }])
      .leaving(({ consents }) => expect(consents.service?.state).toBe('withdrawn')))

  test('withdrawn already, it is so', () =>
    given(aContact.head(), withdrawn('2026-09-01')).when(withdraw()).then(nothing()))
})

describe('after a withdrawal', () => {
  const left = given(aContact.head(), agreed({ on: '2025-01-06' }), withdrawn('2026-09-10'))

  test.each(['web-form', 'paper', 'phone', 'undo-link', 'preference-page'] as const)(
    "the person's own later word by %s gives consent again",
    (how) => {
      left.when(give('2026-09-12', { how })).then([{ type: 'ConsentGiven', data: { how, on: '2026-09-12' } }])
    },
  )

  test.each(['e-mail', 'import'] as const)('consent by %s does not', (how) =>
    left.when(give('2026-09-12', { how })).thenRefused('withdrawal-stands', { withdrawnOn: '2026-09-10', how }),
  )

  test('a word of the same day counts as later', () => left.when(give('2026-09-10')).then([{ type: 'ConsentGiven' }]))

  test('a word of an earlier day does not', () =>
    left.when(give('2026-09-09')).thenRefused('withdrawal-is-later', { withdrawnOn: '2026-09-10', on: '2026-09-09' }))

  test('an address on the suppression list is withdrawn, though nothing else is known of it', () => {
    head.when(give('2026-09-09', { suppressedSince: '2026-09-10' })).thenRefused('withdrawal-is-later')
    head.when(give('2026-09-12', { how: 'e-mail', suppressedSince: '2026-09-10' })).thenRefused('withdrawal-stands')
    head.when(give('2026-09-12', { suppressedSince: '2026-09-10' })).then([{ type: 'ConsentGiven' }])
  })
})

describe('an import', () => {
  test('its consents are marked as taken over', () =>
    head
      .when(importYes('2024-03-04'))
      .then([{ type: 'ConsentGiven', data: { how: 'paper', on: '2024-03-04', imported: true } }]))

  test('the same row twice changes nothing', () =>
    given(aContact.head(), importedYes({ on: '2024-03-04' }))
      .when(importYes('2024-03-04'))
      .then(nothing()))

  test('of two rows the later day is kept, in whichever order they come', () => {
    head
      .when(importYes('2024-03-04'), importYes('2025-03-04'))
      .then([{ type: 'ConsentGiven' }, { type: 'ConsentGiven' }])
    head
      .when(importYes('2025-03-04'), importYes('2024-03-04'))
      .then([{ type: 'ConsentGiven' }])
      .leaving(({ consents }) => expect(consents.service?.since).toBe('2025-03-04'))
  })

  test('where rows disagree, a withdrawal wins whatever its day, and in whichever order they come', () => {
    const settled = [importNo('2024-07-05'), importYes('2023-03-20')]
    for (const order of [settled, settled.toReversed()])
      head
        .after(...order)
        .when()
        .then()
        .leaving(({ consents }) => expect(consents.service).toMatchObject({ state: 'withdrawn', since: '2024-07-05' }))
  })

  test('a row of a later day than the withdrawal is for a person to look at, in whichever order they come', () => {
    head.when(importNo('2024-07-05'), importYes('2026-02-28')).then([
      { type: 'ConsentWithdrawn', data: { on: '2024-07-05', how: 'import' } },
      { type: 'ConsentClaimedLater', data: { purpose: 'service', on: '2026-02-28' } },
    ])
    head.when(importYes('2026-02-28'), importNo('2024-07-05')).then(
      [{ type: 'ConsentGiven' }],
      [
        { type: 'ConsentWithdrawn', data: { on: '2024-07-05', how: 'import' } },
        { type: 'ConsentClaimedLater', data: { on: '2026-02-28' } },
      ],
    )
  })

  test('the same disagreement read again changes nothing', () => {
    const rows = [importYes('2026-02-28'), importNo('2024-07-05')]
    head
      .after(...rows)
      .when(...rows)
      .then(nothing())
    head
      .after(...rows.toReversed())
      .when(...rows.toReversed())
      .then(nothing())
  })

  test('it never revives a withdrawn address', () => {
    given(aContact.head(), withdrawn('2026-09-10')).when(importYes('2026-09-10')).then(nothing())
    given(aContact.head(), withdrawn('2026-09-10'))
      .when(importYes('2026-09-12'))
      .then([{ type: 'ConsentClaimedLater', data: { on: '2026-09-12' } }])
  })

  test('nor a suppressed one: its withdrawal becomes part of its history', () => {
    head
      .when(importYes('2025-01-06', { suppressedSince: '2026-09-10' }))
      .then([{ type: 'ConsentWithdrawn', data: { how: 'import', on: '2026-09-10' } }])
    head.when(importYes('2026-09-12', { suppressedSince: '2026-09-10' })).then([
      { type: 'ConsentWithdrawn', data: { on: '2026-09-10' } },
      { type: 'ConsentClaimedLater', data: { on: '2026-09-12' } },
    ])
  })

  test("a withdrawal it tells of does not undo the person's own later word", () => {
    const returned = given(
      aContact.head(),
      importedYes({ on: '2023-03-20' }),
      withdrawn('2024-07-05', 'service', 'import'),
      agreed({ on: '2026-09-10' }),
    )
    returned.when(importNo('2024-07-05')).then(nothing())
    returned.when(importNo('2026-09-10')).then(nothing())
    returned.when(importNo('2026-09-11')).then([{ type: 'ConsentWithdrawn', data: { on: '2026-09-11' } }])
  })

  test("a later row does not make the person's own word forgotten", () =>
    given(aContact.head(), agreed({ on: '2026-09-01' }), importedYes({ on: '2026-09-05' }))
      .when(importNo('2026-08-01'))
      .then(nothing()))

  test("the person's own later withdrawal stands against everything said before", () =>
    given(aContact.head(), agreed({ on: '2026-09-01' }), withdrawn('2026-09-10'))
      .when(importYes('2026-09-05'), importNo('2026-01-01'))
      .then(nothing()))

  test('an office row marked withdrawn is an objection', () =>
    given(aContact.office())
      .when(importNo('2026-09-01'))
      .then([{ type: 'ConsentWithdrawn', data: { how: 'import' } }]))
})
