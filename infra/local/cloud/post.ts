// The post: keeps each letter that leaves, and puts the provider's events on the bus as SES does.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type Bus, makeEvent } from './bus.ts'
import { type Store, sortable } from './store.ts'
import type { Letter } from './types.ts'

const prefix = 'letter!'

const letterSchema = z.object({
  id: z.string(),
  at: z.string(),
  day: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), text: z.string() })).optional(),
  headers: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
})

export type Feedback = 'bounce' | 'complaint' | 'delivery'
export type BounceKind = 'permanent' | 'transient'

export interface Post {
  /** Keeps the letter, then tells that it left. Durable when it answers with the letter's id. */
  send(letter: Omit<Letter, 'id' | 'at' | 'day'>): Promise<string>
  list(filter?: { readonly to?: string | undefined; readonly since?: string | undefined }): Promise<Letter[]>
  clear(): Promise<void>
  feedback(idOrTag: string, event: Feedback, kind?: BounceKind): Promise<boolean>
}

export async function openPost(store: Store, bus: Bus, clock: () => Date, dayOf: (at: Date) => string): Promise<Post> {
  let last = 0
  for await (const [key] of store.entries(prefix)) last = Number.parseInt(key.slice(prefix.length), 36)

  const all = async () => {
    const letters: Letter[] = []
    for await (const [, value] of store.entries(prefix)) letters.push(letterSchema.parse(value))
    return letters
  }

  return {
    send: async (letter) => {
      const now = clock()
      // As long and as shaped as SES's own.
      const id = `${randomUUID().replaceAll('-', '').slice(0, 16)}-${randomUUID()}-000000`
      last += 1
      const kept: Letter = { ...letter, id, at: now.toISOString(), day: dayOf(now) }
      await store.write([{ key: prefix + sortable(last), value: kept }])
      await bus.publish(
        [makeEvent('aws.ses', 'Email Sent', { eventType: 'Send', mail: describe(kept), send: {} }, now)],
        'post',
      )
      return id
    },
    list: async ({ to, since } = {}) => {
      const address = to?.toLowerCase()
      return (await all()).filter(
        (letter) =>
          (address === undefined || letter.to.some((one) => one.toLowerCase() === address)) &&
          (since === undefined || (since.includes('T') ? letter.at : letter.day) >= since),
      )
    },
    clear: async () => {
      const keys: string[] = []
      for await (const [key] of store.entries(prefix)) keys.push(key)
      await store.write(keys.map((key) => ({ key })))
    },
    feedback: async (idOrTag, event, kind = 'permanent') => {
      const letter = (await all()).findLast(({ id, tags }) => id === idOrTag || tags.letter === idOrTag)
      if (!letter) return false
      await bus.publish([feedbackEvent(letter, event, kind, clock())], 'post')
      return true
    },
  }
}

function feedbackEvent(letter: Letter, event: Feedback, kind: BounceKind, now: Date) {
  const mail = describe(letter)
  const timestamp = now.toISOString()
  const feedbackId = randomUUID()
  switch (event) {
    case 'delivery': {
      const delivery = {
        timestamp,
        recipients: letter.to,
        processingTimeMillis: 546,
        smtpResponse: '250 OK',
        reportingMTA: 'local',
      }
      return makeEvent('aws.ses', 'Email Delivered', { eventType: 'Delivery', mail, delivery }, now)
    }
    case 'bounce': {
      const permanent = kind === 'permanent'
      const status = permanent ? '5.1.1' : '4.2.2'
      const bounce = {
        bounceType: permanent ? 'Permanent' : 'Transient',
        bounceSubType: permanent ? 'NoEmail' : 'MailboxFull',
        bouncedRecipients: letter.to.map((emailAddress) => ({ emailAddress, action: 'failed', status })),
        timestamp,
        feedbackId,
        reportingMTA: 'local',
      }
      return makeEvent('aws.ses', 'Email Bounced', { eventType: 'Bounce', mail, bounce }, now)
    }
    case 'complaint': {
      const complainedRecipients = letter.to.map((emailAddress) => ({ emailAddress }))
      const complaint = { complainedRecipients, timestamp, feedbackId, complaintFeedbackType: 'abuse' }
      return makeEvent('aws.ses', 'Email Complaint Received', { eventType: 'Complaint', mail, complaint }, now)
    }
  }
}

/** The `mail` part of every SES event; each tag is a list there. */
function describe(letter: Letter) {
  return {
    timestamp: letter.at,
    source: letter.from,
    sendingAccountId: '000000000000',
    messageId: letter.id,
    destination: letter.to,
    headersTruncated: false,
    headers: Object.entries(letter.headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [letter.from], to: letter.to, messageId: letter.id, subject: letter.subject },
    tags: {
      'ses:operation': ['SendEmail'],
      ...Object.fromEntries(Object.entries(letter.tags).map(([name, value]) => [name, [value]])),
    },
  }
}
