/** C5, C7: what people ask about their own data by links: who they are is asked first, and nothing is told by mail. */
import { describe, expect, test } from 'vitest'
import { askWasThisYou, openRequestFor } from '../../../shared/deeds/rights.ts'
import { oakfield, withOakfield } from '../serve-console/kit.ts'
import { bySystem, linkIn, openPublic } from './kit.ts'

const morag = 'morag@oakfield.example'
const office = 'office@oakfield.example'

async function written() {
  const body = await openPublic()
  const school = await withOakfield(body)
  await body.morning(school, '2026-09-02')
  const { who } = await body.contactOf(morag)
  return { ...body, school, who }
}

/** Somebody whose sender is not sure asks in Morag's name to stop. */
async function asked(mail = 'mail#1') {
  const body = await written()
  await askWasThisYou(body.tools, { contact: body.who, purposes: ['service', 'news'], mail }, bySystem)
  await body.settle()
  return body
}

describe('a mail that may not be theirs', () => {
  test('is asked about at the address on file, with one link for each answer, and a task stands', async () => {
    const body = await asked()
    const { subject, text, headers } = body.latest(morag)
    expect(subject).toContain('Was this you?')
    expect(headers['List-Unsubscribe']).toBeUndefined()
    expect([linkIn({ text }, 'you'), linkIn({ text }, 'you', 1)].every((link) => link.startsWith('https:'))).toBe(true)
    expect((await body.getJson('/api/tasks?state=open')).text).toContain('was-this-you')
    expect((await body.contactOf(morag)).consents.service?.state).toBe('given')
  })

  test('asks once a day, however many mails come', async () => {
    const body = await asked()
    for (const mail of ['mail#2', 'mail#3'])
      await askWasThisYou(body.tools, { contact: body.who, purposes: ['news'], mail }, bySystem)
    await body.settle()
    expect(body.letters({ to: morag, subject: 'Was this you?' })).toHaveLength(1)
  })

  test('pauses letters meanwhile: they pass on to the office', async () => {
    const body = await asked()
    const before = body.letters({ to: morag }).length
    await body.must('book-visit', { school: oakfield.ref, on: '2026-10-20' })
    await body.settle()
    expect(body.latest(office).text).toContain(oakfield.name)
    expect(body.letters({ to: morag })).toHaveLength(before)
  })

  test('that was theirs stops letters by one click, and is confirmed', async () => {
    const body = await asked()
    const yes = linkIn(body.latest(morag), 'you')
    expect((await body.get(yes)).text).toContain('Yes, it was me')
    expect((await body.contactOf(morag)).consents.service?.state).toBe('given')
    expect((await body.click(yes, '')).text).toContain('We will send you no more')
    expect((await body.click(yes, '')).status).toBe(200)
    await body.settle()
    const { consents, paused } = await body.contactOf(morag)
    expect([consents.service?.state, consents.news?.state, paused]).toEqual(['withdrawn', 'withdrawn', false])
    expect(body.letters({ to: morag, subject: 'Stopped, as you asked' })).toHaveLength(1)
  })

  test('that was not theirs changes nothing, and letters go on; the link answers once', async () => {
    const body = await asked()
    const no = linkIn(body.latest(morag), 'you', 1)
    expect((await body.get(no)).text).toContain('No, let letters go on')
    expect((await body.click(no, '')).text).toContain('Letters go on')
    expect((await body.click(no, '')).status).toBe(410)
    const { consents, paused } = await body.contactOf(morag)
    expect([consents.service?.state, paused]).toEqual(['given', false])
  })
})

