// A whole body with everything going wrong, many times over: what must never happen does not, what must come comes.
import { expect, test } from 'vitest'
import { sayCounts } from './counts.ts'
import { simulate } from './simulate.ts'
import { simulateMany } from './sums.ts'

// So few need not meet everything that can occur: that is for the four hundred of `npm run simulate`.
const [seeds, days] = [80, 60]

test('eighty bodies of six schools keep every promise through sixty days of faults', async () => {
  const { counts, wrong, seconds } = await simulateMany(1, seeds, days, 2)
  console.log(`${sayCounts(counts)}\n\n${seeds} seeds of ${days} days in ${seconds.toFixed(1)} s`)
  expect(wrong).toEqual([])
}, 240_000)

test('one seed gives the same run step by step, however often', async () => {
  const told = async () => {
    const lines: string[] = []
    await simulate(7, 12, (line) => void lines.push(line))
    return lines
  }
  const first = await told()
  expect(first.length).toBeGreaterThan(500)
  expect(await told()).toEqual(first)
})
