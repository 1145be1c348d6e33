/** The sign of a letter in the address its answers go to: known again by whoever has the key, and by nobody else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LinkKeys } from '../../../shared/links/links.ts'
import { openSign, type ReplySign, sealSign, signLength } from '../../../shared/links/reply-sign.ts'

const keys =
  (newest: number, fill = 0): LinkKeys =>
  async (version = newest) =>
    version >= 1 && version <= newest ? { version, key: new Uint8Array(32).fill(version + fill) } : undefined

const answer: ReplySign = { letter: 'letter#00112233445566778899aabbccddeeff', until: '2027-12-27' }
const sealed = async (sign = answer, by = keys(1)) => (await sealSign(by, sign)) ?? ''

describe('the sign of a letter', () => {
  test('says which letter is answered and until when, and is the same each time', async () => {
    const sign = await sealed()
    expect(await openSign(keys(1), sign)).toEqual(answer)
    expect(await sealed()).toBe(sign)
  })

  test('fits before an @ with a word and a plus, and is read in whatever case it comes back', async () => {
    const sign = await sealed()
    expect(sign).toMatch(/^[a-z2-7]+$/)
    expect(sign).toHaveLength(signLength)
    expect(`reply12+${sign}`).toHaveLength(64)
    expect(await openSign(keys(1), sign.toUpperCase())).toEqual(answer)
  })

  test('shows nothing of the letter, and two letters have nothing in common', async () => {
    const other = await sealed({ ...answer, letter: 'letter#00112233445566778899aabbccddeef0' })
    const same = [...(await sealed())].filter((one, n) => one === other[n])
    // The version of the key stands in front; the rest agrees by chance at most.
    expect(same.length).toBeLessThan(12)
  })

  test('opens after the key was rotated, and not with the keys of another body', async () => {
    const sign = await sealed(answer, keys(1))
    expect(await sealed(answer, keys(3))).not.toBe(sign)
    expect(await openSign(keys(3), sign)).toEqual(answer)
    expect(await openSign(keys(1), await sealed(answer, keys(3)))).toBeUndefined()
    expect(await openSign(keys(1, 9), sign)).toBeUndefined()
  })

  test('that was altered anywhere, cut short or lengthened is none', async () => {
    const sign = await sealed()
    for (let at = 0; at < sign.length; at++)
      for (const other of ['a', 'b', '7'].filter((one) => one !== sign[at]))
        expect(await openSign(keys(1), sign.slice(0, at) + other + sign.slice(at + 1))).toBeUndefined()
    for (const other of [sign.slice(1), sign.slice(0, -1), `${sign}a`, `${sign.slice(1)}=`, ''])
      expect(await openSign(keys(1), other)).toBeUndefined()
  })

  test('is none of whatever anybody makes up', async () => {
    const made = fc.oneof(fc.string(), fc.stringMatching(/^[a-z2-7]{56}$/))
    await fc.assert(
      fc.asyncProperty(made, async (sign) => (await openSign(keys(200), sign)) === undefined),
      { seed: 20261122, numRuns: 500 },
    )
  })

  test('is not made without a key, of more versions than it can name, or of what is no letter', async () => {
    expect(await sealSign(keys(0), answer)).toBeUndefined()
    expect(await sealSign(keys(256), answer)).toBeUndefined()
    expect(await sealSign(keys(1), { ...answer, letter: 'letter#x' })).toBeUndefined()
    expect(await sealSign(keys(1), { ...answer, until: '2250-01-01' })).toBeUndefined()
  })
})
