/** C9: the copy of what is held, behind a link that opens once and runs out. */
import { describe, expect, test } from 'vitest'
import { accessCopy } from '../../../events/request/copy.ts'
import { servePublic } from '../../../functions/serve-public/app.tsx'
import { linkUse, sealTicket } from '../../../shared/links/links.ts'
import { oakfield, withOakfield } from '../serve-console/kit.ts'
import { linkIn, openPublic, publicUrl } from './kit.ts'

const morag = 'morag@oakfield.example'
const asJson = { method: 'POST', headers: { accept: 'application/json' } } as const

/** Morag asked for access, on paper, and the request was answered: the letter with the link left. */
async function answered() {
  const body = await openPublic()
  await withOakfield(body)
  const { stream } = await body.must('open-request', { kind: 'access', email: morag, received: '2026-08-20' })
  await body.must('decide-request', { request: stream, outcome: 'answered' })
  await body.settle()
  const { who } = await body.contactOf(morag)
  const versionOf = async () => (await body.tools.log.head(stream))?.body.version
  return { ...body, who, request: stream, link: linkIn(body.latest(morag), 'copy'), versionOf }
}

/** The copy as the link in the page holds it. */
function savedFrom(html: string): unknown {
  const base64 = /href="data:application\/json;base64,([^"]+)"/.exec(html)?.[1] ?? ''
  return JSON.parse(Buffer.from(base64, 'base64').toString())
}

describe('the link to the copy', () => {
  test('stands in the letter, says until when, and is looked at without changing anything', async () => {
    const { link, latest, get, versionOf, request, tools } = await answered()
    expect(latest(morag).text).toContain('until Thursday 3 September 2026')
    const before = await versionOf()
    const page = await get(link)
    expect(page.text).toContain('no later than 3 Sept 2026')
    for (const personal of ['Morag', morag, oakfield.name]) expect(page.text).not.toContain(personal)
    expect((await get(link)).status).toBe(200)
    expect(await versionOf()).toBe(before)
    expect((await tools.log.head(request))?.body.events.map(({ type }) => type)).not.toContain('AccessCopyOpened')
  })

  test('asked for its head alone changes nothing either', async () => {
    const { link, publicApp, versionOf } = await answered()
    const before = await versionOf()
    await publicApp.request(link.replace(publicUrl, ''), { method: 'HEAD' })
    expect(await versionOf()).toBe(before)
  })

  test('opens the whole copy once, as a page with the same to save', async () => {
    const { link, click, get, getJson, settle } = await answered()
    const page = await click(link, '')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    for (const said of ['Morag Evans', morag, oakfield.name, 'On paper', 'ico.org.uk'])
      expect(page.text).toContain(said)
    const saved = accessCopy().parse(savedFrom(page.html))
    expect(saved.entries).toEqual([{ kept: expect.any(String), name: 'Morag Evans', address: morag }])
    for (const again of [await click(link, ''), await get(link)]) {
      expect(again.status).toBe(410)
      expect(again.text).toContain('opened already')
      expect(again.text).not.toContain('Morag')
    }
    await settle()
    expect((await getJson('/api/requests')).body).toMatchObject({
      items: [{ decidedOn: '2026-08-20', copyOpenedOn: '2026-08-20' }],
    })
  })

  test('answers JSON to whoever asks for that', async () => {
    const { link, publicApp } = await answered()
    const came = await publicApp.request(link.replace(publicUrl, ''), asJson)
    expect(came.headers.get('content-type')).toContain('application/json')
    expect(accessCopy().parse(await came.json()).requests).toMatchObject([{ state: 'Answered' }])
  })

  test('runs out after a fortnight', async () => {
    const { link, get, click, clock } = await answered()
    clock.moveTo('2026-09-03T20:00:00.000Z')
    expect((await get(link)).status).toBe(200)
    clock.moveTo('2026-09-04T08:00:00.000Z')
    expect((await get(link)).status).toBe(404)
    expect((await click(link, '')).status).toBe(404)
  })

  test('of a request that is refused, or of another kind, is none', async () => {
    const body = await openPublic()
    await withOakfield(body)
    const open = async (kind: string, outcome: string) => {
      const { stream } = await body.must('open-request', { kind, email: morag, received: '2026-08-20' })
      await body.must('decide-request', { request: stream, outcome, reason: 'It was asked for before' })
      return stream
    }
    const requests = [await open('access', 'refused'), await open('rectification', 'answered')]
    await body.settle()
    const sentTo = await body.tools.vault.markOf(morag)
    for (const about of requests) {
      const token = await sealTicket((version) => body.tools.vault.keyFor(linkUse, version), {
        kind: 'copy',
        about,
        until: '2026-09-03',
        ...(sentTo !== undefined && { sentTo }),
      })
      expect((await body.click(`${publicUrl}/p/copy/${token}`, '')).status).toBe(404)
    }
    expect(body.letters({ to: morag }).flatMap(({ text }) => text.match(/\/p\/copy\//g) ?? [])).toEqual([])
  })

  test('is worth nothing once the mailbox is somebody else’s, nor altered, nor as a link of another kind', async () => {
    const body = await answered()
    const altered = `${body.link.slice(0, -1)}${body.link.endsWith('A') ? 'B' : 'A'}`
    expect((await body.click(altered, '')).status).toBe(404)
    expect((await body.click(body.link.replace('/copy/', '/confirm/'), '')).status).toBe(404)
    const place = { contact: body.who, school: oakfield.ref, role: 'head' }
    await body.must('hand-over-contact', { ...place, name: 'Nia Rees', email: morag })
    const came = await body.click(body.link, '')
    expect(came.status).toBe(404)
    expect(came.text).not.toContain('Morag')
  })

  test('is good still when the copy could not be made', async () => {
    const body = await answered()
    let isBroken = true
    const { views } = body.tools
    const of: typeof views.of = async (...asked) => {
      if (isBroken) throw new Error('no list today')
      return views.of(...asked)
    }
    const tools = { ...body.tools, views: { ...views, of }, publicUrl: () => publicUrl, report: () => undefined }
    const app = servePublic(tools)
    const open = () => app.request(body.link.replace(publicUrl, ''), { method: 'POST' })
    expect((await open()).status).toBe(500)
    isBroken = false
    expect((await open()).status).toBe(200)
    expect((await open()).status).toBe(410)
  })

  test('opened twice at once shows it once', async () => {
    const { link, click } = await answered()
    const came = await Promise.all([click(link, ''), click(link, '')])
    expect(came.map(({ status }) => status).toSorted()).toEqual([200, 410])
  })
})
