// Days go by: whatever the stream loses and however late the indexes are, everything is followed, woken and sealed.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { addDays, addMinutes, morningRun } from '../../../events/kernel/day.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { runQuarterHour } from '../../../functions/begin-day/begin.ts'
import { publishedOf } from '../../../functions/follow-log/follow.ts'
import { sealDays } from '../../../functions/seal-log/seal.ts'
import { wakeMessage, wakeShard } from '../../../functions/wake-streams/wake.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { compareBoard } from '../../../shared/board/rebuild.ts'
import { allInPresentForm } from '../../../shared/log/fold.ts'
import type { CommitBody } from '../../../shared/log/log.ts'
import { openLog } from '../../../shared/log/log-dynamodb.ts'
import { inStreamOrder } from '../../../shared/log/order.ts'
import { readSeal, sealFile } from '../../../shared/log/seal.ts'
import { verifyLog } from '../../../shared/log/verify.ts'
import { startTables, type Tables } from '../../kit/dynalite.ts'
import { aSchool, aSmallBody, onSchool, type SmallBody } from '../../kit/small-body.ts'

const place = z.object({ stream: z.string(), version: z.int() })

/** A body whose stream loses what `loses` says; all else goes as on the running system. */
function running(body: SmallBody, loses: (commit: CommitBody) => boolean) {
  let streamed = 0
  const stream = async () => {
    const some = body.commits.slice(streamed)
    streamed += some.length
    await body.follow(some.filter((commit) => !loses(commit)))
  }
  const repairAll = async () => {
    for (let next = body.repair.waiting.shift(); next; next = body.repair.waiting.shift()) {
      const { stream: of, version } = place.parse(JSON.parse(next.body))
      const commit = await body.log.read(of, version)
      if (commit) await body.follow([commit.body])
    }
  }
  const wakeAll = async () => {
    const tools = { ...body, remaining: () => 600_000, failed: () => undefined }
    for (let next = body.wake.waiting.shift(); next; next = body.wake.waiting.shift()) {
      await wakeShard(tools, wakeMessage().parse(JSON.parse(next.body)))
    }
  }
  const sealAll = async () => {
    const began = body.commits.flatMap(publishedOf).findLast(({ type }) => type === 'DayBegan')
    if (began) await sealDays(body, began)
  }
  return async (at: string) => {
    body.clock.moveTo(at)
    await stream()
    const outcome = await runQuarterHour({ ...body, wait: repairAll }, at)
    await stream()
    await wakeAll()
    await stream()
    await sealAll()
    await stream()
    return outcome
  }
}

async function* bodiesOf(body: SmallBody): AsyncGenerator<CommitBody> {
  for await (const commit of body.log.all()) yield commit.body
}

async function expectWhole(body: SmallBody): Promise<void> {
  const commits = allInPresentForm(inStreamOrder(bodiesOf(body)))
  expect(await compareBoard(body.board, commits, defaultSettings.wakeShards)).toEqual({
    missing: [],
    extra: [],
    other: [],
  })
  const published = new Set(body.bus.published.map(({ id }) => id))
  expect(body.commits.flatMap(publishedOf).filter(({ id }) => !published.has(id))).toEqual([])
  const { findings } = await verifyLog(body.log, async (day) => {
    const file = await body.files.get(sealFile(day))
    return file && readSeal(new TextDecoder().decode(file))
  })
  expect(findings).toEqual([])
}

/** Three weeks in September 2026: schools that are reminded in them, visits, changes. */
async function play(
  body: SmallBody,
  quarterHour: (at: string) => Promise<unknown>,
  days: readonly number[],
): Promise<void> {
  await quarterHour(body.clock.now())
  for (let n = 0; n < 4; n++) await aSchool(body, `s${n}`, { grantedOn: addDays('2025-10-05', n) })
  for (const n of days) {
    const day = addDays('2026-08-03', n)
    await quarterHour(morningRun(day))
    body.clock.moveTo(addMinutes(morningRun(day), 200))
    await onSchool(body, `s${n % 4}`, { do: 'change-school', town: `Town ${n}` })
    await quarterHour(addMinutes(morningRun(day), 300))
  }
  // Twice more: what was lost in the last quarter of an hour is looked for in the next.
  const last = addDays('2026-08-03', (days.at(-1) ?? 0) + 1)
  for (const minutes of [0, 15, 30]) await quarterHour(addMinutes(morningRun(last), minutes))
}

describe('however much the stream loses and the indexes lag', () => {
  test('everything is followed and sealed in the end, and the board is what the log makes', async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 }).map((days) => days.toSorted((a, b) => a - b)),
      fc.gen(),
      async (days, draw) => {
        let [behind, loseless] = [0, false]
        const body = aSmallBody({ now: '2026-08-02T09:00:00.000Z', lag: () => behind })
        const quarterHour = running(body, () => !loseless && draw(fc.boolean))
        await play(
          body,
          (at) => {
            behind = draw(fc.nat, { max: 5 })
            return quarterHour(at)
          },
          days,
        )
        // In the end the indexes show all, and nothing new is lost.
        behind = 0
        loseless = true
        const end = addDays('2026-08-03', (days.at(-1) ?? 0) + 2)
        for (const minutes of [0, 15, 30]) await quarterHour(addMinutes(morningRun(end), minutes))
        await expectWhole(body)
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })
})

describe('on dynalite', () => {
  let tables: Tables
  beforeAll(async () => {
    tables = await startTables()
  })
  afterAll(() => tables.close())

  test('three weeks go by: schools are reminded on their days, and all is followed and sealed', async () => {
    const { log, board } = await tables.fresh()
    const body = aSmallBody({
      now: '2026-08-02T09:00:00.000Z',
      log: openLog(tables.client, log),
      board: openBoard(tables.client, board),
    })
    let nth = 0
    const quarterHour = running(body, () => ++nth % 5 === 0)
    await play(body, quarterHour, [0, 1, 4, 30, 35, 36, 37, 38])
    const reminders = body.commits.flatMap(({ stream, at, events }) =>
      events.flatMap(({ type, data }) =>
        type === 'ReviewReminderDue' ? [`${at.slice(0, 10)} ${stream} ${data.stage}`] : [],
      ),
    )
    // Reviews are due on 5, 6, 7 and 8 October; 30 days before the first two is a weekend, 60 days before any a holiday.
    expect(reminders.toSorted()).toEqual([
      '2026-09-07 school#s0 before-30',
      '2026-09-07 school#s1 before-30',
      '2026-09-07 school#s2 before-30',
      '2026-09-08 school#s3 before-30',
    ])
    await expectWhole(body)
  })
})
