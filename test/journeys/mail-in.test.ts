/** Mail comes in, is filed, judged and acted upon, as the sample's table says: by the mail listener and by the local endpoint. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMail, type Desk, type FiledMail, openDesk, sampleMail, type Verdicts } from './mail-desk.ts'

const amira = 'amira.hughes@ashfield.example'
const carys = 'carys.evans@brynderw.example'

interface Row {
  readonly file: string
  /** Whose address is on file. */
  readonly of?: string
  readonly found?: Verdicts
  /** Where it stands then; ordinary and unclear mail goes on to the office or waits for a person here. */
  readonly state: 'acted' | 'asked-back' | 'automatic' | 'with a person'
  readonly does?: readonly string[]
  /** The consents it leaves. */
  readonly leaves: { readonly service: string; readonly news: string }
  readonly pauses?: true
  /** What the address on file gets, by kind of letter. */
  readonly letters: readonly string[]
  /** The requests it opens, with their states. */
  readonly requests?: Readonly<Record<string, string>>
}

const both = { service: 'given', news: 'given' }
const neither = { service: 'withdrawn', news: 'withdrawn' }
const withdrawn = ['withdraw-service', 'withdraw-news', 'open-withdrawal']

/** Sent on to the office, or a task for somebody here. */
function isWithPerson({ state }: FiledMail): boolean {
  return state === 'forwarded' || state === 'to-person'
}

const rows: readonly Row[] = [
  {
    file: '01-plain-withdrawal.eml',
    state: 'acted',
    does: withdrawn,
    leaves: neither,
    letters: ['withdrawal-confirmed'],
    requests: { withdrawal: 'answered' },
  },
  {
    file: '02-only-the-newsletter.eml',
    state: 'acted',
    does: ['withdraw-news', 'open-withdrawal'],
    leaves: { service: 'given', news: 'withdrawn' },
    letters: ['withdrawal-confirmed'],
    requests: { withdrawal: 'answered' },
  },
  {
    file: '03-withdraw-and-delete.eml',
    state: 'acted',
    does: [...withdrawn, 'open-erasure'],
    leaves: neither,
    letters: ['withdrawal-confirmed', 'confirm-it-is-you'],
    requests: { withdrawal: 'answered', erasure: 'open' },
  },
  {
    file: '04-subject-access.eml',
    state: 'acted',
    does: ['open-access'],
    leaves: both,
    letters: ['confirm-it-is-you'],
    requests: { access: 'open' },
  },
  {
    file: '05-spoofed-erasure.eml',
    found: { dmarc: 'FAIL' },
    state: 'asked-back',
    does: ['ask-was-this-you', 'open-erasure'],
    leaves: both,
    pauses: true,
    letters: ['was-this-you', 'confirm-it-is-you'],
    requests: { erasure: 'waiting' },
  },
  {
    file: '06-forged-verdict.eml',
    found: { dmarc: 'FAIL' },
    state: 'asked-back',
    does: ['ask-was-this-you', 'open-withdrawal'],
    leaves: both,
    pauses: true,
    letters: ['was-this-you'],
    requests: { withdrawal: 'waiting' },
  },
  { file: '07-thanks-with-our-footer.eml', state: 'with a person', leaves: both, letters: [] },
  { file: '08-out-of-office.eml', state: 'automatic', does: [], leaves: both, letters: [] },
  { file: '09-bounce.eml', state: 'automatic', does: [], leaves: both, letters: [] },
  {
    file: '10-stranger-withdraws.eml',
    state: 'acted',
    does: ['suppress-service', 'suppress-news'],
    leaves: both,
    letters: [],
  },
  {
    file: '11-complaint.eml',
    state: 'acted',
    does: ['withdraw-service', 'withdraw-news', 'open-complaint', 'open-withdrawal'],
    leaves: neither,
    letters: ['withdrawal-confirmed', 'request-acknowledged'],
    requests: { withdrawal: 'answered', complaint: 'open' },
  },
  {
    file: '12-base64-html.eml',
    state: 'acted',
    does: ['open-rectification'],
    leaves: both,
    letters: ['confirm-it-is-you'],
    requests: { rectification: 'open' },
  },
  {
    file: '13-welsh.eml',
    of: carys,
    state: 'acted',
    does: withdrawn,
    leaves: neither,
    letters: ['withdrawal-confirmed'],
    requests: { withdrawal: 'answered' },
  },
  { file: '14-question.eml', state: 'with a person', leaves: both, letters: [] },
  { file: '15-empty.eml', state: 'with a person', leaves: both, letters: [] },
  { file: '16-broken-mime.eml', state: 'with a person', leaves: both, letters: [] },
]

