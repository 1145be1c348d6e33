/**
 * Holds every port's contract on whatever answers as AWS at an address: makes tables, queues, buses and a bucket of its
 * own for it, and tells which promises were kept. Knows no test runner.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { CreateEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2'
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import type { Published } from '../../../shared/bus/bus.ts'
import { openBus } from '../../../shared/bus/bus-eventbridge.ts'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { openPost, postClient } from '../../../shared/post/post-ses.ts'
import { openQueue } from '../../../shared/queue/queue-sqs.ts'
import { openReplies } from '../../../shared/replies/replies-dynamodb.ts'
import { openReadThrough } from '../../../shared/vault/read-through-dynamodb.ts'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import type { Contract } from '../contract.ts'
import { anEnvelope } from '../letters.ts'
import { createTableInput, tables } from '../tables.ts'
import { boardContract } from './board.ts'
import { busContract, type HeardBus } from './bus.ts'
import { filesContract, type OpenFiles } from './files.ts'
import { logContract } from './log.ts'
import { postContract, type WatchedPost } from './post.ts'
import { queueContract, type TakenQueue } from './queue.ts'
import { repliesContract } from './replies.ts'
import { vaultContract } from './vault.ts'

export interface Place {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export interface Held {
  /** Port and promise: `log: the head is the newest commit, also past the ninth`. */
  readonly says: string
  /** Why it was not kept; absent where it was. */
  readonly broken?: string
}

/** The letters that left so far, as the emulator lists them; each emulator does in its own way. */
export type LettersAt = () => Promise<readonly { to: string; subject: string }[]>

/** Holds all contracts one after the other; the post's only where somebody can list the letters that left. */
export async function holdContractsOn(place: Place, letters?: LettersAt): Promise<Held[]> {
  const dynamodb = new DynamoDBClient(place)
  const table = (room: keyof typeof tables) => freshTable(dynamodb, room)
  const held = [
    await hold('log', logContract, async () => openLog(dynamodb, await table('log'))),
    await hold('board', boardContract, async () => openBoard(dynamodb, await table('board'))),
    await hold('vault', vaultContract, async () => {
      const name = await table('vault')
      return { ...openVault(dynamodb, name), ...openReadThrough(dynamodb, name) }
    }),
    await hold('replies', repliesContract, async () => openReplies(dynamodb, await table('replies'))),
    await hold('queue', queueContract, () => queueAt(place)),
    await hold('bus', busContract, () => busAt(place)),
    await hold('files', filesContract, () => filesAt(place)),
    letters ? await hold('post', postContract, () => postAt(place, letters)) : [],
  ]
  dynamodb.destroy()
  return held.flat()
}

async function hold<P>(port: string, contract: Contract<P>, open: () => Promise<P>): Promise<Held[]> {
  const held: Held[] = []
  for (const { says, proof } of contract) {
    const broken = await open()
      .then(proof)
      .then(
        () => undefined,
        (thrown: unknown) => String(thrown),
      )
    held.push({ says: `${port}: ${says}`, ...(broken === undefined ? {} : { broken }) })
  }
  return held
}

let made = 0

function freshName(kind: string): string {
  return `contract-${kind}-${++made}`
}

async function freshTable(client: DynamoDBClient, room: keyof typeof tables): Promise<string> {
  const name = freshName(room)
  await client.send(new CreateTableCommand(createTableInput(name, tables[room])))
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }))
    if (Table?.TableStatus === 'ACTIVE') return name
    await wait(20)
  }
}

async function queueAt(place: Place): Promise<TakenQueue> {
  const client = new SQSClient(place)
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: freshName('queue') }))
  const bodies: string[] = []
  const taken = async () => {
    for (const { Body } of await drain(client, QueueUrl)) bodies.push(Body ?? '')
    return bodies
  }
  return { queue: openQueue(client, QueueUrl), taken }
}

const envelope = z.object({
  source: z.literal('iqm'),
  detail: z.custom<Published>((detail) => typeof detail === 'object' && detail !== null && 'id' in detail),
})

async function busAt(place: Place): Promise<HeardBus> {
  const [sqs, client, name] = [new SQSClient(place), new EventBridgeClient(place), freshName('bus')]
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
  await client.send(new CreateEventBusCommand({ Name: name }))
  const rule = { Name: name, EventBusName: name, EventPattern: JSON.stringify({ source: ['iqm'] }) }
  await client.send(new PutRuleCommand(rule))
  const targets = [{ Id: 'listener', Arn: Attributes?.QueueArn ?? '' }]
  await client.send(new PutTargetsCommand({ Rule: name, EventBusName: name, Targets: targets }))
  const events: Published[] = []
  const heard = async () => {
    for (const { Body = '' } of await drain(sqs, QueueUrl)) events.push(envelope.parse(JSON.parse(Body)).detail)
    return events
  }
  return { bus: openBus(client, name), heard }
}

/** Takes what lies in a queue now. */
async function drain(client: SQSClient, QueueUrl: string): Promise<Message[]> {
  const drained: Message[] = []
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    )
    if (Messages.length === 0) return drained
    drained.push(...Messages)
    await Promise.all(
      Messages.map(({ ReceiptHandle }) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
    )
  }
}

async function filesAt(place: Place): Promise<OpenFiles> {
  const [client, bucket] = [filesClient(place), freshName('files')]
  const where = { LocationConstraint: 'eu-west-2' } as const
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: where }))
  const upload = async (address: string, body: string) => {
    const { ok, status } = await fetch(address, { method: 'PUT', body, headers: { 'content-type': 'text/csv' } })
    if (!ok) throw new Error(`the upload was answered ${status}`)
  }
  return { files: openFiles(client, bucket), upload }
}

async function postAt(place: Place, letters: LettersAt): Promise<WatchedPost> {
  const client = postClient(place)
  await verify(client)
  const before = (await letters()).length
  return { post: openPost(client), left: async () => (await letters()).slice(before) }
}

// Letters leave only from a domain its owner proved once; proving it again is refused.
async function verify(client: SESv2Client): Promise<void> {
  const [, domain = ''] = /@([^>]+)>/.exec(anEnvelope().from) ?? []
  try {
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: domain }))
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'AlreadyExistsException') throw thrown
  }
}
