/** C8: whoever asked to be erased is gone from wherever they were kept; what is somebody else's is not touched. */
import { describe, expect, test } from 'vitest'
import { readAddressee } from '../../../shared/deeds/addressee.ts'
import { forEver, morag, openErasing, withMorag } from './kit.ts'

describe('when the answer left', () => {
  test('everything is removed, and the report says how much, what stays and until when copies hold it', async () => {
    const body = await withMorag()
    const request = await body.grant({ contact: body.who })
    await body.erase()
    expect(await body.report(request)).toEqual([
      {
        kind: 'erasure',
        contact: body.who,
        on: '2026-08-20',
        removed: { entries: 1, notes: expect.any(Number), mails: 2, passages: 1 },
        provider: true,
        kept: { suppressed: 1, doubtful: [] },
        copiesUntil: '2026-09-24',
      },
    ])
    const { vault } = body.tools
    expect(await vault.person(body.who, forEver)).toBeUndefined()
    expect(await vault.holderOf('contact', morag.email, '')).toBeUndefined()
    expect(await vault.note(body.passage, forEver)).toBe('Met [removed] ([removed], [removed]) at the gate')
    expect(await body.mailKeys()).toEqual([expect.stringMatching('inbound/other'), expect.stringMatching('read/')])
    expect(body.providerList.holds.size).toBe(0)
    const day = '2026-08-20'
    expect(await vault.suppressionOf(morag.email)).toEqual({ service: day, news: day, erased: day })
  })

  test('no name, address or number of theirs and nothing they wrote is anywhere any more', async () => {
    const body = await withMorag()
    const before = await body.everything()
    const theirs = ['Morag', 'morag@', '960001', '960 001', 'on leave', 'withdraw my consent', 'all you have']
    expect(theirs.filter((word) => !before.includes(word))).toEqual([])
    await body.grant({ contact: body.who })
    await body.erase()
    const after = await body.everything()
    expect(theirs.filter((word) => after.toLowerCase().includes(word.toLowerCase()))).toEqual([])
    expect(after).toContain('Idris Cole')
    expect(after).toContain('Good morning.')
  })

  test('the farewell was the last letter: every other is withheld, and the school has no such contact', async () => {
    const body = await withMorag()
    await body.must('resume-letters', { scope: 'contact', id: body.who, reason: 'She is back' })
    await body.grant({ contact: body.who })
    await body.settle()
    expect(body.latest(morag.email).subject).toMatch(/delete|erase/i)
    const left = body.letters({ to: morag.email }).length
    await body.erase()
    await body.morning(body.school, '2026-10-01')
    await body.must('book-visit', { school: 'urn:123456', on: '2026-11-20' })
    await body.settle()
    expect(body.letters({ to: morag.email })).toHaveLength(left)
    expect((await body.consoleGet(`/schools/${body.school.slice('school#'.length)}`)).text).not.toContain('Morag')
  })

  test('an import of the old list brings nobody back; who is added anew since has consented to nothing', async () => {
    const body = await withMorag()
    await body.grant({ contact: body.who })
    await body.erase()
    const listed = await body.tools.vault.suppressionOf(morag.email)
    const row = `urn:123456,head,Morag Evans,${morag.email},,yes,2025-01-05,yes,2025-01-05,2018-05,paper`
    const list = `school,role,name,email,phone,service,service_on,news,news_on,wording,how\n${row}\n`
    await body.importRows(list)
    expect(await body.everything()).not.toContain('Morag Evans')
    const anew = await body.contact(morag)
    await body.importRows(list)
    await body.settle()
    const { who, consents } = await body.contactOf(morag.email)
    expect([who, consents.service?.state, consents.news?.state]).not.toContain('given')
    expect(who).toBe(anew)
    expect(await body.tools.vault.suppressionOf(morag.email)).toEqual(listed)
  })

  test('done again, it finds nothing to do and says nothing more', async () => {
    const body = await withMorag()
    const request = await body.grant({ contact: body.who })
    await body.settle()
    const events = [...body.waiting]
    await body.erase()
    const version = (await body.tools.log.head(request))?.body.version
    body.waiting.push(...events)
    await body.erase()
    expect((await body.tools.log.head(request))?.body.version).toBe(version)
  })

  test('nothing is removed before the answer has left', async () => {
    const body = await withMorag()
    await body.must('set-sending', { position: 'off', reason: 'Not now' })
    await body.grant({ contact: body.who })
    await body.erase()
    expect(await body.tools.vault.person(body.who, forEver)).toEqual(morag)
    expect(await body.ledger()).toEqual([])
  })
})

