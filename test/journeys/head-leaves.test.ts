/** The head leaves: the mailbox is the successor's from then on, who is not written to unasked; R9 passes the reminders on. */
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { isOfConsent } from './few-schools.ts'

const school = 'urn:100001'
const [head, office] = ['head@oakfield.example', 'office@oakfield.example']

const done = z.object({ stream: z.string(), events: z.array(z.object({ type: z.string(), data: z.looseObject({}) })) })
const mails = z.array(z.object({ to: z.array(z.string()), text: z.string(), day: z.string(), subject: z.string() }))
const letters = z.object({
  items: z.array(
    z.object({ kind: z.string(), contact: z.string().optional(), state: z.string(), whyNot: z.string().optional() }),
  ),
})
const contacts = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      consents: z.object({ service: z.object({ state: z.string() }) }),
    }),
  ),
})

/** A system whose school has its review due on 1 December 2026; the head agreed to letters, the office has a mailbox. */
async function aSystem() {
  const system = await startSystem({ dataDir: ':memory:', startDay: '2026-08-25' })
  onTestFinished(() => system.kill())
  const ask = async (command: string, body: object) => done.parse(await system.must('POST', `/api/do/${command}`, body))
  await ask('register-school', { ref: school, name: 'Oakfield Primary School', nation: 'england' })
  for (const award of ['inclusive-school', 'centre-of-excellence'])
    await ask('grant-award', { school, award, on: '2025-12-01' })
  const { stream } = await ask('add-contact', { school, role: 'head', name: 'Morag Evans', email: head })
  await ask('add-contact', { school, role: 'office', name: 'Oakfield Office', email: office })
  await ask('give-consent', { email: head, purpose: 'service', wording: '2018-05', how: 'paper' })
  const to = async (day: string) => {
    await system.must('POST', '/local/clock', { to: day })
    await system.must('POST', '/local/settle')
  }
  return { system, ask, to, old: stream.slice('contact#'.length) }
}

async function written(system: RunningSystem): Promise<string[]> {
  const all = mails.parse(await system.must('GET', '/local/mail'))
  return all.filter((one) => !isOfConsent(one)).map(({ to, day }) => `${day} ${to.join(' ')}`)
}

test('the head leaves and the successor is not written to unasked', { timeout: 120_000 }, async () => {
  const { system, ask, to, old } = await aSystem()
  // A reminder waits for the old head while the mailbox passes on.
  await ask('set-sending', { position: 'off', reason: 'We look at it first' })
  await to('2026-09-02')
  const handed = await ask('hand-over-contact', {
    contact: old,
    school,
    role: 'head',
    name: 'Bronwen Hale',
    email: head,
  })
  expect(handed.events.map(({ type }) => type)).toEqual(['ContactHandedOver', 'ConsentEnded', 'ContactLeft'])
  await ask('set-sending', { position: 'on', reason: 'All is well' })
  await system.must('POST', '/local/settle')

  // What waited for the old head is withheld, and the office has it.
  const toOld = letters.parse(await system.must('GET', `/api/letters?contact=${old}`))
  expect(toOld.items.filter(({ kind }) => kind === 'review-reminder')).toMatchObject([
    { state: 'withheld', whyNot: 'no-consent' },
  ])
  expect(await written(system)).toEqual([`2026-09-02 ${office}`])

  // The next stage goes to the office at once: the successor stands there with no consent.
  await to('2026-10-02')
  expect(await written(system)).toEqual([`2026-09-02 ${office}`, `2026-10-02 ${office}`])
  const { items } = contacts.parse(await system.must('GET', `/api/contacts?school=${school}`))
  const successor = items.find(({ name }) => name === 'Bronwen Hale')
  expect(successor).toMatchObject({ email: head, consents: { service: { state: 'none' } } })
  expect(successor?.id).not.toBe(old)

  // Asked and answered, the successor is written to by name.
  await ask('give-consent', { email: head, purpose: 'service', wording: '2018-05', how: 'web-form' })
  // The schools' half-term break moves the day forward (R4).
  await to('2026-10-23')
  const last = mails.parse(await system.must('GET', '/local/mail')).at(-1)
  expect(last).toMatchObject({ to: [head], day: '2026-10-23' })
  expect(last?.text).toContain('Bronwen Hale')
  expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })
})
