// The description says what is so: every command and every read, and nothing that is not there.
import { expect, test } from 'vitest'
import * as z from 'zod'
import { commands } from '../../../events/commands.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { openBody } from './kit.ts'

const operation = z.looseObject({
  summary: z.string().min(3),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: z.looseObject({}) }))
    .default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), z.looseObject({ description: z.string().min(3) })),
})
const description = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/api/'), z.partialRecord(z.enum(['get', 'post']), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
})

async function described() {
  const body = await openBody()
  const came = await body.get('/api/openapi.json', 'reader')
  expect(came.status).toBe(200)
  return { body, text: came.text, api: description.parse(came.body) }
}

test('the description is of its form, and each thing it refers to is in it', async () => {
  const { text, api } = await described()
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
  expect(references.length).toBeGreaterThan(50)
  expect([...new Set(references)].filter((name) => !(String(name) in api.components.schemas))).toEqual([])
  for (const [path, methods] of Object.entries(api.paths))
    for (const { parameters } of Object.values(methods)) {
      const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)
      expect([path, inPath.toSorted()]).toEqual([path, (path.match(/\{\w+\}/g) ?? []).toSorted()])
    }
})

test('every command is described with its form and its roles', async () => {
  const { api } = await described()
  for (const [name, { roles, sentence }] of Object.entries(commands)) {
    const post = api.paths[`/api/do/${name}`]?.post
    expect([name, post?.summary, post?.['x-roles']]).toEqual([name, sentence, roles])
    expect([name, Object.keys(post?.responses ?? {}).includes('200')]).toEqual([name, true])
    const schema = z.looseObject({
      properties: z.record(z.string(), z.unknown()),
      additionalProperties: z.literal(false),
    })
    expect([name, schema.safeParse(post?.requestBody?.content['application/json']?.schema).success]).toEqual([
      name,
      true,
    ])
  }
})

test('every route it names is there, and asks who is there first', async () => {
  const { body, api } = await described()
  await body.must('register-school', { ref: 'urn:123456', name: 'Oakfield', nation: 'england' })
  const { events } = await body.must('change-school', { school: 'urn:123456', pupils: 3 })
  await body.must('write-bulletin', { bulletin: 'x', subject: 'News', paragraphs: ['All is well.'] })
  await body.must('form-cluster', { cluster: 'north-1', nation: 'england', ambassador: body.idOf('ambassador') })
  await body.tools.files.put(
    'importing/i-1.json',
    JSON.stringify({ state: 'unreadable', refused: 'x', detail: 'x' }),
    'application/json',
  )
  const findings = { dmarc: 'pass', spf: 'pass', dkim: 'pass', spam: 'pass', virus: 'pass' } as const
  const mail = { kept: 'inbound/x', received: '2026-09-01T06:40:00.000Z', verdict: 'passed', ...findings } as const
  const doing = { by: 'system', because: 'test', trace: 'test' }
  const someone = { school: 'urn:123456', role: 'head', name: 'Ada Marsh', email: 'ada@oakfield.example' }
  await body.must('add-contact', someone)
  const access = await body.must('open-request', { kind: 'access', email: someone.email, received: '2026-09-01' })
  await act(body.tools, mailDecider, 'mail#x', { do: 'file-mail', filed: mail }, doing)
  const filled = (path: string) =>
    path
      .replace('{school}', 'urn%3A123456')
      .replace('{event}', encodeURIComponent(String(events[0]?.id)))
      .replace('{import}', 'i-1')
      .replace('{request}', encodeURIComponent(access.stream))
      .replace('{cluster}', 'north-1')
      .replace('{kind}', 'schools')
      .replace(/\{\w+\}/, 'x')
  for (const [path, methods] of Object.entries(api.paths))
    for (const method of Object.keys(methods)) {
      const send = (as?: string) => body.request(filled(path), { method, as, ...(method === 'post' && { body: '{}' }) })
      expect([path, (await send()).status]).toEqual([path, 401])
      expect([path, (await send('admin')).status]).not.toEqual([path, 404])
    }
})

test('every path of the contract is described', async () => {
  const { api } = await described()
  const contract =
    'schools schools/{school} reviews clusters clusters/{cluster} contacts letters requests tasks schools/{school}/explain preview mail mail/{mail} dead-letters settings calendar staff log log/{event} openapi.json'
  expect(contract.split(' ').filter((path) => !api.paths[`/api/${path}`]?.get)).toEqual([])
})
