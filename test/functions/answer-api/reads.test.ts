// What is shown: schools, reviews, people, tasks, the log, to each role what it may see.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { taskDecider } from '../../../events/task/decide.ts'
import { reads } from '../../../functions/answer-api/reads/all.ts'
import { act } from '../../../shared/log/act.ts'
import { type Body, centreOfExcellence, itemsOf, nextOf, oakfield, openBody, pathsOf } from './kit.ts'

/** Three schools of two nations: one with a review due in a month, one whose first award is new, one with none. */
async function threeSchools(): Promise<Body> {
  const body = await openBody()
  await centreOfExcellence(body, '2025-10-01')
  await body.must('register-school', { ref: 'urn:400001', name: 'Ysgol y Bryn', nation: 'wales', town: 'Caerdydd' })
  await body.must('grant-award', { school: 'urn:400001', award: 'inclusive-school', on: '2026-09-01' })
  await body.must('register-school', { ref: 'ref:SEED-5', name: 'Oakham School', nation: 'scotland' })
  await body.follow()
  return body
}

const refs = (items: readonly { readonly [key: string]: unknown }[]) => items.map(({ ref }) => ref)

describe('schools', () => {
  test('are listed by name in the shape of the contract', async () => {
    const body = await threeSchools()
    const came = await body.get('/api/schools')
    expect(refs(itemsOf(came))).toEqual(['urn:123456', 'ref:SEED-5', 'urn:400001'])
    expect(itemsOf(came)[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ref: 'urn:123456',
      refs: ['urn:123456'],
      name: 'Oakfield Primary School',
      nation: 'england',
      level: 'centre-of-excellence',
      awards: [
        { award: 'inclusive-school', since: '2025-10-01', confirmedOn: '2025-10-01', state: 'held' },
        { award: 'centre-of-excellence', since: '2025-10-01', confirmedOn: '2025-10-01', state: 'held' },
      ],
      review: { kind: 'annual-review', due: '2026-10-01', stage: null, booked: false },
      standing: { state: 'none' },
    })
    expect(itemsOf(came)[1]).toMatchObject({ level: null, awards: [], review: null })
  })

  test.each([
    ['q=oak', ['urn:123456', 'ref:SEED-5']],
    ['q=OAKF+pri', ['urn:123456']],
    ['q=caer', ['urn:400001']],
    ['q=seed', ['ref:SEED-5']],
    ['q=urn:1234', ['urn:123456']],
    ['level=centre-of-excellence', ['urn:123456']],
    ['level=none', ['ref:SEED-5']],
    ['nation=wales', ['urn:400001']],
    ['q=oak&nation=scotland&level=none&standing=none', ['ref:SEED-5']],
    ['q=oak&nation=wales', []],
    ['standing=at-risk', []],
    ['cluster=north-1', []],
    ['q=&level=&nation=&cluster=&standing=', ['urn:123456', 'ref:SEED-5', 'urn:400001']],
  ])('are found by %s', async (query, wanted) => {
    const body = await threeSchools()
    expect(refs(itemsOf(await body.get(`/api/schools?${query}`)))).toEqual(wanted)
  })

  test('come a page at a time, each once', async () => {
    const body = await threeSchools()
    const seen: unknown[] = []
    let cursor: string | undefined = ''
    for (let pages = 0; cursor !== undefined && pages < 9; pages++) {
      const came = await body.get(`/api/schools?limit=1&cursor=${cursor}`)
      expect(itemsOf(came).length).toBeLessThanOrEqual(1)
      seen.push(...refs(itemsOf(came)))
      cursor = nextOf(came)
    }
    expect(seen).toEqual(['urn:123456', 'ref:SEED-5', 'urn:400001'])
  })

  test.each([
    ['limit=0', ['limit']],
    ['limit=201', ['limit']],
    ['limit=x', ['limit']],
    ['cursor=nonsense', ['cursor']],
    ['colour=red&level=gold&nation=france&limit=-1', ['colour', 'level', 'limit', 'nation']],
  ])('asked for by %s are told what does not fit', async (query, wrong) => {
    const body = await openBody()
    const came = await body.get(`/api/schools?${query}`)
    expect([came.status, pathsOf(came).toSorted()]).toEqual([400, wrong])
  })

  test('keep a cursor to its own filters', async () => {
    const body = await threeSchools()
    const next = nextOf(await body.get('/api/schools?limit=1'))
    expect((await body.get(`/api/schools?limit=2&cursor=${next}`)).status).toBe(200)
    expect(pathsOf(await body.get(`/api/schools?limit=1&nation=wales&cursor=${next}`))).toEqual(['cursor'])
    expect(pathsOf(await body.get(`/api/tasks?cursor=${next}`))).toEqual(['cursor'])
  })
})

