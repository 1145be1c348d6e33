/** Nine days without a morning run, and what the run after them makes up for (R6). */
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { addDays } from '../../events/kernel/day.ts'
import { startSystem } from '../kit/running-system.ts'
import { partOf } from './part.ts'
import { firstDay, importSample, playLine, readOutcome } from './play.ts'
import { type Line, readSample } from './sample.ts'

const lastRun = '2026-09-20'
const back = '2026-09-30'

interface Reminder {
  readonly on: string
  readonly school: string
  readonly stage: string
  readonly due: string
}

function readReminder(key: string): Reminder {
  const [on = '', school = '', , stage = '', due = ''] = key.split(' ')
  return { on, school, stage, due }
}

/** Schools for which nothing happened while the system was down: for them the expected files say what was missed. */
function isUntouched(lines: readonly Line[], school: string): boolean {
  return !lines.some(
    (line) =>
      line.on > lastRun &&
      line.on <= back &&
      z.object({ school: z.string().optional() }).parse(line.with).school === school,
  )
}

test('after nine days without a run each school gets one reminder at most: that of the most advanced stage reached', {
  timeout: 120_000,
}, async () => {
  const sample = partOf(readSample('test/sample'))
  const system = await startSystem({ dataDir: ':memory:', startDay: firstDay })
  onTestFinished(() => system.kill())
  await importSample(system, sample)
  const lines = sample.year
  for (let day = addDays(firstDay, 1); day <= lastRun; day = addDays(day, 1)) {
    await system.must('POST', '/local/clock', { to: day })
    for (const [n, line] of lines.entries()) if (line.on === day) await playLine(system, line, `line-${n}`)
  }
  await system.must('POST', '/local/clock', { to: back, outage: true })

  const recorded = [...(await readOutcome(system)).reminders]
    .map(readReminder)
    .filter(({ on, school }) => on > lastRun && isUntouched(lines, school))
  const missed = [...sample.expected.reminders]
    .map(readReminder)
    .filter(({ on, school }) => on > lastRun && on <= back && isUntouched(lines, school))
  const latest = new Map(
    missed.toSorted((a, b) => (a.on < b.on ? -1 : 1)).map((reminder) => [reminder.school, reminder]),
  )
  const stillOfUse = [...latest.values()].filter(({ stage, due }) => stage.startsWith('after-') || back < due)

  expect(stillOfUse.length).toBeGreaterThan(5)
  expect(new Set(recorded.map(({ on }) => on))).toEqual(new Set([back]))
  const say = ({ school, stage, due }: Reminder) => `${school} ${stage} ${due}`
  expect(recorded.map(say).toSorted()).toEqual(stillOfUse.map(say).toSorted())
  expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })
})
