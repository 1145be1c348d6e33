/**
 * The session of a browser: an access token in a cookie that scripts cannot read and other sites cannot set. It ends with
 * the token, after an hour; the cookie stays longer, and opens nothing then: it says whose form it was that came too late.
 */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { formerSession } from './kept-form.ts'
import { safeNext } from './pages/sign-in.tsx'
import type { ConsoleTools } from './tools.ts'

/** `__Host-` over https, without it on one machine. */
const sessionCookies = ['__Host-session', 'session'] as const
/** What a browser keeps while it is at the provider's pages. */
const beginningCookie = '__Host-signing-in'

const hour = 60 * 60
/** A password, a second factor, perhaps a new password: ten minutes do. */
const tenMinutes = 10 * 60

const hidden = { path: '/', httpOnly: true, sameSite: 'Lax' } as const

/** The access token a request brings; undefined without one. */
export function sessionOf(c: Context): string | undefined {
  return sessionCookies.map((name) => getCookie(c, name)).find((value) => value !== undefined)
}

/** Leads to the provider's pages. */
export function beginSession(c: Context, { managedLogin }: ConsoleTools, next: string): Response {
  if (!managedLogin) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303)
  const { to, kept } = managedLogin.begin(next)
  setCookie(c, beginningCookie, kept, { ...hidden, secure: true, maxAge: tenMinutes })
  return c.redirect(to, 303)
}

/**
 * Takes a browser back that comes from the provider's pages: its session begins, and it is led on to where it wanted.
 * Undefined when it did not begin here, or was not let in there.
 */
export async function enterSession(c: Context, tools: ConsoleTools): Promise<Response | undefined> {
  const brought = { code: c.req.query('code'), state: c.req.query('state') }
  const entered = await tools.managedLogin?.finish(getCookie(c, beginningCookie), brought)
  setCookie(c, beginningCookie, '', { ...hidden, secure: true, maxAge: 0 })
  if (!entered || (await tools.tokens.bearerOf(entered.token)) === undefined) return undefined
  setCookie(c, '__Host-session', entered.token, { ...hidden, secure: true, maxAge: hour + formerSession })
  return c.redirect(safeNext(entered.next), 303)
}

/** Ends it here and, where there are such pages, at the provider's. */
export function endSession(c: Context, { managedLogin }: ConsoleTools): Response {
  for (const name of sessionCookies)
    setCookie(c, name, '', { ...hidden, secure: name.startsWith('__Host-'), maxAge: 0 })
  return c.redirect(managedLogin?.endAt ?? '/sign-in', 303)
}
