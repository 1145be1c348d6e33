/**
 * How long the log page takes at the server over a long log, by any filter, and what it weighs: the whole system, a body
 * of 100,000 events (or as many as `--events` says), pages asked for as a browser does. Each filter is asked several
 * times, turn and turn about; what counts is the slowest filter's median and the heaviest page, and each is told.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { type Body, startBody } from '../../infra/local/body.ts'
import { addressOf } from '../../shared/pages/parts.tsx'
import { type Figure, median } from './figure.ts'
import { type LongLog, loadLongLog } from './log-body.ts'

const usualEvents = 100_000
const mostMs = 150
const mostKilobytes = 60
const samples = 7
/** Entries an export gives at most. */
const mostExported = 5_000

type Query = Readonly<Record<string, string>>

/** Every filter by itself, in each view, and together, those that find next to nothing among them; by what they are called. */
function filtersOf({ school, rare, often, day, trace, cause }: LongLog): Readonly<Record<string, Query>> {
  const type = 'ReviewReminderDue'
  const stream = `school#${school}`
  return {
    'no filter': {},
    'as a timeline': { view: 'timeline' },
    'as it is kept': { view: 'raw' },
    'a school by its reference': { school },
    'a school by its name': { school: 'Holy Trinity 7' },
    'a type': { type },
    'a type nothing has': { type: 'SettingChanged' },
    'a stream': { stream },
    'a person who did much': { by: often },
    'a person who did one thing long ago': { by: rare },
    'the system': { by: 'system' },
    'all that followed from one action': { trace },
    'all that one event caused': { cause },
    'a day': { since: day, until: day },
    'days since': { since: day },
    'days until': { until: day },
    'a day & a person': { since: day, until: day, by: often },
    'days until & a type': { until: day, type },
    'a type & the person who did one thing': { type: 'VisitBooked', by: rare },
    'a type & a person who did much': { type: 'VisitBooked', by: often },
    'a school & a type': { school, type },
    'a trace & a type': { trace, type: 'LetterAsked' },
    'a stream & a person & a type': { stream, type, by: rare },
    'a school & a type & the system & days': { school, type, by: 'system', since: '2025-11-01', until: '2027-01-01' },
    'everything at once, raw': {
      school,
      stream,
      type,
      by: 'system',
      since: '2025-11-01',
      until: '2027-01-01',
      view: 'raw',
    },
  }
}

/** The figures of the log page; `events` as many as are wanted. */
export async function measureLogPage(events = usualEvents): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'))
  const body = await startBody({ port: 0, dataDir: join(folder, 'body'), clockAt: '2026-10-20T06:30:00.000Z' })
  try {
    const began = performance.now()
    const log = await loadLongLog(body.cloud, events)
    console.log(`${log.events} events loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    const cookie = await signedIn(body)
    const pages = Object.entries(filtersOf(log)).map(unmeasured)
    for (let round = 0; round <= samples; round++)
      for (const page of pages) {
        const { ms, bytes } = await ask(body.url, addressOf('/log', page.query), cookie)
        page.bytes = Math.max(page.bytes, bytes)
        // The first of each warms up.
        if (round > 0) page.times.push(ms)
      }
    const exported = await linesOf(body.url, '/log/export?format=csv', cookie)
    return [...figuresOf(log.events, pages), exportFigure(exported)]
  } finally {
    await body.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly name: string
  readonly query: Query
  readonly times: number[]
  bytes: number
}

function unmeasured([name, query]: readonly [string, Query]): Measured {
  return { name, query, times: [], bytes: 0 }
}

function figuresOf(events: number, pages: readonly Measured[]): Figure[] {
  const slowest = pages.toSorted((a, b) => median(b.times) - median(a.times))[0]
  const heaviest = pages.toSorted((a, b) => b.bytes - a.bytes)[0]
  const count = events.toLocaleString('en-GB')
  return [
    {
      name: `a log page over ${count} events, the slowest of ${pages.length} filters`,
      measured: median(slowest?.times ?? []),
      limit: { atMost: mostMs },
      unit: 'ms',
      how: `median of ${samples}: ${slowest?.name}`,
    },
    {
      name: 'a log page, the heaviest, compressed',
      measured: (heaviest?.bytes ?? Number.NaN) / 1000,
      limit: { atMost: mostKilobytes },
      unit: 'KB',
      how: heaviest?.name ?? '',
    },
    ...pages.map(({ name, times, bytes }) => ({
      name: `a log page over ${count} events: ${name}`,
      measured: median(times),
      unit: 'ms',
      how: `median of ${samples}; ${(bytes / 1000).toFixed(1)} KB compressed`,
    })),
  ]
}

function exportFigure(lines: number): Figure {
  const limit = { atMost: mostExported + 2 }
  return {
    name: 'lines of an export of the whole log',
    measured: lines,
    limit,
    unit: '',
    how: 'head and last line counted',
  }
}

const token = z.object({ token: z.string() })

async function signedIn({ url }: Body): Promise<string> {
  const answer = await fetch(`${url}/local/sign-in`, { method: 'POST', body: '{"role":"admin","name":"Bench Admin"}' })
  return `session=${token.parse(await answer.json()).token}`
}

interface Asked {
  readonly ms: number
  /** As sent. */
  readonly bytes: number
}

/** Asks for a page as a browser does, compressed. */
function ask(url: string, path: string, cookie: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const asking = request(url + path, { headers: { cookie, 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
      })
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${path}: ${answer.statusCode}`))
        assert.equal(answer.headers['content-encoding'], 'gzip')
        resolve({ ms: performance.now() - began, bytes })
      })
    })
    asking.on('error', reject)
    asking.end()
  })
}

async function linesOf(url: string, path: string, cookie: string): Promise<number> {
  const answer = await fetch(url + path, { headers: { cookie } })
  return (await answer.text()).trim().split('\r\n').length
}
