/** The tag by which a letter travels. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeTag, encodeTag } from '../../../shared/post/tag.ts'

test('a letter’s stream comes back from its tag, whatever is in it', async () => {
  await fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (stream) => {
      expect(decodeTag(encodeTag(stream))).toBe(stream)
    }),
  )
})

test('a tag is made of letters, digits, _ and - only, and a letter’s stream fits in its 256', async () => {
  await fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (stream) => {
      expect(encodeTag(stream)).toMatch(/^[A-Za-z0-9_-]+$/)
    }),
  )
  expect(encodeTag(`letter#${'f'.repeat(64)}`)).toBe(`letter_23${'f'.repeat(64)}`)
})

test('a text that is no tag of ours is none', () => {
  for (const text of ['', 'letter#1', 'letter_2', 'letter_2G', 'a b', 'ada@school.example'])
    expect(decodeTag(text)).toBeUndefined()
})