describe('one school', () => {
  test('is shown as it stands, though nothing was followed yet', async () => {
    const body = await openBody()
    const stream = await centreOfExcellence(body, '2025-10-01')
    await body.must('add-contact', {
      school: oakfield.ref,
      role: 'head',
      name: 'Morag Evans',
      email: 'morag@oakfield.example',
    })
    await body.must('give-consent', {
      email: 'morag@oakfield.example',
      purpose: 'service',
      wording: '2018-05',
      how: 'paper',
      on: '2026-08-01',
    })
    await body.must('book-visit', { school: oakfield.ref, on: '2026-09-20', assessor: body.idOf('assessor') })
    const came = await body.get('/api/schools/urn%3A123456')
    expect(came.body).toMatchObject({
      id: stream.replace('school#', ''),
      version: 5,
      review: {
        kind: 'annual-review',
        due: '2026-10-01',
        booked: true,
        visit: { on: '2026-09-20', assessor: body.idOf('assessor') },
      },
      contacts: [
        {
          id: expect.stringMatching(/^c-/),
          name: 'Morag Evans',
          email: 'morag@oakfield.example',
          schools: [{ school: oakfield.ref, role: 'head' }],
          consents: {
            service: { state: 'given', since: '2026-08-01', wording: '2018-05', how: 'paper' },
            news: { state: 'none' },
          },
          paused: false,
          address: 'ok',
        },
      ],
      timeline: [],
    })
    await body.follow()
    const later = await body.get(`/api/schools/${stream.replace('school#', '')}`)
    const { timeline } = z.object({ timeline: z.array(z.looseObject({ type: z.string() })) }).parse(later.body)
    expect(timeline[0]).toMatchObject({
      type: 'VisitBooked',
      sentence: 'a visit was booked for 2026-09-20',
      school: oakfield.ref,
    })
    expect(timeline.map(({ type }) => type)).toContain('ConsentGiven')
  })

  test('is not there by a name nobody has, however long', async () => {
    const body = await openBody()
    for (const name of ['urn:000000', 'x'.repeat(3000), '%23', '%00', 'ref:%20'])
      expect([name, (await body.get(`/api/schools/${name}`)).status]).toEqual([name, 404])
  })

  test('shows names and addresses to those who may see them, and the rest to all', async () => {
    const body = await openBody()
    await centreOfExcellence(body, '2025-10-01')
    await body.must('add-contact', {
      school: oakfield.ref,
      role: 'head',
      name: 'Morag Evans',
      email: 'morag@oakfield.example',
      phone: '01632 960 001',
    })
    const sees = async (role: string) => {
      const [school, contacts] = [
        await body.get('/api/schools/urn%3A123456', role),
        await body.get('/api/contacts?school=urn%3A123456', role),
      ]
      expect([school.status, contacts.status]).toEqual([200, 200])
      expect(itemsOf(contacts)[0]).toMatchObject({ schools: [{ school: oakfield.ref, role: 'head' }] })
      const shown = [school, contacts].map(
        ({ text }) => text.includes('Morag') && text.includes('oakfield.example') && text.includes('01632'),
      )
      expect(shown[0]).toBe(shown[1])
      if (!shown[0]) expect(school.text + contacts.text).not.toMatch(/Morag|oakfield\.example|01632/)
      return shown[0]
    }
    const before = Object.fromEntries(
      await Promise.all([...body.staff.keys()].map(async (role) => [role, await sees(role)])),
    )
    expect(before).toEqual({ admin: true, coordinator: true, ambassador: false, assessor: false, reader: false })
    await body.must('book-visit', { school: oakfield.ref, on: '2026-09-20', assessor: body.idOf('assessor') })
    expect(await sees('assessor')).toBe(true)
    await body.must('cancel-visit', { school: oakfield.ref })
    expect(await sees('assessor')).toBe(false)
  })
})

