// Mails in the words of schools' people: wishes are acted upon, contradictions and other matters never.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Reading, readWish } from '../../../events/request/reading.ts'
import { around, aroundInWelsh, ends } from './wishes-around.ts'
import * as say from './wishes-schools.ts'

const read = (mail: say.Mail) =>
  typeof mail === 'string'
    ? readWish({ subject: 'Hello', text: mail })
    : readWish({ subject: mail[0] ?? '', text: mail[1] ?? '' })
const asks = ({ asks }: Reading) => asks.map(({ ask }) => ask).toSorted()
const plain = { unsure: false, forAnother: false }
const both = ['withdraw-news', 'withdraw-service']
const acts = (reading: Reading) =>
  !reading.unsure && !reading.forAnother && asks(reading).some((ask) => ask.startsWith('withdraw-'))
const each = <T>(mails: readonly T[]) => mails.map((mail) => ({ said: JSON.stringify(mail), mail }))

describe('a plain wish in a school’s words', () => {
  test.each(each([...say.schoolsWithdraw, ...say.saidShortly]))('ends both consents: $said', ({ mail }) => {
    expect({ ...read(mail), asks: asks(read(mail)) }).toMatchObject({ ...plain, asks: both })
  })

  test.each(each(say.schoolsWithdrawNews))('may be about news alone: $said', ({ mail }) => {
    expect({ ...read(mail), asks: asks(read(mail)) }).toMatchObject({ ...plain, asks: ['withdraw-news'] })
  })

  test.each(each(say.schoolsWithdrawService))('may be about the award’s letters alone: $said', ({ mail }) => {
    expect({ ...read(mail), asks: asks(read(mail)) }).toMatchObject({ ...plain, asks: ['withdraw-service'] })
  })

  test.each(each(say.schoolsWithdrawInWelsh))('is read in Welsh as in English: $said', ({ mail }) => {
    expect({ ...read(mail), asks: asks(read(mail)) }).toMatchObject({ ...plain, asks: both, language: 'cy' })
  })
})

describe('what never acts', () => {
  test.each(each(say.contradictory))('two things that cannot both hold go to a person: $said', ({ mail }) => {
    const reading = read(mail)
    expect(reading.unsure || reading.forAnother, JSON.stringify(reading)).toBe(true)
  })

  test.each(each([...say.noWithdrawals, ...say.aboutOtherThings, ...say.notMeantSo]))(
    'is about something else: $said',
    ({ mail }) => {
      expect(acts(read(mail)), JSON.stringify(read(mail))).toBe(false)
    },
  )
})

describe('a right in a school’s words', () => {
  test.each(each(say.schoolsAskRights))('is named: $said', ({ mail: [mail, ...expected] }) => {
    expect(asks(read(mail))).toEqual(expect.arrayContaining(expected))
  })
})

test('a plain wish stays plain whatever is said around it in passing', () => {
  const wishes = ['Please take me off your mailing list.', 'I would like to withdraw my consent.']
  const welshWishes = ['Tynnwch fi oddi ar eich rhestr bostio.', 'Hoffwn dynnu fy nghaniatâd yn ôl.']
  const some = fc.oneof(
    fc.tuple(fc.constantFrom(...around), fc.constantFrom(...wishes), fc.constantFrom(...around)),
    fc.tuple(fc.constantFrom(...aroundInWelsh), fc.constantFrom(...welshWishes), fc.constantFrom(...aroundInWelsh)),
  )
  fc.assert(
    fc.property(some, fc.constantFrom(...ends), ([before, wish, after], end) => {
      const reading = readWish({ subject: 'Re: IQM', text: `Hi\n\n${before}\n\n${wish} ${after}\n\n${end}` })
      expect({ ...reading, asks: asks(reading) }).toMatchObject({ ...plain, asks: both })
    }),
    { numRuns: 300 },
  )
})
