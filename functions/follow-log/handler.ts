/** follow-log with real tools: woken by the log's stream, and by the repair's queue with the place of a commit. */
import * as z from 'zod'
import { Fault } from '../../events/kernel/fault.ts'
import { once } from '../../events/kernel/once.ts'
import { actToolsHere, worldHere } from '../../shared/edge/acting.ts'
import { busHere } from '../../shared/edge/bus-eventbridge.ts'
import { type Change, type DoorContext, isOfStream, queueDoor, streamDoor } from '../../shared/edge/doors.ts'
import { failLine, sayFigure } from '../../shared/edge/lines.ts'
import { boardHere, logHere } from '../../shared/edge/tables-dynamodb.ts'
import { readCommit } from '../../shared/log/bytes.ts'
import { bodyAttribute } from '../../shared/log/table.ts'
import { raiseAlteration } from './altered.ts'
import { followerOf } from './follow.ts'

const log = logHere()
const follow = followerOf({
  log,
  bus: busHere(),
  board: boardHere(),
  wakeShards: () => worldHere().settings.wakeShards,
})

const ofStream = streamDoor('follow-log', async (changes) => {
  const altered = changes.filter(({ name }) => name !== 'INSERT')
  for (const change of altered) await tellOf(change)
  const inserted = changes.filter(({ name }) => name === 'INSERT')
  await follow(
    inserted.map(
      ({ keys, image }) => readCommit(image[bodyAttribute] ?? '', keys.stream ?? '', Number(keys.version)).body,
    ),
  )
})

async function tellOf({ keys: { stream = '', version = '0' } }: Change): Promise<void> {
  failLine('the log was altered', new Fault('follow-log', 'LogAltered'), { stream, version })
  sayFigure('log-altered', 1)
  await raiseAlteration(actToolsHere(), { stream, version })
}

const place = once(() => z.object({ stream: z.string(), version: z.int() }))

const ofQueue = queueDoor('follow-log', async (message) => {
  const { stream, version } = place().parse(message)
  const commit = await log.read(stream, version)
  // What an index only seemed to hold is nothing to follow.
  if (commit) await follow([commit.body])
})

export const handler = (event: unknown, context?: DoorContext) =>
  isOfStream(event) ? ofStream(event, context) : ofQueue(event, context)
