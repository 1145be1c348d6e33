// A wish is read as it was meant, or not acted upon.
import { describe, expect, test } from 'vitest'
import { type Reading, readWish } from '../../../events/request/reading.ts'
import * as say from './wishes.ts'

const read = (text: string, subject = 'Hello') => readWish({ subject, text })
const asks = ({ asks }: Reading) => asks.map(({ ask }) => ask).toSorted()
const plain = { unsure: false, forAnother: false }
const both = ['withdraw-news', 'withdraw-service']

describe('a plain wish to be written to no more', () => {
  test.each(say.withdrawsBoth)('ends both consents: %s', (text) => {
    expect({ ...read(text), asks: asks(read(text)) }).toMatchObject({ ...plain, asks: both, language: 'en' })
  })

  test.each(say.withdrawsNews)('may be about news alone: %s', (text) => {
    expect({ ...read(text), asks: asks(read(text)) }).toMatchObject({ ...plain, asks: ['withdraw-news'] })
  })

  test.each(say.withdrawsService)('may be about the award’s letters alone: %s', (text) => {
    expect({ ...read(text), asks: asks(read(text)) }).toMatchObject({ ...plain, asks: ['withdraw-service'] })
  })

  test.each(say.withdrawsInWelsh)('is read in Welsh as in English: %s', (text) => {
    expect({ ...read(text), asks: asks(read(text)) }).toMatchObject({ ...plain, asks: both, language: 'cy' })
  })
})

describe('what is no plain wish', () => {
  test.each(say.needsAPerson)('goes to a person: %s', (text) => {
    const reading = read(text)
    expect(reading.unsure || reading.forAnother, JSON.stringify(reading)).toBe(true)
  })

  test.each(say.ordinary)('asks nothing of the kind: %s', (text) => {
    expect(read(text)).toMatchObject({ ...plain, asks: [] })
  })
})

describe('a right', () => {
  test.each(say.asksRights)('is recognised: %s', (text, ...expected) => {
    expect({ ...read(text), asks: asks(read(text)) }).toMatchObject({ ...plain, asks: expected })
  })

  test.each(say.asksElsewhere)('asked for in another language is named and left to a person: %s', (text, expected) => {
    expect(read(text)).toMatchObject({ unsure: true, language: 'other' })
    expect(asks(read(text))).toContain(expected)
  })
})
