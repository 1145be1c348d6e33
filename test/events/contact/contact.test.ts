// C0 and DOMAIN 4: an address is one contact; what its mail came to; when its letters pause.
import { describe, expect, test } from 'vitest'
import type { ContactFact } from '../../../events/contact/events.ts'
import { aContact, agreed, given } from '../../kit/builders/contact.ts'
import { aNote } from '../../kit/builders/school.ts'
import { at, nothing } from '../../kit/given.ts'

const day = '2026-09-14'
const add = (school: string, role: 'head' | 'inclusion-lead' | 'office') => at(day, { do: 'add-contact', school, role })

describe('roles', () => {
  test('one contact serves several schools in several roles and has one consent', () =>
    given(agreedFirst())
      .when(add('school#1', 'inclusion-lead'), add('school#2', 'head'))
      .then([
        { type: 'ContactRoleAdded', data: { school: 'school#1', role: 'inclusion-lead' } },
        { type: 'ContactRoleAdded', data: { school: 'school#2', role: 'head' } },
      ])
      .leaving(({ schools, consents }) => {
        expect(schools).toHaveLength(3)
        expect(consents.service?.state).toBe('given')
      }))

  test('added twice in one role, it is there once', () =>
    given()
      .when(add('school#1', 'head'), add('school#1', 'head'))
      .then([{ type: 'ContactAdded' }]))

  test('taken off one role, it keeps the others and its consents', () =>
    given(agreedFirst())
      .after(add('school#2', 'head'))
      .when(
        at(day, { do: 'remove-contact', school: 'school#1', role: 'head' }),
        at(day, { do: 'remove-contact', school: 'school#1', role: 'head' }),
      )
      .then([{ type: 'ContactRemoved', data: { school: 'school#1', role: 'head' } }])
      .leaving(({ schools, consents }) => {
        expect(schools).toEqual([{ school: 'school#2', role: 'head' }])
        expect(consents.service?.state).toBe('given')
      }))

  test('nobody can be taken off who was never added', () =>
    given()
      .when(at(day, { do: 'remove-contact', school: 'school#1', role: 'head' }))
      .thenRefused('contact-not-known'))
})

describe('the address', () => {
  const bounce = at(day, { do: 'note-bounce', kind: 'permanent' })
  const soft = (letter: string, on = day) => at(on, { do: 'note-soft-bounce', letter, on })

  test('a hard bounce marks it, once', () =>
    given(aContact.head())
      .when(bounce, bounce)
      .then([{ type: 'AddressBounced', data: { kind: 'permanent' } }])
      .leaving(({ address }) => expect(address).toBe('bounced')))

  test('a soft bounce does not', () =>
    given(aContact.head())
      .when(soft('letter#1'), soft('letter#1'))
      .then([{ type: 'AddressBounced', data: { kind: 'transient', letter: 'letter#1', on: day } }])
      .leaving(({ address }) => expect(address).toBe('ok')))

  test('the third soft bounce within a month is a person’s to look at, and only once', () =>
    given(aContact.head())
      .after(soft('letter#1', '2026-09-01'), soft('letter#2', '2026-09-10'))
      .when(soft('letter#3', '2026-09-20'), soft('letter#4', '2026-09-25'))
      .then([
        { type: 'AddressBounced' },
        { type: 'AddressBouncedOften', data: { times: 3 } },
        { type: 'AddressBounced' },
      ])
      .leaving(({ address, keepsBouncing }) => expect([address, keepsBouncing]).toEqual(['ok', true])))

  test('three soft bounces spread over more than a month are not', () =>
    given(aContact.head())
      .after(soft('letter#1', '2026-08-01'), soft('letter#2', '2026-08-20'))
      .when(soft('letter#3', '2026-09-01'))
      .then([{ type: 'AddressBounced' }]))

  test('an address the provider no longer writes to is marked, and a new address is not', () =>
    given(aContact.head())
      .when(
        at(day, { do: 'note-suppressed' }),
        at(day, { do: 'note-suppressed' }),
        bounce,
        at(day, { do: 'change-contact', changed: ['email'] }),
      )
      .then([{ type: 'AddressSuppressed' }, { type: 'ContactChanged' }])
      .leaving(({ address }) => expect(address).toBe('ok')))

  test('a new address has bounced nothing yet', () =>
    given(aContact.head())
      .after(bounce)
      .when(at(day, { do: 'change-contact', changed: ['email'] }))
      .then([{ type: 'ContactChanged', data: { changed: ['email'] } }])
      .leaving(({ address }) => expect(address).toBe('ok')))

  test('a new name leaves the address as it was', () =>
    given(aContact.head())
      .after(bounce)
      .when(at(day, { do: 'change-contact', changed: ['name', 'phone'] }))
      .then([{ type: 'ContactChanged' }])
      .leaving(({ address }) => expect(address).toBe('bounced')))

  test('nothing changed is nothing recorded', () =>
    given(aContact.head())
      .when(at(day, { do: 'change-contact', changed: [] }))
      .then(nothing()))

  test('a complaint withdraws news and leaves service', () =>
    given(aContact.head(), agreed({ on: '2026-09-01' }))
      .when(at(day, { do: 'note-complaint', on: day }), at(day, { do: 'note-complaint', on: day }))
      .then([
        { type: 'AddressComplained' },
        { type: 'ConsentWithdrawn', data: { purpose: 'news', how: 'complaint', on: day } },
      ])
      .leaving(({ consents }) => expect(consents.service?.state).toBe('given')))
})

