/** Replies on DynamoDB: a key is claimed by one conditional write. Everything it throws is a Fault. */

import { createHash } from 'node:crypto'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb'
import { epochOf } from '../../events/kernel/day.ts'
import { Fault, faultOf } from '../../events/kernel/fault.ts'
import { type Claimed, keptSeconds, type Replies } from './replies.ts'

type Item = Record<string, AttributeValue>

/** Tries to claim a key whose old entry is swept away at the same moment. */
const claimTries = 5

/** The replies kept in a table made as `repliesTable` says. */
export function openReplies(client: DynamoDBClient, table: string): Replies {
  const update = async (operation: string, caller: string, key: string, input: Partial<UpdateItemCommandInput>) => {
    const command = new UpdateItemCommand({
      TableName: table,
      Key: { claim: { S: claimOf(caller, key) } },
      ConditionExpression: 'attribute_exists(#claim)',
      ...input,
      ExpressionAttributeNames: { '#claim': 'claim', ...input.ExpressionAttributeNames },
    })
    await send(operation, client.send(command))
  }

  return {
    async claim(caller, key, bodyHash, commitId, now) {
      const mine = { claim: claimOf(caller, key), bodyHash, commitId, seconds: Math.floor(epochOf(now) / 1000) }
      for (let tries = 0; tries < claimTries; tries++) {
        if (await putIfFree(client, table, mine)) return { state: 'new', commitId }
        const read = new GetItemCommand({ TableName: table, Key: { claim: { S: mine.claim } }, ConsistentRead: true })
        const { Item } = await send('replies.claim', client.send(read))
        if (Item && Number(Item.expires?.N) > mine.seconds) return claimedIn(Item, mine)
      }
      throw new Fault('replies.claim', 'Contended')
    },

    note: (caller, key, stream, version) =>
      update('replies.note', caller, key, {
        UpdateExpression: 'SET #tries = list_append(if_not_exists(#tries, :none), :try)',
        ExpressionAttributeNames: { '#tries': 'tries' },
        ExpressionAttributeValues: {
          ':none': { L: [] },
          ':try': { L: [{ M: { stream: { S: stream }, version: { N: String(version) } } }] },
        },
      }),

    answer: (caller, key, reply) =>
      update('replies.answer', caller, key, {
        UpdateExpression: 'SET #status = :status, #body = :body',
        ExpressionAttributeNames: { '#status': 'status', '#body': 'body' },
        ExpressionAttributeValues: { ':status': { N: String(reply.status) }, ':body': { S: reply.body } },
      }),
  }
}

// The caller's length goes first, so that no two pairs of caller and key give one text.
function claimOf(caller: string, key: string): string {
  return createHash('sha256').update(`${caller.length}:${caller}${key}`).digest('hex')
}

interface Mine {
  readonly claim: string
  readonly bodyHash: string
  readonly commitId: string
  readonly seconds: number
}

async function putIfFree(client: DynamoDBClient, table: string, mine: Mine): Promise<boolean> {
  const { claim, bodyHash, commitId, seconds } = mine
  const put = new PutItemCommand({
    TableName: table,
    Item: {
      claim: { S: claim },
      bodyHash: { S: bodyHash },
      commitId: { S: commitId },
      expires: { N: String(seconds + keptSeconds) },
    },
    ConditionExpression: 'attribute_not_exists(#claim) OR #expires <= :now',
    ExpressionAttributeNames: { '#claim': 'claim', '#expires': 'expires' },
    ExpressionAttributeValues: { ':now': { N: String(seconds) } },
  })
  try {
    await client.send(put)
    return true
  } catch (thrown) {
    if (thrown instanceof ConditionalCheckFailedException) return false
    throw faultOf('replies.claim', thrown)
  }
}

function claimedIn(item: Item, mine: Mine): Claimed {
  const { bodyHash, commitId, status, body } = item
  if (bodyHash?.S !== mine.bodyHash) return { state: 'other-body' }
  if (status?.N && body?.S !== undefined)
    return { state: 'answered', reply: { status: Number(status.N), body: body.S } }
  if (commitId?.S === undefined) throw new Fault('replies.claim', 'UnreadableEntry')
  // The client sends a claim again when its answer was lost, and then meets its own.
  if (commitId.S === mine.commitId) return { state: 'new', commitId: commitId.S }
  return { state: 'unfinished', commitId: commitId.S, tries: (item.tries?.L ?? []).map(tryIn) }
}

function tryIn({ M }: AttributeValue): { stream: string; version: number } {
  const [stream, version] = [M?.stream?.S, M?.version?.N]
  if (stream === undefined || version === undefined) throw new Fault('replies.claim', 'UnreadableEntry')
  return { stream, version: Number(version) }
}

async function send<T>(operation: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (thrown) {
    throw faultOf(operation, thrown)
  }
}
