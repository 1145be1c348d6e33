/**
 * Names, addresses and phrases that stand nowhere else go through all that people do: registered, consented, written to,
 * bounced, complained about, and writing in. Afterwards they are found in the vault and the stored mail, where they belong,
 * and nowhere else. A place that keeps anything and is not searched here fails the test.
 */
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { filesClient, openFiles } from '../../shared/files/files-s3.ts'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { aMail } from './mail-desk.ts'

const canaries = {
  name: 'Zebedina Quillfeather',
  address: 'zebedina.quillfeather@canary-school.example',
  phone: '01632 960777',
  changedName: 'Zebedina Marmalade',
  officeAddress: 'office.marmot@canary-school.example',
  bouncing: 'bouncing.basilisk@canary-school.example',
  bouncingName: 'Basil Iskander',
  strangerName: 'Ottoline Strangeways',
  stranger: 'ottoline.strangeways@canary-stranger.example',
  staffName: 'Coriander Deskworthy',
  staff: 'coriander.deskworthy@canary-staff.example',
  reason: 'because of the purple walrus',
  subject: 'crimson otter subject',
  sentence: 'I withdraw my consent and the turquoise heronry is mine',
  body: 'the ultramarine pangolin is well',
  header: 'xylophone-of-the-canary',
  badAddress: 'no address at the vermilion ocelot',
  wrongToken: 'viridian-ibex-token',
} as const

/** Each as it is written, as an address of the web writes it, and as JSON and mails encode it. */
const disguises = Object.entries(canaries).flatMap(([name, canary]) =>
  [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -2)].map(
    (text) => ({ name, text: text.toLowerCase() }),
  ),
)

/** The names of the canaries that stand in a text. */
function canariesIn(text: string): string[] {
  const folded = text.toLowerCase()
  return [...new Set(disguises.flatMap((one) => (folded.includes(one.text) ? [one.name] : [])))].toSorted()
}

const school = 'urn:123456'
const mails = z.array(z.object({ to: z.array(z.string()), letter: z.string().optional() }))

let folder: string
let system: RunningSystem
/** What the API said to what was wrong. */
const refusals: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iqm-canary-'))
  system = await startSystem({ dataDir: folder, startDay: '2026-10-06' })
  await live(system)
}, 120_000)

