// C9: the copy of everything held on a person: all of theirs, and nothing of anybody else's.
import { describe, expect, test } from 'vitest'
import { accessCopy } from '../../../events/request/copy.ts'
import { noFindings, receiveMail } from '../../../functions/receive-mail/receive.ts'
import { copyFor } from '../../../shared/deeds/access-copy.ts'
import { noteViews } from '../../../shared/deeds/views.ts'
import { itemsOf } from '../../functions/answer-api/kit.ts'
import { oakfield, withOakfield } from '../../functions/serve-console/kit.ts'
import { openPublic } from '../../functions/serve-public/kit.ts'

const morag = 'morag@oakfield.example'
const home = 'morag.evans@home.example'
const idris = 'idris@oakfield.example'
const elm = { ref: 'ref:ELM-1', name: 'Elm Park School', nation: 'wales' } as const
const wording = '2018-05'

async function aBody() {
  const body = await openPublic()
  await withOakfield(body)
  await body.must('register-school', elm)
  const mailTools = {
    ...body.tools,
    mail: { ...body.tools.mail, list: async function* () {} },
    ownDomains: ['iqm.example'],
  }
  const writes = async (from: string, name: string, text: string) => {
    const head = `From: ${from}\r\nTo: info@iqm.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@x.example>\r\n`
    await body.tools.mail.put(`inbound/${name}`, `${head}\r\n${text}\r\n`, 'message/rfc822')
    const received = body.tools.world().now
    await receiveMail(mailTools, { kept: `inbound/${name}`, received, findings: { ...noFindings, dmarc: 'pass' } })
    await body.settle()
  }
  const copyOf = async (email: string) => (await copyFor(body.tools, (await body.contactOf(email)).who)).copy
  return { ...body, writes, copyOf }
}

/** Morag with all there is, Idris with some of it: what is theirs has their name in it. */
async function withEverything() {
  const body = await aBody()
  const { must } = body
  await must('add-contact', { school: elm.ref, role: 'other', name: 'M. Evans', email: home, phone: '01632 960111' })
  await must('give-consent', { email: home, purpose: 'news', wording, how: 'phone' })
  const [one, other] = [(await body.contactOf(morag)).who, (await body.contactOf(home)).who]
  await must('merge-contacts', { keep: one, drop: other, reason: 'They are the same Morag' })
  await body.settle()
  await body.writes(morag, 'stop', 'Please stop sending me the newsletter.')
  await must('pause-letters', { scope: 'contact', id: one, reason: 'Morag is on leave' })
  await must('resume-letters', { scope: 'contact', id: one, reason: 'Morag is back' })
  await must('remove-contact', { contact: one, school: elm.ref, role: 'other' })
  await must('open-request', { kind: 'complaint', email: morag, received: '2026-08-20' })
  const { stream } = await must('open-request', { kind: 'access', email: morag, received: '2026-08-20' })
  await must('extend-request', { request: stream, reason: 'Morag’s papers are many' })
  await must('give-consent', { email: idris, purpose: 'service', wording, how: 'paper' })
  await body.writes(idris, 'other', 'I withdraw my consent. Idris Cole')
  const { stream: idrisAsked } = await must('open-request', { kind: 'access', email: idris, received: '2026-08-20' })
  await must('decide-request', { request: idrisAsked, outcome: 'refused', reason: 'Idris asked twice' })
  await body.settle()
  await noteViews(body.tools, 'staff#robin', [one])
  return { ...body, one, other }
}

