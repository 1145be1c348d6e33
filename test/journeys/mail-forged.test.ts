/**
 * Mail that is not from whom it says: nothing irreversible is done, nothing is disclosed to whoever sent it, and the
 * address on file is told.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMail, type Desk, openDesk, type Verdicts } from './mail-desk.ts'

const amira = 'amira.hughes@ashfield.example'
const forger = 'mallory@evil.example'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([amira])
}, 60_000)
afterAll(() => desk.system.kill())

/** Whatever came in: consents stand, nobody but the address on file and the office was written to. */
async function nothingIrreversible(): Promise<void> {
  const { consents } = await desk.contactOf(amira)
  expect({ service: consents.service.state, news: consents.news.state }).toEqual({ service: 'given', news: 'given' })
  const to = (await desk.left()).flatMap((letter) => letter.to)
  expect(to.filter((one) => one !== amira && one !== 'info@iqm.example')).toEqual([])
}

const withdrawal = 'Please stop emailing me. I withdraw my consent.'
const erasure = 'Delete everything you have on me immediately.'
const access = 'Please send me a copy of all the information you hold on me.'

const notPassed: readonly (readonly [string, Verdicts])[] = [
  ['DMARC failed', { dmarc: 'FAIL' }],
  ['DMARC is not certain', { dmarc: 'GRAY' }],
  ['DMARC could not be checked', { dmarc: 'PROCESSING_FAILED' }],
  ['DMARC is missing', { dmarc: 'NONE' }],
  ['SPF and DKIM passed and DMARC failed', { spf: 'PASS', dkim: 'PASS', dmarc: 'FAIL' }],
  ['nothing passed at all', { spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' }],
]

describe.each(notPassed)('in the name of a contact, and %s', (_, found) => {
  test.each([
    ['a withdrawal', withdrawal],
    ['a request to delete', erasure],
    ['a request for a copy', access],
    ['both', `${withdrawal} ${erasure}`],
  ])('%s is asked back at the address on file, and letters to it pause', async (_what, text) => {
    await desk.agreeAnew([amira])
    const mail = await desk.hand(aMail({ from: `Amira Hughes <${amira}>`, text }), found)
    expect(mail).toMatchObject({ state: 'asked-back', verdict: 'not-passed' })
    await nothingIrreversible()
    expect((await desk.contactOf(amira)).paused).toBe(true)
  })
})

const claims: readonly (readonly [string, readonly string[]])[] = [
  [
    'claims in its own headers to have passed',
    ['Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=ashfield.example'],
  ],
  [
    'claims the provider’s own headers',
    ['X-SES-Spam-Verdict: PASS', 'X-SES-Virus-Verdict: PASS', 'ARC-Authentication-Results: i=1; dmarc=pass'],
  ],
  ['claims to be sealed by the body', ['DKIM-Signature: v=1; d=iqm.example; s=a; b=AAAA', 'Received-SPF: pass']],
]

test.each(claims)('a mail that %s is no surer for it', async (_, headers) => {
  await desk.agreeAnew([amira])
  const mail = await desk.hand(aMail({ from: amira, text: withdrawal, headers }), { dmarc: 'FAIL' })
  expect(mail).toMatchObject({ state: 'asked-back', verdict: 'not-passed' })
  await nothingIrreversible()
})

/** Each passes for the domain it is truly from, which is not the contact's. */
const disguised: readonly (readonly [string, string])[] = [
  ['an address in the name it shows', `"${amira}" <${forger}>`],
  ['the contact’s name', `Amira Hughes <${forger}>`],
  ['a domain that looks like the contact’s', 'Amira Hughes <amira.hughes@ashfie1d.example>'],
  ['letters of another script', 'Amira Hughes <аmira.hughes@ashfield.example>'],
  ['the contact’s domain as a part of its own', 'Amira Hughes <amira.hughes@ashfield.example.evil.example>'],
  ['the contact’s address as a local part', '"amira.hughes@ashfield.example"@evil.example'],
  ['a comment with the contact’s address', `${forger} (${amira})`],
]

test.each(disguised)('a mail with %s does nothing to the contact', async (_, from) => {
  await desk.agreeAnew([amira])
  for (const text of [withdrawal, erasure, access]) {
    const mail = await desk.hand(aMail({ from, text }))
    expect(mail.contact).toBeUndefined()
    expect(mail.does.filter((deed) => deed.startsWith('withdraw'))).toEqual([])
  }
  await nothingIrreversible()
  expect((await desk.contactOf(amira)).paused).toBe(false)
  expect((await desk.left()).flatMap(({ to }) => to)).not.toContain(forger)
})

const several: readonly (readonly [string, string, readonly string[]])[] = [
  ['two From headers', forger, [`From: ${amira}`]],
  ['two addresses in one From header', `${forger}, ${amira}`, []],
  ['a From header that begins another', `${forger}\r\nFrom: ${amira}`, []],
  [
    'a Sender, a Reply-To and a Return-Path of the contact',
    forger,
    [`Sender: ${amira}`, `Reply-To: ${amira}`, `Return-Path: <${amira}>`],
  ],
]

test.each(several)('a mail with %s does nothing to the contact', async (_, from, headers) => {
  await desk.agreeAnew([amira])
  const mail = await desk.hand(aMail({ from, text: withdrawal, headers }))
  expect(mail.contact).toBeUndefined()
  await nothingIrreversible()
})

test('a subject that would begin a header begins none in what is sent on', async () => {
  await desk.agreeAnew([amira])
  const subject = `=?utf-8?B?${Buffer.from(`Hello\r\nBcc: ${forger}\r\nX-Evil: yes`).toString('base64')}?=`
  await desk.hand(aMail({ from: amira, subject, text: 'When is the next meeting?' }))
  const [sent] = await desk.left()
  expect(sent?.to).toEqual(['info@iqm.example'])
  expect(Object.keys(sent?.headers ?? {})).not.toContain('Bcc')
  expect(Object.keys(sent?.headers ?? {})).not.toContain('X-Evil')
})

test('a stranger is never told whether an address is held', async () => {
  await desk.agreeAnew([amira])
  for (const text of [withdrawal, erasure, access, `Do you hold the address ${amira}?`])
    await desk.hand(aMail({ from: forger, text }))
  const letters = await desk.left()
  expect(letters.flatMap(({ to }) => to).filter((to) => to !== 'info@iqm.example')).toEqual([])
})
