/**
 * The console on stand-ins, over a body filled by acting commands: members of staff who are signed in, pages as a browser
 * gets them, forms as it sends them. What letters, tasks and lists follow from the commands is run by the real functions.
 */
import { morningRun } from '../../../events/kernel/day.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { askBulletin } from '../../../functions/ask-bulletins/ask.ts'
import { askLetters } from '../../../functions/ask-letters/ask.ts'
import { finishTasks } from '../../../functions/finish-tasks/finish.ts'
import { raiseTaskFor } from '../../../functions/raise-tasks/raise.ts'
import { sendLetter } from '../../../functions/send-letters/send.ts'
import { serveConsole } from '../../../functions/serve-console/app.tsx'
import type { ConsoleTools } from '../../../functions/serve-console/tools.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { act } from '../../../shared/log/act.ts'
import { standInPost } from '../../kit/stand-ins/post.ts'
import { standInQueue } from '../../kit/stand-ins/queue.ts'
import { type Body, openBody } from '../answer-api/kit.ts'

const bulletinTypes: ReadonlySet<string> = new Set(['BulletinOrdered', 'BulletinPageAsked'])

/** A page as a browser sees it. */
export interface Seen {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** The words on the page, with single spaces. */
  readonly text: string
}

export type Console = Awaited<ReturnType<typeof openConsole>>

interface Options {
  readonly today?: string
  /** Tools of the console's own, in place of the body's. */
  readonly change?: Partial<ConsoleTools> | ((tools: Body['tools']) => Partial<ConsoleTools>)
}

export async function openConsole({ today = '2026-08-20', change = {} }: Options = {}) {
  const body = await openBody({ today })
  const reports: string[] = []
  const app = serveConsole({
    ...body.tools,
    testClock: () => false,
    managedLogin: undefined,
    report: (thrown) => void reports.push(String(thrown)),
    ...(typeof change === 'function' ? change(body.tools) : change),
  })
  const post = standInPost()

  /** Follows everything to its end: lists, letters, tasks. */
  const settle = async () => {
    const { tools } = body
    const sending = {
      ...tools,
      post,
      later: standInQueue(),
      waitForTurn: async () => undefined,
      allStopped: () => undefined,
      publicUrl: () => 'https://awards.iqm.example',
      sender: 'Awards <awards@iqm.example>',
      replyDomain: 'iqm.example',
      silenceSeconds: 1800,
    }
    const heard = async (event: Published) => {
      await askLetters(tools, event)
      if (bulletinTypes.has(event.type)) await askBulletin(tools, event)
      await raiseTaskFor(tools, event)
      await finishTasks(tools, event)
      if (event.type === 'LetterAsked') await sendLetter(sending, event)
    }
    await body.follow()
    for (let events = body.bus.published.splice(0); events.length > 0; events = body.bus.published.splice(0)) {
      for (const event of events) await heard(event)
      await body.follow()
    }
  }

  /** The morning of a day comes for a school (its stream). */
  const morning = async (school: string, day: string) => {
    body.clock.moveTo(morningRun(day))
    await act(
      body.tools,
      schoolDecider,
      school,
      { do: 'wake' },
      { by: 'system', because: 'morning-run', trace: `morning ${day}` },
    )
    await settle()
  }

  const request = async (path: string, init: RequestInit = {}, as?: StaffRole): Promise<Seen> => {
    const headers = new Headers(init.headers)
    if (as !== undefined) headers.set('cookie', `session=token-of-${body.idOf(as)}`)
    const answer = await app.request(path, { ...init, headers })
    const html = await answer.text()
    return { status: answer.status, headers: answer.headers, html, text: wordsOf(html) }
  }

  const get = (path: string, as: StaffRole = 'admin') => request(path, {}, as)

  /** Opens the page with the form, fills it in and sends it. */
  const send = async (path: string, fields: Readonly<Record<string, string>>, as: StaffRole = 'admin') => {
    const opened = await get(path, as)
    const form = new URLSearchParams({ ...fields, token: tokenOn(opened) })
    const sent = await request(path, { method: 'POST', body: form }, as)
    body.clock.pass(1000)
    return sent
  }

  return { ...body, api: body.get, app, reports, post, settle, morning, request, get, getJson: body.get, send }
}

/** The token of the forms on a page. */
export function tokenOn({ html }: Seen): string {
  return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

/** What a person reads: without marks, and with the signs that were written as entities. */
export function wordsOf(html: string): string {
  const words = html.replaceAll(/<head>.*?<\/head>/gs, ' ').replaceAll(/<[^>]*>/g, ' ')
  return withSigns(words).replaceAll(/\s+/g, ' ').trim()
}

/** Text with the signs that were written as entities. */
export function withSigns(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replaceAll(/&([a-z]+|#\d+);/g, (whole, name: string) => entities[name] ?? whole)
}

export const oakfield = {
  ref: 'urn:123456',
  name: 'Oakfield Primary School',
  nation: 'england',
  town: 'Sampleton',
  phone: '01632 960123',
} as const

/** Where the page of a school is: `school#x` is at `/schools/x`. */
export function pageOf(school: string): string {
  return `/schools/${school.slice('school#'.length)}`
}

/**
 * Oakfield: a Centre of Excellence whose review is due on 1 December 2026. Morag Evans, its head, agreed to letters; Idris
 * Cole, its inclusion lead, did not; the office has a mailbox. Letters leave.
 */
export async function withOakfield(console: Console): Promise<string> {
  const { must } = console
  await must('set-sending', { position: 'on', reason: 'The body writes to its schools' })
  const { stream } = await must('register-school', oakfield)
  await must('grant-award', { school: oakfield.ref, award: 'inclusive-school', on: '2025-12-01' })
  await must('grant-award', {
    school: oakfield.ref,
    award: 'centre-of-excellence',
    on: '2025-12-01',
    reason: 'A lively school',
  })
  const contact = (role: string, name: string, email: string) =>
    must('add-contact', { school: oakfield.ref, role, name, email })
  await contact('head', 'Morag Evans', 'morag@oakfield.example')
  await contact('inclusion-lead', 'Idris Cole', 'idris@oakfield.example')
  await contact('office', 'Oakfield Office', 'office@oakfield.example')
  await must('give-consent', { email: 'morag@oakfield.example', purpose: 'service', wording: '2018-05', how: 'paper' })
  await console.settle()
  return stream
}
