// The door of the post: SES v2's SendEmail, with simple or raw content.
import * as z from 'zod'
import { type Answer, answerJson, type Call, jsonError, readJson } from './http.ts'
import { addressesIn, readMail } from './mime.ts'
import type { Post } from './post.ts'
import type { Letter } from './types.ts'

const part = z.object({ Data: z.string(), Charset: z.string().optional() })
const addresses = z.array(z.string()).default([])
/** What SES takes as a tag: it answers anything else with a BadRequestException. */
const tagWord = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)

const sendSchema = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }).optional(),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z
      .object({
        Subject: part,
        Body: z.object({ Text: part.optional(), Html: part.optional() }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
        Attachments: z
          .array(z.object({ FileName: z.string().min(1), ContentType: z.string().optional(), RawContent: z.base64() }))
          .default([]),
      })
      .optional(),
    Raw: z.object({ Data: z.base64() }).optional(),
  }),
  EmailTags: z.array(z.object({ Name: tagWord, Value: tagWord })).default([]),
})
type Sending = z.infer<typeof sendSchema>
type Leaving = Omit<Letter, 'id' | 'at' | 'day'>

export const isSendEmail = ({ method, path }: Call) => method === 'POST' && path === '/v2/email/outbound-emails'

/** Answers SendEmail: the letter is kept before its MessageId is given. */
export async function answerSendEmail(post: Post, call: Call): Promise<Answer> {
  const parsed = readJson(call.body, sendSchema)
  if (!parsed.success) return jsonError(400, 'BadRequestException', parsed.message)
  const letter = toLetter(parsed.data)
  if (!letter) return jsonError(400, 'BadRequestException', 'Content must be Simple or Raw.')
  if (letter.from === '' || letter.to.length === 0) {
    return jsonError(400, 'BadRequestException', 'A letter needs a sender and a recipient.')
  }
  return answerJson({ MessageId: await post.send(letter) }, 'application/json')
}

function toLetter(sending: Sending): Leaving | undefined {
  const tags = Object.fromEntries(sending.EmailTags.map(({ Name, Value }) => [Name, Value]))
  if (sending.Content.Raw) return rawLetter(sending, Buffer.from(sending.Content.Raw.Data, 'base64'), tags)
  if (sending.Content.Simple) return simpleLetter(sending, sending.Content.Simple, tags)
  return undefined
}

const recipients = ({ Destination: to }: Sending) =>
  to ? [...to.ToAddresses, ...to.CcAddresses, ...to.BccAddresses].flatMap(addressesIn) : []

function simpleLetter(
  sending: Sending,
  simple: NonNullable<Sending['Content']['Simple']>,
  tags: Leaving['tags'],
): Leaving {
  const from = sending.FromEmailAddress ?? ''
  const to = recipients(sending)
  const subject = simple.Subject.Data
  const headers: Record<string, string> = { From: from, To: to.join(', '), Subject: subject }
  if (sending.ReplyToAddresses.length > 0) headers['Reply-To'] = sending.ReplyToAddresses.join(', ')
  for (const { Name, Value } of simple.Headers) headers[Name] = Value
  const attachments = simple.Attachments.map(({ FileName, ContentType, RawContent }) => ({
    name: FileName,
    type: ContentType ?? 'application/octet-stream',
    text: Buffer.from(RawContent, 'base64').toString('utf8'),
  }))
  const { Text, Html } = simple.Body
  const letter = { from, to, subject, text: Text?.Data ?? '', html: Html?.Data ?? '', headers, tags }
  return attachments.length > 0 ? { ...letter, attachments } : letter
}

function rawLetter(sending: Sending, raw: Buffer, tags: Leaving['tags']): Leaving {
  const { headers, text, html } = readMail(raw)
  const header = (wanted: string) =>
    Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? ''
  const named = recipients(sending)
  return {
    from: sending.FromEmailAddress ?? header('From'),
    to: named.length > 0 ? named : ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(header(name))),
    subject: header('Subject'),
    text,
    html,
    headers,
    tags,
  }
}
