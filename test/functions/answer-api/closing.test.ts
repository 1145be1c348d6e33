// A school closes, and two entries of one school are made one: what stops, what goes on, and who finds what afterwards.
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Body, centreOfExcellence, oakfield, openBody, problem } from './kit.ts'

const reason = 'The county told us.'
const school = z.looseObject({
  id: z.string(),
  ref: z.string(),
  refs: z.array(z.string()),
  awards: z.array(z.looseObject({ award: z.string(), since: z.string(), state: z.string() })),
  review: z.looseObject({ due: z.string() }).nullable(),
  closed: z.object({ on: z.string(), successor: z.string().optional() }).optional(),
  predecessors: z.array(z.string()).optional(),
  mergedInto: z.string().optional(),
  contacts: z.array(z.looseObject({ id: z.string() })),
})
const read = async (body: Body, name: string) =>
  school.parse((await body.get(`/api/schools/${encodeURIComponent(name)}`)).body)
const refusedOf = async (body: Body, command: string, of: unknown) =>
  problem.parse((await body.ask(command, of)).body).refused

const academy = { ref: 'urn:145678', name: 'Oakfield Academy', nation: 'england' } as const

async function twoSchools() {
  const body = await openBody({ today: '2026-03-02' })
  await centreOfExcellence(body, '2025-10-01')
  await body.must('register-school', academy)
  return body
}

describe('a school that closes', () => {
  test('has no open review any more; its awards stand, and both show the link', async () => {
    const body = await twoSchools()
    const done = await body.must('close-school', {
      school: oakfield.ref,
      on: '2026-02-27',
      successor: academy.ref,
      reason,
    })
    expect(done.events.map(({ type }) => type)).toEqual(['SchoolClosed', 'ReviewClosed'])
    const [closed, next] = [await read(body, oakfield.ref), await read(body, academy.ref)]
    expect(closed).toMatchObject({ review: null, closed: { on: '2026-02-27', successor: next.id } })
    expect(closed.awards.map(({ state }) => state)).toEqual(['held', 'held'])
    expect(next.predecessors).toEqual([closed.id])
  })

  test('is granted nothing, and no other day of closing without a correction', async () => {
    const body = await twoSchools()
    await body.must('close-school', { school: oakfield.ref, on: '2026-02-27', reason })
    expect(await refusedOf(body, 'grant-award', { school: oakfield.ref, award: 'flagship', on: '2026-03-01' })).toBe(
      'school-closed',
    )
    expect(await refusedOf(body, 'close-school', { school: oakfield.ref, on: '2026-02-20', reason })).toBe(
      'school-already-closed',
    )
    expect(await refusedOf(body, 'book-visit', { school: oakfield.ref, on: '2026-09-01' })).toBe('no-open-review')
    expect((await body.must('close-school', { school: oakfield.ref, on: '2026-02-27', reason })).events).toEqual([])
  })

  test('is open again by a correction alone, with its review as it stood, and the link is gone', async () => {
    const body = await twoSchools()
    const { events } = await body.must('close-school', {
      school: oakfield.ref,
      on: '2026-02-27',
      successor: academy.ref,
      reason,
    })
    await body.must('correct', { event: events[0]?.id, reason, data: {} })
    const open = await read(body, oakfield.ref)
    expect(open.closed).toBeUndefined()
    expect(open.review).toMatchObject({ due: '2026-10-01' })
    expect((await read(body, academy.ref)).predecessors ?? []).toEqual([])
  })

  test('is not its own successor, nor that of a closed one, nor closed on a day to come', async () => {
    const body = await twoSchools()
    await body.must('close-school', { school: academy.ref, on: '2026-02-27', reason })
    const close = { school: oakfield.ref, on: '2026-02-27', reason }
    expect(await refusedOf(body, 'close-school', { ...close, successor: oakfield.ref })).toBe('successor-is-itself')
    expect(await refusedOf(body, 'close-school', { ...close, successor: academy.ref })).toBe('successor-is-closed')
    expect(await refusedOf(body, 'close-school', { ...close, on: '2026-03-03' })).toBe('day-in-the-future')
    expect((await body.ask('close-school', { ...close, successor: 'urn:999999' })).status).toBe(404)
  })
})

