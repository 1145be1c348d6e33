/** Killed at any moment, the local cloud loses nothing it acknowledged. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { feedOf, log } from './commands.ts'
import { clients, testCloud, testFolder } from './kit.ts'

const eventSchema = z.object({ detail: z.object({ name: z.string() }) })
const rounds = 5
const acknowledgedEach = 250

/** Runs the child until it has acknowledged so much, then kills it; answers what it had acknowledged. */
async function workAndKill(dataDir: string, round: number): Promise<string[]> {
  const script = new URL('./killed-child.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, dataDir, `${round}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const names: string[] = []
  for await (const line of createInterface(child.stdout)) {
    names.push(line)
    if (names.length === acknowledgedEach) child.kill('SIGKILL')
  }
  return names
}

test(`nothing that was acknowledged is lost when the process is killed, ${rounds} times over`, {
  timeout: 120_000,
}, async () => {
  const dataDir = testFolder()
  const acknowledged: string[] = []
  for (let round = 1; round <= rounds; round += 1) acknowledged.push(...(await workAndKill(dataDir, round)))
  const of = (kind: string) => acknowledged.filter((name) => name.startsWith(`${kind}-`))
  expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * acknowledgedEach)

  let now = new Date()
  const delivered: string[] = []
  const cloud = await testCloud({
    dataDir,
    clock: () => now,
    queues: [
      {
        name: 'work',
        handler: ({ Records }) => {
          for (const { body } of Records)
            delivered.push(body.startsWith('{') ? eventSchema.parse(JSON.parse(body)).detail.name : body)
        },
      },
    ],
  })
  expect(cloud.wasKilled).toBe(true)
  const { table, files } = clients(cloud)

  const items = (await table.send(new ScanCommand({ TableName: 'Log', ConsistentRead: true }))).Items ?? []
  const kept = items.map(({ pk }) => pk?.S ?? '')
  expect(kept).toEqual(expect.arrayContaining(of('commit')))
  const indexed = (await table.send(feedOf('2026-09-01'))).Items?.map(({ pk }) => pk?.S ?? '')
  expect(indexed?.toSorted(), 'the index has no phantom and lacks nothing').toEqual(kept.toSorted())

  await cloud.settle()
  expect(delivered).toEqual(expect.arrayContaining([...of('message'), ...of('event')]))
  expect(delivered.filter((name) => name.startsWith('later-'))).toEqual([])
  now = new Date(now.getTime() + 3_600_000)
  await cloud.settle()
  expect(delivered).toEqual(expect.arrayContaining(of('later')))

  expect((await cloud.mail.list()).map(({ subject }) => subject)).toEqual(expect.arrayContaining(of('letter')))
  const stored =
    (await files.send(new ListObjectsV2Command({ Bucket: 'b' }))).Contents?.map(({ Key }) => Key ?? '') ?? []
  expect(stored).toEqual(expect.arrayContaining(of('file')))
  for (const Key of stored) {
    const got = await files.send(new GetObjectCommand({ Bucket: 'b', Key }))
    expect(await got.Body?.transformToString()).toBe(Key)
  }

  await cloud.stop()
  const after = await testCloud({ dataDir, tables: [log] })
  expect(after.wasKilled, 'a clean stop is seen as one').toBe(false)
})