afterAll(async () => {
  await system.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function live({ must, call }: RunningSystem): Promise<void> {
  const ask = (command: string, body: object) => must('POST', `/api/do/${command}`, body)
  const settle = () => must('POST', '/local/settle')
  const inbound = async (mail: string, query = '') => {
    await must('POST', `/local/inbound${query}`, mail, { 'content-type': 'message/rfc822' })
    await settle()
  }
  const refused = async (command: string, body: object) => {
    const { status, body: said } = await call('POST', `/api/do/${command}`, body)
    refusals.push(`${status} ${JSON.stringify(said)}`)
  }
  const { name, address, phone, reason } = canaries
  await ask('add-staff', { role: 'coordinator', name: canaries.staffName, email: canaries.staff, alerts: 'all' })
  await ask('register-school', { ref: school, name: 'Oakfield Primary School', nation: 'england' })
  await ask('grant-award', { school, award: 'inclusive-school', on: '2025-10-20', reason })
  await ask('grant-award', { school, award: 'centre-of-excellence', on: '2025-11-01', reason })
  await ask('add-contact', { school, role: 'head', name, email: address, phone })
  await ask('add-contact', { school, role: 'office', name: 'The Office', email: canaries.officeAddress })
  await ask('add-contact', { school, role: 'inclusion-lead', name: canaries.bouncingName, email: canaries.bouncing })
  await ask('change-contact', { contact: address, name: canaries.changedName })
  for (const email of [address, canaries.bouncing])
    for (const purpose of ['service', 'news'])
      await ask('give-consent', { email, purpose, wording: '2018-05', how: 'phone' })
  await ask('pause-letters', { scope: 'school', id: school, reason })
  await ask('resume-letters', { scope: 'school', id: school, reason })
  await settle()
  // Letters leave; one bounces and one is complained about, with the provider's full events.
  await ask('book-visit', { school, on: '2026-10-20' })
  await settle()
  const sent = mails.parse(await must('GET', '/local/mail'))
  const letterTo = (to: string) => sent.findLast((one) => one.to.includes(to))?.letter
  await must('POST', '/local/feedback', { letter: letterTo(canaries.bouncing), event: 'bounce', kind: 'permanent' })
  await must('POST', '/local/feedback', { letter: letterTo(address), event: 'complaint' })
  await must('POST', '/local/feedback', { letter: letterTo(address), event: 'delivery' })
  await settle()

  const { subject, sentence, body } = canaries
  const headers = [`X-Anything: ${canaries.header}`, `Comments: ${canaries.header}`]
  const from = `${name} <${address}>`
  await inbound(aMail({ from, subject, text: `${body}\n\nWhen is the next meeting?`, headers }))
  await inbound(aMail({ from, subject, text: `${sentence}. ${body}`, headers }), '?dmarc=FAIL')
  await inbound(aMail({ from, subject, text: `${sentence}. ${body}`, headers }))
  await inbound(aMail({ from, subject, text: `${body} Delete everything you have on me immediately.`, headers }))
  await inbound(
    aMail({
      from: `${canaries.strangerName} <${canaries.stranger}>`,
      subject,
      text: `Please take me off your list. ${body}`,
    }),
  )
  await inbound(
    aMail({
      from: `${canaries.strangerName} <${canaries.stranger}>`,
      subject,
      text: `How do I withdraw my consent? ${body}`,
    }),
  )
  await inbound(`${canaries.header}\r\n\u0000 ${sentence}`, '?spam=GRAY')
  // What cannot be done is set aside with its message, and every kind of error is said.
  await must('POST', '/local/faults', { on: 'table', do: 'error', next: 'all' })
  await call('POST', '/local/inbound', aMail({ from, subject, text: `${body} Anything else?` }))
  await must('DELETE', '/local/faults')
  await must('POST', '/local/faults', { on: 'post', do: 'error', next: 'all', error: 'InternalServiceErrorException' })
  await inbound(aMail({ from, subject, text: `${body} And when is the one after that?` }))
  await must('DELETE', '/local/faults')
  await settle()
  await refused('add-contact', { school, role: 'head', name, email: canaries.badAddress })
  await refused('give-consent', { email: canaries.stranger, purpose: 'news', wording: '2018-05', how: 'phone' })
  await refused('merge-contacts', { keep: address, drop: canaries.stranger, reason })
  await refused('change-contact', { contact: address, email: canaries.officeAddress })
  await refused('no-such-command', { name, [canaries.address]: canaries.reason })
  const { body: page } = await call('GET', `/p/me/${canaries.wrongToken}`)
  refusals.push(String(page))
  await must('POST', '/local/clock', { to: '2026-10-07' })
  await settle()
}

const addresses = z.record(z.string(), z.string())

/** Where the running system's services are, as it noted them itself. */
function services(): { readonly dynamodb: string; readonly endpoint: string } {
  const env = addresses.parse(JSON.parse(readFileSync(join(folder, 'addresses.json'), 'utf8')))
  return { dynamodb: env.AWS_ENDPOINT_URL_DYNAMODB ?? '', endpoint: env.AWS_ENDPOINT_URL ?? '' }
}

/** All items of a table, as text. */
async function tableText(table: string): Promise<string> {
  const client = new DynamoDBClient({ endpoint: services().dynamodb })
  const pages = paginateScan({ client }, { TableName: table })
  const items = await Array.fromAsync(pages, ({ Items = [] }) => Items)
  client.destroy()
  expect(items.flat().length, `the table ${table} holds nothing`).toBeGreaterThan(0)
  return JSON.stringify(items)
}

/** All objects of a bucket with their names, as text. */
async function bucketText(bucket: string): Promise<string> {
  const client = filesClient({ endpoint: services().endpoint })
  const files = openFiles(client, bucket)
  const texts: string[] = []
  for await (const { key } of files.list('')) {
    const bytes = await files.get(key)
    texts.push(key, new TextDecoder().decode(bytes))
  }
  expect(texts.length, `the bucket ${bucket} holds nothing`).toBeGreaterThan(0)
  return texts.join('\n')
}

/**
 * Everything that was ever put on a queue or set aside: the local cloud writes each message to its own journal before it
 * is delivered, and what was taken away still stands there. Letters that left and the accounts of staff lie beside them,
 * and are left out.
 */
function journalText(): string {
  const at = join(folder, 'messages')
  const files = readdirSync(at).filter((name) => /\.(log|ldb)$/.test(name))
  // A journal that was packed could hide what it holds.
  expect(files.filter((name) => name.endsWith('.ldb'))).toEqual([])
  const entries = files.flatMap((name) => [...entriesOf(readFileSync(join(at, name)))])
  const ours = entries.filter(({ key }) => !/^(letter|account)!/.test(key))
  const accounts = entries.filter(({ key }) => key.startsWith('account!'))
  // Staff sign in by their address at the provider of sign-in, which knows nobody else.
  expect(canariesIn(accounts.map(({ value }) => value).join()).filter((name) => !name.startsWith('staff'))).toEqual([])
  expect(ours.length).toBeGreaterThan(100)
  expect(entries.length - ours.length).toBeGreaterThan(5)
  return ours.map(({ key, value }) => `${key} ${value}`).join('\n')
}

/**
 * What a journal of leveldb holds: blocks of 32 KB, in them fragments (checksum, length, kind), which make batches of
 * writes (12 bytes ahead, then each a kind, a key and for a put its value, both after their lengths).
 */
function* entriesOf(journal: Buffer): Generator<{ readonly key: string; readonly value: string }> {
  for (const batch of batchesOf(journal)) {
    let at = 12
    const next = () => {
      let [length, shift] = [0, 0]
      for (let byte = 0x80; byte >= 0x80; shift += 7) {
        byte = batch.readUInt8(at)
        at += 1
        length += (byte & 0x7f) * 2 ** shift
      }
      at += length
      return batch.toString('utf8', at - length, at)
    }
    while (at < batch.length) {
      const isPut = batch.readUInt8(at) === 1
      at += 1
      yield { key: next(), value: isPut ? next() : '' }
    }
  }
}

function* batchesOf(journal: Buffer): Generator<Buffer> {
  const block = 32_768
  const [whole, last] = [1, 4]
  let parts: Buffer[] = []
  for (let at = 0; at + 7 <= journal.length; ) {
    const left = block - (at % block)
    const length = journal.readUInt16LE(at + 4)
    const kind = journal.readUInt8(at + 6)
    // The end of a block is filled up where no head fits.
    if (left < 7 || kind === 0) {
      at += left
      continue
    }
    parts.push(journal.subarray(at + 7, at + 7 + length))
    at += 7 + length
    if (kind === whole || kind === last) {
      yield Buffer.concat(parts)
      parts = []
    }
  }
}

/** By what infra/ calls it: how it is searched. */
const searched: Readonly<Record<string, () => Promise<string> | string>> = {
  'table log': () => tableText('log'),
  'table board': () => tableText('board'),
  'table replies': repliesText,
  'bucket files': () => bucketText('files'),
  'bucket sealed': () => bucketText('seals'),
  'queues, the bus and dead letters': journalText,
  'what functions say, their figures with it': () => system.output(),
  'what the API answers to what is wrong': () => refusals.join('\n'),
}

/** With an answer in it that is kept: of a command with a key. */
async function repliesText(): Promise<string> {
  const body = { contact: canaries.address, phone: canaries.phone }
  await system.must('POST', '/api/do/change-contact', body, { 'idempotency-key': 'canary-1' })
  return tableText('replies')
}

/** Where they belong. */
const belongs = {
  'table vault': () => tableText('vault'),
  'bucket mail': () => bucketText('mail'),
} as const

describe('of what people are called, where they are found and what they write', () => {
  test.each(Object.keys(searched))('nothing stands in: %s', async (place) => {
    const text = await searched[place]?.()
    expect(text?.length).toBeGreaterThan(0)
    expect(canariesIn(text ?? '')).toEqual([])
  })

  test('everything that was kept is found in the vault and the stored mail, by the same search', async () => {
    const inVault = canariesIn(await belongs['table vault']())
    const inMail = canariesIn(await belongs['bucket mail']())
    const neverKept = ['badAddress', 'wrongToken', 'name']
    const expected = Object.keys(canaries).filter((name) => !neverKept.includes(name))
    expect([...new Set([...inVault, ...inMail])].filter((name) => !neverKept.includes(name)).toSorted()).toEqual(
      expected.toSorted(),
    )
    expect(inVault).toEqual(
      expect.arrayContaining(['address', 'bouncing', 'changedName', 'phone', 'reason', 'sentence', 'staff']),
    )
    expect(inMail).toEqual(
      expect.arrayContaining(['body', 'header', 'name', 'sentence', 'stranger', 'strangerName', 'subject']),
    )
  })

  test('mail was taken in, and what went wrong was set aside', async () => {
    const { items } = z.object({ items: z.array(z.unknown()) }).parse(await system.must('GET', '/api/mail?limit=200'))
    expect(items.length).toBeGreaterThanOrEqual(8)
    expect(refusals.map((said) => said.slice(0, 3))).toEqual(['400', '404', '404', '422', '404', expect.any(String)])
  })
})

/** What infra/ makes that keeps something, by type: how it is searched here, or why it has nothing to search. */
const kinds: Readonly<Record<string, string>> = {
  'dynamodb.Table': 'by its name, below',
  's3.Bucket': 'by its name, below',
  'sqs.Queue': 'queues, the bus and dead letters',
  'events.EventBus': 'queues, the bus and dead letters',
  'logs.LogGroup': 'what functions say, their figures with it',
  'logs.MetricFilter': 'what functions say, their figures with it',
  'sns.Topic': 'alarms say what stands in infra/ alone',
  'sns.CfnSubscription': 'alarms say what stands in infra/ alone',
  'ssm.StringParameter': 'the two hold the names of things',
  'kms.Key': 'keeps keys',
  'cognito.UserPool': 'is where staff sign in: their addresses belong there, and no function reads them',
  'ses.ConfigurationSet': 'keeps no letters',
  'ses.EmailIdentity': 'keeps no letters',
}

const keeping =
  /^(dynamodb|s3|sqs|sns|logs|events\.EventBus|ssm|kms|cognito\.UserPool$|ses\.(Conf|Email)|rds|elasticache|kinesis|firehose|efs|opensearch)/

describe('of what infra/ makes', () => {
  const texts = globSync('infra/aws/**/*.ts', { cwd: join(import.meta.dirname, '../..') }).map((path) =>
    readFileSync(join(import.meta.dirname, '../..', path), 'utf8'),
  )
  const all = texts.join('\n')

  test('every kind of place that keeps something is accounted for', () => {
    const made = new Set([...all.matchAll(/new ([a-z0-9]+\.(?:Cfn)?[A-Z]\w+)\(/g)].map(([, type = '']) => type))
    expect(made.size).toBeGreaterThan(15)
    expect([...made].filter((type) => keeping.test(type) && kinds[type] === undefined)).toEqual([])
  })

  test('every table and every bucket is searched by its name', () => {
    const named = [...all.matchAll(/names\.(table|bucket)\('(\w+)'\)/g)].map(([, kind, name]) => `${kind} ${name}`)
    // It holds who asked for which object, as the provider writes it down; on one machine there is none.
    const unsearchable = ['bucket accesses']
    const places = [...Object.keys(searched), ...Object.keys(belongs), ...unsearchable].filter((place) =>
      /^(table|bucket) /.test(place),
    )
    expect([...new Set(named)].toSorted()).toEqual(places.toSorted())
  })

  test('every bucket of one machine is among them', () => {
    const journals = readdirSync(join(folder, 'messages')).filter((name) => name.endsWith('.log'))
    const keys = journals.flatMap((name) => [...entriesOf(readFileSync(join(folder, 'messages', name)))])
    const buckets = new Set(keys.flatMap(({ key }) => /^file!([^!]+)!/.exec(key)?.[1] ?? []))
    expect([...buckets].filter((bucket) => !['files', 'seals', 'mail'].includes(bucket))).toEqual([])
    expect(buckets).toContain('mail')
  })
})
