// A table and the calls that the tests of the local cloud make again and again.
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { Cloud, TableSpec } from '../../../../infra/local/cloud/types.ts'

export const log: TableSpec = {
  TableName: 'Log',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'day', AttributeType: 'S' },
    { AttributeName: 'at', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'feed',
      KeySchema: [
        { AttributeName: 'day', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
}

export const commit = (pk: string, version: number, at = '2026-09-01T07:30:00Z') =>
  new PutItemCommand({
    TableName: 'Log',
    Item: {
      pk: { S: pk },
      sk: { N: String(version) },
      day: { S: at.slice(0, 10) },
      at: { S: at },
      body: { S: `{"v":${version}}` },
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  })

export const newest = (pk: string) =>
  new QueryCommand({
    TableName: 'Log',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  })

export const feedOf = (day: string) =>
  new QueryCommand({
    TableName: 'Log',
    IndexName: 'feed',
    KeyConditionExpression: '#day = :day',
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: { ':day': { S: day } },
  })

export const send = (cloud: Cloud, queue: string, body: string, delaySeconds?: number) =>
  new SendMessageCommand({
    QueueUrl: cloud.queueUrl(queue),
    MessageBody: body,
    ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
  })

export const putEvents = (...entries: { type: string; detail?: unknown; source?: string }[]) =>
  new PutEventsCommand({
    Entries: entries.map(({ type, detail = {}, source = 'body' }) => ({
      Source: source,
      DetailType: type,
      Detail: JSON.stringify(detail),
    })),
  })
