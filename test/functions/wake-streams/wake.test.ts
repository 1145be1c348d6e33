// Who wants to be woken is woken, shard by shard; one that cannot be stops nobody and is seen.
import { describe, expect, test } from 'vitest'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { runQuarterHour } from '../../../functions/begin-day/begin.ts'
import { type WakeMessage, wakeMessage, wakeShard } from '../../../functions/wake-streams/wake.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { aLetter, aSchool, aSmallBody, bySystem, type SmallBody } from '../../kit/small-body.ts'

const everyShard = [0, 1, 2, 3]

interface Woken {
  readonly failed: string[]
  readonly thrown: unknown[]
}

/** Handles every message on the wake queue, and those that it leads to. */
async function wakeAll(
  body: SmallBody,
  more: { readonly remaining?: () => number; readonly log?: SmallBody['log'] } = {},
): Promise<Woken> {
  const woken: Woken = { failed: [], thrown: [] }
  const tools = {
    ...body,
    remaining: () => 600_000,
    ...more,
    failed: (stream: string) => void woken.failed.push(stream),
  }
  for (let next = body.wake.waiting.shift(); next; next = body.wake.waiting.shift()) {
    try {
      await wakeShard(tools, wakeMessage().parse(JSON.parse(next.body)))
    } catch (thrown) {
      woken.thrown.push(thrown)
    }
  }
  await body.followAll()
  return woken
}

async function morning(body: SmallBody, at: string): Promise<Woken> {
  body.clock.moveTo(at)
  await body.followAll()
  await runQuarterHour(body, at)
  await body.followAll()
  return wakeAll(body)
}

const typesOf = (body: SmallBody, stream?: string) =>
  body.commits
    .filter((commit) => stream === undefined || commit.stream === stream)
    .flatMap(({ events }) => events.map(({ type }) => type))

/** Schools whose review is due on 7 October 2026: they are reminded 30 days before, on 7 September. */
async function dueSchools(count: number): Promise<{ body: SmallBody; schools: string[] }> {
  const body = aSmallBody({ now: '2026-08-01T09:00:00.000Z' })
  const schools: string[] = []
  for (let n = 0; n < count; n++) schools.push(await aSchool(body, `s${n}`, { grantedOn: '2025-10-07' }))
  await aSchool(body, 'later', { grantedOn: '2026-07-30' })
  return { body, schools }
}

describe('the morning', () => {
  test('records what fell due for each school it is due for, and for no other', async () => {
    const { body, schools } = await dueSchools(9)
    await morning(body, '2026-09-07T06:30:00.000Z')
    for (const school of schools)
      expect(typesOf(body, school).filter((type) => type === 'ReviewReminderDue')).toHaveLength(1)
    expect(typesOf(body, 'school#later')).not.toContain('ReviewReminderDue')
  })

  test('is done when each shard is, and says so once', async () => {
    const { body } = await dueSchools(3)
    await morning(body, '2026-09-07T06:30:00.000Z')
    expect(typesOf(body, daysStream)).toEqual([
      'DayBegan',
      'ShardWoken',
      'ShardWoken',
      'ShardWoken',
      'ShardWoken',
      'WakesDone',
      'WeekDigestDue',
    ])
    await morning(body, '2026-09-07T06:45:00.000Z')
    expect(typesOf(body, daysStream)).toHaveLength(7)
  })

  test('wakes the body’s own days as well, for the line about it', async () => {
    const { body } = await dueSchools(1)
    await morning(body, '2026-09-07T06:30:00.000Z')
    await morning(body, '2026-09-07T07:15:00.000Z')
    expect(typesOf(body, daysStream)).not.toContain('MorningLineDue')
    await morning(body, '2026-09-07T07:30:00.000Z')
    await morning(body, '2026-09-07T07:45:00.000Z')
    expect(typesOf(body, daysStream).filter((type) => type === 'MorningLineDue')).toHaveLength(1)
  })

  test('does nothing twice, though its messages come twice', async () => {
    const { body } = await dueSchools(3)
    await morning(body, '2026-09-07T06:30:00.000Z')
    const before = body.commits.length
    await body.wake.send(everyShard.map((shard) => ({ day: '2026-09-07', shard, now: '2026-09-07T06:30:00.000Z' })))
    await wakeAll(body)
    expect(body.commits).toHaveLength(before)
  })

  test('gives each school that is woken a trace of its own', async () => {
    const { body } = await dueSchools(3)
    await morning(body, '2026-09-07T06:30:00.000Z')
    const woken = body.commits.filter(({ events }) => events.some(({ type }) => type === 'ReviewReminderDue'))
    expect(new Set(woken.map(({ trace }) => trace)).size).toBe(3)
    expect(new Set(woken.map(({ because }) => because))).toEqual(new Set(['morning-run']))
  })
})

