/** The tokens of public addresses: they say what was sealed to whoever holds the key, and nothing to anybody else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LinkKeys, linkKinds, openTicket, sealTicket, type Ticket } from '../../../shared/links/links.ts'

const keyOf = (version: number) => ({ version, key: new Uint8Array(32).fill(version) })
/** Keys of versions 1 to n, the last the newest. */
const keys =
  (newest: number): LinkKeys =>
  async (version = newest) =>
    version >= 1 && version <= newest ? keyOf(version) : undefined

const today = '2026-11-22'
const stop: Ticket = { kind: 'unsubscribe', about: 'contact#c-1', purpose: 'news' }
const sealed = async (ticket: Ticket, by = keys(1)) => (await sealTicket(by, ticket)) ?? ''

describe('a token of a public address', () => {
  test('says what was sealed in it, and the same is always sealed the same way', async () => {
    const token = await sealed(stop)
    expect(await openTicket(keys(1), 'unsubscribe', token, today)).toEqual(stop)
    expect(await sealed(stop)).toBe(token)
    expect(await sealed({ ...stop, about: 'contact#c-2' })).not.toBe(token)
  })

  test('shows nothing of what is in it, and fits into a header', async () => {
    const token = await sealed(stop)
    expect(token).toMatch(/^[\w-]{40,300}$/)
    const bytes = Buffer.from(token, 'base64url').toString('latin1')
    for (const word of ['contact', 'c-1', 'news', 'unsub']) expect(bytes).not.toContain(word)
  })

  test('opens after the key was rotated, and newer ones are sealed with the newer key', async () => {
    const before = await sealed(stop, keys(1))
    const after = await sealed(stop, keys(3))
    expect(after).not.toBe(before)
    for (const token of [before, after]) expect(await openTicket(keys(3), 'unsubscribe', token, today)).toEqual(stop)
    expect(await openTicket(keys(1), 'unsubscribe', after, today)).toBeUndefined()
  })

  test('opens to its last day and not on the day after', async () => {
    const token = await sealed({ ...stop, until: '2026-11-22' })
    expect(await openTicket(keys(1), 'unsubscribe', token, '2026-11-22')).toBeDefined()
    expect(await openTicket(keys(1), 'unsubscribe', token, '2026-11-23')).toBeUndefined()
  })

  test('opens nothing but what it was made for', async () => {
    const token = await sealed(stop)
    for (const kind of linkKinds.filter((other) => other !== 'unsubscribe'))
      expect(await openTicket(keys(1), kind, token, today)).toBeUndefined()
  })

  test('of another body, or cut short anywhere, is none', async () => {
    const token = await sealed(stop)
    const foreign: LinkKeys = async () => ({ version: 1, key: new Uint8Array(32).fill(99) })
    expect(await openTicket(foreign, 'unsubscribe', token, today)).toBeUndefined()
    for (let length = 0; length < token.length; length++)
      expect(await openTicket(keys(1), 'unsubscribe', token.slice(0, length), today)).toBeUndefined()
  })

  test('that was altered in any character is none', async () => {
    const token = await sealed(stop)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const change = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...letters))
    await fc.assert(
      fc.asyncProperty(change, async ([at, letter]) => {
        const altered = token.slice(0, at) + letter + token.slice(at + 1)
        fc.pre(altered !== token)
        expect(await openTicket(keys(1), 'unsubscribe', altered, today)).toBeUndefined()
      }),
      { seed: 8058, numRuns: 300 },
    )
  })

  test('that is any text at all is none, and nothing breaks over it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String({ maxLength: 1200 })), async (text) => {
        expect(await openTicket(keys(1), 'unsubscribe', text, today)).toBeUndefined()
      }),
      { seed: 8058, numRuns: 300 },
    )
  })

  test('is not made while there is no key', async () => {
    expect(await sealTicket(async () => undefined, stop)).toBeUndefined()
  })
})
