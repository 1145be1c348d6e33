/**
 * The post on SES v2. One call is one request: the client of this file does not retry, and gives up on an answer after
 * five seconds. Every failure is answered as an outcome; nothing is thrown, and nothing of the provider's text is kept.
 */
import { SESv2Client, type SESv2ClientConfig, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { type Failure, outcomeOf } from './outcome.ts'
import type { Attachment, Envelope, MailPost, Post, Posted } from './post.ts'
import { encodeTag, letterTag } from './tag.ts'

/** Milliseconds until a connection stands, and until the answer has come. */
const patience = { connectionTimeout: 2_000, requestTimeout: 5_000 }

// Each letter on a connection of its own: one kept alive is often dead when a function wakes again, and the write that
// finds out cannot be told from a letter that left.
const agent = { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY }

/**
 * The only client letters may go by. SES knows no second send for the first, and the SDK's retries made three letters of
 * one when a socket dropped; a time-out alone only warns (`throwOnRequestTimeout` makes it end the call).
 */
export function postClient(config: SESv2ClientConfig = {}, timeouts = patience): SESv2Client {
  return new SESv2Client({
    ...config,
    maxAttempts: 1,
    requestHandler: { ...timeouts, throwOnRequestTimeout: true, httpAgent: agent, httpsAgent: agent },
  })
}

/** The post through a client of `postClient`; events of what becomes of letters go where the configuration set says. */
export function openPost(client: SESv2Client, configurationSet?: string): Post & MailPost {
  return {
    async sendOn({ from, to, bytes }) {
      const set = configurationSet ? { ConfigurationSetName: configurationSet } : {}
      const raw = { FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content: { Raw: { Data: bytes } } }
      return posted(from, client.send(new SendEmailCommand({ ...raw, ...set })))
    },

    send: (envelope) => posted(envelope.from, client.send(new SendEmailCommand(inputOf(envelope, configurationSet)))),
  }
}

async function posted(from: string, answer: Promise<{ readonly MessageId?: string | undefined }>): Promise<Posted> {
  try {
    const { MessageId } = await answer
    return MessageId ? { outcome: 'sent', providerId: MessageId } : { outcome: 'uncertain', why: 'NoMessageId' }
  } catch (thrown) {
    return outcomeOf(failureOf(thrown), from)
  }
}

function inputOf(envelope: Envelope, configurationSet: string | undefined) {
  const { from, replyTo, to, subject, text, html, headers, letter, attachments = [] } = envelope
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    ...(replyTo ? { ReplyToAddresses: [replyTo] } : {}),
    ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
    EmailTags: [{ Name: letterTag, Value: encodeTag(letter) }],
    Content: {
      Simple: {
        Subject: utf8(subject),
        Body: { Text: utf8(text), Html: utf8(html) },
        Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
        ...(attachments.length > 0 ? { Attachments: attachments.map(attachmentOf) } : {}),
      },
    },
  }
}

function attachmentOf({ name, type, text }: Attachment) {
  return { FileName: name, ContentType: type, RawContent: new TextEncoder().encode(text) }
}

function utf8(Data: string) {
  return { Data, Charset: 'UTF-8' }
}

function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { name: 'Unknown', message: '' }
  const { name, message } = thrown
  if (thrown instanceof SESv2ServiceException) {
    const { httpStatusCode } = thrown.$metadata
    return { name, message, ...(httpStatusCode === undefined ? {} : { status: httpStatusCode }) }
  }
  return 'code' in thrown && typeof thrown.code === 'string' ? { name, message, code: thrown.code } : { name, message }
}
