// DOMAIN 4, retention: whoever left every school is kept for twelve months, then forgotten.
import { describe, expect, test } from 'vitest'
import { aContact, agreed, given, withdrawn } from '../../kit/builders/contact.ts'
import { at, nothing, on, wake } from '../../kit/given.ts'

const leave = at('2026-09-14', { do: 'remove-contact', school: 'school#1', role: 'head' })
const left = given(aContact.head(), withdrawn('2026-01-01', 'news')).after(leave)

test('whoever gives up the last role left, and is kept for twelve months', () =>
  given(aContact.head(), agreed({ on: '2026-01-01' }))
    .when(leave)
    .then([{ type: 'ContactRemoved' }, { type: 'ContactLeft', data: { on: '2026-09-14', until: '2027-09-14' } }])
    .andWakes('2027-09-14'))

test('on that day they are forgotten, once, and not a day before', () => {
  left.when(wake('2027-09-13')).then(nothing())
  left
    .when(wake('2027-09-14'), wake('2027-09-15'))
    .then(on('2027-09-14', [{ type: 'ContactForgotten', data: { because: 'left' } }]))
    .andWakes(undefined)
    .leaving(({ consents, forgotten }) => expect([forgotten, consents.news?.state]).toEqual([true, 'withdrawn']))
})

test('after an outage they are forgotten on the day of the run', () =>
  left.when(wake('2027-10-02')).then(on('2027-10-02', [{ type: 'ContactForgotten' }])))

test('whoever comes back before is kept', () =>
  left
    .after(at('2027-01-10', { do: 'add-contact', school: 'school#2', role: 'head' }))
    .when(wake('2027-09-14'))
    .then(nothing())
    .andWakes(undefined))

test('a body keeps them for as many months as it set', () =>
  given(aContact.head())
    .where({ contactRetentionMonths: 3 })
    .when(leave)
    .then([{ type: 'ContactRemoved' }, { type: 'ContactLeft', data: { until: '2026-12-14' } }]))

describe('when the months are changed', () => {
  const plan = at('2026-10-01', { do: 'plan' })

  test('those who left are kept until the new day', () =>
    left
      .where({ contactRetentionMonths: 6 })
      .when(plan, plan)
      .then([{ type: 'ContactLeft', data: { on: '2026-09-14', until: '2027-03-14' } }])
      .andWakes('2027-03-14'))

  test('nobody else is touched', () => {
    given(aContact.head()).where({ contactRetentionMonths: 6 }).when(plan).then(nothing())
    left.when(plan).then(nothing())
  })
})

test.each([
  { do: 'add-contact', school: 'school#1', role: 'head' },
  { do: 'give-consent', purpose: 'service', wording: '2018-05', how: 'paper', on: '2027-09-20', imported: false },
  { do: 'change-contact', changed: ['name'] },
] as const)('of somebody forgotten nothing is recorded any more: $do', (command) =>
  left.after(wake('2027-09-14')).when(at('2027-09-20', command)).thenRefused('contact-forgotten'),
)
