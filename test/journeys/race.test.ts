// A withdrawal and the letters to the same address, step by step in as many orders as are asked for, on real adapters and tables.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTables, type Tables } from '../kit/dynalite.ts'
import { openRacing, type Race, type RacedLetter } from './race.ts'

/** So many in `npm test`; a thousand in .ci/run, which took 18.5 s alone on two cores; fewer where a planted bug is looked for. */
const seeds = Number(process.env.RACES ?? 300)

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.close())

/** What a letter that was withheld may say, by the role it was written to in. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  head: ['withdrawn', 'suppressed'],
  office: ['objected'],
}

function isRight({ role }: Race, { withdrawnBefore, begun, state, whyNot }: RacedLetter): boolean {
  if (begun) return !withdrawnBefore && state === 'sent'
  return state === 'withheld' && reasons[role]?.includes(whyNot ?? '') === true
}

function whatBecame({ role, letters }: Race): string[] {
  return letters.map(({ begun, whyNot }) => `${role} ${begun ? 'left before' : whyNot}`)
}

const outcomes = ['head left before', 'head withdrawn', 'head suppressed', 'office left before', 'office objected']

test('no letter is begun after a withdrawal or an objection was committed, in whatever order the steps come', async () => {
  const began = performance.now()
  const { race } = await openRacing(tables)
  const tally = new Map<string, number>()
  const wrong: { seed: number; race: Race }[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const raced = await race(seed)
    if (!raced.letters.every((letter) => isRight(raced, letter))) wrong.push({ seed, race: raced })
    for (const became of whatBecame(raced)) tally.set(became, (tally.get(became) ?? 0) + 1)
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${seeds} races in ${seconds} s: ${[...tally].map(([became, times]) => `${became} ${times}`).join(', ')}`)
  expect(wrong).toEqual([])
  for (const became of outcomes) expect(tally.get(became) ?? 0, became).toBeGreaterThan(seeds / 50)
}, 240_000)
