/**
 * Says `plan` to every school with an open review that a change touches, a page at a time, so that a large body never
 * outlives one invocation. Each school decides by itself whether anything moves; saying it twice changes nothing. All are
 * asked once more a quarter of an hour later: whoever began before the change may have decided by what stood then.
 */
import * as z from 'zod'
import { Fault } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { isSettingName, planningSettings } from '../../events/kernel/settings.ts'
import { nation } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { readReviews } from '../../shared/board/reads/lists.ts'
import type { Published } from '../../shared/bus/bus.ts'
import { nationOf, putInForce } from '../../shared/deeds/calendar.ts'
import { type ActTools, act, type Doing } from '../../shared/log/act.ts'
import type { Queue } from '../../shared/queue/queue.ts'

export interface PlanTools extends ActTools {
  readonly board: Board
  /** This function's own queue. */
  readonly plan: Queue
  /** Milliseconds until this function is ended. */
  readonly remaining: () => number
  /** Tells of a school that could not be planned. */
  readonly failed: (stream: string, error: unknown) => void
}

/** A walk over the schools of one nation, or of all; `after` and `failures` when it goes on where an earlier one ended. */
export const planMessage = once(() =>
  z.object({
    because: z.string(),
    trace: z.string(),
    nation: nation().optional(),
    after: z.string().optional(),
    failures: z.int().optional(),
    /** This is the second walk. */
    again: z.boolean().optional(),
  }),
)
export type PlanMessage = z.infer<ReturnType<typeof planMessage>>

const pageSize = 100
const sideBySide = 8
/** A page is not begun when less than this is left, in milliseconds: a page of a hundred takes a few seconds. */
const enough = 30_000
/** Longer than any function runs, so that nobody is still at work with what stood before; the most a queue can wait. */
const againAfterSeconds = 900

const ofSetting = once(() => z.object({ name: z.string() }))
const ofCalendar = once(() => z.object({ nation: nation() }))

/** Follows a change: finishes one that broke off, and sends the walk it calls for on its way. */
export async function followChange(tools: PlanTools, { type, id, stream, trace, data }: Published): Promise<void> {
  const edited = nationOf(stream)
  if (edited) {
    await putInForce(tools, edited, { by: 'system', because: id, trace })
    return
  }
  if (type === 'CalendarChanged')
    return tools.plan.send([{ because: id, trace, nation: ofCalendar().parse(data).nation }])
  const { name } = ofSetting().parse(data)
  if (type === 'SettingChanged' && isSettingName(name) && planningSettings.includes(name))
    await tools.plan.send([{ because: id, trace }])
}

/** Walks over the schools with an open review until all were asked, or the time is nearly up. Throws when some failed. */
export async function planSchools(tools: PlanTools, message: PlanMessage): Promise<void> {
  const { because, trace, nation: of } = message
  let { after, failures = 0 } = message
  do {
    const { items, next } = await readReviews(tools.board, { today: tools.world().today }, { limit: pageSize, after })
    const touched = items.filter(({ school }) => of === undefined || school.nation === of)
    failures += await planAll(
      tools,
      touched.map(({ school }) => `school#${school.id}`),
      { by: 'system', because, trace },
    )
    after = next
    if (after !== undefined && tools.remaining() < enough) return tools.plan.send([{ ...message, after, failures }])
  } while (after !== undefined)
  if (!message.again) await tools.plan.send([{ because, trace, nation: of, again: true }], againAfterSeconds)
  if (failures > 0) throw new Fault('plan-anew', `NotPlanned ${failures}`)
}

/** Plans schools anew, some at a time; one that cannot stops nobody. Answers how many could not be. */
async function planAll(tools: PlanTools, streams: readonly string[], doing: Doing): Promise<number> {
  const waiting = streams.values()
  let failures = 0
  const work = async () => {
    for (const stream of waiting) {
      try {
        await act(tools, schoolDecider, stream, { do: 'plan' }, doing)
      } catch (error) {
        failures += 1
        tools.failed(stream, error)
      }
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  return failures
}
