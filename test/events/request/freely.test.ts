// A wish acts in anybody's own words, and what only sounds like one never does.
import { describe, expect, test } from 'vitest'
import { readWish } from '../../../events/request/reading.ts'
import * as say from './wishes-freely.ts'

const acts = (text: string) => {
  const { asks, unsure, forAnother } = readWish({ subject: '', text })
  return !unsure && !forAnother && asks.some(({ ask }) => ask.startsWith('withdraw-'))
}

describe('a wish in free words', () => {
  test.each(say.saidFreely)('acts without a person: %s', (text) => {
    expect(acts(text), JSON.stringify(readWish({ subject: '', text }))).toBe(true)
  })

  test.each(say.saidFreelyInWelsh)('acts in Welsh as in English: %s', (text) => {
    expect(acts(text), JSON.stringify(readWish({ subject: '', text }))).toBe(true)
  })
})

test.each(say.neverActs)('what only sounds like a wish never acts: %s', (text) => {
  expect(acts(text), JSON.stringify(readWish({ subject: '', text }))).toBe(false)
})

test('a sender who names their own address means themselves, and another address is another’s', () => {
  const mail = { subject: '', text: 'Please end all mailings to jo.bell@school.example.' }
  const own = readWish({ ...mail, from: { address: 'Jo.Bell@school.example' } })
  expect(own).toMatchObject({ unsure: false, forAnother: false })
  expect(own.asks).toHaveLength(2)
  expect(readWish({ ...mail, from: { address: 'office@school.example' } }).unsure).toBe(true)
  expect(readWish(mail).unsure).toBe(true)
})
