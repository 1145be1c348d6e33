// What leaves for the mail provider, and what each thing that can come back means for the letter.

import { createServer } from 'node:http'
import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2'
import { afterEach, describe, expect, test } from 'vitest'
import type { Posted } from '../../../shared/post/post.ts'
import { openPost, postClient } from '../../../shared/post/post-ses.ts'
import { closed, listening } from '../../kit/dynalite.ts'
import { anEnvelope } from '../../kit/letters.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { type Answer, type ScriptedServer, startScriptedServer } from '../../kit/scripted-server.ts'

const taken: Answer = { status: 200, body: { MessageId: 'provider-1' } }
const refusal = (status: number, name: string, message = ''): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: { message },
})

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function postTo(answer: (before: number) => Answer, config: SESv2ClientConfig = {}) {
  const server = await startScriptedServer((_, before) => answer(before))
  open.push(server.close)
  const post = openPost(postClient({ ...localConfig(server.endpoint), ...config }), 'iqm-production')
  return { server, post }
}

async function outcomeOf(answer: Answer): Promise<Posted> {
  const { post, server } = await postTo(() => answer)
  const posted = await post.send(anEnvelope())
  expect(server.asked).toHaveLength(1)
  return posted
}

test('a letter leaves whole: sender, addressee, subject, both texts, headers, tag and configuration set', async () => {
  const { post, server } = await postTo(() => taken)
  expect(await post.send(anEnvelope())).toEqual({ outcome: 'sent', providerId: 'provider-1' })
  expect(server.asked.map(({ method, path, json }) => ({ method, path, json }))).toEqual([
    {
      method: 'POST',
      path: '/v2/email/outbound-emails',
      json: {
        FromEmailAddress: 'Inclusion Mark <info@letters.body.example>',
        Destination: { ToAddresses: ['ada.marsh@oakfield.example'] },
        ReplyToAddresses: ['office@body.example'],
        ConfigurationSetName: 'iqm-production',
        EmailTags: [{ Name: 'letter', Value: 'letter_230f1e2d3c4b5a69788796a5b4c3d2e1f0' }],
        Content: {
          Simple: {
            Subject: { Data: 'Your review is due – Ysgol Tŷ-gwyn', Charset: 'UTF-8' },
            Body: {
              Text: { Data: 'Dear Ada Marsh, …', Charset: 'UTF-8' },
              Html: { Data: '<p>Dear Ada Marsh, …</p>', Charset: 'UTF-8' },
            },
            Headers: [
              { Name: 'List-Unsubscribe', Value: '<https://letters.body.example/u/abc>' },
              { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
            ],
          },
        },
      },
    },
  ])
})

test('a file goes along whole, with its name and what kind it is', async () => {
  const { post, server } = await postTo(() => taken)
  const type = 'text/calendar; charset=utf-8; method=REQUEST'
  const text = 'BEGIN:VCALENDAR\r\nSUMMARY:Tŷ-gwyn\r\nEND:VCALENDAR\r\n'
  await post.send(anEnvelope({ attachments: [{ name: 'meeting.ics', type, text }] }))
  expect(server.asked[0]?.json).toMatchObject({
    Content: {
      Simple: {
        Attachments: [{ FileName: 'meeting.ics', ContentType: type, RawContent: Buffer.from(text).toString('base64') }],
      },
    },
  })
})

test('without a reply address or a configuration set none is sent', async () => {
  const server = await startScriptedServer(() => taken)
  open.push(server.close)
  const { replyTo: _, ...envelope } = anEnvelope()
  await openPost(postClient(localConfig(server.endpoint))).send(envelope)
  expect(server.asked[0]?.json).not.toHaveProperty('ReplyToAddresses')
  expect(server.asked[0]?.json).not.toHaveProperty('ConfigurationSetName')
})

describe('when no answer comes, one letter was sent at most and nobody knows', () => {
  test.each(['cut', 'half'] as const)('a socket that drops (%s) gives one send, uncertain', async (answer) => {
    const { post, server } = await postTo(() => answer)
    expect(await post.send(anEnvelope())).toMatchObject({ outcome: 'uncertain' })
    expect(server.asked).toHaveLength(1)
  })

  test('the same socket gives three sends where the client retries, and this test would see it', async () => {
    const server = await startScriptedServer(() => 'cut')
    open.push(server.close)
    // As the SDK is without `postClient`.
    await openPost(new SESv2Client(localConfig(server.endpoint))).send(anEnvelope())
    expect(server.asked).toHaveLength(3)
  })

  test('a client that was told to retry does not', async () => {
    const { post, server } = await postTo(() => 'cut', { maxAttempts: 3 })
    await post.send(anEnvelope())
    expect(server.asked).toHaveLength(1)
  })

  test('silence is waited out for five seconds at most', async () => {
    const client = postClient(localConfig('http://127.0.0.1:9'))
    // The handler reads its settings when it is first used.
    await openPost(client).send(anEnvelope())
    const { requestHandler } = client.config
    const settings: unknown = Reflect.apply(Reflect.get(requestHandler, 'httpHandlerConfigs'), requestHandler, [])
    expect(settings).toMatchObject({ requestTimeout: 5_000, connectionTimeout: 2_000, throwOnRequestTimeout: true })
  })

  test('silence waited out is one send, uncertain', async () => {
    const server = await startScriptedServer(() => 'silence')
    open.push(server.close)
    const client = postClient(localConfig(server.endpoint), { connectionTimeout: 200, requestTimeout: 200 })
    expect(await openPost(client).send(anEnvelope())).toEqual({ outcome: 'uncertain', why: 'ETIMEDOUT' })
    expect(server.asked).toHaveLength(1)
  })

  test.each([500, 502, 503, 504])('a %i is no answer about the letter, uncertain', async (status) => {
    expect(await outcomeOf({ status, body: {} })).toMatchObject({ outcome: 'uncertain' })
  })

  test('an answer without the provider’s id is no certainty', async () => {
    expect(await outcomeOf({ status: 200, body: {} })).toEqual({ outcome: 'uncertain', why: 'NoMessageId' })
  })
})

describe('what certainly was not taken and may be tried later', () => {
  test('a refused connection', async () => {
    const server = createServer()
    const endpoint = await listening(server)
    await closed(server)
    const post = openPost(postClient(localConfig(endpoint)))
    expect(await post.send(anEnvelope())).toEqual({ outcome: 'try-later', why: 'ECONNREFUSED' })
  })

  test('a refused connection by a name with several addresses', async () => {
    const server = createServer()
    const endpoint = (await listening(server)).replace('127.0.0.1', 'localhost')
    await closed(server)
    const post = openPost(postClient(localConfig(endpoint)))
    expect(await post.send(anEnvelope())).toEqual({ outcome: 'try-later', why: 'ECONNREFUSED' })
  })

  test.each(['TooManyRequestsException', 'LimitExceededException', 'ThrottlingException'])(
    '%s for the rate',
    async (name) => {
      expect(await outcomeOf(refusal(429, name, 'Maximum sending rate exceeded.'))).toEqual({
        outcome: 'try-later',
        why: name,
      })
    },
  )
})

describe('what stops every letter until a person acts', () => {
  test.each([
    [400, 'AccountSuspendedException', ''],
    [400, 'SendingPausedException', ''],
    [400, 'MailFromDomainNotVerifiedException', ''],
    [404, 'NotFoundException', 'Configuration set iqm-production does not exist.'],
    [403, 'AccessDeniedException', ''],
    [403, 'ExpiredTokenException', ''],
    [429, 'TooManyRequestsException', 'Daily message quota exceeded.'],
    [400, 'LimitExceededException', 'Daily message quota exceeded.'],
    [
      400,
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region EU-WEST-2: info@letters.body.example',
    ],
  ])('%i %s %s', async (status, name, message) => {
    expect(await outcomeOf(refusal(status, name, message))).toEqual({ outcome: 'all-stopped', why: name })
  })

  test('no right to sign a request', async () => {
    const { post, server } = await postTo(() => taken, {
      credentials: () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
    })
    expect(await post.send(anEnvelope())).toEqual({ outcome: 'all-stopped', why: 'CredentialsProviderError' })
    expect(server.asked).toHaveLength(0)
  })
})

describe('what is wrong with this letter alone', () => {
  test.each([
    [400, 'MessageRejected', 'Local address contains control or whitespace'],
    [
      400,
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region EU-WEST-2: ada.marsh@oakfield.example',
    ],
    [400, 'BadRequestException', ''],
    [413, 'RequestEntityTooLargeException', ''],
  ])('%i %s %s', async (status, name, message) => {
    expect(await outcomeOf(refusal(status, name, message))).toEqual({ outcome: 'refused', why: name })
  })
})

test('what the provider wrote is never part of the outcome', async () => {
  const server: ScriptedServer = await startScriptedServer(() =>
    refusal(400, 'MessageRejected', 'ada.marsh@oakfield.example is bad'),
  )
  open.push(server.close)
  const posted = await openPost(postClient(localConfig(server.endpoint))).send(anEnvelope())
  expect(JSON.stringify(posted)).not.toContain('ada.marsh')
})

test('each letter goes on a connection of its own, so that none meets one that died unseen', async () => {
  const { post, server } = await postTo(() => taken)
  await post.send(anEnvelope())
  await post.send(anEnvelope())
  expect(server.asked.map(({ headers }) => headers.connection)).toEqual(['close', 'close'])
})
