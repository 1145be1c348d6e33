// R9 as it runs: chosen once for each matter, passed on when letters do not arrive, unreachable said once.
import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../../events/school/recipients.ts'
import { a, candidate, given, office } from '../../kit/builders/school.ts'
import { at, nothing } from '../../kit/given.ts'

const head = candidate('head')
const lead = candidate('lead', { roles: ['inclusion-lead'] })
const mailbox = office('mailbox')

const day = '2026-09-14'
const choose = (candidates: readonly Candidate[], matter = 'review|s|1', cause = 7) =>
  at(day, { do: 'choose-recipients', topic: 'review', matter, cause, candidates })
const fail = (
  contact: string,
  candidates: readonly Candidate[],
  why: 'withdrawn' | 'bounced' = 'withdrawn',
  matter = 'review|s|1',
) => at(day, { do: 'note-failed-letter', topic: 'review', matter, contact, why, candidates })

const chosen = (to: readonly string[], via: string) => [
  { type: 'RecipientsChosen', data: { matter: 'review|s|1', to, via } },
]
const failed = (contact: string) => [{ type: 'LetterFailed', data: { contact } }]
const unreachable = [{ type: 'SchoolUnreachable' }]

const school = given(a.school())

describe('choosing', () => {
  test('the recipients are noted with the matter, the cause and those passed over', () =>
    school.when(choose([candidate('head', { service: 'none' }), mailbox])).then([
      {
        type: 'RecipientsChosen',
        data: {
          topic: 'review',
          matter: 'review|s|1',
          cause: 7,
          to: ['mailbox'],
          via: 'office',
          passedOver: [{ contact: 'head', why: 'no-consent' }],
        },
      },
    ]))

  test('the same matter again is not chosen again, though consents changed', () =>
    school
      .after(choose([head]))
      .when(choose([head, lead]))
      .then(nothing()))

  test('a matter older than the running one is not chosen any more', () =>
    school
      .after(choose([head], 'review|s|2', 9))
      .when(choose([head], 'review|s|1', 7))
      .then(nothing()))

  test('a later matter takes the place of the running one', () =>
    school
      .after(choose([head]), fail('head', [head, mailbox]))
      .when(choose([lead], 'review|s|2', 9))
      .then([{ type: 'RecipientsChosen', data: { matter: 'review|s|2', to: ['lead'] } }])
      .leaving(({ addressed }) =>
        expect(addressed.review).toEqual({ matter: 'review|s|2', cause: 9, to: ['lead'], failed: [] }),
      ))

  test('a visit and a review run beside each other', () =>
    school
      .after(choose([head]))
      .when(at(day, { do: 'choose-recipients', topic: 'visit', matter: 'visit|s|1', cause: 3, candidates: [head] }))
      .then([{ type: 'RecipientsChosen', data: { topic: 'visit' } }]))
})

describe('a letter that does not reach its addressee', () => {
  test('while another named contact is reached it is noted and goes no further', () =>
    school
      .after(choose([head, lead]))
      .when(fail('head', [head, lead, mailbox]))
      .then(failed('head')))

  test('when all named contacts have failed the office is asked', () =>
    school
      .after(choose([head, lead]), fail('head', [head, lead, mailbox]))
      .when(fail('lead', [candidate('head', { service: 'withdrawn' }), lead, mailbox]))
      .then(failed('lead'), chosen(['mailbox'], 'office')))

  test('a named contact who agreed meanwhile comes before the office', () =>
    school
      .after(choose([head]))
      .when(fail('head', [candidate('head', { service: 'withdrawn' }), lead, mailbox]))
      .then(failed('head'), chosen(['lead'], 'named')))

  test('nobody is asked twice about one matter', () =>
    school
      // The head's address is good again when the lead fails.
      .after(choose([head, lead]), fail('head', [head, lead]))
      .when(fail('lead', [head, lead]))
      .then(failed('lead'), chosen([], 'nobody'), unreachable))

  test('when the office fails too, the school is unreachable', () =>
    school
      .after(choose([candidate('head', { service: 'none' }), mailbox]))
      .when(
        fail('mailbox', [candidate('head', { service: 'none' }), office('mailbox', { address: 'bounced' })], 'bounced'),
      )
      .then(failed('mailbox'), chosen([], 'nobody'), unreachable))

  test('the same failure told twice is one', () =>
    school
      .after(choose([head, lead]), fail('head', [lead]))
      .when(fail('head', [lead]))
      .then(nothing()))

  test('a failure of a matter that is over changes nothing', () =>
    school
      .after(choose([head], 'review|s|2', 9))
      .when(fail('head', [mailbox]))
      .then(nothing()))

  test('a failure of somebody who was not written to is refused', () =>
    school
      .after(choose([head]))
      .when(fail('lead', [mailbox]))
      .thenRefused('letter-not-asked'))
})

describe('a school that cannot be reached', () => {
  const nobody = [office('mailbox', { service: 'withdrawn' })]

  test('it is said with the choice of nobody', () =>
    school
      .when(choose(nobody))
      .then(chosen([], 'nobody'), [{ type: 'SchoolUnreachable', data: { matter: 'review|s|1' } }]))

  test('it is said once, however many matters follow', () =>
    school
      .after(choose(nobody))
      .when(choose(nobody, 'review|s|2', 9))
      .then([{ type: 'RecipientsChosen', data: { via: 'nobody' } }]))

  test('reached once more and lost again, it is said again', () =>
    school
      .after(choose(nobody), choose([head], 'review|s|2', 9))
      .when(choose(nobody, 'review|s|3', 11))
      .then([{ type: 'RecipientsChosen' }], unreachable))

  test('nothing of it wakes the school', () =>
    school.when(choose(nobody)).then(chosen([], 'nobody'), unreachable).andWakes(undefined))
})
