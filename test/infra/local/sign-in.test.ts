// Signing in on one machine: whoever asks becomes a member of staff, with a token and the console's cookie.
import { expect, test } from 'vitest'
import * as z from 'zod'
import { staffDecider } from '../../../events/staff/decide.ts'
import { signIn } from '../../../infra/local/sign-in.ts'
import { openIssuer } from '../../../infra/local/signing-key.ts'
import { openTokens, tokenConfigOf } from '../../../shared/edge/tokens.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { openBody } from '../../functions/answer-api/kit.ts'

const issuer = openIssuer(':memory:')
const tokens = openTokens(tokenConfigOf(issuer.env))

async function opened() {
  const body = await openBody()
  const ask = (said: unknown) =>
    signIn(
      body.tools,
      issuer,
      new Request('http://localhost/local/sign-in', { method: 'POST', body: JSON.stringify(said) }),
    )
  const enter = async (said: object) => {
    const came = await ask(said)
    const { token } = z.object({ token: z.string() }).parse(await came.json())
    const id = `staff#${await tokens.bearerOf(token)}`
    return {
      id,
      token,
      cookie: came.headers.get('set-cookie'),
      ...(await loadStream(body.tools.log, staffDecider, id)),
    }
  }
  return { ...body, ask, enter }
}

test('a name and a role make a member of staff with an address of their own', async () => {
  const { enter, tools } = await opened()
  const { id, token, cookie, state } = await enter({ role: 'admin', name: 'Zoë Byron' })
  expect(state).toMatchObject({ known: true, role: 'admin' })
  expect(await tools.vault.person(id, tools.world().now)).toEqual({
    name: 'Zoë Byron',
    email: 'zoe-byron@staff.example',
  })
  expect(cookie).toBe(`session=${token}; Path=/; HttpOnly; SameSite=Lax`)
})

test('the same name and role is the same person again', async () => {
  const { enter } = await opened()
  const first = await enter({ role: 'admin', name: 'Ada' })
  const second = await enter({ role: 'admin', name: 'Ada' })
  expect([second.id, second.version]).toEqual([first.id, 1])
})

test('the same name in another role is another person, and the first keeps its role', async () => {
  const { enter, tools } = await opened()
  const admin = await enter({ role: 'admin', name: 'Test' })
  for (const role of ['coordinator', 'ambassador', 'assessor', 'reader']) {
    const other = await enter({ role, name: 'Test' })
    expect([other.id === admin.id, other.state.role]).toEqual([false, role])
  }
  expect((await loadStream(tools.log, staffDecider, admin.id)).state.role).toBe('admin')
})

test('an address that is given says who it is, in the role asked for', async () => {
  const { enter, idOf } = await opened()
  const reader = await enter({ role: 'reader', name: 'Robin', email: 'robin.reader@staff.example' })
  expect(reader.id).toBe(`staff#${idOf('reader')}`)
  const raised = await enter({ role: 'admin', name: 'Robin', email: 'robin.reader@staff.example' })
  expect([raised.id, raised.state.role]).toEqual([reader.id, 'admin'])
})

test('somebody who was removed is there again', async () => {
  const { enter, must } = await opened()
  const { id } = await enter({ role: 'reader', name: 'Ada' })
  await must('remove-staff', { staff: id })
  const again = await enter({ role: 'reader', name: 'Ada' })
  expect([again.id, again.state.removed]).toEqual([id, false])
})

test('a body that does not fit is told why', async () => {
  const { ask } = await opened()
  for (const wrong of [
    {},
    { role: 'king', name: 'Ada' },
    { role: 'admin', name: '' },
    { role: 'admin', name: 'Ada', email: 'x' },
    null,
  ]) {
    const came = await ask(wrong)
    expect([wrong, came.status, came.headers.get('content-type')]).toEqual([wrong, 400, 'application/problem+json'])
  }
})

test('JSON is JSON, whatever a tool says it sends', async () => {
  const body = await openBody()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const said = JSON.stringify({ role: 'admin', name: 'Ada' })
  const came = await signIn(
    body.tools,
    issuer,
    new Request('http://localhost/local/sign-in', { method: 'POST', body: said, headers }),
  )
  expect([came.status, Object.keys(z.looseObject({}).parse(await came.json()))]).toEqual([200, ['token']])
})

test.each([
  ['/schools?q=oak', '/schools?q=oak'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['', '/'],
])(
  'the console’s own form is led on to the page that was wanted (%j), with the session, and to no other site',
  async (next, to) => {
    const body = await openBody()
    const form = new URLSearchParams({ role: 'reader', name: 'Ada Byron', email: '', next })
    const request = new Request('http://localhost/local/sign-in', { method: 'POST', body: form })
    const came = await signIn(body.tools, issuer, request)
    expect([came.status, came.headers.get('location')]).toEqual([303, to])
    expect(came.headers.get('set-cookie')).toMatch(/^session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)
  },
)
