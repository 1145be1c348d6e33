/**
 * `npm run measure-cost`: measures what a body uses, whole years of it, and keeps it for `npm run cost`. It takes a
 * quarter of an hour: one body after the other, since what runs beside it makes calls longer than they are.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { type Measured, measuredPath, readMeasured, type Use, type Year } from '../../../infra/aws/cost/measured.ts'
import { plus, plusKept, times } from '../../../infra/aws/cost/use.ts'
import { type Taken, taken } from './taken.ts'

const few = 50
const many = 500
const quarterHoursOfDay = 96
/** Schools of the sample that hold an Inclusive School Award and no more. */
const quietOfSample = 73

const none = await alone('none')
const small = await alone('quiet', String(few))
const large = await alone('quiet', String(many))
const sample = await alone('sample')

const morning = morningOf(none)
const quiet = { few: yearOf(small), many: yearOf(large) }
const { page, mail } = sample
if (!page || !mail) throw new Error('the sample year measured no page or no mail')
const measured: Measured = {
  on: new Date().toISOString().slice(0, 10),
  machine: `Node ${process.versions.node} on ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()})`,
  quarterHour: plus(none.quarterHour, none.filing),
  morning,
  empty: { before: none.before, came: none.came },
  quiet,
  busy: busyOf(sample, quiet.many),
  page,
  mail,
}
const text = `${JSON.stringify(rounded(measured), null, 2)}\n`
readMeasured(text)
writeFileSync(measuredPath, text)
for (const [name, { largest }] of Object.entries({ none, small, large, sample })) {
  console.log(`${name}: where the units of the tables went`)
  for (const { what, units } of largest.slice(0, 12)) console.log(`  ${Math.round(units)} ${what}`)
}

/** What a morning of a body without schools uses over and above a quarter of an hour. */
function morningOf({ inYear, quarterHour, quarters, days }: Taken): Use {
  return times(plus(inYear, quarterHour, -quarters), 1 / days)
}

/** What the schools of a body used: without the quarters of an hour and the mornings that pass without them, too. */
function schoolsUse({ inYear, quarterHour, quarters, days }: Taken): Use {
  const own = plus(plus(inYear, none.quarterHour, -quarters), morning, -days)
  // Quarters of an hour that were not run, should they use more where there are schools.
  const more = { ...plus(quarterHour, none.quarterHour, -1), functions: {} }
  return plus(own, more, days * quarterHoursOfDay - quarters)
}

function yearOf(body: Taken): Year {
  const share = 1 / body.schools
  const nothing = { log: 0, board: 0, vault: 0 }
  return {
    schools: body.schools,
    use: times(schoolsUse(body), share),
    before: plusKept(nothing, plusKept(body.before, none.before, -1), share),
    came: plusKept(nothing, plusKept(body.came, none.came, -1), share),
  }
}

/** The sample's schools but for the quiet ones among them. */
function busyOf(body: Taken, one: Year): Year {
  const schools = body.schools - quietOfSample
  const all = yearOf(body)
  const shared = body.schools / schools
  const less = -quietOfSample / schools
  const nothing = { log: 0, board: 0, vault: 0 }
  return {
    schools,
    use: plus(times(all.use, shared), one.use, less),
    before: plusKept(plusKept(nothing, all.before, shared), one.before, less),
    came: plusKept(plusKept(nothing, all.came, shared), one.came, less),
  }
}

/** Four digits are more than was measured. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(4)) : one)),
  )
}

/** One body in a process of its own. */
function alone(...which: readonly string[]): Promise<Taken> {
  const program = ['--import', 'tsx', join('test/bench/cost', 'alone.ts'), ...which]
  const child = spawn(process.execPath, program, {
    cwd: resolve(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (bytes) => (said += String(bytes)))
  return new Promise((done, fail) => {
    child.once('close', (code) => {
      if (code !== 0) return fail(new Error(`${which.join(' ')} ended with ${code}`))
      done(taken.parse(JSON.parse(said.trim().split('\n').at(-1) ?? '')))
    })
  })
}
