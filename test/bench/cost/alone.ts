/**
 * One body's year, measured in a process of its own, since functions know only the first cloud that was started in
 * theirs: `node --import tsx test/bench/cost/alone.ts none`, `… quiet 50`, `… sample`. The last line it prints is JSON.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { addDays, type Day } from '../../../events/kernel/day.ts'
import type { Use } from '../../../infra/aws/cost/measured.ts'
import { noUse, plus, plusKept, times } from '../../../infra/aws/cost/use.ts'
import { firstDay, importSample, lastDay, playLine, readAll } from '../../journeys/play.ts'
import { readSample } from '../../journeys/sample.ts'
import { type MeteredBody, startMetered } from './body.ts'
import { quietBody } from './quiet-body.ts'
import type { Taken } from './taken.ts'

/** Quarters of an hour in which the repair still looks at what was recorded in one of them: it looks 70 minutes back. */
const lookedAt = 5
/** Quarters of an hour in which nothing is due, for a mean. */
const idleQuarters = 80

/** What is opened at the office, each as often as the others. */
const pages = ['Today', 'a school', 'the log', 'the reviews'] as const
const opened = 10

const verdicts = { spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', spam: 'PASS', virus: 'PASS' } as const

const [kind = '', count = ''] = process.argv.slice(2)
const taken = await take()
console.log(JSON.stringify(taken))
process.exit(0)

async function take(): Promise<Taken> {
  switch (kind) {
    case 'none':
      return await year(await startMetered(firstDay), 0)
    case 'quiet': {
      const metered = await startMetered(firstDay)
      const { decisions } = await quietBody(metered, Number(count), firstDay)
      return await year(metered, Number(count), async (day) => {
        for (const decision of decisions(day)) await metered.must('POST', '/api/do/decide-review', decision)
      })
    }
    case 'sample':
      return await sampleYear()
    default:
      throw new Error('say which: none, quiet N, sample')
  }
}

async function sampleYear(): Promise<Taken> {
  const sample = readSample('test/sample')
  const metered = await startMetered(firstDay)
  await importSample(metered, sample)
  const schools = await readAll(metered, '/api/schools', z.object({ id: z.string() }))
  const measured = await year(metered, schools.length, async (day) => {
    for (const [n, line] of sample.year.entries()) if (line.on === day) await playLine(metered, line, `line-${n}`)
  })
  const some = schools.slice(0, opened).map(({ id }) => `/schools/${id.replace('school#', '')}`)
  return { ...measured, page: await pageUse(metered, some), mail: await mailUse(metered) }
}

/** Plays a year day by day; `work` is what people do on a day after its morning. */
async function year(metered: MeteredBody, schools: number, work = async (_: Day) => {}): Promise<Taken> {
  const { body, meter } = metered
  await metered.quarters(lookedAt)
  const [used, kept, quarters] = [meter.read(), await metered.kept(), metered.quartersRun()]
  let days = 0
  for (let day = addDays(firstDay, 1); day <= lastDay; day = addDays(day, 1)) {
    await metered.must('POST', '/local/clock', { to: day })
    await work(day)
    await body.settle()
    await metered.quarters(lookedAt)
    days += 1
    if (day.endsWith('-01')) console.error(`${kind} ${count} ${day} after ${Math.round(performance.now() / 1000)} s`)
  }
  const inYear = plus(meter.read(), used, -1)
  const run = metered.quartersRun() - quarters
  const now = await metered.kept()
  // Until nothing of the last morning is looked at any more.
  await metered.quarters(lookedAt)
  const quarterHour = await meanOf(metered, idleQuarters, () => metered.quarters(1))
  const filing = await meanOf(metered, idleQuarters, () => metered.fileDeadLetters())
  return {
    schools,
    days,
    quarters: run,
    inYear,
    quarterHour,
    filing,
    before: kept,
    came: plusKept(now, kept, -1),
    largest: meter
      .largest()
      .slice(0, 40)
      .map(([what, units]) => ({ what, units })),
  }
}

async function meanOf(
  { meter, body }: MeteredBody,
  often: number,
  work: (n: number) => Promise<unknown>,
): Promise<Use> {
  const before = meter.read()
  for (let n = 0; n < often; n++) await work(n)
  await body.settle()
  return times(plus(meter.read(), before, -1), 1 / often)
}

async function pageUse(metered: MeteredBody, schools: readonly string[]): Promise<Taken['page']> {
  const paths = schools.flatMap((school) => ['/', school, '/log', '/reviews'])
  // Once without counting: what is read once and kept in memory is not read for each page.
  for (const path of paths.slice(0, pages.length)) await metered.open(path)
  const use = await meanOf(metered, paths.length, (n) => metered.open(paths[n] ?? '/'))
  return { of: [...pages], use }
}

/** The mails of the sample, with the quarters of an hour in which they are still looked at. */
async function mailUse(metered: MeteredBody): Promise<Taken['mail']> {
  const folder = join(import.meta.dirname, '../../inbound/sample')
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => new Uint8Array(readFileSync(join(folder, name))))
  const use = await meanOf(metered, mails.length, async (n) => {
    await metered.body.takeIn(mails[n] ?? new Uint8Array(), verdicts)
    await metered.body.settle()
  })
  const bytes = mails.reduce((sum, { length }) => sum + length, 0) / mails.length
  // The mail provider puts it into our bucket, and we are billed for that.
  return { of: mails.length, use: plus(use, { ...noUse, filePuts: 1, fileBytes: bytes }) }
}
