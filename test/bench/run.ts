/**
 * `npm run bench`: measures the system's figures, one line each, and says at last how many keep their limit.
 *
 *     npm run bench                 all but the sample year
 *     npm run bench -- --check      all; exits 1 when one is missed
 *     npm run bench -- --write      all; keeps them, dated, in docs/figures.md
 *     npm run bench -- --only rates one of: bundles, command, rates, reading, clusters, ready, log, year
 *     npm run bench -- --only log --events 1000000 --write   over a longer log; kept, dated, in docs/figures-of-a-long-log.md
 *
 * A group with a figure that is missed is measured again, at most twice, and its best counts: a busy machine can only
 * make a figure worse. The last line reads `N passed, N failed`.
 */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAlone } from './alone.ts'
import { measureBundles } from './bundles.ts'
import { measureCommandCost } from './command-cost.ts'
import { type Figure, holds, sayFigure } from './figure.ts'
import { allFigures, keepFigures, ofLongLog } from './keep.ts'
import { measureRates } from './rate.ts'
import { measureReading } from './reading.ts'
import { measureReady } from './ready.ts'
import { measureSampleYear } from './sample-year.ts'

const groups = {
  bundles: measureBundles,
  command: measureCommandCost,
  rates: measureRates,
  reading: measureReading,
  clusters: () => measureAlone('clusters-alone.ts'),
  ready: measureReady,
  log: () => measureAlone('log-page-alone.ts', ...(flags.events === undefined ? [] : [flags.events])),
  year: measureSampleYear,
} as const
type Group = keyof typeof groups

const mostGoes = 3

const { values: flags } = parseArgs({
  options: {
    check: { type: 'boolean' },
    write: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    events: { type: 'string' },
  },
})

const chosen = names().filter((name) => (flags.only ? flags.only.includes(name) : name !== 'year' || whole()))
if (flags.write && flags.only && flags.events === undefined) throw new Error('--write keeps all figures, not some')
if (chosen.length === 0) throw new Error(`--only takes: ${names().join(', ')}`)

const machine = `Node ${process.versions.node} on ${process.arch}, ${availableParallelism()} cores (${cpus()[0]?.model.trim()})`
console.log(machine)
const figures: Figure[] = []
for (const name of chosen) figures.push(...(await measure(name)))
const failed = figures.filter((figure) => !holds(figure)).length
if (flags.write) keepFigures(figures, machine, flags.events === undefined ? allFigures : ofLongLog(flags.events))
console.log(`${figures.filter(({ limit }) => limit).length - failed} passed, ${failed} failed`)
process.exit(flags.check && failed > 0 ? 1 : 0)

function names(): Group[] {
  return ['bundles', 'command', 'rates', 'reading', 'clusters', 'ready', 'log', 'year']
}

/** The sample year takes minutes: it is played where figures are judged or kept. */
function whole(): boolean {
  return flags.check === true || flags.write === true
}

async function measure(name: Group): Promise<Figure[]> {
  let best: readonly Figure[] = []
  for (let go = 1; go <= goesFor(name); go++) {
    const busy = loadavg()[0]?.toFixed(1)
    const began = performance.now()
    best = bestOf(best, await groups[name]())
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    console.log(
      `${name}${go > 1 ? `, measured again (${go})` : ''}: ${seconds} s, ${busy} processes waited for the cores at its start`,
    )
    if (best.every(holds)) break
  }
  for (const figure of best) console.log(sayFigure(figure))
  return [...best]
}

/** Bytes, requests and mails are what they are; the year, and a longer log, are as long as three other groups. */
function goesFor(name: Group): number {
  return ['command', 'reading', 'year'].includes(name) || flags.events !== undefined ? 1 : mostGoes
}

/** Of each figure the first that holds, or else the last. */
function bestOf(before: readonly Figure[], now: readonly Figure[]): Figure[] {
  return now.map((figure) => before.find((one) => one.name === figure.name && holds(one)) ?? figure)
}
