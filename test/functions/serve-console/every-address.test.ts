// Every address the console serves, as it lists them itself: who is let in, who is not, and what no other site can send.
import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { roles, type StaffRole } from '../../../events/kernel/words.ts'
import { openTokens } from '../../../shared/edge/tokens.ts'
import { type Console, oakfield, openConsole, pageOf, type Seen, withOakfield } from './kit.ts'

/** What needs no session: the way in, and what a browser keeps. */
const open = /^\/(assets\/.*|sign-in|sign-in\/begin|signed-in|signed-out)$/

const adminsOnly = [
  ...[
    '/settings/calendar/:nation/:part',
    '/contacts/:contact/merge',
    '/schools/:school/merge',
    '/imports/:import/undo',
  ],
]
const officeOnly = [
  ...['/imports', '/imports/new', '/imports/:import', '/requests', '/requests/:request', '/suppression'],
  '/requests/:request/copy',
  ...['/letters/bulletins/new', '/several/:list', '/log/:event/correct', ...adminsOnly],
]
const registers = ['/meetings/:meeting/record', '/clusters/:cluster/meetings/record']
/** Booking a visit stands for the forms, each of which is asked for by each role elsewhere. */
const booking = '/schools/:school/do/:form'

/** The addresses that tell a role that it may not; all others show it what it may see. */
const forbidden: Readonly<Record<StaffRole, readonly string[]>> = {
  admin: [],
  coordinator: adminsOnly,
  ambassador: [...officeOnly, booking],
  assessor: [...officeOnly, ...registers],
  reader: [...officeOnly, ...registers, booking],
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A session's token as the issuer gives it, with claims bent. */
function tokenFor(username: string, claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const all = {
    iss: 'https://issuer.example',
    client_id: 'console',
    token_use: 'access',
    username,
    iat: now,
    exp: now + 600,
  }
  const signed = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode({ ...all, ...claims })}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
}

let console: Console
let places: Readonly<Record<string, string>>

beforeAll(async () => {
  const tokens = openTokens({ issuer: 'https://issuer.example', client: 'console', jwks })
  console = await openConsole({ change: { tokens } })
  const school = await withOakfield(console)
  await console.must('form-cluster', { cluster: 'own-1', nation: 'england', ambassador: console.idOf('ambassador') })
  await console.must('join-cluster', { cluster: 'own-1', school: oakfield.ref, on: '2026-08-01' })
  const meeting = { cluster: 'own-1', meeting: 'm-1', on: '2026-10-01', kind: 'required', place: 'Hall', topics: 'Joy' }
  await console.must('schedule-meeting', meeting)
  await console.must('write-bulletin', { bulletin: 'b-1', subject: 'Spring', paragraphs: ['Come and see'] })
  const { stream: request } = await console.must('open-request', {
    kind: 'access',
    email: 'morag@oakfield.example',
    received: '2026-08-20',
  })
  await console.morning(school, '2026-09-02')
  const pageAs = (path: string) =>
    console.request(path, { headers: { cookie: `session=${tokenFor(console.idOf('admin'))}` } })
  const first = async (path: string, link: RegExp) => link.exec((await pageAs(path)).html)?.[1] ?? 'none'
  places = {
    school: pageOf(school).replace('/schools/', ''),
    cluster: 'own-1',
    meeting: 'm-1',
    bulletin: 'b-1',
    kind: 'review-reminder',
    nation: 'wales',
    part: 'closures',
    name: 'graceDays',
    list: 'overdue',
    event: encodeURIComponent(`${school}@1.0`),
    request: request.replace('request#', ''),
    staff: console.idOf('reader'),
    contact: await first(pageOf(school), /href="\/contacts\/([^"/]+)"/),
    letter: await first('/letters', /href="\/letters\/([0-9a-f]{32})"/),
    task: await first('/tasks', /href="\/tasks\/([^"/]+)"/),
    form: 'book-visit',
    run: 'none-of-mine',
    kept: 'note-00000000-0000-4000-8000-000000000000',
  }
})

