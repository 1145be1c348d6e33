// R9: who gets a letter to a school, and why the others do not.
import { describe, expect, test } from 'vitest'
import { chooseRecipients, roleWrittenTo } from '../../../events/school/recipients.ts'
import { candidate, office } from '../../kit/builders/school.ts'

const head = candidate('head')
const lead = candidate('lead', { roles: ['inclusion-lead'] })
const mailbox = office('mailbox')

describe('named contacts', () => {
  test('head and inclusion lead with live consent both get it, and the office does not', () =>
    expect(chooseRecipients([mailbox, lead, head])).toEqual({ to: ['lead', 'head'], via: 'named', passedOver: [] }))

  test('one of the two is enough', () =>
    expect(chooseRecipients([candidate('head', { service: 'withdrawn' }), lead, mailbox])).toEqual({
      to: ['lead'],
      via: 'named',
      passedOver: [{ contact: 'head', why: 'withdrawn' }],
    }))

  test('one person in two roles gets it once', () =>
    expect(chooseRecipients([candidate('both', { roles: ['head', 'inclusion-lead'] }), mailbox]).to).toEqual(['both']))

  test('a contact in any other role is not asked', () =>
    expect(chooseRecipients([candidate('caretaker', { roles: ['other'] })])).toEqual({
      to: [],
      via: 'nobody',
      passedOver: [],
    }))

  test.each([
    [{ service: 'none' }, 'no-consent'],
    [{ service: 'withdrawn' }, 'withdrawn'],
    [{ address: 'bounced' }, 'bounced'],
    [{ address: 'suppressed' }, 'suppressed'],
    [{ paused: true }, 'contact-paused'],
    [{ gone: true }, 'erased'],
  ] as const)('a head that is %o is passed over', (otherwise, why) =>
    expect(chooseRecipients([candidate('head', otherwise), mailbox])).toEqual({
      to: ['mailbox'],
      via: 'office',
      passedOver: [{ contact: 'head', why }],
    }),
  )
})

describe('the office mailbox', () => {
  test('it needs no consent', () =>
    expect(chooseRecipients([mailbox])).toEqual({ to: ['mailbox'], via: 'office', passedOver: [] }))

  test('consent given does no harm', () =>
    expect(chooseRecipients([office('mailbox', { service: 'given' })]).to).toEqual(['mailbox']))

  test('its objection is honoured', () =>
    expect(
      chooseRecipients([candidate('head', { service: 'none' }), office('mailbox', { service: 'withdrawn' })]),
    ).toEqual({
      to: [],
      via: 'nobody',
      passedOver: [
        { contact: 'head', why: 'no-consent' },
        { contact: 'mailbox', why: 'objected' },
      ],
    }))

  test('undeliverable, it counts as none', () =>
    expect(chooseRecipients([office('mailbox', { address: 'bounced' })])).toMatchObject({ to: [], via: 'nobody' }))

  test('a head who never agreed but reads the office mailbox is written to there, and not called passed over', () =>
    expect(chooseRecipients([candidate('both', { roles: ['head', 'office'], service: 'none' })])).toEqual({
      to: ['both'],
      via: 'office',
      passedOver: [],
    }))

  test('a head who withdrew and reads the office mailbox is not written to, and named once', () =>
    expect(chooseRecipients([candidate('both', { roles: ['head', 'office'], service: 'withdrawn' })])).toEqual({
      to: [],
      via: 'nobody',
      passedOver: [{ contact: 'both', why: 'withdrawn' }],
    }))
})

test('a school without contacts has nobody', () =>
  expect(chooseRecipients([])).toEqual({ to: [], via: 'nobody', passedOver: [] }))

describe('the role a letter is written to', () => {
  test('a named contact is written to by that name', () => {
    expect(roleWrittenTo(['head'])).toBe('head')
    expect(roleWrittenTo(['inclusion-lead', 'head'])).toBe('head')
    expect(roleWrittenTo(['other', 'inclusion-lead'])).toBe('inclusion-lead')
  })

  test('whoever reads the office mailbox is written to as the office, which needs no consent', () =>
    expect(roleWrittenTo(['head', 'office'])).toBe('office'))

  test('somebody taken off meanwhile has no role that could be written to', () =>
    expect(roleWrittenTo([])).toBe('other'))
})
