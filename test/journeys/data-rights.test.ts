/**
 * A person asks by e-mail for a copy of everything and for its erasure, as somebody outside would see it: nothing acts on the
 * mail, the address on file proves who asks, the copy opens once, and afterwards nobody here knows them any more.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'

const school = 'urn:100001'
const morag = { name: 'Morag Llewellyn-Price', email: 'morag.llp@oakfield.example', phone: '01632 960 417' } as const
const office = 'office@oakfield.example'

const done = z.object({ stream: z.string(), events: z.array(z.object({ type: z.string() })) })
const mails = z.array(
  z.object({ to: z.array(z.string()), subject: z.string(), text: z.string(), letter: z.string().optional() }),
)
const requests = z.object({
  items: z.array(z.looseObject({ id: z.string(), kind: z.string(), state: z.string(), due: z.string() })),
})
const letters = z.object({
  items: z.array(z.object({ kind: z.string(), state: z.string(), whyNot: z.string().optional() })),
})
const contacts = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })) })
const report = z.object({ state: z.string(), refused: z.array(z.object({ column: z.string(), reason: z.string() })) })
const logged = z.object({ items: z.array(z.object({ type: z.string(), data: z.looseObject({}) })) })

const mailOf = (text: string) =>
  [
    `From: ${morag.name} <${morag.email}>`,
    'To: info@iqm.example',
    'Subject: My data',
    'Message-ID: <rights-1@oakfield.example>',
    'Date: Tue, 25 Aug 2026 09:00:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ].join('\r\n')

async function aBody() {
  const dataDir = await mkdtemp(join(tmpdir(), 'iqm-rights-'))
  const system = await startSystem({ dataDir, startDay: '2026-08-25' })
  onTestFinished(async () => {
    await system.kill()
    await rm(dataDir, { recursive: true, force: true })
  })
  const ask = async (command: string, body: object) => done.parse(await system.must('POST', `/api/do/${command}`, body))
  await ask('register-school', { ref: school, name: 'Oakfield Primary School', nation: 'england' })
  for (const award of ['inclusive-school', 'centre-of-excellence'])
    await ask('grant-award', { school, award, on: '2025-12-01' })
  const { stream } = await ask('add-contact', { school, role: 'head', ...morag })
  await ask('add-contact', { school, role: 'office', name: 'Oakfield Office', email: office })
  for (const purpose of ['service', 'news'])
    await ask('give-consent', { email: morag.email, purpose, wording: '2018-05', how: 'paper' })
  await ask('book-visit', { school, on: '2026-10-14' })
  await ask('cancel-visit', { school, reason: `${morag.name} rang from ${morag.phone}: the head of school is away.` })
  await settle(system)
  return { system, ask, dataDir, id: stream.slice('contact#'.length) }
}

async function settle(system: RunningSystem): Promise<void> {
  await system.must('POST', '/local/settle')
}

async function mailTo(system: RunningSystem, address: string) {
  return mails.parse(await system.must('GET', `/local/mail?to=${address}`))
}

/** The path of the link in the latest letter to her with such a subject. */
async function linkIn(system: RunningSystem, subject: RegExp, kind: string): Promise<string> {
  const found = (await mailTo(system, morag.email)).findLast((one) => subject.test(one.subject))
  const [link = ''] = new RegExp(`/p/${kind}/[\\w-]+`).exec(found?.text ?? '') ?? []
  expect(link, `no link ${kind} in ${found?.subject}`).not.toBe('')
  return link
}

const opened = async (system: RunningSystem, path: string, method = 'GET', accept = 'text/html') => {
  const response = await fetch(system.url + path, { method, headers: { accept }, redirect: 'manual' })
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' }
}

