/** The API as one app: who is asking, commands, reads, imports. Every answer is JSON, every refusal problem details. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { type Caller, whoAsks } from './authorise.ts'
import { doCommand } from './do.ts'
import { type Answer, isProblem, mayNot, notFound, notSignedIn, tooLarge } from './problem.ts'
import type { ApiTools } from './tools.ts'
import { whatBroke } from './what-broke.ts'

/** The contract's limit for a command's body. */
const commandLimit = 256 * 1024

interface Env {
  Variables: { caller: Caller; trace: string }
}

/** The console's session: `__Host-` over https, without it on one machine. */
const sessionCookies = ['__Host-session', 'session']

export function answerApi(tools: ApiTools): Hono<Env> {
  const app = new Hono<Env>({ strict: false })
  app.use(async (c, next) => {
    c.set('trace', tools.newId())
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
  })
  app.use('/api/*', async (c, next) => {
    const caller = await whoAsks(tools, credentialsOf(c))
    if (caller === 'nobody') return send(c, notSignedIn())
    if (caller === 'no-role')
      return send(c, mayNot('You are signed in, and not on the staff. Ask an admin to add you.'))
    c.set('caller', caller)
    return next()
  })
  app.post('/api/do/:command', limitedTo(commandLimit, '256 KB'), async (c) => {
    const { caller, trace } = c.var
    const request = {
      caller,
      trace,
      command: c.req.param('command'),
      bytes: await c.req.arrayBuffer(),
      key: c.req.header('idempotency-key'),
      ifMatch: c.req.header('if-match'),
    }
    return send(c, await doCommand(tools, request))
  })
  app.notFound((c) => send(c, notFound('page')))
  app.onError((error, c) => send(c, whatBroke(error, c.get('trace'), tools.report)))
  return app
}

function credentialsOf(c: Context<Env>) {
  const session = sessionCookies.map((name) => getCookie(c, name)).find((value) => value !== undefined)
  return { authorization: c.req.header('authorization'), session, method: c.req.method }
}

function limitedTo(maxSize: number, limit: string) {
  return bodyLimit({ maxSize, onError: (c) => send(c, tooLarge(limit)) })
}

function send(c: Context, answer: Answer): Response {
  const type = isProblem(answer) ? 'application/problem+json' : 'application/json; charset=utf-8'
  return new Response(answer.body, { status: answer.status, headers: { 'content-type': type, ...answer.headers } })
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}
