/** What wakes the deployed body from outside: the clock's rule, the mail provider, a message that comes twice. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { morningRun } from '../../events/kernel/day.ts'
import { encodeTag } from '../../shared/post/tag.ts'
import type { Emulator } from './emulator.ts'
import { call, owner } from './signed.ts'

const clientConfig = ({ endpoint }: Emulator) => ({ endpoint, region: owner.region, credentials: owner })

/** Tells begin-day that a quarter of an hour has passed, as the clock's rule would: the morning run of a day. */
export async function beginDay({ endpoint }: Emulator, day: string): Promise<void> {
  const event = {
    version: '0',
    id: `morning-of-${day}`,
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    time: morningRun(day),
    region: owner.region,
    resources: [`arn:aws:events:${owner.region}:000000000000:rule/iqm-emulator-quarter-hour`],
    detail: {},
  }
  const path = '/2015-03-31/functions/iqm-emulator-begin-day/invocations'
  const answer = await call(endpoint, { service: 'lambda', path, body: JSON.stringify(event) })
  if (answer.includes('errorType')) throw new Error(`begin-day failed: ${answer.slice(0, 500)}`)
}

/** Puts commits on the queue of what is to be followed, as the repair does: everything they caused is caused again. */
export async function followAgain(
  emulator: Emulator,
  places: readonly { stream: string; version: number }[],
): Promise<void> {
  const client = new SQSClient(clientConfig(emulator))
  const QueueUrl = `${emulator.endpoint}/000000000000/iqm-emulator-repair`
  for (let n = 0; n < places.length; n += 10) {
    const Entries = places.slice(n, n + 10).map((place, at) => ({
      Id: String(at),
      MessageBody: JSON.stringify({ stream: place.stream, version: place.version }),
    }))
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
  }
  client.destroy()
}

/** Says what became of a letter as the mail provider says it, addresses and all: they must not come through. */
export async function provide(
  emulator: Emulator,
  letter: string,
  to: string,
  said: 'Delivery' | 'Bounce',
): Promise<void> {
  const client = new EventBridgeClient(clientConfig(emulator))
  const time = new Date()
  const more = {
    Delivery: { delivery: { timestamp: time.toISOString(), recipients: [to], smtpResponse: '250 ok' } },
    Bounce: {
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        timestamp: time.toISOString(),
        bouncedRecipients: [{ emailAddress: to, status: '5.1.1' }],
      },
    },
  }
  const detail = {
    eventType: said,
    mail: {
      timestamp: time.toISOString(),
      source: 'awards@letters.body.example',
      messageId: 'as-the-provider-calls-it',
      destination: [to],
      headersTruncated: false,
      headers: [{ name: 'To', value: to }],
      commonHeaders: { to: [to], subject: 'A reminder' },
      tags: { letter: [encodeTag(letter)], 'ses:configuration-set': ['iqm-emulator'] },
    },
    ...more[said],
  }
  const names = { Delivery: 'Email Delivered', Bounce: 'Email Bounced' }
  const Entries = [{ Source: 'emulator.ses', DetailType: names[said], Time: time, Detail: JSON.stringify(detail) }]
  const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }))
  client.destroy()
  if (FailedEntryCount !== 0) throw new Error('the account’s bus did not take the provider’s event')
}
