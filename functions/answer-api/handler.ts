/** answer-api with real tools. */
import { setTimeout as wait } from 'node:timers/promises'
import { processClock } from '../../shared/clock/clock-process.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { mayHave, stageName } from '../../shared/edge/env.ts'
import { filesHere } from '../../shared/edge/files-s3.ts'
import { httpDoor } from '../../shared/edge/http-door.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { boardHere, repliesHere } from '../../shared/edge/tables-dynamodb.ts'
import { openTokens, tokenConfigOf } from '../../shared/edge/tokens.ts'
import { answerApi } from './app.ts'

/** The stages whose letters may go to schools; the last two cannot reach a real provider. */
const sendingStages: readonly string[] = ['production', 'local', 'emulator']

export const handler = httpDoor(
  answerApi({
    ...deedToolsHere(),
    board: boardHere(),
    replies: repliesHere(),
    files: filesHere(),
    imports: queueHere('import'),
    clock: processClock,
    wait,
    tokens: openTokens(tokenConfigOf(process.env)),
    firstAdmin: mayHave('FIRST_ADMIN', '') || undefined,
    mayBeOn: sendingStages.includes(stageName()),
    report: (thrown, about) => failLine('a request broke', thrown, about),
  }),
)
