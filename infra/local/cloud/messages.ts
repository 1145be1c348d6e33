// A queue's message as it is kept, and as Lambda hands it on.
import { createHash } from 'node:crypto'
import type { SQSRecord } from 'aws-lambda'
import * as z from 'zod'

const attributes = z.record(
  z.string(),
  z.object({ dataType: z.string(), stringValue: z.string().optional(), binaryValue: z.string().optional() }),
)

export const messageSchema = z.object({
  id: z.string(),
  seq: z.number(),
  queue: z.string(),
  body: z.string(),
  attributes: attributes.optional(),
  /** Real milliseconds. */
  sentAt: z.number(),
  /** Milliseconds of the body's clock, for `DelaySeconds`. */
  dueAt: z.number().optional(),
  receives: z.number(),
})
export type Message = z.infer<typeof messageSchema>
export type MessageAttributes = z.infer<typeof attributes>

export const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex')

export const queueArn = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:${name}`

export function toSqsRecord(message: Message): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: `${message.id}#${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(message.sentAt),
    },
    messageAttributes: message.attributes ?? {},
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn(message.queue),
    awsRegion: 'eu-west-2',
  }
}

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
})

/** Which messages of a batch failed by the handler's answer; all of them if the answer is none Lambda would take. */
export function failuresIn(answer: unknown, ids: ReadonlySet<string>): ReadonlySet<string> {
  if (answer === undefined || answer === null) return new Set()
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return ids
  const failed = new Set((parsed.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier))
  return [...failed].every((id) => ids.has(id)) ? failed : ids
}
