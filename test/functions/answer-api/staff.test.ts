// Members of staff by the API: added, changed, removed, added again; a body always has an admin.
import { describe, expect, test } from 'vitest'
import { adminsDecider, adminsStream } from '../../../events/admins/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { type Body, itemsOf, openBody, problem } from './kit.ts'

const rae = { role: 'coordinator', name: 'Rae Marsh', email: 'rae@staff.example', alerts: 'tasks' } as const

async function countedIn({ tools }: Body): Promise<readonly string[]> {
  return (await loadStream(tools.log, adminsDecider, adminsStream)).state.counted
}

describe('a member of staff', () => {
  test('is found by id, by stream and by address', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', rae)
    for (const [n, staff] of [stream, stream.replace('staff#', ''), rae.email].entries()) {
      const alerts = n % 2 === 0 ? 'all' : 'none'
      const changed = await body.must('change-staff', { staff, alerts })
      expect(changed.events[0]).toMatchObject({ type: 'StaffChanged', stream, data: { alerts } })
    }
    expect((await body.ask('change-staff', { staff: 'nobody', alerts: 'all' })).status).toBe(404)
  })

  test('who is removed loses access at once, and added again has it again', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', rae)
    expect((await body.get('/api/schools', stream)).status).toBe(200)
    await body.must('remove-staff', { staff: stream })
    expect((await body.get('/api/schools', stream)).status).toBe(403)
    expect((await body.ask('register-school', {}, { as: stream })).status).toBe(403)
    const again = await body.must('add-staff', { ...rae, role: 'reader' })
    expect(again.stream).toBe(stream)
    expect((await body.get('/api/schools', stream)).status).toBe(200)
    expect((await body.ask('register-school', {}, { as: stream })).status).toBe(403)
  })

  test('removed twice is removed once', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', rae)
    expect((await body.must('remove-staff', { staff: rae.email })).events).toHaveLength(1)
    expect((await body.must('remove-staff', { staff: stream })).events).toEqual([])
  })

  test('is listed with duties, the address for admins alone, and no longer after a removal', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', { ...rae, clusters: ['north-1'] })
    await body.follow()
    const listed = async (as: 'admin' | 'reader') =>
      itemsOf(await body.get('/api/staff?limit=200', as)).find(({ id }) => `staff#${String(id)}` === stream)
    const duties = { role: 'coordinator', clusters: ['north-1'], alerts: 'tasks', name: 'Rae Marsh' }
    expect(await listed('admin')).toEqual({ id: stream.slice(6), ...duties, email: rae.email })
    expect(await listed('reader')).toEqual({ id: stream.slice(6), ...duties })
    await body.must('remove-staff', { staff: stream })
    await body.follow()
    expect(await listed('admin')).toBeUndefined()
  })

  test('is listed with every cluster they are the Ambassador of, until another one is', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', { ...rae, role: 'ambassador', clusters: ['east'] })
    for (const cluster of ['north', 'south'])
      await body.must('form-cluster', { cluster, nation: 'england', ambassador: rae.email })
    const { stream: other } = await body.must('add-staff', {
      ...rae,
      email: 'o.marsh@body.example',
      role: 'ambassador',
    })
    const clusters = async () => {
      await body.follow()
      const found = itemsOf(await body.get('/api/staff?limit=200')).find(({ id }) => `staff#${String(id)}` === stream)
      return found?.clusters
    }
    expect(await clusters()).toEqual(['north', 'south', 'east'])
    await body.must('assign-ambassador', { cluster: 'north', ambassador: other })
    expect(await clusters()).toEqual(['south', 'east'])
  })

  test('owns a task and assesses a visit by id, stream or address, and not any more once removed', async () => {
    const body = await openBody()
    const { stream } = await body.must('add-staff', { ...rae, role: 'assessor' })
    await body.must('register-school', { ref: 'urn:123456', name: 'Oakfield', nation: 'england' })
    await body.must('grant-award', { school: 'urn:123456', award: 'inclusive-school', on: '2025-10-01' })
    for (const [n, assessor] of [stream, stream.slice(6), rae.email].entries()) {
      const booked = await body.must('book-visit', { school: 'urn:123456', on: `2026-09-2${n}`, assessor })
      expect(booked.events[0]?.data.assessor).toBe(stream)
    }
    await body.must('remove-staff', { staff: stream })
    const gone = await body.ask('book-visit', { school: 'urn:123456', on: '2026-09-25', assessor: rae.email })
    expect(gone.status).toBe(404)
  })
})

describe('the last admin', () => {
  test('can neither be removed nor given another role, by nobody, and keeps all access', async () => {
    const body = await openBody()
    const staff = body.staff.get('admin') ?? ''
    for (const [command, more] of [
      ['remove-staff', {}],
      ['change-staff', { role: 'coordinator' }],
    ] as const) {
      const came = await body.ask(command, { staff, ...more })
      expect([command, came.status, problem.parse(came.body).refused]).toEqual([command, 422, 'last-admin'])
    }
    expect((await body.must('change-staff', { staff, alerts: 'all' })).events).toHaveLength(1)
    expect((await body.must('change-staff', { staff, role: 'admin' })).events).toEqual([])
  })

  test('may go as soon as another one is added, with the bus switched off', async () => {
    const body = await openBody()
    const first = body.staff.get('admin') ?? ''
    const { stream: second } = await body.must('add-staff', { ...rae, role: 'admin' })
    await body.must('remove-staff', { staff: first })
    expect(await countedIn(body)).toEqual([second])
    const came = await body.ask('change-staff', { staff: second, role: 'reader' }, { as: second })
    expect(problem.parse(came.body).refused).toBe('last-admin')
  })

  test('is one of two who remove each other at the same moment', async () => {
    const body = await openBody()
    const first = body.staff.get('admin') ?? ''
    const { stream: second } = await body.must('add-staff', { ...rae, role: 'admin' })
    const came = await Promise.all([
      body.ask('remove-staff', { staff: first }, { as: second }),
      body.ask('remove-staff', { staff: second }, { as: first }),
    ])
    expect(came.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect(await countedIn(body)).toHaveLength(1)
  })

  test('is seen as one of two where the count broke off after the other became an admin', async () => {
    const body = await openBody()
    const { stream: second } = await body.must('add-staff', rae)
    const doing = { by: 'system', because: 'test', trace: 'test' }
    await act(body.tools, staffDecider, second, { do: 'change-staff', role: 'admin' }, doing)
    await body.follow()
    await body.must('remove-staff', { staff: body.staff.get('admin') ?? '' }, { as: second })
    expect(await countedIn(body)).toEqual([second])
  })

  test('added again is counted again', async () => {
    const body = await openBody()
    const { stream: second } = await body.must('add-staff', { ...rae, role: 'admin' })
    await body.must('remove-staff', { staff: second })
    expect(await countedIn(body)).not.toContain(second)
    await body.must('add-staff', { ...rae, role: 'admin' })
    expect(await countedIn(body)).toContain(second)
  })
})