describe('what is also somebody else’s', () => {
  test('a name stays where another has it too: the note is left and told, and a number in it goes', async () => {
    const body = await withMorag()
    await body.contact({ name: 'Mrs Morag Evans', email: 'm.evans@ashfield.example' })
    const request = await body.grant({ contact: body.who })
    await body.erase()
    expect(await body.tools.vault.note(body.passage, forEver)).toBe(
      'Met MORAG\nEvans ([removed], [removed]) at the gate',
    )
    expect(await body.report(request)).toMatchObject([{ removed: { passages: 1 }, kept: { doubtful: [body.passage] } }])
  })

  test('a number shared with a colleague, or that is the school’s, is left in notes', async () => {
    const body = await withMorag()
    await body.contact({ name: 'Nia Rees', email: 'nia@oakfield.example', phone: '+44 1632 960001' })
    await body.tools.vault.putPerson(body.who, { ...morag, phone: '01632 960001 or 01632 960123' })
    const other = await body.noteAbout('The office is at 01632 960123')
    await body.grant({ contact: body.who })
    await body.erase()
    expect(await body.tools.vault.note(body.passage, forEver)).toBe(
      'Met [removed] (01632-960 001, [removed]) at the gate',
    )
    expect(await body.tools.vault.note(other, forEver)).toBe('The office is at 01632 960123')
  })

  test('a mailbox that was handed over stays the successor’s, with mails, claim and consents', async () => {
    const body = await withMorag()
    await body.must('resume-letters', { scope: 'contact', id: body.who, reason: 'She is back' })
    const place = { contact: body.who, school: 'urn:123456', role: 'head' }
    await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag.email })
    await body.settle()
    const { who: nia } = await body.contactOf(morag.email)
    await body.must('give-consent', { contact: nia, purpose: 'service', wording: '2018-05', how: 'paper' })
    await body.mailFrom('nia', morag.email, 'Nia here: please call me.')
    body.providerList.holds.add(morag.email)
    const request = await body.grant({ contact: body.who })
    await body.erase()
    const { vault } = body.tools
    // No letter goes to whoever reads that mailbox now.
    expect(await body.eventsOf(request)).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ because: 'answer-withheld' }) }),
    )
    const [report] = await body.report(request)
    expect(report).toMatchObject({ removed: { entries: 1, mails: 2, passages: 1 }, kept: { suppressed: 0 } })
    expect(report).not.toHaveProperty('provider')
    expect(body.providerList.holds).toContain(morag.email)
    expect(await vault.person(body.who, forEver)).toBeUndefined()
    expect(await vault.holderOf('contact', morag.email, '')).toBe(nia)
    expect(await vault.person(nia, forEver)).toMatchObject({ name: 'Nia Rees' })
    expect((await body.contactOf(morag.email)).consents.service?.state).toBe('given')
    expect(await vault.note(body.passage, forEver)).toContain('[removed] ([removed], Morag@oakfield.example)')
    expect(await body.mailKeys()).toContain('inbound/nia')
  })

  test('what the one before wrote at the mailbox stays, when it is the successor who is erased', async () => {
    const body = await withMorag()
    const place = { contact: body.who, school: 'urn:123456', role: 'head' }
    await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag.email })
    await body.settle()
    const { who: nia } = await body.contactOf(morag.email)
    await body.mailFrom('nia', morag.email, 'Nia here: please call me.')
    const request = await body.grant({ contact: nia })
    await body.erase()
    expect(await body.report(request)).toMatchObject([{ removed: { entries: 1, mails: 1 }, kept: { suppressed: 1 } }])
    expect(await body.tools.vault.person(body.who, forEver)).toEqual(morag)
    expect(await body.tools.vault.holderOf('contact', morag.email, '')).toBeUndefined()
    const kept = await body.mailKeys()
    expect(kept).toEqual(expect.arrayContaining(['inbound/one', 'inbound/two']))
    expect(kept).not.toContain('inbound/nia')
    expect(await body.everything()).not.toMatch(/nia rees|please call me/i)
  })

  test('a member of staff with the same address keeps that entry', async () => {
    const body = await withMorag()
    await body.must('add-staff', { name: 'Morag Evans', email: morag.email, role: 'reader', alerts: 'none' })
    const request = await body.grant({ contact: body.who })
    await body.erase()
    expect(await body.report(request)).toMatchObject([{ kept: { staff: true } }])
    expect(await body.tools.vault.holderOf('staff', morag.email, '')).toMatch(/^staff#/)
  })
})

