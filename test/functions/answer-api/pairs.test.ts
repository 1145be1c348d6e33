// Every pair of commands, one straight after the other, with the bus switched off: what the first made is there at once.
import { describe, expect, test } from 'vitest'
import { type Body, oakfield, openBody } from './kit.ts'
import { commandNames, furnish, typicalBodies } from './typical.ts'

test('every built command has a typical body', async () => {
  const body = await openBody()
  expect(Object.keys(typicalBodies(body)).toSorted()).toEqual(commandNames.toSorted())
})

/** What may be gone because the first command took it away. */
const gone: Readonly<Record<string, readonly string[]>> = {
  'remove-staff': ['change-staff', 'remove-staff', 'invite-staff'],
}

test.each(commandNames)('%s, and straight after it every command is done or refused by a rule', async (first) => {
  for (const second of commandNames) {
    const body = await openBody()
    await furnish(body)
    const typical = typicalBodies(body)
    const came = [await body.ask(first, typical[first]), await body.ask(second, typical[second])]
    expect([second, body.reports]).toEqual([second, []])
    const mayBe = [200, 422, ...(gone[first]?.includes(second) ? [404] : [])]
    const unlike = came.filter(({ status }) => !mayBe.includes(status))
    expect([second, unlike.map(({ status, text }) => `${status} ${text}`)]).toEqual([second, []])
  }
})

describe('a command uses at once what the one before it made', () => {
  const pairs: [string, (body: Body) => Promise<unknown>][] = [
    [
      'a school registered is granted an award',
      (body) => body.must('grant-award', { school: 'urn:654321', award: 'inclusive-school', on: '2026-09-01' }),
    ],
    [
      'a contact added gives consent by address',
      (body) =>
        body.must('give-consent', {
          email: 'idris@oakfield.example',
          purpose: 'news',
          wording: '2018-05',
          how: 'paper',
        }),
    ],
    [
      'a new reference finds the school',
      (body) => body.must('extend-review', { school: 'urn:777777', to: '2026-12-24', reason: 'x' }),
    ],
    [
      'a member of staff added is changed by address',
      (body) => body.must('change-staff', { staff: 'ann@staff.example', role: 'reader' }),
    ],
    [
      'a member of staff added takes a task on',
      (body) => body.must('assign-task', { task: 't-1', owner: 'ann@staff.example' }),
    ],
    ['a visit booked is cancelled', (body) => body.must('cancel-visit', { school: oakfield.ref })],
  ]
  test.each(pairs)('%s', async (_, then) => {
    const body = await openBody()
    await furnish(body)
    const typical = typicalBodies(body)
    for (const name of ['register-school', 'add-contact', 'change-school', 'add-staff', 'book-visit'])
      await body.must(name, typical[name])
    await then(body)
    expect(body.reports).toEqual([])
  })

  test('a changed address finds the contact, the old one nobody', async () => {
    const body = await openBody()
    await furnish(body)
    await body.must('change-contact', { contact: 'morag@oakfield.example', email: 'morag@new.example' })
    await body.must('withdraw-consent', { email: 'morag@new.example', purpose: 'news' })
    expect((await body.ask('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'news' })).status).toBe(404)
  })
})
