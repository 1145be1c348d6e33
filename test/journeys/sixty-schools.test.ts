/** The sample year of more than sixty schools, the named ones among them, through the API of the running system. */
import { expect, onTestFinished, test } from 'vitest'
import { addDays } from '../../events/kernel/day.ts'
import { startSystem } from '../kit/running-system.ts'
import { partOf } from './part.ts'
import { firstDay, importSample, lastDay, playLine, readOutcome } from './play.ts'
import { difference, readSample } from './sample.ts'

test('a year of more than sixty schools brings forth the reminders, letters, due days, misses and risks it must, and no others', {
  timeout: 170_000,
}, async () => {
  const sample = partOf(readSample('test/sample'))
  expect(sample.schools).toBeGreaterThan(60)
  const system = await startSystem({ dataDir: ':memory:', startDay: firstDay })
  onTestFinished(() => system.kill())
  for (const report of await importSample(system, sample)) expect(report.refused).toEqual([])
  for (let day = addDays(firstDay, 1); day <= lastDay; day = addDays(day, 1)) {
    await system.must('POST', '/local/clock', { to: day })
    for (const [n, line] of sample.year.entries()) if (line.on === day) await playLine(system, line, `line-${n}`)
  }
  const outcome = await readOutcome(system)
  expect(difference(outcome.reminders, sample.expected.reminders)).toEqual({ missing: [], extra: [] })
  expect(difference(outcome.events, sample.expected.events)).toEqual({ missing: [], extra: [] })
  expect(sample.expected.risk.size).toBeGreaterThan(4)
  expect(difference(outcome.risk, sample.expected.risk)).toEqual({ missing: [], extra: [] })
  expect(outcome.twice).toEqual([])
  expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })
})
