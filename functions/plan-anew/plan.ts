/**
 * Says `plan` to whatever a change touches (schools with an open review, clusters, contacts who left), a page at a time,
 * so that a large body never outlives one invocation. Each decides by itself whether anything moves; saying it twice
 * changes nothing. All are asked once more a quarter of an hour later: whoever began before the change may have decided by
 * what stood then.
 */
import * as z from 'zod'
import { clusterDecider } from '../../events/cluster/decide.ts'
import { contactDecider } from '../../events/contact/decide.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { isSettingName, planningSettings } from '../../events/kernel/settings.ts'
import { type Nation, nation } from '../../events/kernel/words.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { Board } from '../../shared/board/board.ts'
import { readClusters, readContacts, readReviews } from '../../shared/board/reads/lists.ts'
import type { Ask } from '../../shared/board/reads/page.ts'
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
  /** Tells of a stream that could not be planned. */
  readonly failed: (stream: string, error: unknown) => void
}

const walkers = ['schools', 'clusters', 'contacts'] as const
type Walker = (typeof walkers)[number]

/** A walk over the schools or clusters of one nation or of all, or over the contacts; `after` and `failures` when it goes on where an earlier one ended. */
export const planMessage = once(() =>
  z.object({
    because: z.string(),
    trace: z.string(),
    /** Over what; schools where it is not said. */
    over: z.enum(walkers).optional(),
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
  if (type === 'CalendarChanged') {
    const { nation: of } = ofCalendar().parse(data)
    return tools.plan.send((['schools', 'clusters'] as const).map((over) => ({ because: id, trace, over, nation: of })))
  }
  const { name } = ofSetting().parse(data)
  if (type !== 'SettingChanged' || !isSettingName(name)) return
  if (planningSettings.includes(name)) await tools.plan.send([{ because: id, trace, over: 'schools' }])
  if (name === 'contactRetentionMonths') await tools.plan.send([{ because: id, trace, over: 'contacts' }])
}

/** Walks over all until each was asked, or the time is nearly up. Throws when some failed. */
export async function planAnew(tools: PlanTools, message: PlanMessage): Promise<void> {
  const { because, trace, nation: of, over = 'schools' } = message
  let { after, failures = 0 } = message
  do {
    const { streams, next } = await pages[over](tools, of, { limit: pageSize, after })
    failures += await planAll(tools, streams, planners[over], { by: 'system', because, trace })
    after = next
    if (after !== undefined && tools.remaining() < enough) return tools.plan.send([{ ...message, after, failures }])
  } while (after !== undefined)
  if (!message.again) await tools.plan.send([{ because, trace, over, nation: of, again: true }], againAfterSeconds)
  if (failures > 0) throw new Fault('plan-anew', `NotPlanned ${failures}`)
}

interface Touched {
  readonly streams: readonly string[]
  readonly next?: string | undefined
}

type Pages = (tools: PlanTools, of: Nation | undefined, ask: Ask) => Promise<Touched>

/** A page of those a change may touch. */
const pages: Readonly<Record<Walker, Pages>> = {
  async schools({ board, world }, of, ask) {
    const { items, next } = await readReviews(board, { today: world().today }, ask)
    const touched = items.filter(({ school }) => of === undefined || school.nation === of)
    return { streams: touched.map(({ school }) => `school#${school.id}`), next }
  },
  async clusters({ board }, of, ask) {
    const { items, next } = await readClusters(board, ask)
    const touched = items.filter(({ nation: its }) => of === undefined || its === of)
    return { streams: touched.map(({ id }) => `cluster#${id}`), next }
  },
  async contacts({ board }, _, ask) {
    const { items, next } = await readContacts(board, {}, ask)
    const touched = items.filter(({ keptUntil }) => keptUntil !== undefined)
    return { streams: touched.map(({ id }) => `contact#${id}`), next }
  },
}

type Planner = (tools: PlanTools, stream: string, doing: Doing) => Promise<unknown>

const planners: Readonly<Record<Walker, Planner>> = {
  schools: (tools, stream, doing) => act(tools, schoolDecider, stream, { do: 'plan' }, doing),
  clusters: (tools, stream, doing) => act(tools, clusterDecider, stream, { do: 'plan' }, doing),
  contacts: (tools, stream, doing) => act(tools, contactDecider, stream, { do: 'plan' }, doing),
}

/** Plans streams anew, some at a time; one that cannot stops nobody. Answers how many could not be. */
async function planAll(tools: PlanTools, streams: readonly string[], planOne: Planner, doing: Doing): Promise<number> {
  const waiting = streams.values()
  let failures = 0
  const work = async () => {
    for (const stream of waiting) {
      try {
        await planOne(tools, stream, doing)
      } catch (error) {
        failures += 1
        tools.failed(stream, error)
      }
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  return failures
}
