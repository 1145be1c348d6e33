/**
 * `npm run simulate -- --seeds 2000 --days 60 --seed 1`: runs so many seeds from one on and prints what occurred how
 * often. `--tell 17` runs that seed alone and tells every step. Exits 1 when anything did not hold or never occurred.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { neverOccurred, sayCounts } from './counts.ts'
import { simulate } from './simulate.ts'
import { simulateMany } from './sums.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '60' },
    tell: { type: 'string' },
  },
})

/** So few runs need not meet everything. */
const enough = 200

async function tellOne(seed: number, days: number): Promise<boolean> {
  const { problems } = await simulate(seed, days, (line) => console.log(line))
  for (const problem of problems) console.log(`WRONG ${problem}`)
  return problems.length === 0
}

async function many(first: number, seeds: number, days: number): Promise<boolean> {
  const { counts, wrong, seconds } = await simulateMany(first, seeds, days, availableParallelism())
  console.log(sayCounts(counts))
  const never = seeds >= enough ? neverOccurred(counts) : []
  for (const what of never) console.log(`never occurred: ${what}`)
  for (const { seed, problems } of wrong) for (const problem of problems) console.log(`seed ${seed}: ${problem}`)
  console.log(
    `${seeds} seeds of ${days} days from seed ${first} in ${seconds.toFixed(1)} s: ${wrong.length} wrong, ${never.length} things never occurred`,
  )
  return wrong.length === 0 && never.length === 0
}

const days = Number(values.days)
const holds =
  values.tell === undefined
    ? await many(Number(values.seed), Number(values.seeds), days)
    : await tellOne(Number(values.tell), days)
console.log(holds ? '1 passed, 0 failed' : '0 passed, 1 failed')
process.exit(holds ? 0 : 1)
