/**
 * Public pages as one app, without session, cookie or script: who holds a link may see what it shows, and acts by sending
 * the form on it. To look never changes anything. Every answer forbids that it be kept, indexed, framed, or named to
 * others as where somebody came from: its address is a key.
 */
import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import { letterheadNow } from '../../shared/deeds/wording.ts'
import { renderPublicPage } from '../../shared/pages/public-page.tsx'
import { defaultLetterhead } from '../../shared/post/letterhead.ts'
import { feedFile, feedHeaders } from './feed.ts'
import { brokenHere, noSuchLink, type PublicShown } from './page.tsx'
import { publicPages } from './pages/all.ts'
import type { PublicTools } from './tools.ts'

interface Env {
  Variables: { trace: string }
}
type At = Context<Env>

/** A form here has a few short fields; a mail program's one click has one. */
const formLimit = 16 * 1024

export function servePublic(tools: PublicTools): Hono<Env> {
  const app = new Hono<Env>({ strict: false })
  app.use(async (c, next) => {
    c.set('trace', tools.newId())
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) if (!c.res.headers.has(name)) c.header(name, value)
  })
  app.use(async (c, next) => {
    await tools.look(c.req.method)
    return next()
  })
  app.post('*', bodyLimit({ maxSize: formLimit, onError: (c) => c.text('This form is too large.', 413) }))
  for (const { route, show, act } of publicPages) {
    app.get(route, async (c) => draw(c, tools, await show({ ...askedOf(c, tools), sent: {} })))
    app.post(route, async (c) => draw(c, tools, await act({ ...askedOf(c, tools), sent: await sentIn(c) })))
  }
  app.get('/p/feed/:file', async (c) => {
    const file = await feedFile(tools, c.req.param('file'))
    return file === undefined ? draw(c, tools, undefined) : c.body(file, 200, feedHeaders)
  })
  app.notFound((c) => draw(c, tools, undefined))
  app.onError((error, c) => {
    tools.report(error, { path: c.req.routePath, trace: c.get('trace') })
    return draw(c, tools, brokenHere(c.get('trace')))
  })
  return app
}

function askedOf(c: At, tools: PublicTools) {
  return { tools, token: c.req.param('token') ?? '', trace: c.get('trace') }
}

/** What stands in the fields, as a browser or a mail program sends them; a mail program may send parts instead. */
async function sentIn(c: At): Promise<Readonly<Record<string, string>>> {
  const parts = c.req.header('content-type')?.startsWith('multipart/form-data')
  const fields = parts ? await c.req.formData() : new URLSearchParams(await c.req.text())
  const texts = [...fields].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : []))
  return Object.fromEntries(texts)
}

async function draw(c: At, tools: PublicTools, shown: PublicShown = noSuchLink): Promise<Response> {
  if (shown.json !== undefined && accepts(c, jsonOrPage()) === 'application/json')
    return c.body(shown.json, 200, { 'content-type': 'application/json; charset=utf-8' })
  const { name, replyTo } = await letterheadOf(tools)
  const page = renderPublicPage({
    title: shown.title,
    body: name,
    writeTo: replyTo,
    isWide: shown.isWide,
    children: shown.content,
  })
  return c.html(page, shown.status ?? 200)
}

/** A browser asks for a page; who asks for JSON says so. */
const jsonOrPage = () => ({
  header: 'Accept' as const,
  supports: ['text/html', 'application/json'],
  default: 'text/html',
})

/** A page that says what broke must not break over the name at its top. */
async function letterheadOf(tools: PublicTools) {
  try {
    return await letterheadNow(tools)
  } catch {
    return defaultLetterhead
  }
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
}