describe('contacts', () => {
  test('of a school come a page at a time', async () => {
    const body = await openBody()
    await body.must('register-school', oakfield)
    for (const name of ['a', 'b', 'c'])
      await body.must('add-contact', { school: oakfield.ref, role: 'other', name, email: `${name}@oakfield.example` })
    const first = await body.get('/api/contacts?school=urn:123456&limit=2')
    const second = await body.get(`/api/contacts?school=urn:123456&limit=2&cursor=${nextOf(first)}`)
    expect([...itemsOf(first), ...itemsOf(second)].map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c'])
    expect(nextOf(second)).toBeUndefined()
    await body.follow()
    expect(itemsOf(await body.get('/api/contacts'))).toHaveLength(3)
    expect((await body.get('/api/contacts?school=urn:000001')).status).toBe(404)
  })
})

describe('reviews', () => {
  test('come soonest first, by state and by how soon', async () => {
    const body = await threeSchools()
    const all = itemsOf(await body.get('/api/reviews'))
    expect(all).toMatchObject([
      { school: 'urn:123456', due: '2026-10-01', state: 'open', booked: false },
      { school: 'urn:400001', due: '2029-09-01', kind: 'renewal' },
    ])
    const dues = async (query: string) => itemsOf(await body.get(`/api/reviews?${query}`)).map(({ school }) => school)
    expect(await dues('within=30')).toEqual(['urn:123456'])
    expect(await dues('within=29')).toEqual([])
    await body.must('book-visit', { school: oakfield.ref, on: '2026-09-20' })
    await body.follow()
    expect(await dues('state=booked')).toEqual(['urn:123456'])
    expect(await dues('state=open')).toEqual(['urn:400001'])
    expect(await dues('state=overdue&within=90')).toEqual([])
    expect(pathsOf(await body.get('/api/reviews?within=soon'))).toEqual(['within'])
  })
})

describe('tasks', () => {
  test('say what is to be done, by whom and by when', async () => {
    const body = await openBody()
    const stream = await centreOfExcellence(body, '2025-10-01')
    const raised = {
      about: 'grace-ended',
      cause: `${stream}@1.0`,
      school: stream,
      schoolName: 'Oakfield',
      day: '2026-08-01',
      due: '2026-09-15',
    } as const
    await act(
      body.tools,
      taskDecider,
      'task#t-1',
      { do: 'raise-task', raised },
      { by: 'system', because: `${stream}@1.0`, trace: 't' },
    )
    await body.must('assign-task', { task: 't-1', owner: body.idOf('coordinator') })
    await body.follow()
    expect(itemsOf(await body.get('/api/tasks?state=open'))).toEqual([
      {
        id: 't-1',
        day: '2026-08-01',
        about: 'grace-ended',
        sentence: expect.stringContaining('Oakfield'),
        due: '2026-09-15',
        owner: body.idOf('coordinator'),
        state: 'open',
        cause: `${stream}@1.0`,
        school: oakfield.ref,
      },
    ])
    const count = async (query: string, as = 'admin') => itemsOf(await body.get(`/api/tasks?${query}`, as)).length
    expect(await count(`owner=${body.idOf('coordinator')}`)).toBe(1)
    expect(await count('owner=me', 'coordinator')).toBe(1)
    expect(await count('owner=me')).toBe(0)
    await body.must('finish-task', { task: 't-1', outcome: 'decided' })
    await body.follow()
    expect([await count('state=open'), await count('state=finished'), await count('')]).toEqual([0, 1, 1])
  })
})

describe('settings, calendar and staff', () => {
  test('say whether letters leave, which pause, and by which rules', async () => {
    const body = await openBody()
    await body.must('register-school', oakfield)
    await body.must('set-sending', { position: 'staff', reason: 'x' })
    await body.must('pause-letters', { scope: 'school', id: oakfield.ref, reason: 'x' })
    expect((await body.get('/api/settings')).body).toMatchObject({
      sending: 'staff',
      mayBeOn: true,
      paused: { all: false, schools: [oakfield.ref] },
      version: 2,
      values: { stagesBefore: [180, 90, 60, 30, 7], graceDays: 90 },
    })
  })

  test('give the calendar of each nation', async () => {
    const body = await openBody()
    expect((await body.get('/api/calendar')).body).toMatchObject({
      version: '0',
      nations: { scotland: { bankHolidays: expect.arrayContaining(['2026-12-25']) } },
    })
  })

  test('list the staff, with addresses for admins alone', async () => {
    const body = await openBody()
    await body.follow()
    const staff = itemsOf(await body.get('/api/staff'))
    expect(staff).toHaveLength(5)
    expect(staff).toContainEqual({
      id: body.idOf('reader'),
      name: 'Robin reader',
      email: 'robin.reader@staff.example',
      role: 'reader',
      clusters: [],
      alerts: 'none',
    })
    expect((await body.get('/api/staff', 'reader')).text).not.toContain('staff.example')
    await body.must('remove-staff', { staff: body.idOf('reader') })
    await body.follow()
    expect(itemsOf(await body.get('/api/staff'))).toHaveLength(4)
  })
})

describe('the log', () => {
  test('shows every event with its sentence, newest first', async () => {
    const body = await threeSchools()
    const items = itemsOf(await body.get('/api/log?limit=200'))
    expect(items[0]).toMatchObject({
      id: expect.stringMatching(/^school#.+@1\.0$/),
      type: 'SchoolRegistered',
      day: '2026-09-01',
      by: body.staff.get('admin'),
      because: 'api',
      trace: expect.any(String),
      school: 'ref:SEED-5',
      sentence: 'Oakham School was registered as ref:SEED-5',
      data: { ref: 'ref:SEED-5', name: 'Oakham School', nation: 'scotland' },
    })
    expect(items.length).toBe(5 + 6 + 3 + 1 + 1)
  })

  test('takes all filters together', async () => {
    const body = await threeSchools()
    const stream = String(itemsOf(await body.get('/api/schools?q=bryn'))[0]?.id)
    const types = async (query: string) => itemsOf(await body.get(`/api/log?${query}`)).map(({ type }) => type)
    expect(await types('school=urn:400001')).toEqual(['ReviewOpened', 'AwardGranted', 'SchoolRegistered'])
    expect(await types('school=urn:400001&type=AwardGranted&since=2026-09-01&until=2026-09-01')).toEqual([
      'AwardGranted',
    ])
    expect(await types('type=AwardGranted&until=2026-08-31')).toEqual([])
    expect(
      await types(`stream=school%23${stream}&by=${encodeURIComponent(body.staff.get('admin') ?? '')}`),
    ).toHaveLength(3)
    expect(await types('by=system&type=StaffAdded')).toHaveLength(5)
    expect(await types('since=2026-09-01T09:00:00Z&type=SchoolRegistered')).toHaveLength(3)
    const trace = itemsOf(await body.get('/api/log?school=urn:400001&type=AwardGranted'))[0]?.trace
    expect(await types(`trace=${trace}`)).toEqual(['ReviewOpened', 'AwardGranted'])
    expect(pathsOf(await body.get('/api/log?since=yesterday&until=2026-13-01')).toSorted()).toEqual(['since', 'until'])
    expect((await body.get('/api/log?school=urn:000001')).status).toBe(404)
  })

  test('is a table too, with nothing in it that a spreadsheet would reckon with', async () => {
    const body = await openBody()
    await body.must('register-school', { ref: 'ref:=1+1', name: '=HYPERLINK("http://x.example")', nation: 'england' })
    await body.must('change-school', { school: 'ref:=1+1', town: 'A "quoted", town' })
    await body.follow()
    const came = await body.get('/api/log?format=csv&type=SchoolRegistered')
    expect(came.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(came.headers.get('content-disposition')).toContain('log.csv')
    const table = await body.app.request('/api/log?format=csv&school=ref%3A%3D1%2B1', {
      headers: { authorization: `Bearer token-of-${body.idOf('admin')}` },
    })
    const bytes = new Uint8Array(await table.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text.split('\r\n')[0]).toBe('id,at,day,type,stream,version,school,by,because,trace,sentence,data')
    expect(text).toContain("'=HYPERLINK")
    for (const line of text.trim().split('\r\n').slice(1)) expect(line).not.toMatch(/(^|,)"?[=+@-]/)
  })

  test('shows one event with what caused it and what it caused', async () => {
    const body = await openBody()
    const stream = await centreOfExcellence(body, '2025-10-01')
    const cause = `${stream}@3.0`
    const raised = { about: 'grace-ended', cause } as const
    await act(
      body.tools,
      taskDecider,
      'task#t-1',
      { do: 'raise-task', raised },
      { by: 'system', because: cause, trace: 't' },
    )
    await body.follow()
    const one = await body.get(`/api/log/${encodeURIComponent(cause)}`)
    expect(one.body).toMatchObject({
      id: cause,
      type: 'AwardGranted',
      cause: null,
      caused: [{ id: 'task#t-1@1.0', type: 'TaskRaised' }],
    })
    const effect = await body.get(`/api/log/${encodeURIComponent('task#t-1@1.0')}`)
    expect(effect.body).toMatchObject({ cause: { id: cause, type: 'AwardGranted' }, caused: [] })
    for (const missing of [`${stream}@3.9`, `${stream}@99.0`, 'nothing', 'x'.repeat(3000)])
      expect([missing, (await body.get(`/api/log/${encodeURIComponent(missing)}`)).status]).toEqual([missing, 404])
  })
})

test('every read gives what its shape says, to every role', async () => {
  const body = await threeSchools()
  await body.must('add-contact', {
    school: oakfield.ref,
    role: 'head',
    name: 'Morag Evans',
    email: 'morag@oakfield.example',
  })
  await body.follow()
  const [entry] = itemsOf(await body.get('/api/log'))
  for (const { path, gives } of reads) {
    const filled = path.replace('{school}', 'urn:123456').replace('{event}', encodeURIComponent(String(entry?.id)))
    if (filled.includes('{') || gives.type === 'never') continue
    const asked = filled === '/api/preview/setting' ? `${filled}?name=graceDays&value=60` : filled
    for (const role of body.staff.keys()) {
      const came = await body.get(asked, role)
      expect([path, role, came.status]).toEqual([path, role, 200])
      expect([path, gives.safeParse(came.body).error?.issues]).toEqual([path, undefined])
    }
  }
})
