/** The API as one app: who is asking, commands, reads, imports. Every answer is JSON, every refusal problem details. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import type { Caller } from '../../shared/deeds/callers.ts'
import { whoAsks } from './authorise.ts'
import { doCommand } from './do.ts'
import { type ImportRequest, importLimit, offerUpload, takeImport, tellImport } from './imports.ts'
import { describeApi } from './openapi.ts'
import { type Answer, isProblem, jsonAnswer, mayNot, notFound, notSignedIn, tooLarge } from './problem.ts'
import { reads } from './reads/all.ts'
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
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('trace', tools.newId())
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
  })
  app.use('/api/*', async (c, next) => {
    const caller = await whoAsks(tools, credentialsOf(c))
    if (caller === 'nobody') return respond(notSignedIn())
    if (caller === 'no-role')
      return respond(mayNot('You are signed in, and not on the staff. Ask an admin to add you.'))
    await tools.look(c.req.method)
    c.set('caller', caller)
    return next()
  })
  addCommands(app, tools)
  addImports(app, tools)
  addReads(app, tools)
  app.notFound(() => respond(notFound('page')))
  app.onError((error, c) => respond(whatBroke(error, { path: c.req.routePath, trace: c.get('trace') }, tools.report)))
  return app
}

function addCommands(app: Hono<Env>, tools: ApiTools): void {
  const limit = bodyLimit({ maxSize: commandLimit, onError: () => respond(tooLarge('256 KB')) })
  app.post('/api/do/:command', limit, async (c) => {
    const { caller, trace } = c.var
    const [command, key, ifMatch] = [c.req.param('command'), c.req.header('idempotency-key'), c.req.header('if-match')]
    return respond(await doCommand(tools, { caller, trace, command, key, ifMatch, bytes: await c.req.arrayBuffer() }))
  })
}

function addImports(app: Hono<Env>, tools: ApiTools): void {
  const limit = bodyLimit({
    maxSize: importLimit,
    onError: async (c) => respond(await offerUpload(tools, importRequest(c))),
  })
  app.post('/api/imports/:kind', limit, async (c) => {
    const bytes = async () => new Uint8Array(await c.req.arrayBuffer())
    return respond(await takeImport(tools, importRequest(c), bytes))
  })
  app.get('/api/imports/:import', async (c) => respond(await tellImport(tools, c.req.param('import'))))
}

function importRequest(c: Context<Env>): ImportRequest {
  const { caller, trace } = c.var
  return {
    caller,
    trace,
    kind: c.req.param('kind') ?? '',
    query: c.req.query(),
    contentType: c.req.header('content-type'),
  }
}

/** Longer than any id, of a letter's matter or an entry of the log. */
const longestId = 400

function addReads(app: Hono<Env>, tools: ApiTools): void {
  for (const read of reads) {
    app.get(read.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const params: Readonly<Record<string, string>> = c.req.param()
      // No id is so long: nothing is asked for under a key the tables would not take.
      if (Object.values(params).some((one) => one.length > longestId)) return respond(notFound('entry'))
      const request = { tools, caller: c.var.caller, path: c.req.path, params, query: c.req.query() }
      return respond(await read.answer(request))
    })
  }
  app.get('/api/openapi.json', () => respond(jsonAnswer(describeApi())))
}

function credentialsOf(c: Context<Env>) {
  const session = sessionCookies.map((name) => getCookie(c, name)).find((value) => value !== undefined)
  return { authorization: c.req.header('authorization'), session, method: c.req.method }
}

function respond(answer: Answer): Response {
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
