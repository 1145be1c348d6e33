// The commands that check the log and make the board anew work beside a system that has stopped, was killed, or runs.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsDecider, settingsStream } from '../../../events/settings/decide.ts'
import { runQuarterHour } from '../../../functions/begin-day/begin.ts'
import { publishedOf } from '../../../functions/follow-log/follow.ts'
import { sealDays } from '../../../functions/seal-log/seal.ts'
import { startCloud } from '../../../infra/local/cloud/cloud.ts'
import { noteAddresses } from '../../../infra/local/kept.ts'
import { startLocal } from '../../../infra/local/local.ts'
import { tableNames, tableSpecs } from '../../../infra/local/tables.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { act } from '../../../shared/log/act.ts'
import { feedKeysOf } from '../../../shared/log/feed.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { aSchool, aSmallBody, bySystem, type SmallBody } from '../../kit/small-body.ts'

const folder = mkdtempSync(join(tmpdir(), 'kept-'))
const root = join(import.meta.dirname, '../../..')

interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs a command of the house with no environment but where its data is. */
function run(file: string, ...flags: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: folder }
    execFile(
      process.execPath,
      ['--import', 'tsx', `infra/local/${file}.ts`, ...flags],
      { cwd: root, env },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
      },
    )
  })
}

type Opened = Awaited<ReturnType<typeof open>>

async function open() {
  const cloud = await startCloud({ dataDir: folder, tables: tableSpecs(), paused: true })
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  const files = openFiles(filesClient(localConfig(cloud.endpoint)), 'seals')
  return {
    cloud,
    client,
    log: openLog(client, tableNames.log),
    board: openBoard(client, tableNames.board),
    files,
    stop: () => cloud.stop(),
  }
}

/** A school is registered on one day, and the next day seals it. */
async function twoDays({ log, board, files }: Opened): Promise<SmallBody> {
  const body = aSmallBody({ log, board })
  await aSchool(body, 'a', { grantedOn: '2026-03-02' })
  await body.followAll()
  body.clock.moveTo('2026-09-08T06:30:00.000Z')
  await runQuarterHour(body, body.clock.now())
  await body.followAll()
  const began = body.commits.flatMap(publishedOf).find(({ type }) => type === 'DayBegan')
  if (began) await sealDays({ ...body, files }, began)
  await body.followAll()
  return body
}

describe('beside a system that stopped', () => {
  let body: SmallBody
  beforeAll(async () => {
    const opened = await open()
    body = await twoDays(opened)
    await opened.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('a log nobody touched is whole, and the board is what it makes', async () => {
    expect(await run('verify-log')).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 days sealed: the log is whole'),
    })
    expect(await run('rebuild-board', '--check')).toEqual({ code: 0, output: 'the board is what the log makes\n' })
  })

  test('a board that lost its rows is found out, and made anew', async () => {
    const opened = await open()
    await opened.board.clear()
    await opened.stop()
    expect(await run('rebuild-board', '--check')).toMatchObject({
      code: 1,
      output: expect.stringContaining('missing: school#a card'),
    })
    expect(await run('rebuild-board')).toMatchObject({
      code: 0,
      output: `the board was made anew from ${body.commits.length} commits\n`,
    })
    expect(await run('rebuild-board', '--check')).toMatchObject({ code: 0 })
  })

  test('a version of the hash key is added, one after the other', async () => {
    for (const version of [1, 2])
      expect(await run('add-hash-key')).toEqual({
        code: 0,
        output: `addresses are hashed with version ${version} of the key from now on\n`,
      })
  })

  test('a kill before is not forgotten by looking: the next start must take up what it left', async () => {
    writeFileSync(join(folder, 'running'), '999999999\n')
    expect(await run('verify-log')).toMatchObject({ code: 0 })
    expect(existsSync(join(folder, 'running'))).toBe(true)
    expect(readFileSync(join(folder, 'running'), 'utf8')).toBe('killed\n')
    rmSync(join(folder, 'running'))
  })

  test('a body restored with its letters held says so in its log; half restored, no system starts on it', async () => {
    const [out, held] = [join(folder, 'out'), join(folder, 'held')]
    const opened = await open()
    const sending = aSmallBody({ ...opened, now: '2026-09-08T08:00:00.000Z' })
    await act(sending, settingsDecider, settingsStream, { do: 'set-sending', position: 'on', mayBeOn: true }, bySystem)
    await opened.stop()
    expect(await run('export', '--to', out)).toMatchObject({ code: 0 })
    const restored = await run('restore', '--from', out, '--data-dir', held, '--hold-letters')
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('letters are held') })
    const cloud = await startCloud({ dataDir: held, tables: tableSpecs(), paused: true })
    const log = openLog(new DynamoDBClient(localConfig(cloud.dynamodbEndpoint)), tableNames.log)
    expect((await log.head(settingsStream))?.body.events).toEqual([
      { type: 'SendingSet', v: 1, data: expect.objectContaining({ position: 'off' }) },
    ])
    await cloud.stop()
    writeFileSync(join(held, 'restoring'), '')
    const start = startLocal({ port: 0, smtpPort: 0, dataDir: held, startDay: undefined, demo: false }, () => undefined)
    await expect(start).rejects.toThrow('did not come to its end')
  })

  test('an altered commit is named while the system runs', async () => {
    const opened = await open()
    noteAddresses(folder, opened.cloud.env)
    const [first] = body.commits
    if (!first) throw new Error('nothing was recorded')
    const forged = { ...first, by: 'staff#nobody' }
    const { feed, at } = feedKeysOf(forged)
    const Item = {
      stream: { S: forged.stream },
      version: { N: '1' },
      body: { S: JSON.stringify(forged) },
      feed: { S: feed },
      at: { S: at },
    }
    await opened.client.send(new PutItemCommand({ TableName: tableNames.log, Item }))
    const { code, output } = await run('verify-log')
    await opened.stop()
    expect(output).toContain('altered: school#a@1 is not what was sealed on 2026-09-07')
    expect(output).toContain('chain-broken: school#a@2')
    expect(code).toBe(1)
  })

  test('where nothing is kept, it says so', async () => {
    const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'nowhere') }
    const ran = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        ['--import', 'tsx', 'infra/local/verify-log.ts'],
        { cwd: root, env },
        (_, __, stderr) => resolve(stderr),
      )
    })
    expect(ran).toContain('name the directory with DATA_DIR')
  })
})
