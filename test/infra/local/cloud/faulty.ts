// What the tests of the fault switches share: a queue that two rules feed, and what is sent to it.
import { SendEmailCommand } from '@aws-sdk/client-sesv2'
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import type { CloudOptions } from '../../../../infra/local/cloud/types.ts'

const collect = (into: string[]) => (event: SQSEvent) => void into.push(...event.Records.map(({ body }) => body))
export const work = (into: string[], more: Partial<CloudOptions> = {}): Partial<CloudOptions> => ({
  queues: [{ name: 'work', handler: collect(into), batchSize: 1 }],
  rules: [
    { name: 'r', detailTypes: ['ReviewDue'], queue: 'work', transform: ({ detail }) => detail },
    { name: 'ses', detailTypes: ['Email Sent'], queue: 'work', transform: (event) => event['detail-type'] },
  ],
  ...more,
})
export const numbers = (n: number) => Array.from({ length: n }, (_, i) => `${i}`)
export const batch = (QueueUrl: string, bodies: string[]) =>
  new SendMessageBatchCommand({ QueueUrl, Entries: bodies.map((body) => ({ Id: body, MessageBody: body })) })
export const letter = new SendEmailCommand({
  FromEmailAddress: 'info@body.example',
  Destination: { ToAddresses: ['head@school.example'] },
  Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
})
