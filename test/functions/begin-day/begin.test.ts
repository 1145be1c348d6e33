// Every quarter of an hour: what was not followed is found and repaired, and the day begins once, when its time has come.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { addMinutes, londonInstant } from '../../../events/kernel/day.ts'
import { runQuarterHour } from '../../../functions/begin-day/begin.ts'
import { readMark, reconcile, windowAt } from '../../../functions/begin-day/reconcile.ts'
import type { Board } from '../../../shared/board/board.ts'
import { isFollowed } from '../../../shared/board/reads/trail.ts'
import { aSchool, aSmallBody, onSchool, type SmallBody } from '../../kit/small-body.ts'
import { standInBoard } from '../../kit/stand-ins/board.ts'

const place = z.object({ stream: z.string(), version: z.int() })

/** Takes what stands on the repair's queue and follows it, as follow-log does. */
async function repairAll(body: SmallBody): Promise<number> {
  const messages = body.repair.waiting.splice(0)
  for (const { body: text } of messages) {
    const { stream, version } = place.parse(JSON.parse(text))
    const commit = await body.log.read(stream, version)
    if (commit) await body.follow([commit.body])
  }
  return messages.length
}

/** A body whose repair is done while it is waited for. */
function repaired(body: SmallBody): SmallBody {
  return { ...body, wait: async () => void (await repairAll(body)) }
}

async function quarterHour(body: SmallBody, at: string) {
  body.clock.moveTo(at)
  const outcome = await runQuarterHour(body, at)
  await body.followAll()
  return outcome
}

const began = (body: SmallBody) =>
  body.commits.flatMap(({ events }) => events.filter(({ type }) => type === 'DayBegan').map(({ data }) => data))
const wakes = (body: SmallBody): unknown[] => body.wake.waiting.map(({ body: text }) => JSON.parse(text))

describe('the window that is looked through', () => {
  test('is the hour before the last five minutes, and more', () => {
    expect(windowAt('2026-09-07T09:00:00.000Z', '2026-09-07T08:40:00.000Z')).toEqual({
      from: '2026-09-07T07:50:00.000Z',
      until: '2026-09-07T08:55:00.000Z',
    })
  })

  test('goes back to a little before the mark after an outage', () => {
    expect(windowAt('2026-09-16T06:30:00.000Z', '2026-09-07T08:40:00.000Z').from).toBe('2026-09-07T08:35:00.000Z')
  })

  test('leaves nothing out between one run and the next, however far apart they are', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 60 * 24 * 20 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(gaps, (minutes) => {
        let now = '2026-09-07T06:30:00.000Z'
        let mark = windowAt(now, undefined).until
        for (const gap of minutes) {
          now = addMinutes(now, gap)
          const { from, until } = windowAt(now, mark)
          expect(from <= mark).toBe(true)
          mark = until
        }
      }),
    )
  })
})

