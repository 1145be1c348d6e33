/** What the local system itself asks of the body: deeds, repair after a kill, and when something wants to be woken next. */
import { setTimeout as wait } from 'node:timers/promises'
import { addMinutes, type Instant } from '../../events/kernel/day.ts'
import { readMark, reconcile } from '../../functions/begin-day/reconcile.ts'
import { toWake } from '../../shared/board/lists.ts'
import { readDeadLetters } from '../../shared/board/reads/lists.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { mailHere } from '../../shared/edge/files-s3.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { keepUp, standingHere } from '../../shared/edge/standing.ts'
import { boardHere, logHere } from '../../shared/edge/tables-dynamodb.ts'
import type { Files } from '../../shared/files/files.ts'

export function localDeeds(): DeedTools {
  return deedToolsHere()
}

/** Where mail that comes in is kept. */
export function localMail(): Files {
  return mailHere()
}

/** The first instant after `after` at which a stream wants to be woken; undefined when none does. */
export async function firstWake(after: Instant): Promise<Instant | undefined> {
  const board = boardHere()
  await keepUp()
  const shards = Array.from({ length: standingHere().settings.wakeShards }, (_, shard) => toWake(shard))
  const firsts = await Promise.all(
    shards.flatMap(({ index, keys }) =>
      keys.map(
        async (key) => (await board.query({ index, key, from: `${after}~`, limit: 1 })).rows[0]?.places.wake?.sort,
      ),
    ),
  )
  return firsts.filter((sort) => sort !== undefined).toSorted()[0]
}

/** A body without a mark was killed before its first quarter of an hour ended: two days hold all there is. */
const withoutMarkMinutes = 2 * 24 * 60

/**
 * After an unclean stop: all that was recorded since the board was last known to lack nothing is looked for, and what
 * was not followed is followed now. Answers how many commits that were.
 */
export async function repairAfterKill(now: Instant): Promise<number> {
  const tools = { log: logHere(), board: boardHere(), repair: queueHere('repair'), wait }
  const from = (await readMark(tools)) ?? addMinutes(now, -withoutMarkMinutes)
  const { found } = await reconcile(tools, { from, until: addMinutes(now, 1) })
  return found
}

/** How many dead letters wait for a person. */
export async function waitingForPerson(): Promise<number> {
  return (await readDeadLetters(boardHere(), { state: 'waiting' }, { limit: 200 })).items.length
}
