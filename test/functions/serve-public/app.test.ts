/** What every public address answers, whoever asks: it keeps nothing, names nothing, and hints at nothing. */
import { describe, expect, test } from 'vitest'
import { openPublic } from './kit.ts'

describe('a public address behind which there is nothing', () => {
  test('is answered like any other, so that nobody learns what exists', async () => {
    const { get, click } = await openPublic()
    const pages = await Promise.all([
      get('/p/u/AAAA'),
      get('/p/me/AAAA'),
      get('/p/no-such-page'),
      get('/p/u/AAAA/further'),
      click('/p/u/AAAA', 'List-Unsubscribe=One-Click'),
      click('/p/me/AAAA', ''),
    ])
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 404))
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1)
    expect(pages[0]?.text).toContain('This link leads nowhere')
  })

  test('is never kept, indexed, framed or named to others', async () => {
    const { get } = await openPublic()
    const { headers, html } = await get('/p/u/AAAA')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('set-cookie')).toBeNull()
    expect(html).not.toContain('<script')
    expect(html).not.toContain('href="/"')
  })

  test('takes no form larger than a few fields', async () => {
    const { click } = await openPublic()
    expect((await click('/p/u/AAAA', `a=${'x'.repeat(20_000)}`)).status).toBe(413)
  })

  test('that breaks apologises, and tells the route and never the address', async () => {
    const { get, broken } = await openPublic({
      look: async () => {
        throw new Error('no table')
      },
    })
    const { status, text } = await get('/p/u/AAAA-secret')
    expect(status).toBe(500)
    expect(text).toContain('Something went wrong here')
    expect(JSON.stringify(broken)).not.toContain('secret')
  })
})
