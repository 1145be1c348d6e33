/**
 * A queue on SQS. An answer of 200 says nothing yet: messages fail one by one inside it, so each is looked at and sent
 * again, and what still fails is a Fault.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { type BatchResultErrorEntry, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { inCalls, longestDelay, mostBytes } from './batches.ts'
import type { Queue } from './queue.ts'

/** How often a refused message is sent again, after 50 ms doubled each time with jitter. */
const timesAgain = 3

/** The queue at this address. */
export function openQueue(client: SQSClient, queueUrl: string): Queue {
  return {
    async send(messages, delaySeconds = 0) {
      if (delaySeconds > longestDelay) throw new Fault('queue.send', 'DelayTooLong')
      const bodies = messages.map((message) => JSON.stringify(message))
      if (bodies.some((body) => Buffer.byteLength(body) > mostBytes)) throw new Fault('queue.send', 'MessageTooLarge')
      for (const call of inCalls(bodies)) await sendAll(client, queueUrl, call, delaySeconds)
    },
  }
}

async function sendAll(
  client: SQSClient,
  queueUrl: string,
  call: readonly string[],
  delaySeconds: number,
): Promise<void> {
  let left = call
  for (let again = 0; ; again++) {
    const failed = await send(client, queueUrl, left, delaySeconds)
    if (failed.length === 0) return
    if (again === timesAgain) throw new Fault('queue.send', reasonIn(failed))
    await wait(50 * 2 ** again * (0.5 + Math.random() / 2))
    const ids = new Set(failed.map(({ Id }) => Id))
    left = left.filter((_, n) => ids.has(String(n)))
  }
}

async function send(
  client: SQSClient,
  queueUrl: string,
  bodies: readonly string[],
  delaySeconds: number,
): Promise<BatchResultErrorEntry[]> {
  const command = new SendMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody, DelaySeconds: delaySeconds })),
  })
  try {
    const { Failed = [] } = await client.send(command)
    return Failed
  } catch (thrown) {
    throw faultOf('queue.send', thrown)
  }
}

function reasonIn(failed: readonly BatchResultErrorEntry[]): string {
  const codes = new Set(failed.flatMap(({ Code }) => Code ?? []))
  return ['MessagesFailed', ...[...codes].sort()].join(' ')
}