describe.each([
  { door: 'hand', by: 'the local endpoint' },
  { door: 'send', by: 'the mail listener' },
] as const)('the sample mails, by $by', ({ door }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([amira, carys])
  }, 60_000)
  afterAll(() => desk.system.kill())

  test.each(rows)('$file does what its row says', async (row) => {
    const of = row.of ?? amira
    // A day of its own for each: a person is asked and told once a day at most.
    await desk.nextDay()
    await desk.agreeAnew([amira, carys])
    const mail = await desk[door](sampleMail(row.file), row.found)
    expect(isWithPerson(mail) ? 'with a person' : mail.state).toBe(row.state)
    if (row.does) expect(mail.does.toSorted()).toEqual(row.does.toSorted())
    const { consents, paused } = await desk.contactOf(of)
    expect({ service: consents.service.state, news: consents.news.state }).toEqual(row.leaves)
    expect(paused).toBe(row.pauses === true)
    expect((await desk.kindsTo(of)).toSorted()).toEqual(row.letters.toSorted())
    expect(await desk.requestsOf(mail)).toEqual(row.requests ?? {})
    const toOffice = (await desk.left()).filter(({ to }) => to.includes('info@iqm.example'))
    expect(toOffice.map(({ headers }) => headers['Auto-Submitted'])).toEqual(
      mail.state === 'forwarded' ? ['auto-forwarded'] : [],
    )
    const strangers = (await desk.left()).flatMap(({ to }) => to).filter((to) => to !== of && to !== 'info@iqm.example')
    expect(strangers).toEqual([])
  })

  test('each of them is accounted for in the log, in sentences that name nobody', async () => {
    for (const { id } of await desk.mails()) {
      const log = await desk.logOf(`mail#${id}`)
      expect(log.map(({ type }) => type).slice(0, 2)).toEqual(['MailFiled', 'MailRead'])
      expect(log.map(({ type }) => type)).toContain('MailActedUpon')
      expect(log.map(({ sentence }) => sentence).join()).not.toMatch(
        /amira|carys|hughes|evans|ashfield|brynderw|@[a-z]/i,
      )
    }
    expect(await desk.mails()).toHaveLength(rows.length)
  })
})

