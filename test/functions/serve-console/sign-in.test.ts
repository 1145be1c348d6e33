// Signing in at the provider's pages: a session begins only where it was begun, by a code that is good once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openManagedLogin } from '../../../shared/edge/managed-login.ts'
import { type LoginProvider, openLoginProvider } from '../../kit/login-provider.ts'
import { type Console, openConsole } from './kit.ts'

let provider: LoginProvider
beforeAll(async () => {
  provider = await openLoginProvider()
})
afterAll(() => provider.close())

const publicUrl = 'https://console.body.example'

async function withLogin(): Promise<Console> {
  const managedLogin = openManagedLogin({ signInUrl: provider.url, client: 'the-console', publicUrl })
  return openConsole({ change: { managedLogin } })
}

/** Cookies a browser would keep of an answer, as it sends them back. */
function kept(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const pathOf = (address: string) => address.slice(publicUrl.length)

async function begin(console_: Console, next = '') {
  const begun = await console_.request(`/sign-in/begin${next}`)
  return { to: begun.headers.get('location') ?? '', cookie: kept(begun.headers), status: begun.status }
}

describe('signing in at the provider’s pages', () => {
  test('leads there, back, and on to the page that was wanted', async () => {
    const console_ = await withLogin()
    const asked = await console_.request('/reviews?state=overdue')
    expect(asked.headers.get('location')).toBe('/sign-in?next=%2Freviews%3Fstate%3Doverdue')
    const door = await console_.request(asked.headers.get('location') ?? '')
    expect(door.html).toContain('href="/sign-in/begin?next=%2Freviews%3Fstate%3Doverdue"')
    expect(door.html).not.toContain('/local/sign-in')

    const { to, cookie } = await begin(console_, '?next=%2Freviews%3Fstate%3Doverdue')
    expect(to).toMatch(/\/oauth2\/authorize\?client_id=the-console&response_type=code&.*&code_challenge_method=S256$/)
    const back = provider.signIn(to, `token-of-${console_.idOf('coordinator')}`)
    const entered = await console_.request(pathOf(back), { headers: { cookie } })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/reviews?state=overdue'])
    const session = kept(entered.headers)
    expect((await console_.request('/', { headers: { cookie: session } })).text).toContain('Robin coordinator')
  })

  test('keeps everything in cookies that no script and no other site can read or set', async () => {
    const console_ = await withLogin()
    const begun = await console_.request('/sign-in/begin')
    const { to, cookie } = await begin(console_)
    const back = provider.signIn(to, `token-of-${console_.idOf('admin')}`)
    const entered = await console_.request(pathOf(back), { headers: { cookie } })
    const cookies = [...begun.headers.getSetCookie(), ...entered.headers.getSetCookie()]
    expect(cookies).toHaveLength(3)
    for (const one of cookies) {
      expect(one).toMatch(/^__Host-/)
      for (const word of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Lax', '; Max-Age='])
        expect(one).toContain(word)
    }
  })

  test.each([
    ['was begun in another browser', (back: string) => ({ back, cookie: undefined })],
    ['brings another state', (back: string, cookie: string) => ({ back: back.replace(/state=.*/, 'state=x'), cookie })],
    ['brings no code', (back: string, cookie: string) => ({ back: back.replace(/code=[^&]*&/, ''), cookie })],
    [
      'brings a code nobody gave',
      (back: string, cookie: string) => ({ back: back.replace(/code=[^&]*/, 'code=y'), cookie }),
    ],
    ['kept what was never begun', (back: string) => ({ back, cookie: '__Host-signing-in=bm9uc2Vuc2U' })],
  ])('that %s is no session', async (_, forge) => {
    const console_ = await withLogin()
    const begun = await begin(console_)
    const back = provider.signIn(begun.to, `token-of-${console_.idOf('admin')}`)
    const { back: path, cookie } = forge(pathOf(back), begun.cookie)
    const entered = await console_.request(path, cookie === undefined ? {} : { headers: { cookie } })
    expect([entered.status, entered.text]).toEqual([403, expect.stringContaining('You are not signed in')])
    expect(kept(entered.headers)).not.toContain('session=')
  })

  test('is not done twice with one code', async () => {
    const console_ = await withLogin()
    const { to, cookie } = await begin(console_)
    const back = pathOf(provider.signIn(to, `token-of-${console_.idOf('admin')}`))
    expect((await console_.request(back, { headers: { cookie } })).status).toBe(303)
    expect((await console_.request(back, { headers: { cookie } })).status).toBe(403)
  })

  test('gives no session for a token that is not good here', async () => {
    const console_ = await withLogin()
    const { to, cookie } = await begin(console_)
    const entered = await console_.request(pathOf(provider.signIn(to, 'made-up')), { headers: { cookie } })
    expect(entered.status).toBe(403)
  })

  test('says that it broke when the provider cannot answer, and tells of it', async () => {
    const own = await openLoginProvider()
    const managedLogin = openManagedLogin({ signInUrl: own.url, client: 'the-console', publicUrl })
    const console_ = await openConsole({ change: { managedLogin } })
    const { to, cookie } = await begin(console_)
    const back = pathOf(own.signIn(to, 'any'))
    own.breakWith(503)
    expect((await console_.request(back, { headers: { cookie } })).status).toBe(500)
    expect(console_.reports).toHaveLength(1)
    await own.close()
  })

  test('out ends the session here and leads to the end there, which the pages’ policy allows', async () => {
    const console_ = await withLogin()
    const page = await console_.get('/')
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${provider.url};`)
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const ended = await console_.request('/sign-out', { method: 'POST', body: new URLSearchParams({ token }) }, 'admin')
    expect(ended.headers.get('location')).toBe(
      `${provider.url}/logout?client_id=the-console&logout_uri=${encodeURIComponent(`${publicUrl}/signed-out`)}`,
    )
    expect(ended.headers.getSetCookie().every((cookie) => cookie.includes('Max-Age=0'))).toBe(true)
    expect((await console_.request('/signed-out')).text).toContain('You are signed out')
  })

  test('shows somebody who is not on the staff nothing but the way out', async () => {
    const console_ = await withLogin()
    const seen = await console_.request('/', { headers: { cookie: '__Host-session=token-of-nobody-here' } })
    expect(seen.status).toBe(403)
    expect(seen.html).toContain(`href="${provider.url}/logout?`)
  })
})
