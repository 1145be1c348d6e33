/** C4: letters are stopped by one click, confirmed once, and gone on with by the link in that confirmation. */
import { describe, expect, test } from 'vitest'
import { suppressStranger, withdrawFor } from '../../../shared/deeds/rights.ts'
import { linkUse, sealTicket, type Ticket } from '../../../shared/links/links.ts'
import { oakfield, pageOf, withOakfield } from '../serve-console/kit.ts'
import { bySystem, linkIn, openPublic, publicUrl } from './kit.ts'

const morag = 'morag@oakfield.example'
const office = 'office@oakfield.example'
const oneClick = 'List-Unsubscribe=One-Click'

/** Oakfield, to whose head a letter about the award has left. */
async function written() {
  const body = await openPublic()
  const school = await withOakfield(body)
  await body.morning(school, '2026-09-02')
  return { ...body, school }
}

/** A link with a ticket of our own, sealed with the body's key. */
async function forged(body: Awaited<ReturnType<typeof openPublic>>, path: string, ticket: Ticket): Promise<string> {
  return `${publicUrl}/p/${path}/${await sealTicket((version) => body.tools.vault.keyFor(linkUse, version), ticket)}`
}

describe('a letter by consent', () => {
  test('carries its one click in its headers and its foot, and no address in any link', async () => {
    const { latest } = await written()
    const { headers, text, html } = latest(morag)
    const stop = linkIn({ text }, 'u')
    expect(headers['List-Unsubscribe']).toBe(`<${stop}>`)
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(html).toContain(stop)
    expect(linkIn({ text }, 'me')).toMatch(/^https:/)
    for (const link of text.match(/https:\S+/g) ?? []) expect(decodeURIComponent(link)).not.toContain('morag')
  })

  test('to look at, or to staff, has no such link, and works for nobody', async () => {
    const body = await written()
    await body.must('test-letter', { kind: 'review-reminder' })
    await body.settle()
    const [test] = body.letters({ subject: 'Test: ' })
    expect(test?.headers['List-Unsubscribe']).toBeUndefined()
    expect(test?.text).not.toContain('/p/')
    const letter = (await body.getJson(`/api/letters?school=${oakfield.ref}`)).body
    const id = /"id":"([0-9a-f]+)"/.exec(JSON.stringify(letter))?.[1]
    const shown = await body.request(`/letters/${id}/as-mail`, {}, 'admin')
    expect(shown.html).not.toContain(`${publicUrl}/p/`)
  })
})

