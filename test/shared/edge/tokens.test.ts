// Who the bearer of a token is: the same verifier for the machine's own issuer and for one that is asked for its keys.

import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { openIssuer } from '../../../infra/local/signing-key.ts'
import { openTokens, tokenConfigOf } from '../../../shared/edge/tokens.ts'
import { closed, listening } from '../../kit/dynalite.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await closed(server)
})

/** An issuer of its own whose claims a test may bend. */
function bending() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwks = JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
  })
  const now = Math.floor(Date.now() / 1000)
  const usual = {
    iss: 'https://issuer.example',
    client_id: 'console',
    token_use: 'access',
    username: 's-1',
    iat: now,
    exp: now + 60,
  }
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const token = (claims: object = {}, header: object = {}) => {
    const signed = `${encode({ alg: 'RS256', kid: 'k1', ...header })}.${encode({ ...usual, ...claims })}`
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
  }
  return { jwks, token, config: { issuer: usual.iss, client: usual.client_id, jwks } }
}

describe('a token', () => {
  test('of the issuer, for the client, names its bearer', async () => {
    const { token, config } = bending()
    expect(await openTokens(config).bearerOf(token())).toBe('s-1')
  })

  test.each([
    ['has expired', { exp: Math.floor(Date.now() / 1000) - 1 }, {}],
    ['is of another issuer', { iss: 'https://elsewhere.example' }, {}],
    ['is for another client', { client_id: 'other' }, {}],
    ['is no access token', { token_use: 'id' }, {}],
    ['names nobody', { username: undefined }, {}],
    ['names somebody by address', { username: 'morag@oakfield.example' }, {}],
    ['names its key as nobody does', {}, { kid: 'k2' }],
    ['says it is signed by no key', {}, { alg: 'none' }],
    ['says it is signed with a secret', {}, { alg: 'HS256' }],
  ])('that %s is not valid', async (_, claims, header) => {
    const { token, config } = bending()
    expect(await openTokens(config).bearerOf(token(claims, header))).toBeUndefined()
  })

  test('that has expired says whose it was for as long as asked, and nothing after that', async () => {
    const { token, config } = bending()
    const tokens = openTokens(config)
    const expired = token({ exp: Math.floor(Date.now() / 1000) - 100 })
    expect(await tokens.bearerOf(expired, 200)).toBe('s-1')
    expect(await tokens.bearerOf(expired, 50)).toBeUndefined()
    expect(await tokens.bearerOf(`${expired.slice(0, -8)}AAAAAAAA`, 200)).toBeUndefined()
    expect(await tokens.bearerOf(bending().token({ exp: 1 }), 1e12)).toBeUndefined()
  })

  test('that was changed, cut, or never one is not valid', async () => {
    const { token, config } = bending()
    const tokens = openTokens(config)
    const [header = '', claims = '', signature = ''] = token().split('.')
    const forged = Buffer.from(
      JSON.stringify({
        ...z.looseObject({}).parse(JSON.parse(Buffer.from(claims, 'base64url').toString())),
        username: 's-2',
      }),
    ).toString('base64url')
    for (const wrong of [
      `${header}.${forged}.${signature}`,
      `${header}.${claims}.`,
      `${header}.${claims}`,
      'x',
      '',
      bending().token(),
    ])
      expect(await tokens.bearerOf(wrong)).toBeUndefined()
  })
})

describe('an issuer that is asked for its keys', () => {
  test('is asked once', async () => {
    const { token, config, jwks } = bending()
    let asked = 0
    const server = createServer((_, answer) => {
      asked++
      answer.setHeader('content-type', 'application/json').end(jwks)
    })
    servers.push(server)
    const tokens = openTokens({ ...config, jwks: `${await listening(server)}/jwks.json` })
    expect(await Promise.all([tokens.bearerOf(token()), tokens.bearerOf(token())])).toEqual(['s-1', 's-1'])
    expect(await tokens.bearerOf(token())).toBe('s-1')
    expect(asked).toBe(1)
  })

  test('and does not answer is a fault, not a bad token', async () => {
    const { token, config } = bending()
    const server = createServer((_, answer) => void answer.writeHead(500).end())
    servers.push(server)
    const tokens = openTokens({ ...config, jwks: `${await listening(server)}/jwks.json` })
    await expect(tokens.bearerOf(token())).rejects.toThrow('tokens.keys: Status500')
    await expect(openTokens({ ...config, jwks: 'http://127.0.0.1:9/jwks.json' }).bearerOf(token())).rejects.toThrow(
      'tokens.keys',
    )
  })
})

describe('the machine’s own issuer', () => {
  test('keeps its key beside the state, for nobody else to read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'issuer-'))
    try {
      const token = openIssuer(folder).issue('s-7')
      const { env } = openIssuer(folder)
      expect(await openTokens(tokenConfigOf(env)).bearerOf(token)).toBe('s-7')
      expect(statSync(join(folder, 'sign-in-key.pem')).mode & 0o077).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('without a folder is another one each time', async () => {
    const [one, other] = [openIssuer(':memory:'), openIssuer(':memory:')]
    expect(await openTokens(tokenConfigOf(one.env)).bearerOf(one.issue('s-1'))).toBe('s-1')
    expect(await openTokens(tokenConfigOf(other.env)).bearerOf(one.issue('s-1'))).toBeUndefined()
  })

  test('is named whole or not at all', () => {
    expect(() => tokenConfigOf({ TOKEN_ISSUER: 'x', TOKEN_CLIENT: 'y' })).toThrow('TOKEN_JWKS')
  })
})
