/**
 * Follows commits: first they are published, then their rows are written, the trail last. So a row of the trail shows
 * that all that went before it was done; and whatever fails, the same commits come again and nothing is done twice.
 */

import { Fault } from '../../events/kernel/fault.ts'
import type { Board, Row } from '../../shared/board/board.ts'
import { type Changes, changesOf, rowsOf } from '../../shared/board/rows/all.ts'
import { trailDayRow, trailRows } from '../../shared/board/rows/trail.ts'
import type { Bus, Published } from '../../shared/bus/bus.ts'
import { eventsOf } from '../../shared/log/act.ts'
import { inPresentForm } from '../../shared/log/fold.ts'
import type { CommitBody, Log } from '../../shared/log/log.ts'

export interface FollowTools {
  readonly log: Pick<Log, 'read' | 'history'>
  readonly bus: Bus
  readonly board: Board
  /** Over how many shards wake-ups are spread. */
  readonly wakeShards: () => number
}

/** Follows a batch of commits, in any order and any number of times. Throws when any part of it failed. */
export type Follow = (commits: readonly CommitBody[]) => Promise<void>

/** Streams whose last rows are remembered from one call to the next, so that the commit before is not read again. */
const remembered = 2000

/** A follower with its memory, which holds only what the log would say again. */
export function followerOf(tools: FollowTools): Follow {
  const memory = new Map<string, { readonly version: number; readonly rows: readonly Row[] }>()
  const daysSeen = new Set<string>()

  const remember = (stream: string, version: number, rows: readonly Row[]) => {
    memory.delete(stream)
    memory.set(stream, { version, rows })
    const oldest = memory.size > remembered ? memory.keys().next().value : undefined
    if (oldest !== undefined) memory.delete(oldest)
  }

  const rowsAt = async (body: CommitBody) => rowsOf(await inPresentForm(tools.log, body), tools.wakeShards())

  const rowsBefore = async ({ stream, version }: CommitBody): Promise<readonly Row[]> => {
    if (version === 1) return []
    const known = memory.get(stream)
    if (known?.version === version - 1) return known.rows
    const before = await tools.log.read(stream, version - 1)
    if (!before) throw new Fault('follow-log', `NoCommitBefore ${stream}@${version}`)
    return rowsAt(before.body)
  }

  const changesIn = async (body: CommitBody): Promise<Changes> => {
    const before = await rowsBefore(body)
    const after = await rowsAt(body)
    remember(body.stream, body.version, after)
    return changesOf(before, after, body.version)
  }

  return async (commits) => {
    const bodies = eachOnce(commits)
    await tools.bus.publish(bodies.flatMap(publishedOf))
    const changes: Changes[] = []
    for (const stream of byStream(bodies)) for (const body of stream) changes.push(await changesIn(body))
    const days = bodies.map(({ at }) => trailDayRow(at)).filter((row) => !daysSeen.has(row.stream))
    await tools.board.put(
      [...changes.flatMap(({ put }) => put), ...days],
      changes.flatMap(({ gone }) => gone),
    )
    await tools.board.trail(bodies.flatMap(trailRows))
    for (const { stream } of days) daysSeen.add(stream)
  }
}

/** The events of a commit as they go over the bus. */
export function publishedOf(body: CommitBody): Published[] {
  const { stream, version, at, by, because, trace } = body
  return eventsOf(body).map(({ id, type, data }, n) => ({
    id,
    type,
    v: body.events[n]?.v ?? 1,
    stream,
    version,
    at,
    by,
    because,
    trace,
    data,
  }))
}

function eachOnce(commits: readonly CommitBody[]): CommitBody[] {
  return [...new Map(commits.map((body) => [`${body.stream}@${body.version}`, body])).values()]
}

/** Commits of one stream together and in order, so that each finds the one before it in memory. */
function byStream(bodies: readonly CommitBody[]): CommitBody[][] {
  const streams = new Map<string, CommitBody[]>()
  for (const body of bodies) streams.set(body.stream, [...(streams.get(body.stream) ?? []), body])
  return [...streams.values()].map((of) => of.toSorted((a, b) => a.version - b.version))
}
