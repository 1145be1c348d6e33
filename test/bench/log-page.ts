/**
 * How long the log page takes at the server over a long log, by any filter, and what it weighs: the whole system, a body
 * of 100,000 events (or as many as `--events` says), pages asked for as a browser does. Each filter is asked several
 * times, turn and turn about; what counts is the slowest filter's median and the heaviest page.
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

/** Every filter by itself, in each view, and together, those that find next to nothing among them. */
function filtersOf({ school, rare, often, day, trace, cause }: LongLog): Query[] {
  const type = 'ReviewReminderDue'
  const stream = `school#${school}`
  return [
    {},
    { view: 'timeline' },
    { view: 'raw' },
    { school },
    { school: 'Holy Trinity 7' },
    { type },
    { stream },
    { by: often },
    { by: 'system' },
    { by: rare },
    { trace },
    { cause },
    { since: day, until: day },
    { since: day, until: day, by: often },
    { until: day, type },
    { type: 'VisitBooked', by: rare },
    { school, type, by: 'system', since: '2025-11-01', until: '2027-01-01' },
    { stream, type, by: rare },
    { type: 'SettingChanged' },
  ]
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
    const pages = filtersOf(log).map(unmeasured)
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
  readonly query: Query
  readonly times: number[]
  bytes: number
}

function unmeasured(query: Query): Measured {
  return { query, times: [], bytes: 0 }
}

function figuresOf(events: number, pages: readonly Measured[]): Figure[] {
  const slowest = pages.toSorted((a, b) => median(b.times) - median(a.times))
  const heaviest = pages.toSorted((a, b) => b.bytes - a.bytes)[0]
  const said = slowest.slice(0, 5).map(({ query, times }) => `${sayQuery(query)} ${Math.round(median(times))} ms`)
  const count = events.toLocaleString('en-GB')
  return [
    {
      name: `a log page over ${count} events, the slowest of ${pages.length} filters`,
      measured: median(slowest[0]?.times ?? []),
      limit: { atMost: mostMs },
      unit: 'ms',
      how: `medians of ${samples}: ${said.join('; ')}`,
    },
    {
      name: 'a log page, the heaviest, compressed',
      measured: (heaviest?.bytes ?? Number.NaN) / 1000,
      limit: { atMost: mostKilobytes },
      unit: 'KB',
      how: sayQuery(heaviest?.query ?? {}),
    },
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

function sayQuery(query: Query): string {
  const said = Object.entries(query).map(([name, value]) => `${name}=${value.slice(0, 24)}`)
  return said.length === 0 ? 'no filter' : said.join(' & ')
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
