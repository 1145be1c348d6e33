// What the tests of the local cloud share: a cloud that ends with the test, and the real SDK clients on it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { S3Client } from '@aws-sdk/client-s3'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SQSClient } from '@aws-sdk/client-sqs'
import { onTestFinished } from 'vitest'
import { startCloud } from '../../../../infra/local/cloud/cloud.ts'
import type { Cloud, CloudOptions } from '../../../../infra/local/cloud/types.ts'
import { log } from './commands.ts'

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A cloud that is stopped after the test; in memory unless told otherwise. */
export async function testCloud(options: Partial<CloudOptions> = {}): Promise<Cloud> {
  const cloud = await startCloud({ dataDir: ':memory:', tables: [log], ...options })
  onTestFinished(() => cloud.stop())
  return cloud
}

export interface Clients {
  readonly table: DynamoDBClient
  readonly bus: EventBridgeClient
  readonly queue: SQSClient
  readonly post: SESv2Client
  readonly files: S3Client
}

/** The SDK's own clients, told where to go by the environment alone, as the application's are. */
export function clients(cloud: Cloud, maxAttempts = 3): Clients {
  Object.assign(process.env, cloud.env)
  const options = { maxAttempts }
  const made = {
    table: new DynamoDBClient(options),
    bus: new EventBridgeClient(options),
    queue: new SQSClient(options),
    post: new SESv2Client(options),
    files: new S3Client(options),
  }
  onTestFinished(() => {
    for (const client of Object.values(made)) client.destroy()
  })
  return made
}
