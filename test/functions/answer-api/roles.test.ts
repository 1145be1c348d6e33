// Who may do what: every command by every role, from the one table that says it.
import { describe, expect, test } from 'vitest'
import { type CommandDefinition, commands } from '../../../events/commands.ts'
import { roles, type StaffRole } from '../../../events/kernel/words.ts'
import { performers } from '../../../functions/answer-api/perform/all.ts'
import { oakfield, openBody, problem } from './kit.ts'
import { commandNames, furnish, typicalBodies } from './typical.ts'

const named = Object.entries(commands)

test('every command can be performed', () => {
  expect(Object.keys(performers).toSorted()).toEqual(commandNames.toSorted())
})

/** What a role may expect of a command: done or a rule's no, or never. */
function expectedOf({ roles: may }: CommandDefinition, role: StaffRole): 'done' | 'never' {
  return may.includes(role) ? 'done' : 'never'
}

const cases = named.flatMap(([name, command]) => roles.map((role) => [name, role, expectedOf(command, role)] as const))

describe('every command by every role', () => {
  const statuses = { done: [200, 422], never: [403] }

  test.each(cases)('%s by %s: it is %s', async (name, role, expected) => {
    const body = await openBody()
    await furnish(body)
    // An Assessor acts on own visits only.
    const own = { school: oakfield.ref, on: '2026-09-21', assessor: body.idOf('assessor') }
    if (role === 'assessor') await body.must('book-visit', own)
    const { status } = await body.ask(name, typicalBodies(body)[name] ?? {}, { as: role })
    expect(statuses[expected]).toContain(status)
  })

  test('a body that does not fit is no way round', async () => {
    const body = await openBody()
    const unfit = { done: 400, never: 403 }
    for (const [name, role, expected] of cases) {
      const { status } = await body.ask(name, {}, { as: role })
      expect([name, role, status]).toEqual([name, role, unfit[expected]])
    }
  })
})

describe('an Assessor', () => {
  test('books a visit for themselves, moves and cancels it, and recommends on it', async () => {
    const body = await openBody()
    await furnish(body)
    const booked = await body.must('book-visit', { school: 'urn:123456', on: '2026-09-20' }, { as: 'assessor' })
    expect(booked.events[0]?.data).toMatchObject({ on: '2026-09-20', assessor: body.staff.get('assessor') })
    await body.must('book-visit', { school: 'urn:123456', on: '2026-09-21' }, { as: 'assessor' })
    await body.must('recommend', { school: 'urn:123456', recommendation: 'retained' }, { as: 'assessor' })
    await body.must('cancel-visit', { school: 'urn:123456' }, { as: 'assessor' })
  })

  test('may not touch the visit of somebody else, nor book one for somebody else', async () => {
    const body = await openBody()
    await furnish(body)
    const other = await body.member('assessor', 'Ola Other')
    const elsewhere = await body.ask(
      'book-visit',
      { school: 'urn:123456', on: '2026-09-20', assessor: other },
      { as: 'assessor' },
    )
    expect(elsewhere.status).toBe(403)
    await body.must('book-visit', { school: 'urn:123456', on: '2026-09-20', assessor: other })
    for (const [command, more] of [
      ['book-visit', { on: '2026-09-22' }],
      ['cancel-visit', {}],
      ['recommend', { recommendation: 'retained' }],
    ] as const) {
      const came = await body.ask(command, { school: 'urn:123456', ...more }, { as: 'assessor' })
      expect([command, came.status]).toEqual([command, 403])
      expect(problem.parse(came.body).detail).toContain('own visits')
    }
  })

  test('recommends on no review without a visit of their own', async () => {
    const body = await openBody()
    await furnish(body)
    const came = await body.ask('recommend', { school: 'urn:123456', recommendation: 'retained' }, { as: 'assessor' })
    expect(came.status).toBe(403)
  })
})

describe('who is asking', () => {
  test('nobody without a token, or with one that is not valid', async () => {
    const body = await openBody()
    for (const authorization of [undefined, 'Bearer nonsense', 'Basic abc', 'Bearer', 'token-of-x']) {
      const headers = authorization === undefined ? {} : { authorization }
      const came = await body.request('/api/schools', { headers })
      expect([authorization, came.status]).toEqual([authorization, 401])
      expect(came.headers.get('www-authenticate')).toBe('Bearer')
      expect(came.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test('somebody who is not on the staff, or no longer, is signed in and may nothing', async () => {
    const body = await openBody()
    expect((await body.get('/api/schools', 'staff#stranger')).status).toBe(403)
    const reader = body.staff.get('reader') ?? ''
    expect((await body.get('/api/schools', reader)).status).toBe(200)
    await body.must('remove-staff', { staff: reader })
    expect((await body.get('/api/schools', reader)).status).toBe(403)
  })

  test('a changed role counts from the next request on', async () => {
    const body = await openBody()
    const reader = body.staff.get('reader') ?? ''
    expect(
      (await body.ask('register-school', { ref: 'urn:100001', name: 'A', nation: 'wales' }, { as: reader })).status,
    ).toBe(403)
    await body.must('change-staff', { staff: reader, role: 'coordinator' })
    expect(
      (await body.ask('register-school', { ref: 'urn:100001', name: 'A', nation: 'wales' }, { as: reader })).status,
    ).toBe(200)
  })

  test('the first admin is one while nobody stands under that name', async () => {
    const body = await openBody({ firstAdmin: 'chief' })
    const added = await body.must(
      'add-staff',
      { role: 'reader', name: 'Rae', email: 'rae@staff.example', alerts: 'none' },
      { as: 'staff#chief' },
    )
    expect(added.events[0]).toMatchObject({ by: 'staff#chief', because: 'api' })
    expect((await body.get('/api/staff', 'staff#somebody')).status).toBe(403)
  })

  test('the console’s session reads and does nothing else', async () => {
    const body = await openBody()
    for (const name of ['session', '__Host-session']) {
      const cookie = { cookie: `${name}=token-of-${body.idOf('admin')}` }
      expect((await body.request('/api/settings', { headers: cookie })).status).toBe(200)
      const posted = await body.request('/api/do/set-sending', {
        method: 'POST',
        headers: cookie,
        body: JSON.stringify({ position: 'on', reason: 'no' }),
      })
      expect(posted.status).toBe(401)
    }
  })
})
