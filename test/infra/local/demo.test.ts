/** The kept demo is of the present form: when rules, rows or schemas change, `npm run make-demo` must be run again. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, onTestFinished, test } from 'vitest'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { startCloud } from '../../../infra/local/cloud/cloud.ts'
import { type Demo, loadDemo, readDemo } from '../../../infra/local/demo/demo.ts'
import { tableNames, tableSpecs } from '../../../infra/local/tables.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { compareBoard } from '../../../shared/board/rebuild.ts'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { allInPresentForm } from '../../../shared/log/fold.ts'
import type { CommitBody, Log } from '../../../shared/log/log.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { readSeal, sealFile } from '../../../shared/log/seal.ts'
import { verifyLog } from '../../../shared/log/verify.ts'
import { localConfig } from '../../kit/local-cloud.ts'

function keptDemo(): Demo {
  const demo = readDemo()
  if (!demo) throw new Error('no demo is kept: run npm run make-demo')
  return demo
}

async function loaded(demo: Demo) {
  const cloud = await startCloud({ dataDir: ':memory:', tables: tableSpecs(), paused: true })
  onTestFinished(() => cloud.stop())
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  const files = (bucket: string) => openFiles(filesClient(localConfig(cloud.endpoint)), bucket)
  const rooms = { files: files('files'), seals: files('seals'), mail: files('mail') }
  await loadDemo(cloud, rooms, demo)
  return { log: openLog(client, tableNames.log), board: openBoard(client, tableNames.board), seals: rooms.seals }
}

async function* bodiesOf(log: Log): AsyncGenerator<CommitBody> {
  for await (const { body } of log.all()) yield body
}

test('the kept demo is whole: its log verifies and its board is what the log makes', async () => {
  const demo = keptDemo()
  const { log, board, seals } = await loaded(demo)
  const verified = await verifyLog(log, async (day) => {
    const list = await seals.get(sealFile(day))
    return list && readSeal(new TextDecoder().decode(list))
  })
  expect(verified.findings).toEqual([])
  expect(verified.commits).toBe(demo.tables.log.length)
  const commits = allInPresentForm(inStreamOrder(bodiesOf(log)))
  expect(await compareBoard(board, commits, defaultSettings.wakeShards)).toEqual({ missing: [], extra: [], other: [] })
})

test('every address in the demo is invented', () => {
  const { tables, files } = keptDemo()
  const mails = files.filter(({ room }) => room === 'mail')
  expect(mails.length).toBeGreaterThan(0)
  const addresses = JSON.stringify([tables.vault, mails]).match(/[\w.+-]+@[\w.-]+\w/g) ?? []
  expect(addresses.length).toBeGreaterThan(100)
  expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
})