describe('pausing', () => {
  test('letters to a contact pause and go on, each said once', () =>
    given(aContact.head())
      .when(
        at(day, { do: 'resume-letters' }),
        at(day, { do: 'pause-letters', because: 'staff' }),
        at(day, { do: 'pause-letters', because: 'staff' }),
        at(day, { do: 'resume-letters' }),
      )
      .then([{ type: 'LettersPaused', data: { because: 'staff' } }, { type: 'LettersResumed' }])
      .leaving(({ paused }) => expect(paused).toBe(false)))
})

describe('an erased person', () => {
  const erased: ContactFact[] = [{ type: 'PersonErased', data: { request: 'request#1' } }]

  test('nothing is kept of roles and consents, and nothing more is noted', () =>
    given(agreedFirst(), erased)
      .when()
      .then()
      .leaving((contact) => expect(contact).toMatchObject({ erased: true, schools: [], consents: {} })))

  test('is so by a request that was granted, once, also after they left or were merged into another entry', () => {
    const erase = at('2026-09-20', { do: 'erase-person', request: 'request#1' })
    given(agreedFirst())
      .when(erase, erase)
      .then([{ type: 'PersonErased', data: { request: 'request#1' } }])
    const left: ContactFact[] = [{ type: 'ContactForgotten', data: { because: 'left' } }]
    given(agreedFirst(), left)
      .when(erase)
      .then([{ type: 'PersonErased' }])
    const merged: ContactFact[] = [
      { type: 'ContactsMerged', data: { kept: 'contact#k', dropped: 'contact#d', reason: aNote } },
    ]
    given(agreedFirst(), merged)
      .when(erase)
      .then([{ type: 'PersonErased' }])
      .leaving(({ passedOn }) => expect(passedOn).toEqual({ to: 'contact#k', because: 'merged' }))
    given().when(erase).thenRefused('contact-not-known')
  })

  test('keeps whether the address takes mail, which the last letter goes to, and what the provider tells late harms nothing', () => {
    const bounced: ContactFact[] = [{ type: 'AddressBounced', data: { kind: 'permanent' } }]
    given(agreedFirst(), bounced, erased)
      .when(
        at('2026-09-20', { do: 'note-bounce', kind: 'permanent' }),
        at('2026-09-20', { do: 'note-complaint', on: day }),
      )
      .then([])
      .leaving(({ address }) => expect(address).toBe('bounced'))
  })

  test('the person is added anew, as somebody else', () =>
    given(agreedFirst(), erased).when(add('school#1', 'head')).thenRefused('contact-erased'))
})

function agreedFirst(): ContactFact[] {
  return [...aContact.head(), ...agreed({ on: '2026-09-01' })]
}