describe('two entries of one school', () => {
  const merge = { keep: academy.ref, drop: oakfield.ref, reason }

  async function withPeople() {
    const body = await twoSchools()
    for (const [ref, email] of [
      [oakfield.ref, 'morag@oakfield.example'],
      [oakfield.ref, 'both@oakfield.example'],
      [academy.ref, 'both@oakfield.example'],
    ] as const)
      await body.must('add-contact', { school: ref, role: 'head', name: 'Somebody', email })
    return body
  }

  test('become one: references, awards, people, and nothing due because of it', async () => {
    const body = await withPeople()
    const [dropped, kept] = [await read(body, oakfield.ref), await read(body, academy.ref)]
    await body.must('merge-schools', merge)
    const one = await read(body, oakfield.ref)
    expect(one).toMatchObject({ id: kept.id, ref: academy.ref, review: { due: '2026-10-01' } })
    expect(one.refs).toContain(oakfield.ref)
    expect(one.awards.map(({ award, since }) => [award, since])).toEqual([
      ['inclusive-school', '2025-10-01'],
      ['centre-of-excellence', '2025-10-01'],
    ])
    expect(one.contacts).toHaveLength(2)
    const gone = await read(body, dropped.id)
    expect(gone).toMatchObject({ mergedInto: kept.id, review: null, contacts: [] })
  })

  test('the dropped one is done with: a refusal names the kept one, and the lists hold it no more', async () => {
    const body = await withPeople()
    const dropped = await read(body, oakfield.ref)
    const kept = await read(body, academy.ref)
    await body.must('merge-schools', merge)
    const add = { school: dropped.id, role: 'office', name: 'Office', email: 'office@oakfield.example' }
    for (const [command, of] of [
      ['change-school', { school: dropped.id, town: 'Queenham' }],
      ['add-contact', add],
      ['merge-schools', { keep: dropped.id, drop: kept.id, reason }],
    ] as const)
      expect(problem.parse((await body.ask(command, of)).body)).toMatchObject({
        refused: 'school-merged',
        facts: { kept: kept.id },
      })
    await body.follow()
    const list = z.object({ items: z.array(z.looseObject({ id: z.string() })) })
    expect(list.parse((await body.get('/api/schools')).body).items.map(({ id }) => id)).toEqual([kept.id])
    expect(list.parse((await body.get('/api/schools?q=oakfield')).body).items.map(({ id }) => id)).toEqual([kept.id])
  })

  test('the kept one takes the place of the dropped one in its cluster', async () => {
    const body = await withPeople()
    await body.must('form-cluster', { cluster: 'north-1', nation: 'england', ambassador: body.idOf('ambassador') })
    await body.must('join-cluster', { cluster: 'north-1', school: oakfield.ref, on: '2026-02-01' })
    await body.must('merge-schools', merge)
    await body.must('merge-schools', merge)
    const cluster = z.looseObject({
      members: z.array(z.looseObject({ school: z.string(), joinedOn: z.string(), leftOn: z.string().optional() })),
    })
    const { members } = cluster.parse((await body.get('/api/clusters/north-1')).body)
    expect(members.map(({ joinedOn, leftOn }) => [joinedOn, leftOn])).toEqual([
      ['2026-02-01', '2026-03-02'],
      ['2026-03-02', undefined],
    ])
  })

  test('the earlier grant holds, and the review goes by it', async () => {
    const body = await withPeople()
    for (const award of ['inclusive-school', 'centre-of-excellence'])
      await body.must('grant-award', { school: academy.ref, award, on: '2026-02-01' })
    await body.must('merge-schools', merge)
    const one = await read(body, academy.ref)
    expect(one.awards.map(({ since }) => since)).toEqual(['2025-10-01', '2025-10-01'])
    expect(one.review).toMatchObject({ due: '2026-10-01' })
  })

  test('a merge that broke off anywhere is finished by doing it again', async () => {
    for (let broken = 1; broken < 12; broken++) {
      let left = Number.POSITIVE_INFINITY
      const body = await openBody({
        today: '2026-03-02',
        change: ({ log }) => ({
          log: {
            ...log,
            async append(commit) {
              left -= 1
              if (left < 0) throw new Error('the power failed')
              return log.append(commit)
            },
          },
        }),
      })
      await centreOfExcellence(body, '2025-10-01')
      await body.must('register-school', academy)
      await body.must('add-contact', {
        school: oakfield.ref,
        role: 'head',
        name: 'Morag',
        email: 'morag@oakfield.example',
      })
      left = broken
      await body.ask('merge-schools', merge)
      left = Number.POSITIVE_INFINITY
      await body.must('merge-schools', merge)
      const one = await read(body, oakfield.ref)
      expect([broken, one.ref, one.contacts.length, one.review?.due]).toEqual([broken, academy.ref, 1, '2026-10-01'])
      expect((await body.must('merge-schools', merge)).events).toEqual([])
    }
  })

  test('a closed entry is not kept while the other is open', async () => {
    const body = await withPeople()
    await body.must('close-school', { school: academy.ref, on: '2026-02-27', reason })
    expect(await refusedOf(body, 'merge-schools', merge)).toBe('kept-entry-is-closed')
  })

  test('of two nations, or one entry by two names, are not merged', async () => {
    const body = await withPeople()
    await body.must('register-school', { ref: 'urn:499102', name: 'Ysgol', nation: 'wales' })
    expect(await refusedOf(body, 'merge-schools', { ...merge, drop: 'urn:499102' })).toBe('schools-of-two-nations')
    expect(await refusedOf(body, 'merge-schools', { ...merge, drop: academy.ref })).toBe('same-school')
  })
})
