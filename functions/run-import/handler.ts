/** run-import with real tools: woken by the queue of imports, and every quarter of an hour for those left lying. */
import * as z from 'zod'
import { once } from '../../events/kernel/once.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { type Doorway, queueOrQuarterHourDoor } from '../../shared/edge/doors.ts'
import { filesHere } from '../../shared/edge/files-s3.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { runImport, takeUpAll } from './run.ts'
import { runImportTrigger } from './trigger.ts'

const tools = { ...deedToolsHere(), files: filesHere(), imports: queueHere('import') }

const message = once(() => z.object({ import: z.string() }))

/** Kept in hand for the last stretch of rows, in milliseconds: a third of what the function has. */
const reserve = (runImportTrigger.budget.timeoutSeconds * 1000) / 3

async function run(sent: unknown, { remaining }: Doorway): Promise<void> {
  await runImport(tools, message().parse(sent).import, () => remaining() > reserve)
}

export const handler = queueOrQuarterHourDoor('run-import', run, () => takeUpAll(tools))