test('everything is shown to them once and then removed, and nobody here knows them any more', {
  timeout: 120_000,
}, async () => {
  const { system, ask, dataDir, id } = await aBody()

  // One mail asks for both, and acts by itself on neither.
  await system.must(
    'POST',
    '/local/inbound',
    mailOf('Please send me a copy of everything you hold about me. After that, please delete all my data.'),
    { 'content-type': 'message/rfc822' },
  )
  await settle(system)
  const open = requests.parse(await system.must('GET', '/api/requests')).items
  expect(open.map(({ kind }) => kind).toSorted()).toEqual(['access', 'erasure'])
  const idOf = (kind: string) => open.find((one) => one.kind === kind)?.id ?? ''
  const decide = (kind: string) =>
    system.call('POST', '/api/do/decide-request', { request: idOf(kind), outcome: 'answered' })
  for (const kind of ['access', 'erasure'])
    expect(await decide(kind)).toMatchObject({ status: 422, body: { refused: 'identity-not-proved' } })

  // The links went to the address on file; to look at one changes nothing.
  const confirms = (await mailTo(system, morag.email)).flatMap(({ text }) => /\/p\/confirm\/[\w-]+/.exec(text) ?? [])
  expect(confirms).toHaveLength(2)
  for (const path of confirms) {
    await opened(system, path)
    expect((await opened(system, path, 'POST')).status).toBe(200)
  }
  await settle(system)

  // The copy: behind a link that opens once, as a page with the data in it.
  expect((await decide('access')).status).toBe(200)
  await settle(system)
  const copy = await linkIn(system, /see your data/i, 'copy')
  expect((await opened(system, copy)).text).not.toContain(morag.phone)
  const page = await opened(system, copy, 'POST')
  expect(page.status).toBe(200)
  for (const held of [morag.name, morag.email, morag.phone, 'Oakfield Primary School', '2018-05', 'copy of everything'])
    expect(page.text).toContain(held)
  const [, base64 = ''] = /href="data:application\/json[^,"]*;base64,([^"]+)"/.exec(page.text) ?? []
  expect(Buffer.from(base64, 'base64').toString()).toContain(morag.phone)
  expect((await opened(system, copy, 'POST')).status).toBe(410)
  expect((await opened(system, copy, 'POST')).text).not.toContain(morag.phone)

  // The erasure: at once nothing but the answer leaves; then it is carried out and reported.
  expect((await decide('erasure')).status).toBe(200)
  expect((await system.call('POST', '/api/do/pause-letters', { scope: 'contact', id, reason: 'x' })).status).toBe(422)
  await settle(system)
  const last = (await mailTo(system, morag.email)).at(-1)
  expect(last?.subject).toBe('Your request to delete your data has been dealt with')
  const { items: erasures } = logged.parse(await system.must('GET', '/api/log?type=ErasureFinished'))
  expect(erasures).toMatchObject([
    {
      data: {
        removed: { entries: 1, mails: 1, passages: 1 },
        kept: { suppressed: 1, doubtful: [] },
        provider: true,
        copiesUntil: '2026-09-29',
      },
    },
  ])
  const known = contacts.parse(await system.must('GET', '/api/contacts')).items
  expect(known.find((one) => one.id === id)).not.toHaveProperty('name')
  const { text } = z
    .object({ text: z.string() })
    .parse({ text: JSON.stringify(await system.must('GET', '/api/log?limit=200')) })
  expect(text).not.toMatch(/llewellyn|morag|960 ?417/i)

  // R9 passes on to the office; nothing more leaves to her, not by an old file either.
  await system.must('POST', '/local/clock', { to: '2026-12-02' })
  await settle(system)
  expect((await mailTo(system, morag.email)).at(-1)).toEqual(last)
  expect((await mailTo(system, office)).length).toBeGreaterThan(1)
  const mine = letters.parse(await system.must('GET', `/api/letters?contact=${id}`)).items
  expect(mine.filter(({ kind }) => kind === 'review-reminder')).toEqual([])
  const file = [
    'school,role,name,email,phone,service,service_on,news,news_on,wording,how',
    `${school},head,${morag.name},${morag.email},${morag.phone},yes,2026-01-10,yes,2026-01-10,2018-05,paper`,
  ].join('\n')
  const imported = report.parse(await system.must('POST', '/api/imports/contacts', file))
  expect(imported.refused).toMatchObject([
    { column: 'email', reason: expect.stringContaining('erased on their own request') },
  ])
  await settle(system)

  // Whoever asks for it again is nobody here.
  expect(
    (await ask('open-request', { kind: 'access', email: morag.email, received: '2026-12-02' })).events,
  ).toHaveLength(1)

  // Nothing of her lies on the disk but what left to her own mailbox, which this machine stands in for, and this last request.
  await system.stop()
  const traces = filesIn(dataDir).filter((path) => /llewellyn|960 ?417/i.test(readFileSync(path, 'latin1')))
  expect(traces.filter((path) => !isMailbox(path))).toEqual([])
})

/** Letters that left lie where the provider would have them; tables are compacted by their store in its own time. */
function isMailbox(path: string): boolean {
  return /mail|post|letters|\.ldb$|\.log$/i.test(path)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
