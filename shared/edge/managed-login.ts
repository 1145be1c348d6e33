/**
 * Signing in at the provider's own pages (Cognito's managed login) by the authorization code with PKCE (RFC 7636): the
 * browser brings a code back, and only whoever began, and still holds the secret made then, gets a token for it. This
 * system never sees a password.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { Fault, faultOf } from '../../events/kernel/fault.ts'

export interface ManagedLogin {
  /** Where the provider's pages are: an address without a path. */
  readonly origin: string
  /** Where one signs out there; it leads back to `/signed-out`. */
  readonly endAt: string
  /** Begins: where the browser is led, and what it must keep (by a cookie only this site reads) until it comes back. */
  begin(next: string): { readonly to: string; readonly kept: string }
  /**
   * Ends what `kept` began with what the browser brought back: the access token, and the path to go on to. Undefined when
   * it is not the answer to what was begun, or the provider does not take the code. Throws a Fault when the provider
   * cannot be asked.
   */
  finish(
    kept: string | undefined,
    brought: { readonly code: string | undefined; readonly state: string | undefined },
  ): Promise<{ readonly token: string; readonly next: string } | undefined>
}

export interface ManagedLoginConfig {
  /** The address of the provider's pages, without a path. */
  readonly signInUrl: string
  readonly client: string
  /** Where this system is found, without a slash at its end. */
  readonly publicUrl: string
}

const keptForm = z.strictObject({ state: z.string(), verifier: z.string(), next: z.string() })
const answered = z.object({ access_token: z.string() })

/** How long the provider may take to answer, in milliseconds. */
const answerWithin = 5000

/** 256 bits: none of these can be guessed. */
const secret = () => randomBytes(32).toString('base64url')

export function openManagedLogin({ signInUrl, client, publicUrl }: ManagedLoginConfig): ManagedLogin {
  const origin = signInUrl.replace(/\/+$/, '')
  const backAt = `${publicUrl}/signed-in`
  const at = (path: string, query: Readonly<Record<string, string>>) =>
    `${origin}${path}?${new URLSearchParams({ client_id: client, ...query })}`

  async function tokenFor(code: string, verifier: string): Promise<string | undefined> {
    const form = { grant_type: 'authorization_code', client_id: client, code, redirect_uri: backAt }
    try {
      const answer = await fetch(`${origin}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...form, code_verifier: verifier }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithin),
      })
      if (answer.status >= 400 && answer.status < 500) return undefined
      if (!answer.ok) throw new Fault('managed-login.token', `Status${answer.status}`)
      return answered.parse(await answer.json()).access_token
    } catch (thrown) {
      throw faultOf('managed-login.token', thrown)
    }
  }

  return {
    origin,
    endAt: at('/logout', { logout_uri: `${publicUrl}/signed-out` }),
    begin(next) {
      const [state, verifier] = [secret(), secret()]
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const to = at('/oauth2/authorize', {
        response_type: 'code',
        redirect_uri: backAt,
        scope: 'openid email',
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      })
      return { to, kept: Buffer.from(JSON.stringify({ state, verifier, next })).toString('base64url') }
    },
    async finish(kept, { code, state }) {
      const begun = readKept(kept)
      if (!begun || code === undefined || !isSame(begun.state, state)) return undefined
      const token = await tokenFor(code, begun.verifier)
      return token === undefined ? undefined : { token, next: begun.next }
    },
  }
}

function readKept(kept = ''): z.output<typeof keptForm> | undefined {
  try {
    return keptForm.safeParse(JSON.parse(Buffer.from(kept, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

function isSame(begun: string, brought: string | undefined): boolean {
  const [a, b] = [Buffer.from(begun), Buffer.from(brought ?? '')]
  return a.length === b.length && timingSafeEqual(a, b)
}
