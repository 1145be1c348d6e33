/** A body that takes mail in, and the two ways into it on one machine; what came of a mail as the outside sees it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import * as z from 'zod'
import { addDays } from '../../events/kernel/day.ts'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'

export const purposes = ['service', 'news'] as const

/** What the mail provider is to have found; what is not named passed. */
export type Verdicts = Readonly<Partial<Record<'spf' | 'dkim' | 'dmarc' | 'spam' | 'virus', string>>>

const filed = z.object({
  id: z.string(),
  state: z.string(),
  verdict: z.string(),
  sender: z.string().optional(),
  contact: z.string().optional(),
  asks: z.array(z.string()),
  does: z.array(z.string()),
  requests: z.array(z.string()),
  copyOf: z.string().optional(),
  text: z.string().optional(),
  subject: z.string().optional(),
  because: z.array(z.object({ ask: z.string(), sentence: z.string().optional() })).default([]),
})
export type FiledMail = z.infer<typeof filed>

const handed = z.object({ mail: z.string() })
const mailList = z.object({ items: z.array(filed) })
const consent = z.object({ state: z.enum(['given', 'withdrawn', 'none']) })
const contactList = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      email: z.string(),
      paused: z.boolean(),
      consents: z.object({ service: consent, news: consent }),
    }),
  ),
})
const left = z.array(
  z.object({
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    letter: z.string().optional(),
  }),
)
export type Left = z.infer<typeof left>[number]
const letterList = z.object({ items: z.array(z.looseObject({ id: z.string(), kind: z.string() })) })
const taskList = z.object({ items: z.array(z.looseObject({ about: z.string() })) })
const requestOpened = z.looseObject({ kind: z.string(), waiting: z.boolean().optional() })
const logList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      stream: z.string(),
      sentence: z.string(),
      data: z.looseObject({}),
    }),
  ),
})

export const school = 'urn:123456'

/** A system with one school whose people have agreed to both. */
export async function openDesk(addresses: readonly string[], startDay = '2026-10-06') {
  const system = await startSystem({ dataDir: ':memory:', startDay })
  const ask = (command: string, body: object) => system.must('POST', `/api/do/${command}`, body)
  await ask('register-school', { ref: school, name: 'Ashfield Primary School', nation: 'england' })
  for (const email of addresses)
    await ask('add-contact', { school, role: 'inclusion-lead', name: `Person of ${email.split('@')[0]}`, email })
  const desk = deskOf(system, startDay)
  await desk.agreeAnew(addresses)
  return desk
}

export type Desk = ReturnType<typeof deskOf>

