// C0: a mailbox handed over ends the old person's consents and starts a new person with none; two entries of one person
// become one, and what was withdrawn on either stays withdrawn.
import { describe, expect, test } from 'vitest'
import { aContact, agreed, given, importedYes, withdrawn } from '../../kit/builders/contact.ts'
import { at, nothing } from '../../kit/given.ts'

const day = '2026-09-14'
const to = 'contact#2'
const reason = 'note-00000000-0000-4000-8000-000000000001'
const place = { school: 'school#1', role: 'head' } as const
const handOver = (mailbox: boolean, of: object = place) =>
  at(day, { do: 'hand-over-contact', ...place, ...of, to, mailbox })
const add = (school: string, role: 'head' | 'office') => at(day, { do: 'add-contact', school, role })

describe('a role handed over to another address', () => {
  test('ends that role alone: the person keeps the others and what they agreed to', () =>
    given(aContact.head(), agreed({ on: '2026-01-10' }))
      .after(add('school#2', 'head'))
      .when(handOver(false))
      .then([{ type: 'ContactHandedOver', data: { ...place, to } }])
      .leaving(({ schools, consents, passedOn, left }) => {
        expect(schools).toEqual([{ school: 'school#2', role: 'head' }])
        expect(consents.service?.state).toBe('given')
        expect([passedOn, left]).toEqual([undefined, undefined])
      }))

  test('that was the last one makes the person one who left', () =>
    given(aContact.head())
      .when(handOver(false))
      .then([{ type: 'ContactHandedOver' }, { type: 'ContactLeft', data: { on: day, until: '2027-09-14' } }]))

  test('is refused where the person does not have it', () =>
    given(aContact.head())
      .when(handOver(false, { role: 'office' }))
      .thenRefused('contact-not-in-role'))
})

describe('a mailbox handed over', () => {
  const office = { ...place, role: 'office' }

  test('passes everything on that its address was for, and ends what was agreed to', () =>
    given(aContact.head(), agreed({ on: '2026-01-10' }), agreed({ on: '2026-01-10', purpose: 'news' }))
      .after(add('school#1', 'office'))
      .when(handOver(true))
      .then([
        { type: 'ContactHandedOver', data: { ...place, to, mailbox: true } },
        { type: 'ContactHandedOver', data: { ...office, to, mailbox: true } },
        { type: 'ConsentEnded', data: { purpose: 'service' } },
        { type: 'ConsentEnded', data: { purpose: 'news' } },
        { type: 'ContactLeft' },
      ])
      .leaving(({ schools, consents, passedOn }) => {
        expect([schools, consents]).toEqual([[], {}])
        expect(passedOn).toEqual({ to, because: 'handed-over' })
      }))

  test('leaves a withdrawal as a fact of whoever withdrew', () =>
    given(aContact.head(), withdrawn('2026-02-01'))
      .when(handOver(true))
      .then([{ type: 'ContactHandedOver' }, { type: 'ContactLeft' }])
      .leaving(({ consents }) => expect(consents.service?.state).toBe('withdrawn')))

  test.each([
    { do: 'give-consent', purpose: 'service', wording: '2018-05', how: 'paper', on: day, imported: false },
    { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: day },
    { do: 'change-contact', changed: ['name'] },
    { do: 'add-contact', school: 'school#3', role: 'head' },
    { do: 'pause-letters', because: 'staff' },
    { do: 'hand-over-contact', ...place, to: 'contact#3', mailbox: false },
    { do: 'merge-into', kept: 'contact#3', dropped: 'contact#1', reason },
  ] as const)('has nothing asked of the old person any more: $do names the successor', (command) =>
    given(aContact.head())
      .after(handOver(true))
      .when(at(day, command))
      .thenRefused('contact-handed-over', { contact: '2' }),
  )

  test('lets what the provider tells late change nothing', () =>
    given(aContact.head())
      .after(handOver(true))
      .when(at(day, { do: 'note-bounce', kind: 'permanent' }), at(day, { do: 'note-complaint', on: day }))
      .then(nothing()))
})

describe('the successor at a mailbox', () => {
  const successor = given().after(at(day, { do: 'add-contact', ...place, mailboxSince: day }))
  const consent = (on: string, imported: boolean) =>
    at('2026-09-20', { do: 'give-consent', purpose: 'service', wording: '2018-05', how: 'paper', on, imported })

  test('has consented to nothing', () =>
    successor
      .when(add('school#1', 'office'))
      .then([{ type: 'ContactRoleAdded' }])
      .leaving(({ consents, mailboxSince }) => expect([consents, mailboxSince]).toEqual([{}, day])))

  test('is not taken to have said what an import tells of the time before', () => {
    successor.when(consent('2026-01-10', true), consent(day, true)).then(nothing())
    successor.when(consent('2026-09-15', true)).then([{ type: 'ConsentGiven', data: { on: '2026-09-15' } }])
  })

  test('consents from the day on which the mailbox became theirs, and on no day before', () => {
    successor.when(consent('2026-09-13', false)).thenRefused('consent-was-anothers', { mailboxSince: day })
    successor.when(consent(day, false)).then([{ type: 'ConsentGiven', data: { on: day } }])
  })
})

