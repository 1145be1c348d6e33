/**
 * The test clock, as payment providers offer: it stands on a day, goes on at the machine's pace, and is moved forward by
 * hand. Where it stood is kept, so that a restart goes on from there.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { epochOf, type Instant, instantOf, londonDay } from '../../events/kernel/day.ts'
import { heldClock } from '../../shared/clock/clock-held.ts'
import { putClock } from '../../shared/clock/clock-process.ts'

const kept = z.strictObject({ stands: z.string() })

/** Written so often that a restart loses less than this of the time gone by; the same is added, so that time never goes back. */
const keepEveryMilliseconds = 1_000

export interface TestClock {
  now(): Instant
  today(): string
  /** Moves the clock forward; an instant that is past changes nothing. Kept when it returns. */
  moveTo(instant: Instant): void
  stop(): void
}

/** Where a kept clock stood; undefined when there is none, and the machine's own time holds. */
export function keptInstant(dataDir: string | undefined): Instant | undefined {
  if (dataDir === undefined) return undefined
  try {
    const { stands } = kept.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
    return instantOf(epochOf(stands) + keepEveryMilliseconds)
  } catch {
    return undefined
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'clock.json')
}

/** Starts a test clock at an instant, and puts it in place of the machine's own. */
export function startTestClock(at: Instant, dataDir: string | undefined): TestClock {
  const clock = heldClock(at)
  putClock(clock)
  const keep = () => keepInstant(dataDir, clock.now())
  keep()
  const timer = setInterval(keep, keepEveryMilliseconds)
  timer.unref()
  return {
    now: () => clock.now(),
    today: () => londonDay(clock.now()),
    moveTo: (instant) => {
      clock.moveTo(instant)
      keep()
    },
    stop: () => {
      clearInterval(timer)
      keep()
    },
  }
}

function keepInstant(dataDir: string | undefined, instant: Instant): void {
  if (dataDir === undefined) return
  mkdirSync(dataDir, { recursive: true })
  // Written beside and renamed: a kill between the two leaves the old one whole.
  writeFileSync(`${fileIn(dataDir)}.new`, JSON.stringify({ stands: instant }))
  renameSync(`${fileIn(dataDir)}.new`, fileIn(dataDir))
}
