// The time machine's pages: the clock moved by buttons, letters read, switches set; nothing from elsewhere does any of it.
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { createFaultBook } from '../../../infra/local/cloud/faults.ts'
import type { Letter } from '../../../infra/local/cloud/types.ts'
import type { Move } from '../../../infra/local/days.ts'
import { answerMachine, type MachineTools } from '../../../infra/local/machine/machine.tsx'

const letter: Letter = {
  id: 'one',
  at: '2026-09-02T06:30:00.000Z',
  day: '2026-09-02',
  from: 'awards@iqm.example',
  to: ['morag@oakfield.example'],
  subject: 'Your <b>review</b>',
  text: 'Dear Morag',
  html: '<p>Dear Morag</p><script>alert(1)</script>',
  headers: {},
  tags: {},
}

interface Options {
  readonly hasTestClock?: boolean
  readonly nextDue?: string
}

function machine({ hasTestClock = true, nextDue }: Options = {}) {
  const moves: Move[] = []
  const letters = [letter]
  const faults = createFaultBook()
  const tools: MachineTools = {
    now: () => '2026-09-02T07:00:00.000Z',
    hasTestClock,
    moveTo: async (move) => {
      if (move.to < '2026-09-02') return undefined
      moves.push(move)
      letters.push({ ...letter, id: `left-${moves.length}` })
      return move.to
    },
    nextDue: async () => nextDue,
    mail: { list: async () => [...letters], clear: async () => void letters.splice(0) },
    faults,
  }
  const ask = (
    method: string,
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const [rawPath = '', rawQueryString = ''] = path.split('?')
    return answerMachine(
      tools,
      requestOf(method, rawPath, rawQueryString, new URLSearchParams(fields).toString(), headers),
    )
  }
  const headersOf = async (path: string) =>
    new Headers(Object.entries((await ask('GET', path)).headers).map(([name, value]) => [name, String(value)]))
  const send = async (path: string, fields: Record<string, string> = {}) => {
    const { statusCode, headers } = await ask('POST', `/local/machine${path}`, fields)
    return {
      statusCode,
      said: new URLSearchParams(
        String(Object.entries(headers).find(([name]) => name === 'location')?.[1]).split('?')[1],
      ).get('said'),
    }
  }
  return { ask, headersOf, send, moves, letters, faults }
}

function requestOf(
  method: string,
  rawPath: string,
  rawQueryString: string,
  body: string,
  headers: Record<string, string>,
): APIGatewayProxyEventV2 {
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      http,
    },
    body,
    isBase64Encoded: false,
  }
}

describe('the clock', () => {
  test('goes to the next day, and says how many letters left on the way', async () => {
    const { send, moves } = machine()
    expect(await send('/next-day')).toEqual({
      statusCode: 303,
      said: 'The clock stands at 2 Sept 2026, 08:00. One letter left on the way.',
    })
    expect(moves).toEqual([{ to: '2026-09-03' }])
  })

  test('goes to a day, with or without an outage before it', async () => {
    const { send, moves } = machine()
    await send('/to-day', { to: '1 Mar 2027' })
    await send('/to-day', { to: '2 Mar 2027', outage: 'yes' })
    expect(moves).toEqual([
      { to: '2027-03-01', outage: false },
      { to: '2027-03-02', outage: true },
    ])
  })

  test.each([
    ['some day', 'Give a day, such as 27 Mar 2027.'],
    ['1 Sept 2026', 'That day is past: the clock only goes forward.'],
    ['', 'Something in the form does not fit.'],
  ])('does not go to "%s", and says why', async (to, said) => {
    expect((await machine().send('/to-day', { to })).said).toBe(said)
  })

  test('goes to the quarter of an hour in which the next thing happens', async () => {
    const { send, moves } = machine({ nextDue: '2026-09-02T07:31:00.000Z' })
    await send('/next-happening')
    expect(moves).toEqual([{ to: '2026-09-02', at: '08:45' }])
    expect((await machine().send('/next-happening')).said).toBe('Nothing is to happen by itself.')
  })

  test('is left alone where the real time holds', async () => {
    const { send, ask, moves } = machine({ hasTestClock: false })
    expect((await send('/next-day')).said).toContain('The real time holds here')
    expect(moves).toEqual([])
    expect((await ask('GET', '/local/machine')).body).not.toContain('To the next day')
  })
})

describe('the letters that left', () => {
  test('are listed and read, as text and in a box without rights', async () => {
    const { ask, headersOf } = machine()
    const list = await ask('GET', '/local/machine')
    expect(list.body).toContain('href="/local/machine/mail/one">Your &lt;b&gt;review&lt;/b&gt;</a>')
    const read = await ask('GET', '/local/machine/mail/one')
    expect(read.body).toContain('Dear Morag')
    expect(read.body).not.toContain('<script')
    const mail = await headersOf('/local/machine/mail/one/as-mail')
    expect(mail.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect((await ask('GET', '/local/machine/mail/two')).statusCode).toBe(404)
  })

  test('are put away', async () => {
    const { send, letters } = machine()
    await send('/empty-mail')
    expect(letters).toEqual([])
  })
})

describe('the switches', () => {
  test('are set, shown and switched off', async () => {
    const { send, ask, faults } = machine()
    expect((await send('/fault', { on: 'post', do: 'no-answer', next: '10' })).said).toBe(
      'Set: the mail provider – gives no answer, the next 10 times.',
    )
    expect(faults.list()).toEqual([{ on: 'post', do: 'no-answer', next: 10 }])
    expect((await ask('GET', '/local/machine')).body).toContain('The next 10')
    await send('/no-faults')
    expect(faults.list()).toEqual([])
    expect((await send('/fault', { on: 'nowhere', do: 'drop', next: 'all' })).said).toBe(
      'Choose where, what, and how often.',
    )
  })
})

describe('the page', () => {
  test('does nothing for a form sent from elsewhere', async () => {
    const { ask, moves } = machine()
    for (const site of ['cross-site', 'same-site'])
      expect((await ask('POST', '/local/machine/next-day', {}, { 'sec-fetch-site': site })).statusCode).toBe(403)
    expect(moves).toEqual([])
    expect((await ask('POST', '/local/machine/next-day', {}, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303)
  })

  test('runs no script, and shows what is said as text', async () => {
    const { body } = await machine().ask('GET', `/local/machine?said=${encodeURIComponent('<script>1</script>')}`)
    expect(body).not.toContain('<script')
    expect((await machine().headersOf('/local/machine')).get('content-security-policy')).toContain("default-src 'none'")
    expect((await machine().ask('GET', '/local/machine/other')).statusCode).toBe(404)
    expect((await machine().ask('POST', '/local/machine/other')).statusCode).toBe(404)
  })
})