describe('an entry merged into another', () => {
  const merge = at(day, { do: 'merge-into', kept: 'contact#2', dropped: 'contact#1', reason })

  test('ends there, and keeps its evidence', () =>
    given(aContact.head(), agreed({ on: '2026-01-10' }))
      .when(merge)
      .then([{ type: 'ContactsMerged', data: { kept: 'contact#2', dropped: 'contact#1' } }, { type: 'ContactLeft' }])
      .leaving(({ schools, consents, passedOn }) => {
        expect(schools).toEqual([])
        expect(consents.service?.state).toBe('given')
        expect(passedOn).toEqual({ to: 'contact#2', because: 'merged' })
      }))

  test('has nothing asked of it any more: the kept one is named', () =>
    given(aContact.head())
      .after(merge)
      .when(at(day, { do: 'withdraw-consent', purpose: 'news', how: 'staff', on: day }))
      .thenRefused('contact-merged', { contact: '2' }))
})

describe('the entry that is kept', () => {
  const nothingSaid = { dropped: 'contact#1', reason, schools: [], consents: {}, paused: false }
  const absorb = (of: object) => at(day, { do: 'absorb-contact', ...nothingSaid, ...of })
  const yes = { state: 'given', since: '2026-03-01', wording: '2020-01', how: 'paper', own: '2026-03-01' } as const
  const no = { state: 'withdrawn', since: '2026-04-01', how: 'one-click' } as const

  test('has the roles of both, each once', () =>
    given(aContact.head())
      .when(absorb({ schools: [place, { school: 'school#2', role: 'office' }] }))
      .then([{ type: 'ContactAbsorbed' }, { type: 'ContactRoleAdded', data: { school: 'school#2', role: 'office' } }]))

  test('has what was given to either, with its evidence', () =>
    given(aContact.head())
      .when(absorb({ consents: { service: yes } }))
      .then([
        { type: 'ContactAbsorbed' },
        {
          type: 'ConsentGiven',
          data: { purpose: 'service', wording: '2020-01', how: 'paper', on: '2026-03-01' },
        },
      ]))

  test('takes what an import brought as what an import brought', () =>
    given(aContact.head())
      .when(absorb({ consents: { news: { ...yes, own: undefined } } }))
      .then([{ type: 'ContactAbsorbed' }, { type: 'ConsentGiven', data: { imported: true } }]))

  test.each([
    ['its own, given later', [...aContact.head(), ...agreed({ on: '2026-08-01' })], { service: no }],
    ['its own, imported', [...aContact.head(), ...importedYes({ on: '2026-08-01' })], { service: no }],
    ['none', aContact.head(), { service: no }],
  ] as const)('withdraws what was withdrawn on the other, whatever stood: %s', (_, past, consents) => {
    given([...past])
      .when(absorb({ consents }))
      .then([{ type: 'ContactAbsorbed' }, { type: 'ConsentWithdrawn', data: { on: '2026-04-01', how: 'one-click' } }])
      .leaving((contact) => expect(contact.consents.service?.state).toBe('withdrawn'))
  })

  test('stays withdrawn whatever the other one gave', () =>
    given(aContact.head(), withdrawn('2026-01-01'))
      .when(absorb({ consents: { service: yes } }))
      .then([{ type: 'ContactAbsorbed' }])
      .leaving(({ consents }) => expect(consents.service?.state).toBe('withdrawn')))

  test('is written to no more while the other one was not', () =>
    given(aContact.head())
      .when(absorb({ paused: true }))
      .then([{ type: 'ContactAbsorbed' }, { type: 'LettersPaused' }]))

  test('of somebody who left as both is kept from the later leaving on', () => {
    const left = given(aContact.head()).after(
      at('2026-09-02', { do: 'remove-contact', school: 'school#1', role: 'head' }),
    )
    const leftAs = (on: string, schools: readonly object[] = []) =>
      absorb({ left: { on, until: '2027-01-01' }, schools })
    left
      .when(leftAs('2026-09-10'))
      .then([{ type: 'ContactAbsorbed' }, { type: 'ContactLeft', data: { on: '2026-09-10', until: '2027-09-10' } }])
      .andWakes('2027-09-10')
    left
      .when(leftAs('2026-09-01'))
      .then([{ type: 'ContactAbsorbed' }])
      .andWakes('2027-09-02')
    given(aContact.head())
      .when(leftAs('2026-09-10'))
      .then([{ type: 'ContactAbsorbed' }])
      .andWakes(undefined)
    left
      .when(absorb({ schools: [place] }))
      .then([{ type: 'ContactAbsorbed' }, { type: 'ContactRoleAdded' }])
      .andWakes(undefined)
  })

  test('takes the same entry in once, also after its roles went', () =>
    given(aContact.head())
      .after(absorb({ schools: [{ school: 'school#2', role: 'office' }] }))
      .after(at(day, { do: 'remove-contact', school: 'school#2', role: 'office' }))
      .when(absorb({ schools: [{ school: 'school#2', role: 'office' }] }))
      .then(nothing()))
})
