/**
 * Wakes what wants to be woken by now, one shard at a time: each records what fell due for it. One that cannot stops
 * nobody: it is named in a log line, and when all others were woken the message fails, so that it is seen.
 */
import * as z from 'zod'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { daysDecider, daysStream } from '../../events/days/decide.ts'
import { worldAt } from '../../events/days/world.ts'
import { kindOfStream } from '../../events/deciders.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { toWake } from '../../shared/board/lists.ts'
import { readPage } from '../../shared/board/reads/page.ts'
import { type ActTools, act, type Doing } from '../../shared/log/act.ts'
import type { Queue } from '../../shared/queue/queue.ts'

export interface WakeTools extends ActTools {
  readonly board: Board
  /** This function's own queue: a shard that is too much for one go goes on with a further message. */
  readonly wake: Queue
  /** Milliseconds until this function is ended. */
  readonly remaining: () => number
  /** Tells of a stream that could not be woken. */
  readonly failed: (stream: string, error: unknown) => void
}

/** One shard at one instant; `after` and `failures` when it goes on where an earlier message ended. */
export const wakeMessage = once(() =>
  z.object({
    day: z.iso.date(),
    shard: z.int().min(0),
    now: z.iso.datetime(),
    after: z.string().optional(),
    failures: z.int().optional(),
  }),
)
export type WakeMessage = z.infer<ReturnType<typeof wakeMessage>>

const pageSize = 100
const sideBySide = 8
/** A page is not begun when less than this is left: a page of a hundred takes a few seconds. */
const enoughMs = 30_000

/** Wakes a shard; notes it as done for the day when nothing failed. Throws a Fault when something did. */
export async function wakeShard(given: WakeTools, message: WakeMessage): Promise<void> {
  const tools = notBefore(given, message.now)
  let { after, failures = 0 } = message
  do {
    const page = await readPage(tools.board, toWake(message.shard), { until: message.now }, { limit: pageSize, after })
    const streams = page.items.map(({ stream }) => stream)
    failures += await wakeAll(tools, streams)
    after = page.next
    // Each message wakes at least one page, or two messages could send each other on for ever.
    if (after !== undefined && tools.remaining() < enoughMs) return tools.wake.send([{ ...message, after, failures }])
  } while (after !== undefined)
  if (failures > 0) throw new Fault('wake-streams', `NotWoken ${failures}`)
  await act(
    tools,
    daysDecider,
    daysStream,
    { do: 'note-shard-woken', day: message.day, shard: message.shard },
    byRun(tools),
  )
}

/**
 * The world of this moment; but never one before the run that asked, so that a clock that is behind does not find
 * yesterday. A message that comes late is of the moment it comes: what is recorded stands on the day it is recorded.
 */
function notBefore(tools: WakeTools, run: string): WakeTools {
  const world = () => {
    const here = tools.world()
    return here.now >= run ? here : worldAt(run, here.calendar, here.settings)
  }
  return { ...tools, world }
}

/** Each stream that is woken begins a trace of its own: all that follows from it, letters and their answers, bears it. */
function byRun(tools: WakeTools): Doing {
  return { by: 'system', because: 'morning-run', trace: tools.newId() }
}

/** Wakes streams, some at a time; answers how many could not be. */
async function wakeAll(tools: WakeTools, streams: readonly string[]): Promise<number> {
  const waiting = streams.values()
  let failures = 0
  const work = async () => {
    for (const stream of waiting) {
      try {
        await wakeOne(tools, stream)
      } catch (error) {
        failures += 1
        tools.failed(stream, error)
      }
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  return failures
}

/** A refusal is no failure: what was due may have been done, or undone, in the meantime. */
async function wakeOne(tools: WakeTools, stream: string): Promise<void> {
  switch (kindOfStream(stream)) {
    case 'school':
      await act(tools, schoolDecider, stream, { do: 'wake' }, byRun(tools))
      return
    case 'cluster':
      await act(tools, clusterDecider, stream, { do: 'wake' }, byRun(tools))
      return
    case 'letter':
      await act(tools, letterDecider, stream, { do: 'wake' }, byRun(tools))
      return
    case 'days':
      await act(tools, daysDecider, stream, { do: 'wake', at: tools.world().now }, byRun(tools))
      return
    case 'contact':
      await act(tools, contactDecider, stream, { do: 'wake' }, byRun(tools))
      return
    case 'request':
      await act(tools, requestDecider, stream, { do: 'wake' }, byRun(tools))
      return
    default:
      throw new Fault('wake-streams', `NothingToWake ${kindOfStream(stream)}`)
  }
}