test('entries that were merged go together', async () => {
  const body = await withMorag()
  const second = await body.contact({ name: 'M Evans', email: 'm.evans@oakfield.example' })
  const request = (await body.must('open-request', { kind: 'erasure', contact: second, received: '2026-08-19' })).stream
  await body.must('merge-contacts', { keep: body.who, drop: second, reason: 'She was entered twice' })
  await body.settle()
  await body.must('decide-request', { request, outcome: 'answered' })
  await body.erase()
  expect(await body.report(request)).toMatchObject([{ removed: { entries: 2, mails: 2 }, kept: { suppressed: 2 } }])
  for (const address of [morag.email, 'm.evans@oakfield.example'])
    expect(await body.tools.vault.suppressionOf(address)).toHaveProperty('erased')
  for (const who of [body.who, second]) expect(await body.tools.vault.person(who, forEver)).toBeUndefined()
  expect(await body.everything()).not.toMatch(/evans|entered twice/i)
})

test('a stranger’s request erases their mails, their requests and their address, at once', async () => {
  const body = await openErasing()
  const stranger = 'pat@elsewhere.example'
  await body.mailFrom('pat', `Pat Low <${stranger}>`, 'Who are you? Call me.')
  await body.must('open-request', { kind: 'access', email: stranger, received: '2026-08-18' })
  const note = await body.noteAbout('Pat wrote from PAT@elsewhere.example')
  const request = await body.grant({ email: stranger })
  await body.erase()
  expect(await body.report(request)).toMatchObject([
    { removed: { entries: 0, mails: 1, passages: 1 }, provider: true, kept: { suppressed: 1 } },
  ])
  expect(await body.tools.vault.suppressionOf(stranger)).toMatchObject({ service: '2026-08-20', erased: '2026-08-20' })
  expect(await body.tools.vault.note(note, forEver)).toBe('Pat wrote from [removed]')
  expect(await body.everything()).not.toContain('pat@elsewhere')
})

test('until the answer has left they are erased for every other letter, while their address is still kept for it', async () => {
  const body = await withMorag()
  const request = await body.grant({ contact: body.who })
  expect(await body.tools.vault.person(body.who, forEver)).toBeDefined()
  const asked = { to: body.who, matter: 'x', cause: `${request}@1.0`, causedAt: '2026-08-20T09:00:00.000Z' } as const
  const facts = { request, asks: 'erasure', outcome: 'answered' } as const
  const gone = async (letter: Pick<Parameters<typeof readAddressee>[1], 'kind' | 'purpose' | 'facts'>) =>
    (await readAddressee(body.tools, { ...asked, ...letter })).addressee.gone
  expect(await gone({ kind: 'request-answered', purpose: 'rights', facts })).toBe(false)
  expect(await gone({ kind: 'request-answered', purpose: 'rights', facts: { ...facts, outcome: 'refused' } })).toBe(
    true,
  )
  expect(await gone({ kind: 'request-answered', purpose: 'rights', facts: { ...facts, asks: 'access' } })).toBe(true)
  expect(await gone({ kind: 'review-reminder', purpose: 'service', facts: {} })).toBe(true)
})