describe('what was not followed', () => {
  test('is sent to be followed, and nothing else', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a')
    await body.followAll()
    await aSchool(body, 'b')
    await onSchool(body, 'a', { do: 'change-school', town: 'Yarm' })
    const window = windowAt(addMinutes(body.clock.now(), 10), undefined)
    expect(await reconcile(body, window)).toMatchObject({ found: 2, left: 2 })
    expect(body.repair.waiting.map(({ body: text }) => text)).toEqual([
      '{"stream":"school#a","version":2}',
      '{"stream":"school#b","version":1}',
    ])
    expect(await reconcile(repaired(body), window)).toMatchObject({ found: 2, left: 0 })
    expect(await isFollowed(body.board, 'school#b', 1)).toBe(true)
    expect(await reconcile(body, window)).toMatchObject({ found: 0, left: 0 })
  })

  test('is not what is younger than five minutes: that is still on its way', async () => {
    const body = aSmallBody()
    await aSchool(body, 'a')
    expect(await reconcile(body, windowAt(addMinutes(body.clock.now(), 5), undefined))).toEqual({ found: 0, left: 0 })
    expect(await reconcile(body, windowAt(addMinutes(body.clock.now(), 6), undefined))).toMatchObject({ found: 1 })
  })

  test('is not what an index only seems to hold', async () => {
    const body = aSmallBody()
    const at = addMinutes(body.clock.now(), -30)
    const feed = async function* () {
      yield { stream: 'school#phantom', version: 1, at }
    }
    expect(await reconcile({ ...body, log: { ...body.log, feed } }, windowAt(body.clock.now(), undefined))).toEqual({
      found: 0,
      left: 0,
      shown: at,
    })
    expect(body.repair.waiting).toEqual([])
  })

  test('is found on whichever day of an outage it was recorded', async () => {
    const body = aSmallBody()
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    for (const [n, day] of ['08', '11', '15'].entries()) {
      body.clock.moveTo(`2026-09-${day}T12:00:00.000Z`)
      await aSchool(body, `s${n}`)
    }
    body.clock.moveTo('2026-09-16T06:30:00.000Z')
    const outcome = await runQuarterHour(repaired(body), '2026-09-16T06:30:00.000Z')
    expect(outcome).toMatchObject({ repaired: { found: 3, left: 0 }, begun: true })
  })

  test('costs two looks at the board when there is nothing', async () => {
    const calls: string[] = []
    const inner = standInBoard(async (name) => {
      calls.push(name)
      return undefined
    })
    const body = aSmallBody({ board: inner })
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    await quarterHour(body, '2026-09-07T06:45:00.000Z')
    await quarterHour(body, '2026-09-07T07:00:00.000Z')
    calls.length = 0
    await quarterHour(body, '2026-09-07T07:15:00.000Z')
    expect(calls).toEqual(['board.get', 'board.getMany'])
  })
})

describe('the mark', () => {
  test('is the youngest commit shown when all was followed, and stays while something is not', async () => {
    const body = aSmallBody({ now: '2026-09-07T08:30:00.000Z' })
    await quarterHour(body, '2026-09-07T08:30:00.000Z')
    expect(await readMark(body)).toBe('2026-09-05T08:30:00.000Z')
    await quarterHour(body, '2026-09-07T08:45:00.000Z')
    expect(await readMark(body)).toBe('2026-09-07T08:30:00.000Z')
    await aSchool(body, 'a')
    body.clock.moveTo('2026-09-07T09:00:00.000Z')
    expect(await runQuarterHour(body, '2026-09-07T09:00:00.000Z')).toMatchObject({ repaired: { found: 1, left: 1 } })
    expect(await readMark(body)).toBe('2026-09-07T08:30:00.000Z')
    await repairAll(body)
    await runQuarterHour(body, '2026-09-07T09:15:00.000Z')
    expect(await readMark(body)).toBe('2026-09-07T08:45:00.000Z')
  })

  test('does not pass what an index hides: it is found when it is shown, however late', async () => {
    let behind = 0
    const body = aSmallBody({ lag: () => behind })
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    body.clock.moveTo('2026-09-07T12:00:00.000Z')
    await aSchool(body, 'hidden')
    behind = 1
    for (const day of ['08', '09', '10'])
      await runQuarterHour(
        { ...body, wake: { ...body.wake, send: async () => undefined } },
        `2026-09-${day}T05:00:00.000Z`,
      )
    expect(await isFollowed(body.board, 'school#hidden', 1)).toBe(false)
    behind = 0
    expect(await runQuarterHour(repaired(body), '2026-09-11T05:00:00.000Z')).toMatchObject({
      repaired: { found: 1, left: 0 },
    })
  })
})

