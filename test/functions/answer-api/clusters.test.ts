// Clusters and meetings through the API, the bus switched off: each command finds at once what the one before it made.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { followAttendance } from '../../../functions/follow-attendance/follow.ts'
import { type Body, itemsOf, openBody, problem } from './kit.ts'

const [first, second] = ['urn:100001', 'urn:100002']
const meeting = {
  cluster: 'north-1',
  meeting: 'north-1-a',
  on: '2026-08-31',
  kind: 'required',
  place: 'Oakfield',
  topics: 'Sharing practice',
}

/** Two Flagships of one cluster. */
async function clusterOfTwo(): Promise<Body> {
  const body = await openBody()
  await body.must('form-cluster', { cluster: 'north-1', nation: 'england', ambassador: body.idOf('ambassador') })
  for (const ref of [first, second]) {
    await body.must('register-school', { ref, name: `School ${ref}`, nation: 'england' })
    for (const [award, on] of [
      ['inclusive-school', '2018-09-01'],
      ['centre-of-excellence', '2018-09-01'],
      ['flagship', '2022-09-01'],
    ])
      await body.must('grant-award', { school: ref, award, on })
    await body.must('join-cluster', { cluster: 'north-1', school: ref, on: '2025-09-01' })
  }
  return body
}

/** Follows what was committed: the board, and what meetings say to their schools. */
async function follow(body: Body): Promise<void> {
  await body.follow()
  for (const event of body.bus.published.splice(0))
    if (event.type.startsWith('Meeting')) await followAttendance(body.tools, event)
  await body.follow()
}

const school = z.object({
  cluster: z.string().optional(),
  standing: z.object({
    state: z.string(),
    because: z.string().optional(),
    since: z.string().optional(),
    meetings: z.array(z.string()).optional(),
  }),
})
const standingOf = async (body: Body, ref: string) =>
  school.parse((await body.get(`/api/schools/${encodeURIComponent(ref)}`)).body)

const record = (body: Body, attendance: object, more: object = {}, as = 'admin') =>
  body.ask('record-meeting', { ...meeting, attendance, ...more }, { as })

describe('a meeting', () => {
  test('puts a Flagship that missed two of them at risk, and shows so on the school, in the list and in the cluster', async () => {
    const body = await clusterOfTwo()
    expect(await standingOf(body, first)).toEqual({ cluster: 'north-1', standing: { state: 'good' } })
    for (const [id, on] of [
      ['north-1-a', '2026-08-30'],
      ['north-1-b', '2026-08-31'],
    ])
      expect((await record(body, { [first]: 'absent', [second]: 'attended' }, { meeting: id, on })).status).toBe(200)
    await follow(body)
    expect((await standingOf(body, first)).standing).toEqual({
      state: 'at-risk',
      because: 'two-consecutive-meetings-missed',
      since: '2026-09-01',
      meetings: ['north-1-a', 'north-1-b'],
    })
    expect(itemsOf(await body.get('/api/schools?standing=at-risk')).map(({ ref }) => ref)).toEqual([first])
    expect(itemsOf(await body.get('/api/schools?standing=good&cluster=north-1')).map(({ ref }) => ref)).toEqual([
      second,
    ])
    expect((await body.get('/api/clusters/north-1?term=2025/26%20summer')).body).toMatchObject({
      id: 'north-1',
      ambassador: body.idOf('ambassador'),
      members: [{ school: first }, { school: second }],
      meetings: [
        { meeting: 'north-1-a', state: 'held', attendance: { [first]: 'absent', [second]: 'attended' } },
        { meeting: 'north-1-b' },
      ],
    })
    expect((await body.get('/api/clusters/north-1?term=2024/25%20autumn')).body).toMatchObject({ meetings: [] })
  })

  test('is excused at once, before its school was told of it', async () => {
    const body = await clusterOfTwo()
    await record(body, { [first]: 'absent', [second]: 'attended' })
    const { events } = await body.must('excuse-absence', { school: first, meeting: 'north-1-a', reason: 'Snow.' })
    expect(events.map(({ type }) => type)).toEqual(['ClusterMeetingMarked', 'ClusterMeetingMissed', 'AbsenceExcused'])
    await follow(body)
    expect((await body.get('/api/clusters/north-1')).body).toMatchObject({ meetings: [{ excused: [first] }] })
  })

  test('is refused for a school that is no member, one that nobody knows, a day to come, and a cluster nobody formed', async () => {
    const body = await clusterOfTwo()
    const refusals = [
      await record(body, { [first]: 'absent' }),
      await record(body, { [first]: 'absent', [second]: 'attended', 'urn:999999': 'attended' }),
      await record(body, { [first]: 'absent', [second]: 'attended' }, { on: '2026-09-02' }),
    ]
    expect(refusals.map(({ body: said }) => problem.parse(said).refused)).toEqual([
      'attendance-not-of-members',
      'school-not-known',
      'meeting-in-the-future',
    ])
    expect(problem.parse(refusals[0]?.body).detail).toContain(second)
    expect((await record(body, {}, { cluster: 'nowhere' })).status).toBe(404)
  })

  test('of an id that another cluster has used is refused', async () => {
    const body = await clusterOfTwo()
    await record(body, { [first]: 'absent', [second]: 'attended' })
    await body.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: body.idOf('ambassador') })
    const came = await record(body, {}, { cluster: 'south-1' })
    expect(problem.parse(came.body)).toMatchObject({
      refused: 'meeting-of-another-cluster',
      facts: { cluster: 'north-1' },
    })
  })
})

test('an Ambassador acts on own clusters only', async () => {
  const body = await clusterOfTwo()
  await body.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: body.idOf('admin') })
  const attendance = { [first]: 'absent', [second]: 'attended' }
  expect((await record(body, attendance, {}, 'ambassador')).status).toBe(200)
  expect((await record(body, {}, { cluster: 'south-1', meeting: 'south-1-a' }, 'ambassador')).status).toBe(403)
  const excuse = { school: first, meeting: 'north-1-a', reason: 'Snow.' }
  expect((await body.ask('excuse-absence', excuse, { as: 'ambassador' })).status).toBe(200)
})

test('a school that leaves one cluster may join another, and is counted where it was', async () => {
  const body = await clusterOfTwo()
  await body.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: body.idOf('ambassador') })
  const join = { cluster: 'south-1', school: first, on: '2026-08-20' }
  expect(problem.parse((await body.ask('join-cluster', join)).body).refused).toBe('school-in-another-cluster')
  await body.must('leave-cluster', { cluster: 'north-1', school: first, on: '2026-08-20' })
  await body.must('join-cluster', join)
  expect((await record(body, { [second]: 'attended' })).status).toBe(200)
  expect((await standingOf(body, first)).cluster).toBe('south-1')
})
