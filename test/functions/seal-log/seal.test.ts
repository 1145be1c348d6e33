// A day that began seals those before it; whatever is changed on a sealed day afterwards is found and named.
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import { runQuarterHour } from '../../../functions/begin-day/begin.ts'
import { publishedOf } from '../../../functions/follow-log/follow.ts'
import { sealDays } from '../../../functions/seal-log/seal.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { feedKeysOf } from '../../../shared/log/feed.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { readSeal, sealFile } from '../../../shared/log/seal.ts'
import { type Finding, verifyLog } from '../../../shared/log/verify.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { aSchool, aSmallBody, onSchool, type SmallBody } from '../../kit/small-body.ts'

/** Begins a day and seals the days before it. */
async function begin(body: SmallBody, at: string) {
  body.clock.moveTo(at)
  await body.followAll()
  await runQuarterHour(body, at)
  const began = body.commits.flatMap(publishedOf).findLast(({ type }) => type === 'DayBegan')
  await body.followAll()
  if (!began) throw new Error('no day began')
  return sealDays(body, began)
}

async function listOfDay(body: SmallBody, day: string) {
  const file = await body.files.get(sealFile(day))
  return file && readSeal(new TextDecoder().decode(file))
}

const verify = (body: SmallBody) => verifyLog(body.log, (day) => listOfDay(body, day))

/** Three days with something on each of the first two. */
async function threeDays(body: SmallBody): Promise<void> {
  await aSchool(body, 'a', { grantedOn: '2026-03-02' })
  body.clock.moveTo('2026-09-08T09:00:00.000Z')
  await onSchool(body, 'a', { do: 'book-visit', on: '2026-12-01' })
  await aSchool(body, 'b')
  await begin(body, '2026-09-09T06:30:00.000Z')
}

describe('a day that begins', () => {
  test('seals each day since the first on which anything was recorded, with what was recorded on it', async () => {
    const body = aSmallBody()
    await threeDays(body)
    const list = await listOfDay(body, '2026-09-08')
    expect(list?.commits.map(({ stream, version }) => `${stream}@${version}`)).toEqual(['school#a@5', 'school#b@1'])
    const { state } = await loadStream(body.log, daysDecider, daysStream)
    expect(state.sealed).toBe('2026-09-08')
    const sealed = body.commits.flatMap(({ events }) =>
      events.filter(({ type }) => type === 'DaySealed').map(({ data }) => data),
    )
    expect(sealed).toEqual([
      { day: '2026-09-07', commits: 4, hash: (await listOfDay(body, '2026-09-07'))?.hash },
      { day: '2026-09-08', commits: 2, hash: list?.hash },
    ])
  })

  test('seals the days of an outage too, and none twice', async () => {
    const body = aSmallBody()
    await threeDays(body)
    expect(await begin(body, '2026-09-13T06:30:00.000Z')).toMatchObject({
      days: ['2026-09-09', '2026-09-10', '2026-09-11', '2026-09-12'],
    })
    const began = body.commits.flatMap(publishedOf).findLast(({ type }) => type === 'DayBegan')
    if (began) expect(await sealDays(body, began)).toEqual({ days: [], late: false })
  })

  test('leaves to tomorrow what the index does not show yet, and loses none of it', async () => {
    let behind = 0
    const body = aSmallBody({ lag: () => behind })
    await threeDays(body)
    behind = 100
    expect(await begin(body, '2026-09-10T06:30:00.000Z')).toEqual({ days: [], late: true })
    behind = 0
    expect(await begin(body, '2026-09-11T06:30:00.000Z')).toMatchObject({ days: ['2026-09-09', '2026-09-10'] })
    expect((await verify(body)).findings).toEqual([])
  })
})

test('a log nobody touched has no findings', async () => {
  const body = aSmallBody()
  await threeDays(body)
  expect(await verify(body)).toEqual({ commits: 9, streams: 3, sealedDays: 2, findings: [] })
})

