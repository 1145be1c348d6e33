/**
 * The machine's own issuer of access tokens: an RS256 key pair kept beside the state, its public half as a key set, and
 * tokens with the claims a Cognito access token has. Verified by the same code as everywhere (shared/edge/tokens.ts).
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How long a token holds, in seconds: long enough that nobody is signed out while trying things. */
const holdsFor = 30 * 24 * 60 * 60

export interface Issuer {
  /** What the verifier must be told. */
  readonly env: { readonly TOKEN_ISSUER: string; readonly TOKEN_CLIENT: string; readonly TOKEN_JWKS: string }
  /** An access token for a username, issued now by the real clock: a test clock moves the body, not its locks. */
  issue(username: string): string
}

/** Opens the issuer of a data folder; with `:memory:` its key dies with the process. */
export function openIssuer(dataDir: string): Issuer {
  const key = dataDir === ':memory:' ? freshKey() : keptKey(dataDir)
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  const kid = createHash('sha256')
    .update(JSON.stringify([publicJwk.e, publicJwk.n]))
    .digest('base64url')
  const issuer = 'urn:iqm:local'
  const client = 'local-console'
  const jwks = JSON.stringify({
    keys: [{ kty: publicJwk.kty, n: publicJwk.n, e: publicJwk.e, kid, alg: 'RS256', use: 'sig' }],
  })
  return {
    env: { TOKEN_ISSUER: issuer, TOKEN_CLIENT: client, TOKEN_JWKS: jwks },
    issue(username) {
      const iat = Math.floor(Date.now() / 1000)
      const claims = {
        sub: username,
        iss: issuer,
        client_id: client,
        token_use: 'access',
        username,
        iat,
        exp: iat + holdsFor,
        jti: randomUUID(),
      }
      const signed = `${encode({ alg: 'RS256', kid, typ: 'JWT' })}.${encode(claims)}`
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
    },
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function freshKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}

/** The key of a folder, made when there is none. Written beside and renamed: a killed start leaves no half key. */
function keptKey(dataDir: string): KeyObject {
  const path = join(dataDir, 'sign-in-key.pem')
  if (existsSync(path)) return createPrivateKey(readFileSync(path))
  mkdirSync(dataDir, { recursive: true })
  const key = freshKey()
  const beside = `${path}.${process.pid}`
  writeFileSync(beside, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  renameSync(beside, path)
  return key
}
