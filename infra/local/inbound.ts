/**
 * Mail comes in as at the mail provider: stored first, then told of with what the provider would have found. Whoever
 * handed it in is answered when it is stored; a mail that could not be told of is taken up by the quarter-hourly look.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { inboundPrefix, mailStreamOf } from '../../shared/deeds/mail-places.ts'
import type { Files } from '../../shared/files/files.ts'
import type { HandlerContext } from './cloud/types.ts'
import type { Wired } from './wire.ts'

const statuses = ['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'NONE'] as const

/** What the provider is to have found; all is well where nothing is said, and with `NONE` it says nothing. */
export const verdicts = z.strictObject({
  spf: z.enum(statuses).default('PASS'),
  dkim: z.enum(statuses).default('PASS'),
  dmarc: z.enum(statuses).default('PASS'),
  spam: z.enum(statuses).default('PASS'),
  virus: z.enum(statuses).default('PASS'),
})
export type Verdicts = z.infer<typeof verdicts>

export interface InboundTools {
  readonly mail: Pick<Files, 'put'>
  readonly told: Wired['mail']
  readonly contextOf: (name: string) => HandlerContext
  readonly now: () => string
}

/** As often as Lambda tries what is not waited for. */
const tries = 3

/** Takes one mail in; answers its stream. Throws when it could not be stored: whoever hands it in keeps it. */
export async function takeIn(tools: InboundTools, bytes: Uint8Array, found: Verdicts): Promise<string> {
  const messageId = randomUUID().replaceAll('-', '')
  const kept = `${inboundPrefix}${messageId}`
  await tools.mail.put(kept, bytes, 'message/rfc822')
  const event = receiptEvent(messageId, bytes, found, tools.now())
  for (const { name, handler } of tools.told) await tell(() => handler(event, tools.contextOf(name)))
  return mailStreamOf(kept)
}

async function tell(call: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; tried <= tries; tried++) {
    try {
      return void (await call())
    } catch {
      // The function has said what failed; after the last try the mail waits for the look.
    }
  }
}

const told = (status: Verdicts['spf']) => (status === 'NONE' ? undefined : { status })

/** The event of a receipt rule, with everything the provider tells besides. */
function receiptEvent(messageId: string, bytes: Uint8Array, found: Verdicts, timestamp: string): object {
  const [head = ''] = new TextDecoder().decode(bytes.subarray(0, 64 * 1024)).split(/\r?\n\r?\n/, 1)
  const headers = head.split(/\r?\n(?![ \t])/).map((line) => {
    const [name = '', ...value] = line.split(':')
    return { name, value: value.join(':').trim() }
  })
  const headerOf = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? ''
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: {
            timestamp,
            messageId,
            source: headerOf('from'),
            destination: [headerOf('to')],
            headersTruncated: false,
            headers,
            commonHeaders: { from: [headerOf('from')], to: [headerOf('to')], subject: headerOf('subject') },
          },
          receipt: {
            timestamp,
            processingTimeMillis: 100,
            recipients: [headerOf('to')],
            spfVerdict: told(found.spf),
            dkimVerdict: told(found.dkim),
            dmarcVerdict: told(found.dmarc),
            spamVerdict: told(found.spam),
            virusVerdict: told(found.virus),
            action: { type: 'Lambda', invocationType: 'Event' },
          },
        },
      },
    ],
  }
}
