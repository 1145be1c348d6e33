/** What the local system itself asks of the body: deeds, and when something wants to be woken next. */
import type { Instant } from '../../events/kernel/day.ts'
import { defaultSettings } from '../../events/kernel/settings.ts'
import { toWake } from '../../shared/board/lists.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'

export function localDeeds(): DeedTools {
  return deedToolsHere()
}

/** The first instant after `after` at which a stream wants to be woken; undefined when none does. */
export async function firstWake(after: Instant): Promise<Instant | undefined> {
  const board = boardHere()
  const shards = Array.from({ length: defaultSettings.wakeShards }, (_, shard) => toWake(shard))
  const firsts = await Promise.all(
    shards.flatMap(({ index, keys }) => keys.map(async (key) => (await board.query({ index, key, from: `${after}~`, limit: 1 })).rows[0]?.places.wake?.sort)),
  )
  return firsts.filter((sort) => sort !== undefined).toSorted()[0]
}