describe('a day begins', () => {
  test('at 07:30 London, in summer as in winter, once', async () => {
    for (const day of ['2026-07-06', '2026-12-07']) {
      const body = aSmallBody()
      expect(await quarterHour(body, londonInstant(day, '07:15'))).toMatchObject({ begun: false, leftForNext: false })
      expect(await quarterHour(body, londonInstant(day, '07:30'))).toMatchObject({ day, begun: true })
      expect(await quarterHour(body, londonInstant(day, '07:45'))).toMatchObject({ begun: true })
      expect(began(body)).toEqual([{ day }])
    }
  })

  test('on both days the clocks change', async () => {
    for (const [day, instant] of [
      ['2027-03-28', '2027-03-28T06:30:00.000Z'],
      ['2026-10-25', '2026-10-25T07:30:00.000Z'],
    ] as const) {
      const body = aSmallBody()
      await quarterHour(body, addMinutes(instant, -15))
      expect(began(body)).toEqual([])
      await quarterHour(body, instant)
      expect(began(body)).toEqual([{ day }])
    }
  })

  test('at the instant its event names, whatever the clock of the machine says', async () => {
    const body = aSmallBody({ now: '2026-09-07T09:00:00.000Z' })
    await runQuarterHour(body, '2026-11-02T07:30:00.000Z')
    expect(began(body)).toEqual([{ day: '2026-11-02' }])
    expect(body.commits[0]?.at).toBe('2026-11-02T07:30:00.000Z')
  })

  test('after an outage late in the day, and says since when', async () => {
    const body = aSmallBody()
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    await quarterHour(body, '2026-09-16T15:15:00.000Z')
    expect(began(body)).toEqual([{ day: '2026-09-07' }, { day: '2026-09-16', since: '2026-09-07' }])
  })

  test('not while something recorded is not followed; the next quarter of an hour begins it', async () => {
    const body = aSmallBody({ now: '2026-09-07T06:00:00.000Z' })
    await aSchool(body, 'a')
    body.clock.moveTo('2026-09-07T06:30:00.000Z')
    expect(await runQuarterHour(body, '2026-09-07T06:30:00.000Z')).toMatchObject({
      begun: false,
      leftForNext: true,
      repaired: { left: 1 },
    })
    expect(wakes(body)).toEqual([])
    await repairAll(body)
    expect(await runQuarterHour(body, '2026-09-07T06:45:00.000Z')).toMatchObject({ begun: true, leftForNext: false })
    expect(began(body)).toEqual([{ day: '2026-09-07' }])
  })

  test('never again when an event of an earlier day comes late', async () => {
    const body = aSmallBody()
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    body.wake.waiting.splice(0)
    expect(await quarterHour(body, '2026-09-06T22:45:00.000Z')).toMatchObject({ begun: false })
    expect(began(body)).toEqual([{ day: '2026-09-07' }])
    expect(wakes(body)).toEqual([])
  })
})

describe('while a day is begun', () => {
  test('every quarter of an hour asks for each shard again', async () => {
    const body = aSmallBody()
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    await quarterHour(body, '2026-09-07T14:15:00.000Z')
    const shards = [0, 1, 2, 3]
    expect(wakes(body)).toEqual([
      ...shards.map((shard) => ({ day: '2026-09-07', shard, now: '2026-09-07T06:30:00.000Z' })),
      ...shards.map((shard) => ({ day: '2026-09-07', shard, now: '2026-09-07T14:15:00.000Z' })),
    ])
  })

  test('nothing is asked for before the next one has begun', async () => {
    const body = aSmallBody()
    await quarterHour(body, '2026-09-07T06:30:00.000Z')
    body.wake.waiting.splice(0)
    await quarterHour(body, '2026-09-08T03:15:00.000Z')
    expect(wakes(body)).toEqual([])
  })
})

describe('an alarm is called for', () => {
  const lagging = (): Board => ({ ...standInBoard(), getMany: async () => [] })

  test('when the day has not begun by 08:00', async () => {
    const body = aSmallBody({ now: '2026-09-07T05:00:00.000Z', board: lagging() })
    await aSchool(body, 'a')
    expect((await quarterHour(body, londonInstant('2026-09-07', '07:45'))).overdue).toEqual({
      morning: false,
      wakes: false,
    })
    expect((await quarterHour(body, londonInstant('2026-09-07', '08:00'))).overdue).toEqual({
      morning: true,
      wakes: false,
    })
  })

  test('when the morning’s work is not done by 09:00, though the day began', async () => {
    const body = aSmallBody()
    expect((await quarterHour(body, londonInstant('2026-09-07', '08:45'))).overdue).toEqual({
      morning: false,
      wakes: false,
    })
    expect((await quarterHour(body, londonInstant('2026-09-07', '09:00'))).overdue).toEqual({
      morning: false,
      wakes: true,
    })
  })
})
