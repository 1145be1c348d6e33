/**
 * The token every form carries, so that no page elsewhere can make a browser send one. It is made of the session, which
 * no other page can read, and of a fresh salt, so that no two pages hold the same one.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export function formToken(session: string, salt: string): string {
  return `${salt}.${signed(session, salt)}`
}

/** Whether a token was made for this session. */
export function isFormToken(token: string | undefined, session: string): boolean {
  const [, salt, signature] = /^([\w-]{8,80})\.([\w-]{43})$/.exec(token ?? '') ?? []
  if (salt === undefined || signature === undefined) return false
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signed(session, salt)))
}

function signed(session: string, salt: string): string {
  return createHmac('sha256', session).update(`form ${salt}`).digest('base64url')
}
