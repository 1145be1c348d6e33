// C9: staff look at the copy before they answer a request for access: those alone who answer it, and it is noted.
import { describe, expect, test } from 'vitest'
import { accessCopy } from '../../../events/request/copy.ts'
import { itemsOf } from '../answer-api/kit.ts'
import { openConsole, withOakfield } from './kit.ts'

const morag = 'morag@oakfield.example'
const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&'

async function asked(kind = 'access') {
  const console = await openConsole()
  await withOakfield(console)
  const { stream: contact } = await console.must('give-consent', {
    ...{ email: morag, purpose: 'news', wording: '2018-05', how: 'paper' },
  })
  const { stream } = await console.must('open-request', { kind, email: morag, received: '2026-08-20' })
  await console.settle()
  const id = stream.slice('request#'.length)
  const seenBy = async () =>
    itemsOf(await console.getJson(`/api/contacts/${contact.slice('contact#'.length)}/seen-by`)).length
  return { ...console, contact, id, page: `/requests/${id}`, seenBy }
}

describe('the copy as staff look at it', () => {
  test.each(['admin', 'coordinator'] as const)(
    'is shown to an %s, linked from the request, and noted',
    async (role) => {
      const { get, page, seenBy, idOf } = await asked()
      expect((await get(page, role)).html).toContain(`href="${page}/copy"`)
      const before = await seenBy()
      const seen = await get(`${page}/copy`, role)
      expect(seen.status).toBe(200)
      for (const said of ['Morag Evans', morag, 'where one names somebody else']) expect(seen.text).toContain(said)
      expect([before, await seenBy(), idOf(role)]).toEqual([0, 1, expect.any(String)])
      const file = await get(`${page}/copy.json`, role)
      expect(file.headers.get('content-disposition')).toContain('attachment')
      expect(accessCopy().parse(JSON.parse(file.html)).entries[0]?.name).toBe('Morag Evans')
    },
  )

  test.each(['ambassador', 'assessor', 'reader'] as const)('is for no %s, on no way', async (role) => {
    const { get, getJson, page, seenBy, id } = await asked()
    for (const [path, status] of [
      [`${page}/copy`, 403],
      [`${page}/copy.json`, 404],
    ] as const) {
      const came = await get(path, role)
      expect(came.status).toBe(status)
      expect(came.html).not.toContain('Morag')
    }
    const api = await getJson(`/api/requests/${id}/copy`, role)
    expect([api.status, api.text.includes('Morag')]).toEqual([404, false])
    expect(await seenBy()).toBe(0)
  })

  test('is answered by the API in its form, and noted', async () => {
    const { getJson, id, seenBy } = await asked()
    const came = await getJson(`/api/requests/${id}/copy`, 'coordinator')
    expect(
      accessCopy()
        .parse(came.body)
        .consents.map(({ to }) => to),
    ).toEqual(['Letters about the school’s award', 'News'])
    expect(await seenBy()).toBe(1)
  })

  test('is there for requests for access alone, and for nobody who is no contact', async () => {
    const { get, getJson, page, id, must } = await asked('rectification')
    expect((await get(page)).html).not.toContain('/copy')
    const stranger = { kind: 'access', email: 'stranger@elsewhere.example', received: '2026-08-20' }
    const { stream } = await must('open-request', stranger)
    for (const one of [id, stream.slice('request#'.length), 'no-such-request']) {
      expect((await get(`/requests/${one}/copy`)).status).toBe(404)
      expect((await get(`/requests/${one}/copy.json`)).status).toBe(404)
      expect((await getJson(`/api/requests/${one}/copy`)).status).toBe(404)
    }
  })

  test('shows what anybody wrote as text and nothing else', async () => {
    const { get, page, must, id, contact } = await asked()
    await must('pause-letters', { scope: 'contact', id: contact, reason: hostile })
    await must('change-contact', { contact, name: `Morag ${hostile}` })
    await must('extend-request', { request: id, reason: hostile })
    const { html, text } = await get(`${page}/copy`)
    expect(html).not.toMatch(/<script|<img/)
    expect(text.split(hostile).length - 1).toBe(3)
  })

  test('says on the page of the request whether its link left, and when it runs out', async () => {
    const { get, page, send, settle, clock } = await asked()
    expect((await get(`${page}/do/decide-request`)).text).toContain(
      'a link behind which everything kept about them can be seen, once',
    )
    await send(`${page}/do/decide-request`, { outcome: 'answered' })
    expect((await get(page)).text).toContain(
      'No link was sent yet; nobody has opened it, and it runs out on 3 Sept 2026',
    )
    await settle()
    expect((await get(page)).text).toContain('The link was sent ; nobody has opened it, and it runs out on 3 Sept 2026')
    clock.moveTo('2026-09-05T10:00:00.000Z')
    expect((await get(page)).text).toContain('it ran out on 3 Sept 2026')
  })
})