function deskOf(system: RunningSystem, startDay: string) {
  let day = startDay
  const ask = (command: string, body: object) => system.must('POST', `/api/do/${command}`, body)
  const settle = () => system.must('POST', '/local/settle')
  const port = Number(/smtp:\/\/localhost:(\d+)/.exec(system.output())?.[1])

  const contactOf = async (email: string) => {
    const { items } = contactList.parse(await system.must('GET', '/api/contacts?limit=200'))
    const found = items.find((one) => one.email === email)
    if (!found) throw new Error(`no contact has the address ${email}`)
    return found
  }

  return {
    system,
    ask,
    settle,
    contactOf,

    /** Says yes to both again, and takes a pause away: the next mail meets a contact as at first. */
    async agreeAnew(addresses: readonly string[]) {
      for (const email of addresses) {
        const { id, paused } = await contactOf(email).catch(async () => {
          await settle()
          return contactOf(email)
        })
        if (paused) await ask('resume-letters', { scope: 'contact', id, reason: 'They rang' })
        for (const purpose of purposes) await ask('give-consent', { email, purpose, wording: '2018-05', how: 'phone' })
      }
      await settle()
      await system.must('DELETE', '/local/mail')
    },

    /** Hands a mail in by the local endpoint; answers it as it was filed when all is quiet. */
    async hand(mail: string | Uint8Array, verdicts: Verdicts = {}): Promise<FiledMail> {
      const query = new URLSearchParams(verdicts).toString()
      const given = await system.must('POST', `/local/inbound?${query}`, mail, { 'content-type': 'message/rfc822' })
      await settle()
      return filed.parse(await system.must('GET', `/api/mail/${handed.parse(given).mail}`))
    },

    /** Sends a mail as any mail program would; answers it as it was filed when all is quiet. */
    async send(mail: string | Uint8Array, verdicts: Verdicts = {}): Promise<FiledMail> {
      const said = Object.entries(verdicts).map(([of, status]) => `${of}-${status}`)
      const transport = createTransport({ host: '127.0.0.1', port, name: [...said, 'test'].join('.'), ignoreTLS: true })
      const envelope = { from: 'sender@mail.example', to: ['info@iqm.example'] }
      await transport.sendMail({ envelope, raw: Buffer.from(mail) })
      transport.close()
      await settle()
      const [newest] = mailList.parse(await system.must('GET', '/api/mail?limit=1')).items
      return filed.parse(await system.must('GET', `/api/mail/${newest?.id}`))
    },

    mails: async () => mailList.parse(await system.must('GET', '/api/mail?limit=200')).items,

    /** The abouts of the tasks that wait. */
    openTasks: async () =>
      taskList.parse(await system.must('GET', '/api/tasks?state=open')).items.map(({ about }) => about),

    /** A page of the console, as somebody of a role sees it. */
    async page(path: string, role = 'admin') {
      const signIn = await fetch(`${system.url}/local/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role, name: `Some ${role}` }),
      })
      const cookie = signIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ')
      const answer = await fetch(system.url + path, { headers: { cookie } })
      return { status: answer.status, html: await answer.text() }
    },

    /** The next morning comes. */
    async nextDay(): Promise<void> {
      day = addDays(day, 1)
      await system.must('POST', '/local/clock', { to: day })
      await settle()
    },

    /** The requests a mail opened, by kind, with how each stands. */
    async requestsOf({ requests }: FiledMail): Promise<Record<string, string>> {
      const found = requests.map(async (stream) => {
        const { items } = logList.parse(await system.must('GET', `/api/log?stream=${encodeURIComponent(stream)}`))
        const of = (type: string) => items.find((one) => one.type === type)?.data
        const opened = requestOpened.parse(of('RequestOpened'))
        const decided = of('RequestDecided')?.outcome
        return [opened.kind, String(decided ?? (opened.waiting ? 'waiting' : 'open'))] as const
      })
      return Object.fromEntries(await Promise.all(found))
    },

    /** Lets quarter hours pass until the newest mail stands so; a look leaves alone what is younger than two seconds. */
    async untilFiled(state: string): Promise<void> {
      for (let tries = 0; tries < 40; tries++) {
        await wait(250)
        day = addDays(day, 1)
        await system.must('POST', '/local/clock', { to: day, at: '12:00' })
        await settle()
        const [newest] = mailList.parse(await system.must('GET', '/api/mail?limit=1')).items
        if (newest?.state === state) return
      }
      throw new Error(`no mail came to stand as ${state}`)
    },

    /** Everything that left since it was last emptied. */
    left: async () => left.parse(await system.must('GET', '/local/mail')),

    /** The kinds of the letters that left to an address, in order. */
    async kindsTo(email: string): Promise<string[]> {
      const sent = left.parse(await system.must('GET', `/local/mail?to=${encodeURIComponent(email)}`))
      const { items } = letterList.parse(await system.must('GET', '/api/letters?limit=200'))
      return sent.map(({ letter }) => items.find(({ id }) => id === letter)?.kind ?? 'no letter')
    },

    /** The log of a stream, oldest first. */
    async logOf(stream: string) {
      const { items } = logList.parse(await system.must('GET', `/api/log?stream=${encodeURIComponent(stream)}`))
      return items.toReversed()
    },
  }
}

/** A mail of the sample, with another number where the same one was handed in before. */
export function sampleMail(file: string, number = ''): Uint8Array {
  const text = readFileSync(join(import.meta.dirname, '../inbound/sample', file), 'latin1')
  return Buffer.from(text.replace(/^Message-ID: </m, `Message-ID: <${number}`), 'latin1')
}

export interface Written {
  readonly from: string
  readonly subject?: string
  readonly text: string
  readonly headers?: readonly string[]
}

let count = 0

/** A mail as people write it, each with a number of its own. */
export function aMail({ from, subject = 'A message', text, headers = [] }: Written): string {
  count += 1
  return [
    `From: ${from}`,
    'To: info@iqm.example',
    `Subject: ${subject}`,
    'Date: Tue, 06 Oct 2026 09:12:00 +0100',
    `Message-ID: <written-${count}@mail.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text,
    '',
  ].join('\r\n')
}