interface Address {
  readonly route: string
  readonly path: string
}

/** Every address of a kind, once, with places of this body in it; what it has none of is `none`. */
function addresses(method: 'GET' | 'POST'): Address[] {
  const served = console.app.routes.filter((route) => route.method === method && !route.path.includes('*'))
  const routes = [...new Set(served.map(({ path }) => path))].filter((path) => !open.test(path))
  return routes.map((route) => {
    const named = route.replace('/several/:list', '/several/schools')
    return { route, path: named.replaceAll(/:(\w+)/g, (_, name: string) => places[name] ?? 'none') }
  })
}

function ask(path: string, session: string | undefined, init: RequestInit = {}): Promise<Seen> {
  const headers = new Headers(init.headers)
  if (session !== undefined) headers.set('cookie', `session=${session}`)
  return console.request(path, { ...init, headers })
}

const post = (fields: Readonly<Record<string, string>> = {}) => ({ method: 'POST', body: new URLSearchParams(fields) })
const whither = ({ status, headers }: Seen) => [status, headers.get('location')?.replace(/\?next=.*/, '')]

const sessions: readonly (readonly [string, () => string | undefined])[] = [
  ['none', () => undefined],
  ['one that has expired', () => tokenFor(console.idOf('admin'), { exp: Math.floor(Date.now() / 1000) - 5 })],
  [
    'one whose claims were altered',
    () => {
      const [head = '', , signature = ''] = tokenFor(console.idOf('reader')).split('.')
      const [, claims = ''] = tokenFor(console.idOf('admin')).split('.')
      return `${head}.${claims}.${signature}`
    },
  ],
  ['one that was cut short', () => tokenFor(console.idOf('admin')).slice(0, -20)],
  ['one of another client', () => tokenFor(console.idOf('admin'), { client_id: 'other' })],
  ['one that is no token', () => 'admin'],
]

describe.each(sessions)('with a session that is %s', (_, session) => {
  test('every address leads to the way in, and nothing is written', async () => {
    const [pages, forms] = [addresses('GET'), addresses('POST')]
    expect([pages.length > 60, forms.length > 30]).toEqual([true, true])
    const before = (await Array.fromAsync(console.tools.log.all())).length
    for (const { path } of pages)
      expect([path, ...whither(await ask(path, session()))]).toEqual([path, 303, '/sign-in'])
    for (const { path } of forms)
      expect([path, ...whither(await ask(path, session(), post()))]).toEqual([path, 303, '/sign-in'])
    expect((await Array.fromAsync(console.tools.log.all())).length).toBe(before)
  })
})

describe.each(roles)('as %s', (role) => {
  test('every address answers, and says no to whom it is not for', async () => {
    const session = tokenFor(console.idOf(role))
    const mayNot: string[] = []
    for (const { route, path } of addresses('GET')) {
      const { status } = await ask(path, session)
      expect([path, [200, 204, 303, 403, 404].includes(status)]).toEqual([path, true])
      if (status === 403) mayNot.push(route)
    }
    expect(mayNot.toSorted()).toEqual(forbidden[role].toSorted())
    expect(console.reports).toEqual([])
  })

  test('nothing is taken that another site sends in their name', async () => {
    const session = tokenFor(console.idOf(role))
    const before = (await Array.fromAsync(console.tools.log.all())).length
    const others = tokenFor(console.idOf(role === 'admin' ? 'reader' : 'admin'))
    const stolen = /name="token" value="([^"]+)"/.exec((await ask('/', others)).html)?.[1] ?? ''
    const forged: Record<string, string>[] = [{}, { token: 'made-up' }, { token: stolen }]
    for (const { path } of addresses('POST'))
      for (const fields of forged) {
        const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
        const sent = await ask(path, session, { ...post(fields), headers })
        expect([path, sent.status]).toEqual([path, 403])
      }
    expect((await Array.fromAsync(console.tools.log.all())).length).toBe(before)
  })
})