describe('the page of one’s own', () => {
  test('shows what is held, since when and in which words, and nothing about whose it is', async () => {
    const body = await written()
    const { text } = await body.get(linkIn(body.latest(morag), 'me'))
    expect(text).toContain('You agreed on 20 Aug 2026 , on paper.')
    expect(text).toContain('version 2018-05')
    expect(text).toContain('You have not agreed to these letters')
    for (const personal of ['Morag', 'morag', oakfield.name]) expect(text).not.toContain(personal)
  })

  test('changes either, with evidence of its own', async () => {
    const body = await written()
    const page = linkIn(body.latest(morag), 'me')
    expect((await body.click(page, 'do=agree&purpose=news')).text).toContain('It is noted')
    expect((await body.contactOf(morag)).consents.news).toMatchObject({
      state: 'given',
      how: 'preference-page',
      wording: 'page-2026-11',
    })
    expect((await body.click(page, 'do=stop&purpose=service')).text).toContain('You asked us to stop these letters on')
    expect((await body.contactOf(morag)).consents.service).toMatchObject({ state: 'withdrawn', how: 'preference-page' })
    expect((await body.click(page, 'do=agree&purpose=service')).status).toBe(200)
    expect((await body.contactOf(morag)).consents.service?.state).toBe('given')
    expect(await body.tools.vault.suppressionOf(morag)).toEqual({})
  })

  test('of nonsense in its form changes nothing', async () => {
    const body = await written()
    const version = (await body.tools.log.head(body.who))?.body.version
    for (const form of ['', 'do=agree', 'do=agree&purpose=all', 'do=drop&purpose=news', 'ask=everything'])
      expect((await body.click(linkIn(body.latest(morag), 'me'), form)).status).toBe(200)
    expect((await body.tools.log.head(body.who))?.body.version).toBe(version)
  })

  test('is nobody’s any more when the mailbox was handed over', async () => {
    const body = await written()
    const page = linkIn(body.latest(morag), 'me')
    const place = { contact: body.who, school: oakfield.ref, role: 'head' }
    await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag })
    expect((await body.get(page)).status).toBe(404)
    expect((await body.click(page, 'ask=access')).status).toBe(404)
  })

  test.each([
    ['access', 'see your data'],
    ['erasure', 'delete your data'],
  ])('opens a case for %s, which still waits for a link to the address on file', async (ask, words) => {
    const body = await written()
    const page = linkIn(body.latest(morag), 'me')
    expect((await body.click(page, `ask=${ask}`)).text).toContain('sent a letter to the address we keep for you')
    await body.click(page, `ask=${ask}`)
    await body.settle()
    const letters = body.letters({ to: morag, subject: 'please confirm that it is you' })
    expect(letters).toHaveLength(1)
    expect(letters[0]?.subject).toContain(words)
    const confirm = linkIn(letters[0] ?? { text: '' }, 'confirm')
    expect((await body.get(confirm)).text).toContain('Confirm that it was you who asked')
    expect((await body.click(confirm, '')).text).toContain('We know now that it was you')
    await body.settle()
    expect(body.letters({ to: morag, subject: 'it came in' })).toHaveLength(1)
    expect((await body.click(confirm, '')).status).toBe(410)
    await body.settle()
    expect(body.letters({ to: morag, subject: 'it came in' })).toHaveLength(1)
  })
})

describe('a request by mail', () => {
  const received = '2026-09-02'
  const wanted = { kind: 'access', received, mail: 'mail#1', passed: true } as const

  test('of a known person is one case however often it is told', async () => {
    const body = await written()
    const one = await openRequestFor(body.tools, { ...wanted, contact: body.who }, bySystem)
    expect(await openRequestFor(body.tools, { ...wanted, contact: body.who }, bySystem)).toBe(one)
    await body.settle()
    expect(body.letters({ to: morag, subject: 'please confirm' })).toHaveLength(1)
  })

  test('of a stranger is a case for a person, and writes to nobody', async () => {
    const body = await written()
    const before = body.post.left.length
    const stream = await openRequestFor(body.tools, wanted, bySystem)
    await body.settle()
    expect(stream).toMatch(/^request#[0-9a-f-]{36}$/)
    expect(body.post.left).toHaveLength(before)
    expect((await body.getJson('/api/tasks?state=open')).text).toContain('request-open')
  })

  test('that is a complaint is acknowledged at once; one whose sender is not sure waits', async () => {
    const body = await written()
    await openRequestFor(body.tools, { ...wanted, kind: 'complaint', contact: body.who }, bySystem)
    await body.settle()
    expect(body.latest(morag).subject).toContain('Your complaint: it came in')
    await openRequestFor(body.tools, { ...wanted, kind: 'rectification', contact: body.who, passed: false }, bySystem)
    await body.settle()
    expect(body.latest(morag).subject).toContain('please confirm that it is you')
  })
})
