// A school's entry in the register, its references, and its contacts.
import { describe, expect, test } from 'vitest'
import { a, given } from '../../kit/builders/school.ts'
import { at, nothing } from '../../kit/given.ts'

const register = {
  do: 'register-school',
  ref: 'urn:123456',
  name: 'Oakfield Primary School',
  nation: 'england',
  pupils: 210,
} as const

describe('registering', () => {
  test('a school is registered under its reference with what is known of it', () =>
    given()
      .when(at('2026-09-01', register))
      .then([
        {
          type: 'SchoolRegistered',
          data: { ref: 'urn:123456', name: 'Oakfield Primary School', nation: 'england', pupils: 210 },
        },
      ])
      .leaving((school) =>
        expect(school).toMatchObject({ registered: true, refs: ['urn:123456'], entry: { pupils: 210 } }),
      ))

  test('registered again with the same entry, it is already so', () =>
    given().after(at('2026-09-01', register)).when(at('2026-09-02', register)).then(nothing()))

  test('registered again with another entry, it is refused and says what to do', () =>
    given()
      .after(at('2026-09-01', register))
      .when(at('2026-09-02', { ...register, pupils: 211 }))
      .thenRefused('school-already-registered', { ref: 'urn:123456' }))

  test('a school is overseas or of one of four nations', () => {
    for (const nation of ['wales', 'scotland', 'northern-ireland', 'overseas'] as const)
      given()
        .when(at('2026-09-01', { ...register, nation }))
        .then([{ type: 'SchoolRegistered', data: { nation } }])
  })
})

describe('changing', () => {
  const registered = given().after(at('2026-09-01', register))

  test('only what changed is recorded', () =>
    registered
      .when(at('2026-09-02', { do: 'change-school', name: 'Oakfield Academy', pupils: 210, town: 'Aldercliffe' }))
      .then([{ type: 'SchoolChanged', data: { name: 'Oakfield Academy', town: 'Aldercliffe' } }])
      .leaving((school) =>
        expect(school).toMatchObject({
          name: 'Oakfield Academy',
          nation: 'england',
          entry: { pupils: 210, town: 'Aldercliffe' },
        }),
      ))

  test('nothing changed is nothing recorded', () =>
    registered
      .when(at('2026-09-02', { do: 'change-school', name: 'Oakfield Primary School', ref: 'urn:123456' }))
      .then(nothing()))

  test('a new reference keeps the old one findable', () =>
    registered
      .when(at('2026-09-02', { do: 'change-school', ref: 'urn:145678' }))
      .then([{ type: 'SchoolRefChanged', data: { ref: 'urn:145678', before: 'urn:123456' } }])
      .leaving(({ ref, refs }) => {
        expect(ref).toBe('urn:145678')
        expect(refs).toEqual(['urn:145678', 'urn:123456'])
      }))

  test('a school that takes its old reference back has each reference once', () =>
    registered
      .after(at('2026-09-02', { do: 'change-school', ref: 'urn:145678' }))
      .when(at('2026-09-03', { do: 'change-school', ref: 'urn:123456', pupils: 190 }))
      .then(
        [{ type: 'SchoolChanged', data: { pupils: 190 } }],
        [{ type: 'SchoolRefChanged', data: { ref: 'urn:123456', before: 'urn:145678' } }],
      )
      .leaving(({ refs }) => expect(refs).toEqual(['urn:123456', 'urn:145678'])))

  test('a school that is not registered cannot be changed', () =>
    given()
      .when(at('2026-09-02', { do: 'change-school', name: 'X' }))
      .thenRefused('school-not-registered'))
})

describe('contacts of a school', () => {
  const link = { do: 'link-contact', contact: 'contact#c1', role: 'head' } as const

  test('one person may serve in two roles, each linked once', () =>
    given(a.school())
      .when(at('2026-09-01', link), at('2026-09-01', { ...link, role: 'inclusion-lead' }), at('2026-09-02', link))
      .then([
        { type: 'ContactLinked', data: { role: 'head' } },
        { type: 'ContactLinked', data: { role: 'inclusion-lead' } },
      ]))

  test('taken off one role, the person stays in the other', () =>
    given(a.school())
      .after(at('2026-09-01', link), at('2026-09-01', { ...link, role: 'inclusion-lead' }))
      .when(at('2026-09-02', { ...link, do: 'unlink-contact' }), at('2026-09-03', { ...link, do: 'unlink-contact' }))
      .then([{ type: 'ContactUnlinked', data: { role: 'head' } }])
      .leaving(({ contacts }) => expect(contacts).toEqual([{ contact: 'contact#c1', role: 'inclusion-lead' }])))
})