describe('a mail that comes in', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([amira])
  }, 60_000)
  afterAll(() => desk.system.kill())

  const withdrawal = () => aMail({ from: `Amira Hughes <${amira}>`, text: 'Please stop emailing me.' })

  test('twice is one mail, whichever way it comes', async () => {
    await desk.agreeAnew([amira])
    const access = aMail({ from: amira, text: 'Please send me a copy of all the information you hold on me.' })
    const first = await desk.hand(access)
    const letters = await desk.kindsTo(amira)
    const second = await desk.send(access)
    expect(second).toMatchObject({ state: 'copy', copyOf: first.id, does: [] })
    expect(await desk.kindsTo(amira)).toEqual(letters)
  })

  test('is never silenced by a forged copy that came before it', async () => {
    await desk.agreeAnew([amira])
    const mail = withdrawal()
    expect(await desk.hand(mail, { dmarc: 'FAIL' })).toMatchObject({ state: 'asked-back' })
    expect(await desk.hand(mail)).toMatchObject({ state: 'acted' })
    expect((await desk.contactOf(amira)).consents.service.state).toBe('withdrawn')
  })

  test('acts again when the same mail comes after a new consent', async () => {
    await desk.agreeAnew([amira])
    const mail = withdrawal()
    expect(await desk.hand(mail)).toMatchObject({ state: 'acted' })
    await desk.agreeAnew([amira])
    expect(await desk.hand(mail)).toMatchObject({ state: 'acted' })
    expect((await desk.contactOf(amira)).consents.service.state).toBe('withdrawn')
  })

  test('is stored and taken up by the next look when nobody tells of it, as one nobody vouches for', async () => {
    // On a day on which nobody was asked yet: once a day is enough.
    await desk.nextDay()
    await desk.agreeAnew([amira])
    await desk.system.must('POST', '/local/faults', { on: 'table', do: 'error', next: 'all' })
    const { status } = await desk.system.call('POST', '/local/inbound', withdrawal())
    expect(status).toBe(200)
    await desk.system.must('DELETE', '/local/faults')
    await desk.untilFiled('asked-back')
    expect((await desk.contactOf(amira)).consents.service.state).toBe('given')
    expect(await desk.kindsTo(amira)).toEqual(['was-this-you'])
  })

  test('is refused for now, and kept by whoever sends it, when it cannot be stored', async () => {
    await desk.system.must('POST', '/local/faults', { on: 'files', do: 'error', next: 'all' })
    await expect(desk.send(withdrawal())).rejects.toThrow(/451/)
    await desk.system.must('DELETE', '/local/faults')
  })

  test('brings nothing forth when it is spam or carries a virus, and can be looked at', async () => {
    await desk.agreeAnew([amira])
    for (const found of [{ spam: 'FAIL' }, { virus: 'FAIL' }])
      expect(await desk.hand(withdrawal(), found)).toMatchObject({ state: 'set-aside', does: [] })
    expect((await desk.contactOf(amira)).consents.service.state).toBe('given')
    expect(await desk.left()).toEqual([])
  })

  test('of a machine is never answered, whatever it says', async () => {
    await desk.agreeAnew([amira])
    for (const header of [
      'Auto-Submitted: auto-replied',
      'Precedence: list',
      'List-Id: <a.list.example>',
      'Return-Path: <>',
    ]) {
      const mail = aMail({ from: amira, text: 'Please stop emailing me.', headers: [header] })
      expect(await desk.hand(mail)).toMatchObject({ state: 'to-person', does: ['ask-person'] })
    }
    expect(await desk.hand(aMail({ from: 'awards@iqm.example', text: 'Thank you.' }))).toMatchObject({
      state: 'automatic',
    })
    expect(await desk.left()).toEqual([])
  })

  test('is shown as plain text, whatever page it holds, to the office alone', async () => {
    const page = '<p>Kind <b>regards</b></p><script>alert(1)</script><img src="https://track.example/p.gif">'
    const mail = aMail({ from: amira, text: page }).replace('text/plain', 'text/html')
    const { id, text } = await desk.hand(mail)
    expect(text).toBe('Kind regards')
    const { html } = await desk.page(`/mail/${id}`)
    expect(html).toContain('Kind regards')
    expect(html).not.toMatch(/<script|<img|track\.example/)
    const asReader = await desk.page(`/mail/${id}`, 'reader')
    expect(asReader.html).not.toMatch(/Kind regards|amira/i)
  })
})

describe('a person at the desk', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([amira])
  }, 60_000)
  afterAll(() => desk.system.kill())

  test('files an unclear mail anew, and what they read in it is done', async () => {
    await desk.agreeAnew([amira])
    const unclear = await desk.hand(
      aMail({ from: amira, text: 'Should I be on this list? How do I withdraw my consent?' }),
    )
    expect(unclear.state).toBe('to-person')
    expect(await desk.openTasks()).toContain('mail-to-read')
    await desk.ask('refile-mail', { mail: unclear.id, asks: ['withdrawal'], reason: 'She wants no more mail' })
    await desk.settle()
    expect((await desk.contactOf(amira)).consents).toMatchObject({
      service: { state: 'withdrawn' },
      news: { state: 'withdrawn' },
    })
    expect(await desk.openTasks()).not.toContain('mail-to-read')
  })

  test('sends a mail on to the office, byte for byte, and an answer goes to its writer', async () => {
    await desk.agreeAnew([amira])
    const mail = aMail({
      from: amira,
      subject: 'List?',
      text: 'Should I be on this list? How do I withdraw my consent?',
    })
    const { id } = await desk.hand(mail)
    await desk.ask('forward-mail', { mail: id })
    await desk.settle()
    const [sent] = await desk.left()
    expect(sent).toMatchObject({ to: ['info@iqm.example'], subject: 'Sent on: List?' })
    expect(sent?.headers).toMatchObject({ 'Reply-To': amira, 'Auto-Submitted': 'auto-forwarded' })
    expect(await desk.openTasks()).not.toContain('mail-to-read')
  })
})
