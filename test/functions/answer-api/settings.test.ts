// Settings and calendars are changed by an admin, with a reason, and hold from the next request on.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { schoolDecider } from '../../../events/school/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Body, centreOfExcellence, oakfield, openBody, problem } from './kit.ts'

const reason = 'The committee said so.'

const settings = z.looseObject({
  values: z.record(z.string(), z.unknown()),
  meanings: z.record(z.string(), z.looseObject({})),
})
const calendar = z.looseObject({
  version: z.string(),
  nations: z.record(z.string(), z.looseObject({ closures: z.array(z.unknown()), bankHolidays: z.array(z.string()) })),
  standing: z.record(z.string(), z.object({ version: z.int(), ends: z.string() })),
})

const calendarNow = async (body: Body) => calendar.parse((await body.get('/api/calendar')).body)

describe('a setting', () => {
  test('it is shown with what it means, its default, and its value after a change', async () => {
    const body = await openBody()
    await body.must('change-setting', { name: 'graceDays', value: 60, reason })
    const { values, meanings } = settings.parse((await body.get('/api/settings', 'reader')).body)
    expect(values.graceDays).toBe(60)
    expect(meanings.graceDays).toMatchObject({ title: 'Time of grace', default: 90 })
    expect(Object.keys(meanings)).toEqual(Object.keys(values))
  })

  test('the change is answered with what stood before, and its reason is a note', async () => {
    const body = await openBody()
    const { events } = await body.must('change-setting', { name: 'stagesBefore', value: [7, 45], reason })
    expect(events).toMatchObject(
      [
        {
          type: 'SettingChanged',
          data: { name: 'stagesBefore', before: [180, 90, 60, 30, 7], value: [45, 7], reason: /^note-/ },
        },
      ].map((one) => ({ ...one, data: { ...one.data, reason: expect.stringMatching(/^note-/) } })),
    )
  })

  test('rules hold by it from the next command on', async () => {
    const body = await openBody({ today: '2026-09-01' })
    await centreOfExcellence(body, '2026-01-01')
    const decide = { school: oakfield.ref, decision: 'retained' }
    await body.must('change-setting', { name: 'decisionWindowDays', value: 30, reason })
    expect(problem.parse((await body.ask('decide-review', decide)).body).refused).toBe('review-window-not-open')
    await body.must('change-setting', { name: 'decisionWindowDays', value: 150, reason })
    await body.must('decide-review', decide)
  })

  test('one that does not fit is refused with what fits, one nobody knows with those there are', async () => {
    const body = await openBody()
    const wrong = await body.ask('change-setting', { name: 'graceDays', value: [1], reason })
    expect(problem.parse(wrong.body)).toMatchObject({
      status: 422,
      refused: 'setting-does-not-fit',
      facts: { fits: 'a whole number of days from 0 to 400' },
    })
    const unknown = await body.ask('change-setting', { name: 'grace', value: 1, reason })
    expect(problem.parse(unknown.body)).toMatchObject({ status: 422, refused: 'setting-not-known' })
  })

  test.each(['coordinator', 'ambassador', 'assessor', 'reader'])('it is not for a %s to change', async (role) => {
    const body = await openBody()
    expect((await body.ask('change-setting', { name: 'graceDays', value: 60, reason }, { as: role })).status).toBe(403)
    expect((await body.ask('change-calendar', { nation: 'wales', closures: [], reason }, { as: role })).status).toBe(
      403,
    )
  })
})

