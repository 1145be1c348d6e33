/** A hard bounce, work that could not be done, and what staff are told of it: through the whole running system. */
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { isOfConsent } from './few-schools.ts'

const ref = 'urn:123456'
const [head, lead, boss] = ['head@oakfield.example', 'lead@oakfield.example', 'boss@body.example']

const mail = z.array(
  z.looseObject({ to: z.array(z.string()), subject: z.string(), letter: z.string(), day: z.string() }),
)
const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const task = z.looseObject({ id: z.string(), about: z.string(), state: z.string(), settled: z.string().optional() })
const dead = z.looseObject({ id: z.string(), state: z.string(), function: z.string(), sentence: z.string() })

/** A body with a school whose review is due on 1 October 2026, its head and inclusion lead, and an admin who wants all alerts. */
async function aBody(): Promise<RunningSystem> {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2026-06-29' })
  const done = (command: string, body: object) => system.must('POST', `/api/do/${command}`, body)
  await done('add-staff', { role: 'admin', name: 'Bo Sand', email: boss, alerts: 'all' })
  await done('register-school', { ref, name: 'Oakfield Primary School', nation: 'england', phone: '01632 960 001' })
  await done('grant-award', { school: ref, award: 'inclusive-school', on: '2025-10-01', reason: 'moderated' })
  await done('grant-award', { school: ref, award: 'centre-of-excellence', on: '2025-10-01', reason: 'moderated' })
  for (const [role, email] of [['head', head] as const]) {
    await done('add-contact', { school: ref, role, name: 'Ada Marsh', email })
    await done('give-consent', { email, purpose: 'service', wording: '2018-05', how: 'web-form' })
  }
  await done('add-contact', { school: ref, role: 'office', name: 'Office', email: lead })
  await system.must('POST', '/local/settle')
  return system
}

const mailOf = async (system: RunningSystem, to: string) =>
  mail.parse(await system.must('GET', `/local/mail?to=${encodeURIComponent(to)}`)).filter((one) => !isOfConsent(one))

const tasksOf = async (system: RunningSystem, query = '') =>
  page(task).parse(await system.must('GET', `/api/tasks${query}`)).items

describe('a hard bounce passes the reminder on', () => {
  let system: RunningSystem

  beforeAll(async () => {
    system = await aBody()
    return () => system.kill()
  }, 60_000)

  test('to the office, marks the address, and asks a person', { timeout: 60_000 }, async () => {
    await system.must('POST', '/local/clock', { to: '2026-07-03' })
    const [reminder] = await mailOf(system, head)
    expect(reminder?.subject).toContain('Oakfield')
    expect(await mailOf(system, lead)).toEqual([])

    await system.must('POST', '/local/feedback', { letter: reminder?.letter, event: 'bounce', kind: 'permanent' })
    await system.must('POST', '/local/settle')
    expect((await mailOf(system, lead)).map(({ subject }) => subject)).toEqual([reminder?.subject])
    expect((await tasksOf(system, '?state=open')).map(({ about }) => about)).toEqual(['address-bounced'])
    expect((await mailOf(system, boss)).map(({ subject }) => subject)).toContain('Mail to a contact came back')
  })

  test('and correcting the address finishes the task', { timeout: 60_000 }, async () => {
    const changed = { contact: head, email: 'ada.marsh@oakfield.example' }
    await system.must('POST', '/api/do/change-contact', changed)
    await system.must('POST', '/local/settle')
    expect(await tasksOf(system)).toMatchObject([
      { about: 'address-bounced', state: 'finished', settled: 'address-changed' },
    ])
  })

  test('the next working day the admin gets one line, though the clock runs on for a week', {
    timeout: 60_000,
  }, async () => {
    await system.must('POST', '/local/clock', { to: '2026-07-13', at: '10:00' })
    const lines = (await mailOf(system, boss)).filter(({ subject }) => /reminders? left/.test(subject))
    // From Tuesday 30 June to Monday 13 July, and the Monday it began.
    const days = ['06-29', '06-30', '07-01', '07-02', '07-03', '07-06', '07-07', '07-08', '07-09', '07-10', '07-13']
    expect(lines.map(({ day }) => day)).toEqual(days.map((day) => `2026-${day}`))
    // Two left on the third: the one that came back, and the one to the office.
    expect(lines.find(({ day }) => day === '2026-07-03')?.subject).toMatch(/^\d reminders? left, 0 withheld/)
    const digests = (await mailOf(system, boss)).filter(({ subject }) => subject.startsWith('This week:'))
    expect(digests.map(({ day }) => day)).toEqual(['2026-07-06', '2026-07-13'])
  })

  test('letters the provider tells nothing good of are noted: a complaint withdraws news only', {
    timeout: 60_000,
  }, async () => {
    const [passedOn] = await mailOf(system, lead)
    await system.must('POST', '/local/feedback', { letter: passedOn?.letter, event: 'complaint' })
    await system.must('POST', '/local/settle')
    const { items } = page(
      z.looseObject({
        email: z.string().optional(),
        consents: z.looseObject({ news: z.looseObject({ state: z.string() }) }),
      }),
    ).parse(await system.must('GET', `/api/contacts?school=${ref}`))
    expect(items.find(({ email }) => email === lead)?.consents.news.state).toBe('withdrawn')
    const tasks = (await tasksOf(system, '?state=open')).map(({ about }) => about)
    // Nobody found it a cluster, which is another matter.
    expect(tasks.filter((about) => about !== 'school-without-cluster')).toEqual(['complaint'])
  })
})

describe('work that could not be done', () => {
  let system: RunningSystem

  beforeAll(async () => {
    system = await aBody()
    return () => system.kill()
  }, 60_000)

  const waiting = async () => page(dead).parse(await system.must('GET', '/api/dead-letters?state=waiting')).items

  test('waits for a person, is tried again once, and is done', { timeout: 60_000 }, async () => {
    await system.must('POST', '/local/clock', { to: '2026-07-02' })
    // What asks for letters cannot write to the log any more, try as it may.
    await system.must('POST', '/local/faults', { on: 'queue', do: 'error', next: 'all' })
    await system.must('POST', '/api/do/book-visit', { school: ref, on: '2026-09-10' })
    await system.must('POST', '/local/settle')
    await system.must('DELETE', '/local/faults')
    const settled = z.object({ deadLetters: z.int() }).parse(await system.must('POST', '/local/settle'))
    expect(settled.deadLetters).toBeGreaterThan(0)
    expect(await mailOf(system, head)).toEqual([])

    const all = await waiting()
    expect(all).toHaveLength(settled.deadLetters)
    const asking = all.find((one) => one.function === 'ask-letters')
    expect(asking?.sentence).toBe('A letter to a school was not asked for.')
    expect((await tasksOf(system, '?state=open')).map(({ about }) => about)).toContain('dead-letter')

    const retry = { deadLetter: asking?.id, reason: 'The log can be written again.' }
    await system.must('POST', '/api/do/retry-dead-letter', retry)
    await system.must('POST', '/api/do/retry-dead-letter', retry)
    for (const { id } of all)
      if (id !== asking?.id)
        await system.must('POST', '/api/do/abandon-dead-letter', { deadLetter: id, reason: 'Looked at.' })
    expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })
    expect((await mailOf(system, head)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Visit booked'),
    ])
    expect((await tasksOf(system)).every(({ state }) => state === 'finished')).toBe(true)
    expect(await waiting()).toEqual([])
  })
})
