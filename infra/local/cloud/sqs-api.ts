// The door of the queues: SQS's JSON protocol, as much of it as senders use.
import * as z from 'zod'
import { type Answer, answerJson, jsonError, readJson } from './http.ts'
import { type MessageAttributes, md5, queueArn } from './messages.ts'
import type { Outgoing, Queues } from './queues.ts'
import type { DeadLetter } from './types.ts'

/** SQS's limits: seconds of delay, bytes of a body. */
const mostDelaySeconds = 900
const mostBytes = 256 * 1024

const attributesSchema = z
  .record(
    z.string(),
    z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
  )
  .optional()
const one = {
  MessageBody: z.string().min(1),
  DelaySeconds: z.int().min(0).max(mostDelaySeconds).optional(),
  MessageAttributes: attributesSchema,
}
const sendSchema = z.object({ QueueUrl: z.string(), ...one })
const sendBatchSchema = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(z.object({ Id: z.string(), ...one }))
    .min(1)
    .max(10),
})
const receiveSchema = z.object({ QueueUrl: z.string(), MaxNumberOfMessages: z.int().min(1).max(10).default(1) })
const deleteSchema = z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() })
const queueSchema = z.object({ QueueUrl: z.string() })
const nameSchema = z.object({ QueueName: z.string() })

type Entry = Omit<z.infer<typeof sendSchema>, 'QueueUrl'>

const noSuchQueue = jsonError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.')

/** Answers one operation of `AmazonSQS`. */
export function createSqsApi(queues: Queues, dead: DeadLetterDoor, urlOf: (name: string) => string) {
  const send = async (body: Buffer): Promise<Answer> => {
    const parsed = readJson(body, sendSchema)
    if (!parsed.success) return jsonError(400, 'com.amazonaws.sqs#InvalidParameterValue', parsed.message)
    const queue = nameIn(parsed.data.QueueUrl)
    if (!queues.has(queue)) return noSuchQueue
    if (Buffer.byteLength(parsed.data.MessageBody) > mostBytes) {
      return jsonError(400, 'com.amazonaws.sqs#InvalidParameterValue', 'The message is longer than 262144 bytes.')
    }
    const [id] = await queues.send([toOutgoing(queue, parsed.data)], ['queue'])
    return answer({ MessageId: id, MD5OfMessageBody: md5(parsed.data.MessageBody), ...attributesDigest(parsed.data) })
  }
  const sendBatch = async (body: Buffer): Promise<Answer> => {
    const parsed = readJson(body, sendBatchSchema)
    if (!parsed.success) return jsonError(400, 'com.amazonaws.sqs#InvalidParameterValue', parsed.message)
    const queue = nameIn(parsed.data.QueueUrl)
    if (!queues.has(queue)) return noSuchQueue
    const entries = parsed.data.Entries
    if (entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.MessageBody), 0) > mostBytes) {
      return jsonError(400, 'com.amazonaws.sqs#BatchRequestTooLong', 'The batch is longer than 262144 bytes.')
    }
    const ids = await queues.send(
      entries.map((entry) => toOutgoing(queue, entry)),
      ['queue'],
    )
    return answer({
      Successful: entries.map((entry, n) => ({
        Id: entry.Id,
        MessageId: ids[n],
        MD5OfMessageBody: md5(entry.MessageBody),
        ...attributesDigest(entry),
      })),
      Failed: [],
    })
  }
  const attributes = (body: Buffer): Answer => {
    const parsed = readJson(body, queueSchema)
    const queue = parsed.success ? nameIn(parsed.data.QueueUrl) : ''
    if (!queues.has(queue)) return noSuchQueue
    const { waiting, later } = queues.counts(queue)
    return answer({
      Attributes: {
        QueueArn: queueArn(queue),
        ApproximateNumberOfMessages: String(waiting),
        ApproximateNumberOfMessagesDelayed: String(later),
      },
    })
  }
  const url = (body: Buffer): Answer => {
    const parsed = readJson(body, nameSchema)
    if (!parsed.success || !queues.has(parsed.data.QueueName)) return noSuchQueue
    return answer({ QueueUrl: urlOf(parsed.data.QueueName) })
  }
  // Only dead letters are fetched; all other queues are read by their consumers.
  const receive = (body: Buffer): Answer => {
    const parsed = readJson(body, receiveSchema)
    if (!parsed.success) return jsonError(400, 'com.amazonaws.sqs#InvalidParameterValue', parsed.message)
    const { QueueUrl, MaxNumberOfMessages } = parsed.data
    return answer({ Messages: dead.of(nameIn(QueueUrl)).slice(0, MaxNumberOfMessages).map(toReceived) })
  }
  const remove = async (body: Buffer): Promise<Answer> => {
    const parsed = readJson(body, deleteSchema)
    if (!parsed.success) return jsonError(400, 'com.amazonaws.sqs#InvalidParameterValue', parsed.message)
    await dead.take(parsed.data.ReceiptHandle)
    return answer({})
  }
  return async (operation: string, body: Buffer): Promise<Answer> => {
    switch (operation) {
      case 'SendMessage':
        return send(body)
      case 'SendMessageBatch':
        return sendBatch(body)
      case 'GetQueueAttributes':
        return attributes(body)
      case 'ReceiveMessage':
        return receive(body)
      case 'DeleteMessage':
        return remove(body)
      case 'GetQueueUrl':
        return url(body)
      default:
        return jsonError(400, 'com.amazonaws.sqs#UnsupportedOperation', `The local queues have no ${operation}.`)
    }
  }
}

/** The dead letters, by the queue they would be in. */
export interface DeadLetterDoor {
  of(queue: string): readonly DeadLetter[]
  take(id: string): Promise<unknown>
}

function toReceived({ id, from, kind, at, body, receives }: DeadLetter) {
  return {
    MessageId: id,
    ReceiptHandle: id,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: {
      SentTimestamp: String(Date.parse(at)),
      // This look counts as one, as SQS counts.
      ApproximateReceiveCount: String(receives + 1),
      ...(kind === 'queue' && { DeadLetterQueueSourceArn: queueArn(from) }),
    },
  }
}

const answer = (value: unknown) => answerJson(value, 'application/x-amz-json-1.0')

const nameIn = (url: string) => url.split('/').at(-1) ?? ''

function toOutgoing(queue: string, { MessageBody, DelaySeconds, MessageAttributes }: Entry): Outgoing {
  const attributes: MessageAttributes | undefined = MessageAttributes && mapAttributes(MessageAttributes)
  return { queue, body: MessageBody, delaySeconds: DelaySeconds, attributes }
}

function mapAttributes(attributes: NonNullable<Entry['MessageAttributes']>): MessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, binaryValue: BinaryValue },
    ]),
  )
}

/** SQS's digest of message attributes: each name, type and value with its length before it, in the order of the names. */
function attributesDigest({ MessageAttributes }: Entry): { MD5OfMessageAttributes?: string } {
  if (!MessageAttributes || Object.keys(MessageAttributes).length === 0) return {}
  const parts: Buffer[] = []
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    parts.push(length, bytes)
  }
  for (const [name, value] of Object.entries(MessageAttributes).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    add(Buffer.from(name))
    add(Buffer.from(value.DataType))
    parts.push(Buffer.from([value.BinaryValue === undefined ? 1 : 2]))
    add(
      value.BinaryValue === undefined ? Buffer.from(value.StringValue ?? '') : Buffer.from(value.BinaryValue, 'base64'),
    )
  }
  return { MD5OfMessageAttributes: md5(Buffer.concat(parts)) }
}
