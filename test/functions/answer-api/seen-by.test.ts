// Who was shown a contact's name and address is noted, once a day, and told to admins alone.
import { describe, expect, test } from 'vitest'
import { tidyViews } from '../../../shared/deeds/views.ts'
import { type Body, itemsOf, oakfield, openBody } from './kit.ts'

const morag = { school: oakfield.ref, role: 'head', name: 'Morag Evans', email: 'morag@oakfield.example' }

async function withMorag(): Promise<{
  body: Body
  seenBy: (as?: 'admin' | 'coordinator') => Promise<string[]>
  contact: string
}> {
  const body = await openBody({ today: '2026-09-01' })
  await body.must('register-school', oakfield)
  const { stream } = await body.must('add-contact', morag)
  await body.follow()
  const contact = stream.slice('contact#'.length)
  const seenBy = async (as: 'admin' | 'coordinator' = 'admin') =>
    itemsOf(await body.get(`/api/contacts/${contact}/seen-by`, as)).map(({ day, name }) => `${day} ${name}`)
  return { body, seenBy, contact }
}

describe('a contact', () => {
  test('that was shown is noted for whoever saw it, once a day', async () => {
    const { body, seenBy } = await withMorag()
    expect(await seenBy()).toEqual([])
    for (const as of ['coordinator', 'coordinator', 'admin'] as const) await body.get('/api/contacts', as)
    await body.get(`/api/schools/${oakfield.ref}`, 'coordinator')
    body.clock.moveTo('2026-09-02T10:00:00.000Z')
    await body.get(`/api/contacts?school=${oakfield.ref}`, 'coordinator')
    expect(await seenBy()).toHaveLength(3)
    expect((await seenBy())[0]).toMatch(/^2026-09-02 .*coordinator/i)
  })

  test('of an id longer than any is not there', async () => {
    const { body } = await withMorag()
    expect((await body.get(`/api/contacts/${'a'.repeat(5_000)}/seen-by`)).status).toBe(404)
  })

  test('whose name was not shown is not noted', async () => {
    const { body, seenBy } = await withMorag()
    for (const as of ['reader', 'ambassador', 'assessor'] as const) await body.get('/api/contacts', as)
    expect(await seenBy()).toEqual([])
  })

  test('says so to admins only, as a table too', async () => {
    const { body, seenBy, contact } = await withMorag()
    await body.get('/api/contacts', 'admin')
    expect(await seenBy('coordinator')).toEqual([])
    const { text } = await body.get(`/api/contacts/${contact}/seen-by?format=csv`, 'admin')
    expect(text.split('\r\n')).toEqual(['day,staff,name', expect.stringMatching(/^2026-09-01,[\w-]+,.*admin/i), ''])
  })

  test('was seen by nobody any more when the months are over, and the notes are gone', async () => {
    const { body, seenBy } = await withMorag()
    await body.get('/api/contacts', 'admin')
    body.clock.moveTo('2027-08-31T10:00:00.000Z')
    expect(await seenBy()).toHaveLength(1)
    body.clock.moveTo('2027-09-01T10:00:00.000Z')
    expect(await seenBy()).toEqual([])
    expect(await tidyViews(body.tools)).toBe(0)
    body.clock.moveTo('2027-10-01T10:00:00.000Z')
    expect(await tidyViews(body.tools)).toBe(1)
  })

  test('is noted longer or shorter as the body sets it', async () => {
    const { body, seenBy } = await withMorag()
    await body.get('/api/contacts', 'admin')
    await body.must('change-setting', { name: 'viewsMonths', value: 1, reason: 'As agreed' })
    body.clock.moveTo('2026-10-02T10:00:00.000Z')
    expect(await seenBy()).toEqual([])
    body.clock.moveTo('2026-11-01T10:00:00.000Z')
    expect(await tidyViews(body.tools)).toBe(1)
  })
})
