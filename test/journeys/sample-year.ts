/**
 * The whole sample year through the API of the running system, compared with what must come of it: no more, no fewer.
 * `--doubled`: every delivery of bus and queues comes twice and in another order. `--killed`: twenty times on the way
 * the process is killed and started again. `--folder` plays another body of the same form.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addDays } from '../../events/kernel/day.ts'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { firstDay, importSample, lastDay, playLine, readOutcome } from './play.ts'
import { difference, readSample } from './sample.ts'

const { values: flags } = parseArgs({
  options: {
    doubled: { type: 'boolean', default: false },
    killed: { type: 'boolean', default: false },
    folder: { type: 'string', default: 'test/sample' },
    until: { type: 'string', default: lastDay },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
})

const kills = 20
const sample = readSample(flags.folder)
const dataDir = mkdtempSync(join(tmpdir(), 'sample-year-'))
const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)

let system: RunningSystem = await startSystem({ dataDir, startDay: firstDay })
console.log(`ready after ${Math.round(system.readyAfter)} ms; seed ${flags.seed}`)
for (const report of await importSample(system, sample))
  console.log(
    `imported ${report.import}: ${report.rows} rows, ${report.accepted} accepted, ${report.refused.length} refused`,
  )
console.log(`imported after ${seconds()} s`)

if (flags.doubled)
  for (const on of ['bus', 'queue'])
    for (const wrong of ['double', 'shuffle'])
      await system.must('POST', '/local/faults', { on, do: wrong, next: 'all', seed: Number(flags.seed) })

const killDays = flags.killed ? daysToKillOn() : new Map<string, number>()
let killed = 0

for (let day = addDays(firstDay, 1); day <= flags.until; day = addDays(day, 1)) {
  await moveTo(day)
  for (const [n, line] of sample.year.entries()) if (line.on === day) await playLine(system, line, `line-${n}`)
  await system.must('POST', '/local/settle')
  if (day.endsWith('-01')) console.log(`${day} after ${seconds()} s, at most ${memory(system.pid)} MB so far`)
}

const outcome = await readOutcome(system)
const reminders = difference(outcome.reminders, sample.expected.reminders)
const events = difference(outcome.events, sample.expected.events)
console.log(
  `${outcome.reminders.size} reminders, ${outcome.letters} letters, ${outcome.events.size} due days, ends of grace and misses, ${outcome.risk.size} risks and terms without a meeting, ${outcome.tasks} open tasks, ${killed} kills, ${seconds()} s, ${memory(system.pid)} MB`,
)
const risk = difference(outcome.risk, sample.expected.risk)
for (const [name, { missing, extra }] of Object.entries({ reminders, events, risk })) {
  console.log(`${name}: ${missing.length} missing, ${extra.length} too many`)
  for (const key of [
    ...missing.slice(0, 10).map((k) => `  missing ${k}`),
    ...extra.slice(0, 10).map((k) => `  too many ${k}`),
  ])
    console.log(key)
}
if (outcome.twice.length > 0) console.log(`written twice: ${outcome.twice.slice(0, 10).join(', ')}`)
await system.stop()
if (!flags.keep) rmSync(dataDir, { recursive: true, force: true })
else console.log(dataDir)
const wrong =
  [reminders, events, risk].flatMap(({ missing, extra }) => [...missing, ...extra]).length + outcome.twice.length
console.log(`${wrong === 0 ? 3 : 0} passed, ${wrong === 0 ? 0 : 3} failed`)
process.exit(wrong === 0 ? 0 : 1)

/** Moves the clock to a day; on a chosen day the process is killed some milliseconds after the call, and the move made again. */
async function moveTo(day: string): Promise<void> {
  const after = killDays.get(day)
  if (after !== undefined) {
    const moving = system.call('POST', '/local/clock', { to: day }).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, after))
    await system.kill()
    await moving
    killed += 1
    system = await startSystem({ dataDir, startDay: firstDay })
  }
  await system.must('POST', '/local/clock', { to: day })
}

/** Twenty days spread over the year, each with the milliseconds until the kill, from the seed. */
function daysToKillOn(): Map<string, number> {
  let state = Number(flags.seed) >>> 0
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return new Map(
    Array.from(
      { length: kills },
      (_, n) => [addDays(firstDay, 3 + n * 18 + Math.floor(next() * 15)), Math.floor(next() * 120)] as const,
    ),
  )
}

/** The most memory the process has taken, in MB; 0 where the machine does not tell. */
function memory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
