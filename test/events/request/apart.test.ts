// What lies close beside a wish is never done, no more goes than is named, and a right in everyday words is named.
import { describe, expect, test } from 'vitest'
import { type Reading, readWish } from '../../../events/request/reading.ts'
import * as say from './wishes-apart.ts'
import type { Mail } from './wishes-schools.ts'

const read = (mail: Mail) =>
  readWish(typeof mail === 'string' ? { subject: 'Hello', text: mail } : { subject: mail[0], text: mail[1] })
const asks = (reading: Reading): string[] => reading.asks.map(({ ask }) => ask)
const done = (reading: Reading) =>
  reading.unsure || reading.forAnother ? [] : asks(reading).filter((ask) => ask.startsWith('withdraw-'))
const rights = ['access', 'erasure', 'rectification', 'complaint']
const each = <T>(mails: readonly T[]) => mails.map((mail) => ({ said: JSON.stringify(mail), mail }))

test('what is never done is of many kinds', () => {
  expect(say.neverDone.length).toBeGreaterThan(200)
})

describe('a mail close beside a wish', () => {
  test.each(each(say.neverDone))('is left to a person or is none: $said', ({ mail }) => {
    expect(done(read(mail)), JSON.stringify(read(mail))).toEqual([])
  })

  test.each(each(say.noMoreThan))('ends no more than it names: $said', ({ mail: [mail, ...named] }) => {
    expect(named, JSON.stringify(read(mail))).toEqual(expect.arrayContaining(done(read(mail))))
  })
})

describe('a right in everyday words', () => {
  test.each(each(say.rightsSaidPlainly))('opens a case: $said', ({ mail: [mail, ...named] }) => {
    expect(asks(read(mail)), JSON.stringify(read(mail))).toEqual(expect.arrayContaining(named))
  })

  test.each(each(say.noRights))('is not heard in ordinary mail: $said', ({ mail }) => {
    expect(asks(read(mail)).filter((ask) => rights.includes(ask))).toEqual([])
  })
})
