// Requests about people's own data and the suppression list, as those who answer them see them.
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { type MailAsRead, mailDecider } from '../../../events/mail/decide.ts'
import { openRequestFor } from '../../../shared/deeds/rights.ts'
import { act } from '../../../shared/log/act.ts'
import { itemsOf } from '../answer-api/kit.ts'
import { openConsole, withOakfield } from './kit.ts'

const morag = 'morag@oakfield.example'
const system = { by: 'system', because: 'test', trace: 'test' } as const

async function opened() {
  const console = await openConsole()
  await withOakfield(console)
  const { stream } = await console.must('give-consent', {
    email: morag,
    purpose: 'news',
    wording: '2018-05',
    how: 'paper',
  })
  await console.settle()
  return { ...console, contact: stream, contactPath: `/contacts/${stream.slice('contact#'.length)}` }
}

describe('a request', () => {
  test('is opened from the contact’s page, listed with its day, and decided there', async () => {
    const console = await opened()
    expect((await console.get(console.contactPath)).html).toContain('/do/open-request')
    const form = `${console.contactPath}/do/open-request`
    expect((await console.get(form)).html).not.toContain('name="email"')
    await console.send(form, { kind: 'erasure', received: '19 Aug 2026' })
    await console.settle()
    const list = await console.get('/requests')
    expect(list.text).toContain('Erasure of their data')
    expect(list.text).toContain('Morag Evans')
    expect(list.text).toContain('21 Sept 2026')
    const [request] = itemsOf(await console.getJson('/api/requests?state=open'))
    expect(request).toMatchObject({ kind: 'erasure', due: '2026-09-21', state: 'open', asks: [] })
    const page = `/requests/${String(request?.id)}`
    expect((await console.get(page)).text).toContain('To be answered')
    await console.send(`${page}/do/extend-request`, { reason: 'It is a lot to look through' })
    await console.settle()
    expect((await console.get(page)).text).toContain('19 Nov 2026')
    // C7: told at once, within the first month, and why.
    const told = console.post.left.at(-1)?.envelope
    expect([told?.to, told?.headers['List-Unsubscribe']]).toEqual([morag, undefined])
    for (const said of ['19 August 2026', '19 November 2026', 'It is a lot to look through'])
      expect(told?.text).toContain(said)
    expect((await console.getJson('/api/log')).text).not.toContain('a lot to look through')
    // It cannot be undone: who answers reads what goes, who is left alone by it, and what stays.
    const before = (await console.get(page)).text
    expect(before).toMatch(
      /What answering removes.*The entry of Morag Evans \(morag@oakfield\.example\).*1 note about them/,
    )
    expect((await console.get(`${page}/do/decide-request`)).text).toContain('It cannot be undone.')
    const refused = await console.send(`${page}/do/decide-request`, { outcome: 'refused' })
    expect(refused.text).toContain('A request is refused with a reason')
    await console.send(`${page}/do/decide-request`, { outcome: 'answered' })
    await console.settle()
    expect((await console.get('/requests')).text).toContain('No request waits to be answered')
    expect((await console.get('/requests?state=answered')).text).toContain('Morag Evans')
    const subjects = console.post.left.map(({ envelope }) => envelope.subject)
    expect(subjects.filter((subject) => subject.includes('delete your data'))).toEqual([
      'Your request to delete your data: it came in',
      'Your request to delete your data takes longer',
      'Your request to delete your data has been dealt with',
    ])
  })

  test('of somebody who is no contact is kept with their address, once, which stands in no log', async () => {
    const console = await opened()
    const stranger = { kind: 'access', email: 'stranger@elsewhere.example', received: '19 Aug 2026' }
    await console.send('/requests/do/open-request', stranger)
    await console.send('/requests/do/open-request', stranger)
    await console.settle()
    const list = await console.get('/requests')
    expect(list.text.match(/stranger@elsewhere\.example/g)).toHaveLength(1)
    expect((await console.getJson('/api/log')).text).not.toContain('stranger@')
    expect((await console.get('/log')).text).not.toContain('stranger@')
    const missing = await console.send('/requests/do/open-request', { kind: 'access', received: '19 Aug 2026' })
    expect(missing.text).toContain('Give the address of whoever asks')
  })

  test('that takes longer tells nobody who is no contact, nor once it is decided', async () => {
    const console = await opened()
    const asked = { kind: 'access', received: '2026-08-19' }
    const stranger = await console.must('open-request', { ...asked, email: 'stranger@elsewhere.example' })
    await console.must('extend-request', { request: stranger.stream, reason: 'Many papers' })
    const own = await console.must('open-request', { ...asked, email: morag })
    await console.must('extend-request', { request: own.stream, reason: 'Many papers' })
    await console.must('decide-request', { request: own.stream, outcome: 'answered' })
    await console.settle()
    const subjects = console.post.left.map(({ envelope }) => envelope.subject)
    expect(subjects.filter((subject) => subject.includes('takes longer'))).toEqual([])
    expect(subjects).toContain('Your request to see your data has been dealt with')
  })

  test('that waits for proof says so to whoever would decide it', async () => {
    const console = await opened()
    const wanted = { kind: 'access', contact: console.contact, received: '2026-08-20', mail: 'mail#1' } as const
    const stream = await openRequestFor(console.tools, { ...wanted, passed: false, asks: ['erasure'] }, system)
    await console.settle()
    const { text } = await console.get(`/requests/${stream.slice('request#'.length)}`)
    expect(text).toContain('Waits to be confirmed')
    expect(text).toContain('Hand out nothing and change nothing on one mail alone')
    expect(text).toContain('Asked for with it Erasure of their data')
    expect(itemsOf(await console.getJson('/api/requests?state=waiting'))).toMatchObject([{ asks: ['erasure'] }])
  })

  test('that came by mail leads to the mail, and the mail to it for those who may open it', async () => {
    const console = await opened()
    const filed = {
      kept: 'inbound/1',
      received: '2026-08-20T08:00:00.000Z',
      verdict: 'not-passed',
      ...({ dmarc: 'fail', spf: 'pass', dkim: 'pass', spam: 'pass', virus: 'pass' } as const),
    } as const
    const wanted = { kind: 'access', contact: console.contact, received: '2026-08-20', mail: 'mail#1' } as const
    const stream = await openRequestFor(console.tools, { ...wanted, passed: false }, system)
    const path = stream.replace('request#', '/requests/')
    const read: MailAsRead = {
      sender: 'contact',
      contact: console.contact,
      asks: [],
      language: 'en',
      broken: [],
      attachments: 0,
    }
    await act(console.tools, mailDecider, 'mail#1', { do: 'file-mail', filed }, system)
    await act(console.tools, mailDecider, 'mail#1', { do: 'read-mail', read }, system)
    await act(console.tools, mailDecider, 'mail#1', { do: 'note-acted', requests: [stream] }, system)
    await console.settle()
    expect((await console.get(path)).html).toContain('<a class="govuk-link" href="/mail/1">The mail it came by</a>')
    const { html, text } = await console.get('/mail/1')
    expect(html).toContain(`href="${path}"`)
    expect(text).toContain('The sender’s address could not be proved')
    expect(html.indexOf('DMARC')).toBeGreaterThan(html.indexOf('<details'))
    for (const role of ['ambassador', 'assessor', 'reader'] as const)
      expect((await console.get('/mail/1', role)).html).not.toContain(path)
  })

  test('stands in the log for everybody, and the way to it for those who may open it', async () => {
    const console = await opened()
    const { stream } = await console.must('open-request', { kind: 'access', email: morag, received: '2026-08-20' })
    await console.settle()
    const link = `href="${stream.replace('request#', '/requests/')}"`
    const entry = `/log/${encodeURIComponent(`${stream}@1.0`)}`
    for (const path of ['/log', '/log?view=timeline', entry]) {
      expect((await console.get(path)).html, path).toContain(link)
      const { html, text } = await console.get(path, 'reader')
      expect(text).toMatch(/request \(access\) was opened/)
      expect(html, path).not.toContain(link)
    }
  })

  test('is nobody’s business but those who answer it', async () => {
    const console = await opened()
    await console.must('open-request', { kind: 'access', email: morag, received: '2026-08-20' })
    await console.settle()
    for (const role of ['ambassador', 'assessor', 'reader'] as const) {
      expect((await console.get('/requests', role)).status).toBe(403)
      expect((await console.get('/suppression', role)).status).toBe(403)
      expect(itemsOf(await console.getJson('/api/requests', role))).toEqual([])
    }
  })
})