describe('one click', () => {
  test('shows a page first, and to look at it changes nothing', async () => {
    const { get, latest, contactOf } = await written()
    const page = await get(linkIn(latest(morag), 'u'))
    expect(page.status).toBe(200)
    expect(page.text).toContain('Stop letters about your school’s award')
    expect(page.text).not.toContain('Morag')
    expect((await contactOf(morag)).consents.service?.state).toBe('given')
  })

  test('sent by a mail program, without cookies, stops letters of its purpose at once', async () => {
    const { click, latest, contactOf, must, tools } = await written()
    await must('give-consent', { email: morag, purpose: 'news', wording: '2018-05', how: 'paper' })
    const { status } = await click(linkIn(latest(morag), 'u'), oneClick)
    expect(status).toBe(200)
    const { who, consents } = await contactOf(morag)
    expect(consents.service).toMatchObject({ state: 'withdrawn', how: 'one-click' })
    expect(consents.news?.state).toBe('given')
    expect(await tools.vault.suppressionOf(morag)).toEqual({ service: '2026-09-02' })
    expect((await tools.log.head(who))?.body.by).toBe(who)
  })

  test('clicked twice is confirmed once, by a letter with a link that undoes it', async () => {
    const { click, latest, letters, settle } = await written()
    const stop = linkIn(latest(morag), 'u')
    await click(stop, oneClick)
    await click(stop, oneClick)
    await settle()
    const confirmed = letters({ to: morag, subject: 'Stopped, as you asked' })
    expect(confirmed).toHaveLength(1)
    expect(confirmed[0]?.headers['List-Unsubscribe']).toBeUndefined()
    expect(confirmed[0]?.text.replaceAll('\n', ' ')).toContain('asked us to stop letters about your school’s award')
  })

  test('of an office is its objection: nobody there is written to again', async () => {
    const body = await written()
    await body.click(linkIn(body.latest(morag), 'u'), oneClick)
    await body.morning(body.school, '2026-10-02')
    expect(body.latest(office).text).toContain('office address')
    await body.click(linkIn(body.latest(office), 'u'), oneClick)
    await body.settle()
    const before = body.letters({ to: office }).length
    await body.morning(body.school, '2026-10-30')
    expect(body.letters({ to: office })).toHaveLength(before)
    expect((await body.get(linkIn(body.latest(office), 'undo'))).status).toBe(200)
  })

  test('after the person was merged into another entry stops letters to that one', async () => {
    const body = await written()
    const stop = linkIn(body.latest(morag), 'u')
    const { who } = await body.contactOf(morag)
    const added = await body.must('add-contact', {
      school: oakfield.ref,
      role: 'other',
      name: 'Morag Evans',
      email: 'morag.evans@oakfield.example',
    })
    await body.must('merge-contacts', { keep: added.stream, drop: who, reason: 'The same person' })
    await body.click(stop, oneClick)
    expect((await body.contactOf('morag.evans@oakfield.example')).consents.service?.state).toBe('withdrawn')
  })
})

describe('the link that undoes a withdrawal', () => {
  test('restores what was withdrawn, once, and writes to them again', async () => {
    const body = await written()
    await body.click(linkIn(body.latest(morag), 'u'), oneClick)
    await body.settle()
    const undo = linkIn(body.latest(morag), 'undo')
    expect((await body.get(undo)).status).toBe(200)
    expect((await body.contactOf(morag)).consents.service?.state).toBe('withdrawn')
    expect((await body.click(undo, '')).text).toContain('It is undone')
    expect((await body.contactOf(morag)).consents.service).toMatchObject({
      state: 'given',
      how: 'undo-link',
      wording: '2018-05',
    })
    expect(await body.tools.vault.suppressionOf(morag)).toEqual({})
    const again = await body.click(undo, '')
    expect(again.status).toBe(410)
    expect(again.text).toContain('Nothing was changed')
  })

  test('replayed after a later withdrawal changes nothing', async () => {
    const body = await written()
    const stop = linkIn(body.latest(morag), 'u')
    await body.click(stop, oneClick)
    await body.settle()
    const undo = linkIn(body.latest(morag), 'undo')
    await body.click(undo, '')
    await body.click(stop, oneClick)
    expect((await body.click(undo, '')).status).toBe(410)
    expect((await body.contactOf(morag)).consents.service?.state).toBe('withdrawn')
    expect(await body.tools.vault.suppressionOf(morag)).toHaveProperty('service')
  })

  test('runs out after a month', async () => {
    const body = await written()
    await body.click(linkIn(body.latest(morag), 'u'), oneClick)
    await body.settle()
    const undo = linkIn(body.latest(morag), 'undo')
    body.clock.pass(31 * 24 * 3600 * 1000)
    expect((await body.click(undo, '')).status).toBe(404)
    expect((await body.contactOf(morag)).consents.service?.state).toBe('withdrawn')
  })

  test('comes with a withdrawal that staff noted as well', async () => {
    const body = await written()
    await body.must('withdraw-consent', { email: morag, purpose: 'service' })
    await body.settle()
    expect(linkIn(body.latest(morag), 'undo')).toMatch(/^https:/)
  })
})

