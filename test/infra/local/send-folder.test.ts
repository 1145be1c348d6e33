/** The command that sends a folder of files to a running system. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendFolder, signInHere } from '../../../infra/local/send-folder.ts'

interface Said {
  readonly method: string
  readonly path: string
  readonly token: string | undefined
  readonly type: string | undefined
  readonly body: string
}

type Answer = { readonly status: number; readonly body: object }

const done = { import: 'i-1', state: 'done', rows: 2, accepted: 1, changed: 1, unchanged: 0, refused: [], warnings: [] }

let folder: string
let server: Server
let said: Said[]
let answers: Record<string, Answer[]>

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-'))
  said = []
  answers = {}
  server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const method = request.method ?? ''
    const { authorization: token, 'content-type': type } = request.headers
    said.push({ method, path, token, type, body: await bodyOf(request) })
    const queue = answers[`${method} ${path}`] ?? []
    const { status, body } = (queue.length > 1 ? queue.shift() : queue[0]) ?? {
      status: 404,
      body: { title: 'Nothing here' },
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await rm(folder, { recursive: true })
})

function url(): string {
  const address = server.address()
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
}

async function send(
  files: Record<string, string>,
  more: { dryRun?: boolean } = {},
): Promise<{ lines: string[]; allTaken: boolean }> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const lines: string[] = []
  const allTaken = await sendFolder(folder, { url: url(), token: 'secret', lookEvery: 1, ...more }, (line) =>
    lines.push(line),
  )
  return { lines: lines.filter((line) => !line.endsWith('no such file')), allTaken }
}

describe('a folder', () => {
  test('is sent in the order in which one file needs the other, with the token', async () => {
    const kinds = ['meetings', 'contacts', 'gias', 'clusters', 'awards', 'schools']
    for (const kind of kinds) answers[`POST /api/imports/${kind}`] = [{ status: 200, body: done }]
    const { allTaken } = await send(Object.fromEntries(kinds.map((kind) => [`${kind}.csv`, kind])))
    expect(allTaken).toBe(true)
    expect(said.map(({ body }) => body)).toEqual(['gias', 'schools', 'awards', 'contacts', 'clusters', 'meetings'])
    expect(new Set(said.map(({ token }) => token))).toEqual(new Set(['Bearer secret']))
  })

  test('is sent as a trial when asked for', async () => {
    answers['POST /api/imports/schools?dryRun=1'] = [{ status: 200, body: done }]
    expect(await send({ 'schools.csv': 'x' }, { dryRun: true })).toMatchObject({ allTaken: true })
  })

  test('with files of which some are missing is sent as far as it goes', async () => {
    answers['POST /api/imports/awards'] = [{ status: 200, body: done }]
    const { lines } = await send({ 'awards.csv': 'x' })
    expect(lines).toEqual(['awards: 2 rows, 1 accepted (1 changed, 0 unchanged), 0 refused'])
  })

  test('without any of the files is told to be the wrong one', async () => {
    expect(await send({})).toEqual({ lines: [expect.stringContaining('is it the right folder?')], allTaken: false })
  })
})

test('refused rows and warnings are said one by one', async () => {
  const refused = [{ row: 2, column: 'email', reason: 'is needed' }]
  const warnings = [{ row: 1, column: 'award', reason: 'too early' }]
  answers['POST /api/imports/contacts'] = [{ status: 200, body: { ...done, refused, warnings } }]
  const { lines, allTaken } = await send({ 'contacts.csv': 'x' })
  expect(lines.slice(1)).toEqual(['  refused  row 2, email: is needed', '  warning  row 1, award: too early'])
  expect(allTaken).toBe(true)
})

test('an import that takes longer is waited for, also while the system is away for a moment', async () => {
  const running = { ...done, state: 'running' }
  answers['POST /api/imports/gias'] = [{ status: 202, body: running }]
  answers['GET /api/imports/i-1'] = [
    { status: 200, body: running },
    { status: 503, body: {} },
    { status: 200, body: done },
  ]
  expect((await send({ 'gias.csv': 'x' })).lines).toEqual([
    'gias: 2 rows, 1 accepted (1 changed, 0 unchanged), 0 refused',
  ])
})

test('a file above the limit goes to the address that is offered, without the token', async () => {
  answers['POST /api/imports/gias'] = [
    { status: 413, body: { title: 'Too large', upload: `${url()}/put-here`, import: 'i-1' } },
  ]
  answers['PUT /put-here'] = [{ status: 200, body: {} }]
  answers['GET /api/imports/i-1'] = [{ status: 200, body: done }]
  expect(await send({ 'gias.csv': 'large' })).toMatchObject({ allTaken: true })
  expect(said[1]).toMatchObject({ method: 'PUT', path: '/put-here', token: undefined, body: 'large' })
})

test('a file of several megabytes asks for an address of its own at once', async () => {
  answers['POST /api/imports/gias?upload=1'] = [{ status: 202, body: { upload: `${url()}/put-here`, import: 'i-1' } }]
  answers['PUT /put-here'] = [{ status: 200, body: {} }]
  answers['GET /api/imports/i-1'] = [{ status: 200, body: done }]
  const large = 'x'.repeat(4 * 1024 * 1024 + 1)
  expect(await send({ 'gias.csv': large })).toMatchObject({ allTaken: true })
  expect(said.map(({ method, body }) => `${method} ${body.length}`)).toEqual(['POST 0', `PUT ${large.length}`, 'GET 0'])
})

test('a file that is not in UTF-8 is sent as bytes, so that no letter is lost at the gateway', async () => {
  for (const kind of ['gias', 'schools']) answers[`POST /api/imports/${kind}`] = [{ status: 200, body: done }]
  await writeFile(join(folder, 'gias.csv'), Uint8Array.from([0x53, 0x69, 0xe2, 0x6e]))
  await send({ 'schools.csv': 'Siân' })
  expect(said.map(({ type }) => type)).toEqual(['application/octet-stream', 'text/csv'])
})

test('a kind that is not built yet is skipped, and the rest goes on', async () => {
  answers['POST /api/imports/clusters'] = [{ status: 501, body: { title: 'Not built yet' } }]
  answers['POST /api/imports/meetings'] = [{ status: 501, body: { title: 'Not built yet' } }]
  expect(await send({ 'clusters.csv': 'x', 'meetings.csv': 'y' })).toEqual({
    lines: ['clusters: skipped, not built yet', 'meetings: skipped, not built yet'],
    allTaken: true,
  })
})

test('a file that is refused is told of with the reason, the rest goes on, and the answer is no', async () => {
  const body = { title: 'A rule says no', detail: 'Missing: name.' }
  answers['POST /api/imports/schools'] = [{ status: 422, body }]
  answers['POST /api/imports/awards'] = [{ status: 200, body: done }]
  const { lines, allTaken } = await send({ 'schools.csv': 'x', 'awards.csv': 'y' })
  expect(lines[0]).toBe('schools: refused: 422 A rule says no: Missing: name.')
  expect(lines).toHaveLength(2)
  expect(allTaken).toBe(false)
})

test('a system on this machine signs an admin in; another does not', async () => {
  expect(await signInHere(url())).toBeUndefined()
  answers['POST /local/sign-in'] = [{ status: 200, body: { token: 't-1' } }]
  expect(await signInHere(url())).toBe('t-1')
  expect(said.at(-1)?.body).toContain('"role":"admin"')
})
