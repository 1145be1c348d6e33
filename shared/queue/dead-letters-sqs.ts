/** Dead letters on SQS: a queue for each function. What was set aside by a queue says from which it came. */
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { instantOf } from '../../events/kernel/day.ts'
import { faultOf } from '../../events/kernel/fault.ts'
import type { DeadLetters, DeadMessage } from './dead-letters.ts'

/** Where a function's dead letters are, and where its events are put, by the names of the queues. */
export interface DeadLetterPlace {
  readonly verb: string
  readonly deadLetters: string
  readonly events?: string | undefined
}

/** Reads `verb=dead-letters=events`, several with commas between; the last may be missing. */
export function readPlaces(text: string): DeadLetterPlace[] {
  return text
    .split(',')
    .filter((one) => one !== '')
    .map((one) => {
      const [verb = '', deadLetters = '', events] = one.split('=')
      return { verb, deadLetters, ...(events && { events }) }
    })
}

/** `at` is what the addresses of all queues begin with, up to and with the last slash. */
export function openDeadLetters(client: SQSClient, at: string, places: readonly DeadLetterPlace[]): DeadLetters {
  const byVerb = new Map(places.map((place) => [place.verb, place]))
  const urlOf = (verb: string) => `${at}${byVerb.get(verb)?.deadLetters ?? ''}`
  const send = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call()
    } catch (thrown) {
      throw faultOf(operation, thrown)
    }
  }
  return {
    verbs: places.map(({ verb }) => verb),
    async some(verb) {
      const command = new ReceiveMessageCommand({
        QueueUrl: urlOf(verb),
        MaxNumberOfMessages: 10,
        // Long enough to file and remove ten; what breaks off is seen again at the next quarter of an hour.
        VisibilityTimeout: 60,
        MessageSystemAttributeNames: ['DeadLetterQueueSourceArn', 'SentTimestamp', 'ApproximateReceiveCount'],
      })
      const { Messages = [] } = await send('dead-letters.some', () => client.send(command))
      return Messages.map(readMessage)
    },
    async remove(verb, receipt) {
      const command = new DeleteMessageCommand({ QueueUrl: urlOf(verb), ReceiptHandle: receipt })
      await send('dead-letters.remove', () => client.send(command))
    },
    eventsQueueOf: (verb) => byVerb.get(verb)?.events,
    async putBack(queue, body) {
      const command = new SendMessageCommand({ QueueUrl: `${at}${queue}`, MessageBody: body })
      await send('dead-letters.putBack', () => client.send(command))
    },
  }
}

function readMessage({ MessageId = '', Body = '', ReceiptHandle = '', Attributes = {} }: Message): DeadMessage {
  const { DeadLetterQueueSourceArn: source, SentTimestamp: sent, ApproximateReceiveCount: received } = Attributes
  const tries = Number(received ?? 0) - 1
  return {
    id: MessageId,
    body: Body,
    receipt: ReceiptHandle,
    ...(source && { queue: source.split(':').at(-1) }),
    // This look counts as one.
    ...(tries > 0 && { tries }),
    ...(sent && { first: instantOf(Number(sent)) }),
  }
}
