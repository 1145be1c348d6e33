/**
 * Brings the local body up to the moment: the clock, the demo for an empty body, what an unclean stop left undone, the
 * morning run of the day it stands on, and the quarter hours while it runs.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, morningRun } from '../../events/kernel/day.ts'
import { settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { processClock } from '../../shared/clock/clock-process.ts'
import { act, loadStream } from '../../shared/log/act.ts'
import { type Body, startBody } from './body.ts'
import { quarterAtOrAfter } from './days.ts'
import { loadDemo, readDemo } from './demo/demo.ts'
import type { LocalEnvironment } from './environment.ts'
import { refuseHalfFilled } from './kept.ts'
import { listenForMail, type SmtpDoor } from './smtp.ts'

export interface LocalBody {
  readonly url: string
  stop(): Promise<void>
}

export async function startLocal(environment: LocalEnvironment, say: (line: string) => void): Promise<LocalBody> {
  const { port, smtpPort, dataDir, startDay, demo } = environment
  refuseHalfFilled(dataDir)
  const shown = demo && isEmpty(dataDir) ? readDemo() : undefined
  const from = [startDay, shown?.day]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)
  const body = await startBody({ port, dataDir, clockAt: from === undefined ? undefined : morningRun(from) })
  if (shown) {
    const { filesHere, mailHere, sealsHere } = await import('../../shared/edge/files-s3.ts')
    await loadDemo(body.cloud, { files: filesHere(), seals: sealsHere(), mail: mailHere() }, shown)
    say('this is an invented body: set DEMO=0 to start an empty one in another DATA_DIR')
  }
  const taken = await bringUp(body)
  if (taken > 0) say(`the last run did not end in order: ${taken} entries it left are followed now`)
  if (body.clock) say(`a test clock runs: it stands on ${body.clock.today()}`)
  const timer = everyQuarterHour(body)
  const smtp = await openForMail(smtpPort, body, say)
  return {
    url: body.url,
    stop: async () => {
      timer.stop()
      await smtp?.stop()
      await body.stop()
    },
  }
}

/** Another system may have the port: this one then goes without, and says so. */
async function openForMail(port: number, body: Body, say: (line: string) => void): Promise<SmtpDoor | undefined> {
  try {
    const door = await listenForMail(port, (bytes, found) => body.takeIn(bytes, found))
    say(`mail into the body is taken at smtp://localhost:${door.port}`)
    return door
  } catch {
    say(`mail into the body is not taken: port ${port} is in use. Say another with SMTP_PORT.`)
    return undefined
  }
}

/** A folder that was never started in holds nothing, and one in memory never does. */
function isEmpty(dataDir: string): boolean {
  return dataDir === ':memory:' || !existsSync(join(dataDir, 'tables'))
}

/** Begins deliveries, takes up what a kill left, and runs the quarter hour it is. Answers how many entries were taken up. */
export async function bringUp(body: Body): Promise<number> {
  body.cloud.resume()
  const taken = body.cloud.wasKilled ? await takeUp() : 0
  await switchOnSending()
  await body.settle()
  await body.quarterHour(processClock.now())
  return taken
}

async function takeUp(): Promise<number> {
  const { repairAfterKill } = await import('./tools-here.ts')
  return repairAfterKill(processClock.now())
}

/** One machine cannot reach anybody: its letters leave at once, unless somebody has set it otherwise. */
async function switchOnSending(): Promise<void> {
  const { localDeeds } = await import('./tools-here.ts')
  const tools = localDeeds()
  const { version } = await loadStream(tools.log, settingsDecider, settingsStream)
  if (version > 0) return
  await act(
    tools,
    settingsDecider,
    settingsStream,
    { do: 'set-sending', position: 'on', mayBeOn: true },
    { by: 'system', because: 'first-start', trace: 'first-start' },
  )
}

/** Runs each quarter hour of the body's clock while the machine is on. */
function everyQuarterHour(body: Body): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    const now = processClock.now()
    const next = quarterAtOrAfter(new Date(Date.parse(now) + 1).toISOString())
    timer = setTimeout(() => void run(next), Date.parse(next) - Date.parse(now))
    timer.unref()
  }
  const run = async (at: Instant) => {
    // The clock may have been moved meanwhile: the quarter hour of now is run, not one long past.
    await body.quarterHour(processClock.now() > at ? processClock.now() : at)
    wait()
  }
  wait()
  return { stop: () => clearTimeout(timer) }
}
