// The doors: what comes in is parsed, what fails comes again, and no line says more than it may.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { Fault } from '../../../events/kernel/fault.ts'
import {
  eventsDoor,
  isOfStream,
  quarterHourDoor,
  queueDoor,
  queueOrQuarterHourDoor,
  streamDoor,
} from '../../../shared/edge/doors.ts'
import { failLine, sayFigure, sayLine, warnLine } from '../../../shared/edge/lines.ts'

const said: string[] = []
beforeEach(() => {
  said.length = 0
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text))
      return true
    })
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const lines = () =>
  said
    .flatMap((text) => text.split('\n'))
    .filter((text) => text.startsWith('{'))
    .map((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)))

const messages = (...bodies: readonly unknown[]) => ({
  Records: bodies.map((body, n) => ({
    messageId: `m${n}`,
    eventSource: 'aws:sqs',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })),
})

const anEvent = {
  id: 'school#a@1.0',
  type: 'VisitBooked',
  v: 1,
  stream: 'school#a',
  version: 1,
  at: '2026-09-07T06:30:00.000Z',
  by: 'system',
  because: 'api',
  trace: 't',
  data: {},
}

describe('a queue’s door', () => {
  test('hands back the messages that failed, and only those', async () => {
    const handled: unknown[] = []
    const door = queueDoor('try-out', async (message) => {
      if (message === 2) throw new Fault('try-out.work', 'Broken')
      handled.push(message)
    })
    expect(await door(messages(1, 2, 3))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] })
    expect(handled).toEqual([1, 3])
  })

  test('hands back a message that is no JSON', async () => {
    const door = queueDoor('try-out', async () => undefined)
    expect(await door(messages('{half'))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
  })

  test('throws for what is no delivery of a queue at all', async () => {
    await expect(queueDoor('try-out', async () => undefined)({ time: 'now' })).rejects.toThrow()
  })

  test('tells how much time is left', async () => {
    const left: number[] = []
    const door = queueDoor('try-out', async (_, { remaining }) => void left.push(remaining()))
    await door(messages(1), { awsRequestId: 'r1', functionName: 'f', getRemainingTimeInMillis: () => 1234 })
    expect(left).toEqual([1234])
  })
})

describe('a door for events', () => {
  test('takes them out of the bus’s envelope', async () => {
    const heard: unknown[] = []
    const door = eventsDoor('try-out', async (event) => void heard.push(event))
    await door(messages({ 'detail-type': 'VisitBooked', source: 'iqm', detail: anEvent }))
    expect(heard).toEqual([anEvent])
  })

  test('hands back what is no event of the body', async () => {
    const door = eventsDoor('try-out', async () => undefined)
    expect(await door(messages({ detail: { id: 'x' } }))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] })
  })
})

describe('the stream’s door', () => {
  const record = {
    eventSource: 'aws:dynamodb',
    eventName: 'INSERT',
    dynamodb: {
      Keys: { stream: { S: 'school#a' }, version: { N: '3' } },
      NewImage: { body: { S: '{}' }, other: { BOOL: true } },
    },
  }

  test('tells of each change in texts', async () => {
    const heard: unknown[] = []
    await streamDoor('try-out', async (changes) => void heard.push(...changes))({ Records: [record] })
    expect(heard).toEqual([{ name: 'INSERT', keys: { stream: 'school#a', version: '3' }, image: { body: '{}' } }])
  })

  test('throws on any failure, so that the whole batch comes again', async () => {
    const door = streamDoor('try-out', async () => {
      throw new Fault('try-out.work', 'Broken')
    })
    await expect(door({ Records: [record] })).rejects.toThrow('Broken')
  })

  test('is known from a queue’s', () => {
    expect(isOfStream({ Records: [record, record] })).toBe(true)
    expect(isOfStream(messages(1))).toBe(false)
    expect(isOfStream({ Records: [] })).toBe(false)
  })
})

test('the quarter hour is told as an instant with milliseconds, so that instants compare as text', async () => {
  const heard: string[] = []
  const door = quarterHourDoor('try-out', async (at) => void heard.push(at))
  await door({ time: '2026-09-07T06:30:00Z' })
  expect(heard).toEqual(['2026-09-07T06:30:00.000Z'])
  await expect(door({ time: 'half past seven' })).rejects.toThrow()
})

test('a function with both is woken by a queue and by the quarter hour', async () => {
  const heard: unknown[] = []
  const door = queueOrQuarterHourDoor(
    'try-out',
    async (message) => void heard.push(message),
    async (at) => void heard.push(at),
  )
  await door(messages(1))
  await door({ time: '2026-09-07T06:30:00.000Z' })
  expect(heard).toEqual([1, '2026-09-07T06:30:00.000Z'])
})

describe('a log line', () => {
  test('names a failure and never quotes it', async () => {
    const door = queueDoor('try-out', async () => {
      throw new Error('cannot write to Ann Example <ann@school.example>')
    })
    await door(messages(1))
    const [line] = lines().filter(({ level }) => level === 'ERROR')
    expect(line).toMatchObject({ message: 'a message could not be handled', error: 'Error', function: 'try-out' })
    expect(said.join('')).not.toContain('ann@school.example')
    expect(said.join('')).not.toContain('Ann')
  })

  test('says operation and kind of a fault', () => {
    failLine('failed', new Fault('log.append', 'ECONNREFUSED'))
    expect(lines()).toMatchObject([{ error: 'Fault', operation: 'log.append', why: 'ECONNREFUSED' }])
  })

  test('lets through the fields of the list and nothing else', () => {
    const smuggled = { day: '2026-09-07', count: 3, email: 'ann@school.example', data: { name: 'Ann Example' } }
    sayLine('done', smuggled)
    const [line = {}] = lines()
    expect(Object.keys(line).toSorted()).toEqual(['at', 'count', 'day', 'level', 'message'])
  })

  test('withholds what looks like an address even in a field of the list, and keeps an event’s id', () => {
    warnLine('done', { stream: 'contact#ann@school.example', event: 'school#a@3.0' })
    expect(lines()).toMatchObject([{ stream: 'withheld', event: 'school#a@3.0' }])
  })

  test('says a figure as the alarms read it', () => {
    sayFigure('morning-overdue', 1)
    expect(lines()).toMatchObject([{ figure: 'morning-overdue', value: 1 }])
  })

  test('that all is well is left out where nobody reads it; a failure and an alarm are not', () => {
    vi.stubEnv('LOG_LINES', 'off')
    sayLine('done')
    sayFigure('morning-overdue', 0)
    expect(lines()).toEqual([])
    sayFigure('morning-overdue', 1)
    failLine('failed', new Error('x'))
    expect(lines()).toHaveLength(2)
  })
})