describe('on the real table, to which somebody has rights', () => {
  let tables: Tables
  let table: string
  let body: SmallBody
  beforeAll(async () => {
    tables = await startTables()
  })
  afterAll(() => tables.close())
  beforeEach(async () => {
    table = (await tables.fresh()).log
    body = aSmallBody({ log: openLog(tables.client, table) })
    await threeDays(body)
  })

  const commitOf = (stream: string, version: number): CommitBody => {
    const found = body.commits.find((commit) => commit.stream === stream && commit.version === version)
    if (!found) throw new Error(`no ${stream}@${version}`)
    return found
  }
  const overwrite = (commit: CommitBody, text = JSON.stringify(commit)) => {
    const { feed, at } = feedKeysOf(commit)
    const Item = {
      stream: { S: commit.stream },
      version: { N: String(commit.version) },
      body: { S: text },
      feed: { S: feed },
      at: { S: at },
    }
    return tables.client.send(new PutItemCommand({ TableName: table, Item }))
  }
  const remove = (stream: string, version: number) =>
    tables.client.send(
      new DeleteItemCommand({ TableName: table, Key: { stream: { S: stream }, version: { N: String(version) } } }),
    )
  const found = async () => (await verify(body)).findings.map(({ kind, at }: Finding) => `${kind} ${at}`).toSorted()

  test('an untouched log has no findings', async () => {
    expect(await found()).toEqual([])
  })

  test('an altered event is named, by the seal, by the commit after it and by the state it does not make', async () => {
    const commit = commitOf('school#a', 1)
    await overwrite({
      ...commit,
      events: commit.events.map((event) => ({ ...event, data: { ...event.data, name: 'Another School' } })),
    })
    expect(await found()).toEqual(['altered school#a@1', 'chain-broken school#a@2', 'state-differs school#a@1'])
  })

  test('an altered state is named', async () => {
    const commit = commitOf('school#b', 1)
    await overwrite({ ...commit, state: { ...commit.state, name: 'Another School' } })
    expect(await found()).toEqual(['altered school#b@1', 'state-differs school#b@1'])
  })

  test('an altered author is named, though state and events fit', async () => {
    await overwrite({ ...commitOf('school#b', 1), by: 'staff#nobody' })
    expect(await found()).toEqual(['altered school#b@1'])
  })

  test('an item that is no commit any more is named', async () => {
    await overwrite(commitOf('school#a', 2), '{"half')
    expect(await found()).toEqual(['altered school#a@2', 'chain-broken school#a@3', 'unreadable school#a@2'])
  })

  test('a dropped commit is named, in the middle of a stream and at its end', async () => {
    await remove('school#a', 2)
    await remove('school#b', 1)
    expect(await found()).toEqual(['dropped school#a@2', 'dropped school#b@1', 'gap school#a@2'])
  })

  test('a commit added to a sealed day is named', async () => {
    await overwrite({ ...commitOf('school#b', 1), stream: 'school#c', id: 'forged' })
    expect(await found()).toEqual(['added school#c@1'])
  })

  test('a commit put where another belongs is named', async () => {
    const moved = commitOf('school#b', 1)
    await overwrite({ ...moved, stream: 'school#d' }, JSON.stringify(moved))
    expect(await found()).toContain('elsewhere school#d@1')
  })

  test('a commit of a day not sealed yet, altered and put right in all that follows but one, is named', async () => {
    body.clock.moveTo('2026-09-09T09:00:00.000Z')
    await onSchool(body, 'b', { do: 'change-school', town: 'Yarm' })
    await onSchool(body, 'b', { do: 'change-school', town: 'Leven' })
    await overwrite({ ...commitOf('school#b', 2), by: 'staff#nobody' })
    expect(await found()).toEqual(['chain-broken school#b@3'])
  })

  test('a list of a sealed day that is missing, altered or no list is named, and whether the day is still the same', async () => {
    await body.files.remove(sealFile('2026-09-07'))
    expect((await verify(body)).findings).toEqual([
      { kind: 'list-missing', at: '2026-09-07', says: 'the list of this sealed day is missing' },
    ])
    await remove('school#b', 1)
    await body.files.put(
      sealFile('2026-09-08'),
      '{"day":"2026-09-08","commits":[["school#a",4,"00"]]}',
      'application/json',
    )
    expect((await verify(body)).findings.map(({ kind, says }) => `${kind}: ${says}`)).toEqual([
      'list-missing: the list of this sealed day is missing',
      'list-altered: the list of this sealed day was altered, and the day is not what it was',
    ])
  })
})
