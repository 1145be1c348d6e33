/**
 * The provider's pages for signing in, as far as a browser and a token endpoint meet them: codes are given for a challenge
 * and taken once, with the verifier it was made of (RFC 7636), from the address they were given for.
 */
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

interface Given {
  readonly challenge: string
  readonly backAt: string
  readonly token: string
}

export interface LoginProvider {
  readonly url: string
  /** Somebody signs in at the page an address leads to: where their browser is led back to. */
  signIn(address: string, token: string): string
  /** All requests for a token from now on are answered so. */
  breakWith(status: number): void
  close(): Promise<void>
}

export async function openLoginProvider(): Promise<LoginProvider> {
  const codes = new Map<string, Given>()
  let broken: number | undefined
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await textOf(request))
    const code = form.get('code') ?? ''
    const given = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      request.url === '/oauth2/token' &&
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === 'the-console' &&
      given?.challenge === challenge &&
      given.backAt === form.get('redirect_uri')
    response.writeHead(broken ?? (fits ? 200 : 400), { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(fits ? { access_token: given.token, token_type: 'Bearer' } : { error: 'invalid_grant' }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url,
    signIn(address, token) {
      const { searchParams: asked } = new URL(address)
      const code = randomUUID()
      const backAt = asked.get('redirect_uri') ?? ''
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', backAt, token })
      return `${backAt}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    breakWith(status) {
      broken = status
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}