describe('a calendar', () => {
  const closures = [{ from: '2027-03-15', to: '2027-03-19', name: 'Flood' }]

  test('a part of it is replaced, for one nation, and the version says so', async () => {
    const body = await openBody()
    const before = await calendarNow(body)
    await body.must('change-calendar', { nation: 'wales', closures, reason })
    const after = await calendarNow(body)
    expect(after.nations.wales?.closures).toEqual(closures)
    expect(after.nations.wales?.bankHolidays).toEqual(before.nations.wales?.bankHolidays)
    expect({ ...after.nations, wales: null }).toEqual({ ...before.nations, wales: null })
    expect([before.version, after.version]).toEqual(['0', '1'])
    expect(after.standing.wales).toEqual({ version: 1, ends: '2032-08-31' })
    expect(after.standing.england?.version).toBe(0)
  })

  test('the same again changes nothing, with the same key or without', async () => {
    const body = await openBody()
    const headers = { 'idempotency-key': 'k-1' }
    const first = await body.must('change-calendar', { nation: 'wales', closures, reason }, { headers })
    expect(await body.must('change-calendar', { nation: 'wales', closures, reason }, { headers })).toEqual(first)
    expect((await body.must('change-calendar', { nation: 'wales', closures, reason })).events).toEqual([])
    expect((await calendarNow(body)).version).toBe('1')
  })

  test('what does not fit is told field by field', async () => {
    const body = await openBody()
    const wrong = await body.ask('change-calendar', {
      nation: 'wales',
      closures: [{ from: '2027-03-15' }],
      terms: [{ key: 'autumn', from: '2027-09-01', to: '2027-12-31' }],
      reason,
    })
    expect(wrong.status).toBe(400)
    expect(problem.parse(wrong.body).issues?.map(({ path }) => path)).toEqual(['closures.0.to', 'terms.0.key'])
    const nothing = await body.ask('change-calendar', { nation: 'wales', reason })
    expect(problem.parse(nothing.body).issues).toMatchObject([{ path: 'bankHolidays' }])
  })

  test('a rule says no, naming the field to mend', async () => {
    const body = await openBody()
    const wrong = await body.ask('change-calendar', {
      nation: 'wales',
      closures: [{ from: '2027-03-15', to: '2027-03-14' }],
      reason,
    })
    expect(problem.parse(wrong.body)).toMatchObject({ status: 422, facts: { field: 'closures.0.to' } })
  })

  test('rules hold by it from the next command on', async () => {
    const body = await openBody({ today: '2026-09-01' })
    const school = await centreOfExcellence(body, '2026-01-04')
    // A school in no cluster would be looked at before.
    const joined = { do: 'join-cluster', cluster: 'north-1', on: '2026-01-04' } as const
    await act(body.tools, schoolDecider, school, joined, { by: 'system', because: 'api', trace: 't' })
    const wakes = async () => (await body.tools.log.head(school))?.body.wakeAt?.slice(0, 10)
    // Due on 4 January 2027, a Monday; the reminder of 90 days before falls on Tuesday 6 October.
    expect(await wakes()).toBe('2026-10-06')
    const { england } = (await calendarNow(body)).nations
    await body.must('change-calendar', {
      nation: 'england',
      closures: [...(england?.closures ?? []), { from: '2026-10-06', to: '2026-10-06' }],
      reason,
    })
    await body.must('change-school', { school: oakfield.ref, town: 'Queenham' })
    expect(await wakes()).toBe('2026-10-05')
  })
})

describe('a preview', () => {
  const preview = (body: Body, query: string) => body.get(`/api/preview/setting?${query}`, 'reader')

  test('it says school by school what would move, and changes nothing', async () => {
    const body = await openBody({ today: '2026-09-02' })
    await centreOfExcellence(body, '2026-01-04')
    await body.follow()
    const came = await preview(body, 'name=stagesBefore&value=180,80,60,30,7')
    expect(came.body).toEqual({
      items: [
        {
          school: oakfield.ref,
          name: oakfield.name,
          nation: 'england',
          moves: [
            { what: 'reminder', stage: 'before-90', from: '2026-10-06', to: null },
            { what: 'reminder', stage: 'before-80', from: null, to: '2026-10-16' },
          ],
        },
      ],
    })
    expect(settings.parse((await body.get('/api/settings')).body).values.stagesBefore).toEqual([180, 90, 60, 30, 7])
  })

  test('a value that does not fit is refused as the change would be', async () => {
    const body = await openBody()
    expect(problem.parse((await preview(body, 'name=graceDays&value=soon')).body)).toMatchObject({
      status: 422,
      refused: 'setting-does-not-fit',
    })
    expect((await preview(body, 'name=grace&value=1')).status).toBe(422)
    expect((await preview(body, 'name=graceDays')).status).toBe(400)
  })
})