describe('the copy of somebody with everything', () => {
  test('has name, address and telephone number of each entry, merged ones too', async () => {
    const { copyOf } = await withEverything()
    const { entries } = await copyOf(morag)
    expect(entries.map(({ name, address, phone }) => [name, address, phone])).toEqual([
      ['Morag Evans', morag, undefined],
      ['M. Evans', home, '01632 960111'],
    ])
  })

  test('has every role, present and former', async () => {
    const { copyOf } = await withEverything()
    const { schools } = await copyOf(morag)
    expect(schools).toEqual([
      { school: oakfield.name, role: 'Head', since: '2026-08-20' },
      { school: elm.name, role: 'Other', since: '2026-08-20', until: '2026-08-20' },
    ])
  })

  test('has all that was said of consent, with its evidence, in its order', async () => {
    const { copyOf } = await withEverything()
    const { consents } = await copyOf(morag)
    expect(consents.map(({ to, what, how, wording: of, notedBy }) => [to, what, how, of, notedBy])).toEqual([
      ['Letters about the school’s award', 'Given', 'On paper', wording, 'A member of staff'],
      ['News', 'Given', 'By telephone', wording, 'A member of staff'],
      // The entry it was merged into takes it over, with its evidence.
      ['News', 'Given', 'By telephone', wording, 'A member of staff'],
      ['News', 'Withdrawn', 'By e-mail', undefined, 'The system'],
    ])
  })

  test('has what stands against the address, pauses, requests, tasks, letters, mails and notes', async () => {
    const { copyOf } = await withEverything()
    const { standing, requests, tasks, letters, mails, notes } = await copyOf(morag)
    expect(standing.notWrittenTo).toEqual([{ letters: 'News', since: '2026-08-20' }])
    expect(standing.pauses).toEqual([
      { why: 'A member of staff paused letters to you', since: '2026-08-20', until: '2026-08-20' },
    ])
    expect(requests.map(({ asked, whyLonger }) => [asked, whyLonger])).toContainEqual([
      'To see what is kept about you',
      'Morag’s papers are many',
    ])
    expect(tasks.some(({ task }) => task.includes('to see all that is kept about them'))).toBe(true)
    expect(letters.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Consent recorded', 'Withdrawal confirmed', 'Request takes longer']),
    )
    expect(mails).toMatchObject([{ subject: 'stop', text: expect.stringContaining('Please stop sending me') }])
    expect(mails[0]?.done).toEqual(['News stops', 'A withdrawal is put on file'])
    expect(notes.map(({ about, text }) => [about, text])).toEqual(
      expect.arrayContaining([
        ['Your entry', 'They are the same Morag'],
        ['Your entry', 'Morag is on leave'],
        ['A mail you wrote', 'Please stop sending me the newsletter.'],
      ]),
    )
  })

  test('tells who saw them without naming staff, and what happened, day by day', async () => {
    const { copyOf } = await withEverything()
    const { seen, events } = await copyOf(morag)
    expect(seen).toEqual([{ on: '2026-08-20', by: expect.stringMatching(/^(A member|\d+ members) of staff$/) }])
    expect(events[0]?.what).toBe('A contact was added as head')
    expect(events.map(({ what }) => what)).toContain('Another entry of the same person was merged into this contact')
  })

  test('holds no word of ours and nothing of another person', async () => {
    const { copyOf } = await withEverything()
    const copy = accessCopy().parse(await copyOf(morag))
    const text = JSON.stringify(copy)
    expect(text).not.toMatch(/Idris|idris|robin|Robin/)
    expect(text).not.toMatch(/\b(contact|school|request|mail|letter|task|staff)#/)
    expect(text).not.toMatch(/note-[0-9a-f]|@\d+\.\d|[0-9a-f]{8}-[0-9a-f]{4}|\bstream\b|\bcommit\b|\bshard\b/)
  })

  test('tells what the law has them told, by the settings as they stand', async () => {
    const body = await withEverything()
    await body.must('change-setting', { name: 'rawMailDays', value: 30, reason: 'Less is more' })
    await body.getJson('/api/settings')
    const { told } = await body.copyOf(morag)
    expect(told.kept.join()).toContain('Mails you wrote: 30 days')
    expect(told.complaint).toContain('ico.org.uk')
    expect(told.sources).toContain('Yourself, by telephone.')
  })
})

test('a consent that was noted by mistake is told with its correction', async () => {
  const { must, settle, getJson, contactOf, copyOf } = await aBody()
  await must('give-consent', { email: morag, purpose: 'news', wording, how: 'paper' })
  await settle()
  const { who } = await contactOf(morag)
  const [given] = itemsOf(await getJson('/api/log?type=ConsentGiven')).filter(
    ({ stream, data }) => stream === who && JSON.stringify(data).includes('news'),
  )
  await must('correct', { event: String(given?.id), reason: 'It was somebody else’s form', data: {} })
  const { consents, notes } = await copyOf(morag)
  expect(consents.map(({ what }) => what)).toEqual([
    'Given',
    'Given',
    'Taken back, as it was noted by mistake: none was ever given',
  ])
  expect(notes.map(({ text }) => text)).toContain('It was somebody else’s form')
})

test('a mailbox that is a successor’s leaks to neither: each has the mails of their own time', async () => {
  const body = await aBody()
  await body.writes(morag, 'before', 'Please note our new telephone number. Morag')
  const { who } = await body.contactOf(morag)
  const place = { contact: who, school: oakfield.ref, role: 'head' }
  body.clock.moveTo('2026-08-24T10:00:00.000Z')
  await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag })
  await body.settle()
  body.clock.moveTo('2026-08-26T10:00:00.000Z')
  await body.writes(morag, 'after', 'I withdraw my consent to all letters. Nia')
  const { copy: former } = await copyFor(body.tools, who)
  const successor = await body.copyOf(morag)
  expect(former.mails.map(({ subject }) => subject)).toEqual(['before'])
  expect(successor.mails.map(({ subject }) => subject)).toEqual(['after'])
  expect(JSON.stringify(former)).not.toContain('Nia')
  expect(JSON.stringify(successor)).not.toContain('Morag')
  // What stands against the address now is the successor's word.
  expect(former.standing.notWrittenTo).toEqual([])
  expect(former.schools).toEqual([{ school: oakfield.name, role: 'Head', since: '2026-08-20', until: '2026-08-24' }])
})