describe('a forged link', () => {
  test('of another kind, of nobody, altered or expired does nothing and says nothing', async () => {
    const body = await written()
    const { who } = await body.contactOf(morag)
    const stop = linkIn(body.latest(morag), 'u')
    const links = [
      stop.replace('/p/u/', '/p/undo/'),
      stop.replace('/p/u/', '/p/me/'),
      `${stop.slice(0, -4)}AAAA`,
      stop.slice(0, -1),
      await forged(body, 'u', { kind: 'unsubscribe', about: who }),
      await forged(body, 'me', { kind: 'preferences', about: who, until: '2026-09-01' }),
      await forged(body, 'you', { kind: 'was-this-you', about: who, matter: 'nonsense' }),
    ]
    const version = (await body.tools.log.head(who))?.body.version
    for (const link of links) {
      const [seen, sent] = [await body.get(link), await body.click(link, oneClick)]
      expect([seen.status, sent.status]).toEqual([404, 404])
      expect(seen.html).toBe((await body.get('/p/u/AAAA')).html)
    }
    expect((await body.tools.log.head(who))?.body.version).toBe(version)
  })

  test('of a contact that never was stops nothing, and is answered like any other click', async () => {
    const body = await written()
    const link = await forged(body, 'u', { kind: 'unsubscribe', about: 'contact#c-none', purpose: 'service' })
    expect((await body.click(link, oneClick)).status).toBe(200)
    expect(await body.tools.log.head('contact#c-none')).toBeUndefined()
  })
})

describe('whoever withdrew', () => {
  test('is revived by no import, whatever its day', async () => {
    const body = await written()
    await body.click(linkIn(body.latest(morag), 'u'), oneClick)
    await suppressStranger(body.tools, {
      email: 'new@oakfield.example',
      purposes: ['service', 'news'],
      on: '2026-09-02',
    })
    const rows = [
      'school,role,name,email,phone,service,service_on,news,news_on,wording,how',
      `${oakfield.ref},head,Morag Evans,${morag},,yes,2026-09-02,,,2018-05,web-form`,
      `${oakfield.ref},other,New Person,new@oakfield.example,,yes,2026-08-30,yes,2026-08-30,2018-05,paper`,
    ]
    await body.importRows(rows.join('\n'))
    expect((await body.contactOf(morag)).consents.service?.state).toBe('withdrawn')
    const { consents } = await body.contactOf('new@oakfield.example')
    expect([consents.service?.state, consents.news?.state]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('and is head of two schools is written to for neither; both schools’ reminders pass on', async () => {
    const body = await written()
    const elm = { ...oakfield, ref: 'urn:123457', name: 'Elm School' }
    const { stream } = await body.must('register-school', elm)
    await body.must('grant-award', { school: elm.ref, award: 'inclusive-school', on: '2025-12-01' })
    await body.must('grant-award', { school: elm.ref, award: 'centre-of-excellence', on: '2025-12-01' })
    await body.must('add-contact', { school: elm.ref, role: 'head', name: 'Morag Evans', email: morag })
    await body.must('add-contact', { school: elm.ref, role: 'office', name: 'Elm Office', email: 'office@elm.example' })
    await body.settle()
    const { who } = await body.contactOf(morag)
    await withdrawFor(body.tools, { contact: who, purposes: ['service'], how: 'e-mail', mail: 'mail#1' }, bySystem)
    await body.settle()
    const before = body.letters({ to: morag }).length
    for (const school of [body.school, stream]) await body.morning(school, '2026-10-02')
    expect(body.letters({ to: morag })).toHaveLength(before)
    expect(body.latest(office).text).toContain(oakfield.name)
    expect(body.latest('office@elm.example').text).toContain(elm.name)
  })
})

test('the page of a contact shows what stands after a click', async () => {
  const body = await written()
  await body.click(linkIn(body.latest(morag), 'u'), oneClick)
  await body.settle()
  const { text } = await body.request(pageOf(body.school), {}, 'admin')
  expect(text).toContain('Withdrawn')
})