describe('a school that cannot be woken', () => {
  const cannot = (body: SmallBody, broken: string) => ({
    log: {
      ...body.log,
      head: (stream: string) =>
        stream === broken ? Promise.reject(new Error('a broken state')) : body.log.head(stream),
    },
  })

  test('stops no other, is named, and keeps the morning from being done', async () => {
    const { body, schools } = await dueSchools(12)
    const [broken = '', ...others] = schools
    body.clock.moveTo('2026-09-07T06:30:00.000Z')
    await body.followAll()
    await runQuarterHour(body, '2026-09-07T06:30:00.000Z')
    const woken = await wakeAll(body, cannot(body, broken))
    for (const school of others) expect(typesOf(body, school)).toContain('ReviewReminderDue')
    expect(woken.failed).toEqual([broken])
    expect(woken.thrown).toMatchObject([{ name: 'Fault', why: 'NotWoken 1' }])
    expect(typesOf(body, daysStream)).not.toContain('WakesDone')
  })

  test('is woken when it can be again, the same day', async () => {
    const { body, schools } = await dueSchools(4)
    body.clock.moveTo('2026-09-07T06:30:00.000Z')
    await body.followAll()
    await runQuarterHour(body, '2026-09-07T06:30:00.000Z')
    await wakeAll(body, cannot(body, schools[0] ?? ''))
    await morning(body, '2026-09-07T06:45:00.000Z')
    expect(typesOf(body, schools[0])).toContain('ReviewReminderDue')
    expect(typesOf(body, daysStream)).toContain('WakesDone')
  })
})

describe('a shard with more to wake than there is time', () => {
  test('goes on with a further message where it ended, and wakes all', async () => {
    const { body, schools } = await dueSchools(420)
    body.clock.moveTo('2026-09-07T06:30:00.000Z')
    await body.followAll()
    await runQuarterHour(body, '2026-09-07T06:30:00.000Z')
    const sent: number[] = []
    const wake = {
      ...body.wake,
      send: (messages: readonly object[]) => body.wake.send(messages).then(() => void sent.push(messages.length)),
    }
    // Time for one page a go.
    await wakeAll({ ...body, wake }, { remaining: () => 10_000 })
    expect(sent.length).toBeGreaterThan(0)
    for (const school of schools) expect(typesOf(body, school)).toContain('ReviewReminderDue')
    expect(typesOf(body, daysStream)).toContain('WakesDone')
  })

  test('still fails at the end when one of its first pages held a stream that could not be woken', async () => {
    const body = aSmallBody()
    const message: WakeMessage = {
      day: '2026-09-07',
      shard: 0,
      now: '2026-09-07T06:30:00.000Z',
      after: 'the-end',
      failures: 2,
    }
    const tools = { ...body, remaining: () => 600_000, failed: () => undefined }
    await expect(wakeShard(tools, message)).rejects.toThrow('NotWoken 2')
  })
})

describe('the moment', () => {
  test('is that of the waking: what a late message records stands on the day it came', async () => {
    const { body } = await dueSchools(1)
    await morning(body, '2026-09-07T04:00:00.000Z')
    await body.wake.send(everyShard.map((shard) => ({ day: '2026-09-07', shard, now: '2026-09-07T06:30:00.000Z' })))
    body.clock.moveTo('2026-09-08T10:00:00.000Z')
    await wakeAll(body)
    const reminder = body.commits.find(({ events }) => events.some(({ type }) => type === 'ReviewReminderDue'))
    expect(reminder?.at).toBe('2026-09-08T10:00:00.000Z')
  })

  test('is never before the run that asked, though this machine’s clock is behind', async () => {
    const { body, schools } = await dueSchools(1)
    await body.followAll()
    await act(body, daysDecider, daysStream, { do: 'begin-day', day: '2026-09-07' }, bySystem)
    await body.wake.send(everyShard.map((shard) => ({ day: '2026-09-07', shard, now: '2026-09-07T06:30:00.000Z' })))
    await wakeAll(body)
    expect(typesOf(body, schools[0])).toContain('ReviewReminderDue')
    expect(body.commits.at(-1)?.at).toBe('2026-09-07T06:30:00.000Z')
  })
})

test('a letter nobody told of for half an hour is woken too, at the quarter hour after', async () => {
  const body = aSmallBody({ now: '2026-09-07T06:00:00.000Z' })
  await morning(body, '2026-09-07T06:30:00.000Z')
  const letter = await aLetter(body, 'l1', aReminder({ causedAt: body.clock.now() }))
  await act(body, letterDecider, letter, { do: 'claim-letter' }, bySystem)
  await act(body, letterDecider, letter, { do: 'note-uncertain' }, bySystem)
  await morning(body, '2026-09-07T06:45:00.000Z')
  expect(typesOf(body, letter)).not.toContain('LetterUnresolved')
  await morning(body, '2026-09-07T07:00:00.000Z')
  expect(typesOf(body, letter)).toContain('LetterUnresolved')
  const { state } = await loadStream(body.log, letterDecider, letter)
  expect(state.unresolved).toBe(true)
})

test('a kind of stream that nothing wakes is a failure, not a silence', async () => {
  const body = aSmallBody()
  await body.board.put(
    [
      {
        stream: 'mail#1',
        name: 'card',
        version: 1,
        places: { wake: { key: 'wake#0', sort: '2026-09-07T06:00:00.000Z' } },
        data: {},
      },
    ],
    [],
  )
  await body.wake.send([{ day: '2026-09-07', shard: 0, now: '2026-09-07T06:30:00.000Z' }])
  expect((await wakeAll(body)).failed).toEqual(['mail#1'])
})
