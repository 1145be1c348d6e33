// Run as a process of its own by kill.test.ts, and killed by it: works at a cloud on disk from several sides at once and
// says on standard output what was acknowledged, one line each. Nothing is delivered (`paused`), so nothing may vanish.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startCloud } from '../../../../infra/local/cloud/cloud.ts'
import { commit, log, putEvents, send } from './commands.ts'

const [dataDir = '', round = ''] = process.argv.slice(2)
const cloud = await startCloud({
  dataDir,
  tables: [log],
  paused: true,
  queues: [{ name: 'work', handler: () => {} }],
  rules: [{ name: 'r', detailTypes: ['ReviewDue'], queue: 'work' }],
})
Object.assign(process.env, cloud.env)
const table = new DynamoDBClient()
const queue = new SQSClient()
const bus = new EventBridgeClient()
const post = new SESv2Client()
const files = new S3Client()

let n = 0
async function lane(kind: string, act: (name: string) => Promise<unknown>): Promise<never> {
  for (;;) {
    n += 1
    const name = `${kind}-${round}-${n}`
    await act(name)
    process.stdout.write(`${name}\n`)
  }
}

await Promise.all([
  lane('commit', (name) => table.send(commit(name, 1))),
  lane('commit', (name) => table.send(commit(name, 1))),
  lane('message', (name) => queue.send(send(cloud, 'work', name))),
  lane('later', (name) => queue.send(send(cloud, 'work', name, 900))),
  lane('event', (name) => bus.send(putEvents({ type: 'ReviewDue', detail: { name } }))),
  lane('letter', (name) =>
    post.send(
      new SendEmailCommand({
        FromEmailAddress: 'info@body.example',
        Destination: { ToAddresses: ['head@school.example'] },
        Content: { Simple: { Subject: { Data: name }, Body: { Text: { Data: 'x' } } } },
      }),
    ),
  ),
  lane('file', (name) => files.send(new PutObjectCommand({ Bucket: 'b', Key: name, Body: name }))),
])