describe('the list of addresses not written to', () => {
  test('folds away the mark that is stored, from which nobody can read anything', async () => {
    const console = await opened()
    await console.must('withdraw-consent', { email: morag, purpose: 'news' })
    await console.settle()
    const { html, text } = await console.get('/suppression')
    expect(text).toMatch(/Mark Not withdrawn 20 Aug 2026 As it is stored/)
    expect(html.indexOf('version 1 of the key')).toBeGreaterThan(html.indexOf('<details'))
  })

  test('counts them and shows no address; one is looked up by typing it, and nothing is kept of that', async () => {
    const console = await opened()
    expect((await console.get('/suppression')).text).toContain('Nobody has withdrawn yet')
    await console.must('withdraw-consent', { email: morag, purpose: 'news' })
    await console.settle()
    const page = await console.get('/suppression')
    expect(page.text).toContain('1 address')
    expect(page.text).toContain('20 Aug 2026')
    expect(page.html).not.toContain('morag@')
    const version = (await console.getJson('/api/log')).text
    const found = await console.send('/suppression', { address: ` ${morag.toUpperCase()} ` })
    expect(found.text).toContain('Yes: this address is on the list. No news since 20 Aug 2026')
    const none = await console.send('/suppression', { address: 'idris@oakfield.example' })
    expect(none.text).toContain('No: this address is not on the list.')
    expect((await console.send('/suppression', { address: 'not an address' })).status).toBe(400)
    expect((await console.getJson('/api/log')).text).toBe(version)
  })

  test('has those beside it whom the mail provider no longer writes to', async () => {
    const console = await opened()
    expect((await console.get('/suppression')).text).not.toContain('Morag Evans')
    await act(console.tools, contactDecider, console.contact, { do: 'note-suppressed' }, system)
    await console.settle()
    expect((await console.get('/suppression')).text).toContain('Morag Evans')
  })
})
