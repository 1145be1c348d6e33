/**
 * Who the bearer of an access token is. One verifier everywhere: tokens of a Cognito pool on AWS and in an emulator, and
 * of the machine's own issuer in local mode, which signs with RS256 and says the same claims.
 */
import { JwtVerifier } from 'aws-jwt-verify'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import * as z from 'zod'
import { Fault, faultOf } from '../../events/kernel/fault.ts'

export interface Tokens {
  /**
   * The username an access token was issued to; undefined when the token is not valid (expired, another issuer's or
   * client's, no access token, not signed by a known key). With `expiredFor` it says whose token it was until so many
   * seconds after it expired: that opens nothing. A Fault when the issuer's keys cannot be had.
   */
  bearerOf(token: string, expiredFor?: number): Promise<string | undefined>
}

export interface TokenConfig {
  readonly issuer: string
  readonly client: string
  /** The issuer's public keys: a JSON Web Key Set as it stands, or the address it is fetched from. */
  readonly jwks: string
}

const environment = z.object({
  TOKEN_ISSUER: z.string().min(1),
  TOKEN_CLIENT: z.string().min(1),
  TOKEN_JWKS: z.string().min(1),
})

/** The verifier's configuration from the environment: TOKEN_ISSUER, TOKEN_CLIENT, TOKEN_JWKS. Throws when one is missing. */
export function tokenConfigOf(env: Readonly<Record<string, string | undefined>>): TokenConfig {
  const { TOKEN_ISSUER: issuer, TOKEN_CLIENT: client, TOKEN_JWKS: jwks } = environment.parse(env)
  return { issuer, client, jwks }
}

/** How long the issuer may take to answer with its keys, in milliseconds: a door waits for it. */
const keysWithin = 3000

/**
 * What a username may be. It becomes part of a stream's name and stands in every event as who did it, so an address
 * must never be one.
 */
const username = z.string().regex(/^[\w-]{1,100}$/)

const claims = z.object({ username })

/** Verifies tokens of one issuer for one client. Keys are fetched when a token names one that is not known yet. */
export function openTokens({ issuer, client, jwks }: TokenConfig): Tokens {
  const inline = jwks.trimStart().startsWith('{')
  const fetcher = { fetch: (uri: string) => (inline ? Promise.resolve(bytesOf(jwks)) : fetchKeys(uri)) }
  const verifier = JwtVerifier.create(
    {
      issuer,
      // An access token has no audience; its client is checked below.
      audience: null,
      jwksUri: inline ? `${issuer}/keys` : jwks,
      customJwtCheck({ header, payload }) {
        if (header.alg !== 'RS256') throw new Error('another algorithm')
        if (payload.token_use !== 'access') throw new Error('no access token')
        if (payload.client_id !== client) throw new Error('of another client')
      },
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  )
  return {
    async bearerOf(token, expiredFor = 0) {
      try {
        return claims.parse(await verifier.verify(token, { graceSeconds: expiredFor })).username
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown
        return undefined
      }
    },
  }
}

async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(uri, { signal: AbortSignal.timeout(keysWithin), redirect: 'error' })
    if (!answer.ok) throw new Fault('tokens.keys', `Status${answer.status}`)
    return await answer.arrayBuffer()
  } catch (thrown) {
    throw faultOf('tokens.keys', thrown)
  }
}

function bytesOf(text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text)
  const buffer = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(buffer).set(bytes)
  return buffer
}
