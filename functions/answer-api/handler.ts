/** answer-api with real tools. */
import { setTimeout as wait } from 'node:timers/promises'
import { processClock } from '../../shared/clock/clock-process.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { mayHave, maySend } from '../../shared/edge/env.ts'
import { filesHere, mailHere } from '../../shared/edge/files-s3.ts'
import { httpDoor } from '../../shared/edge/http-door.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { look } from '../../shared/edge/standing.ts'
import { boardHere, repliesHere, viewsHere } from '../../shared/edge/tables-dynamodb.ts'
import { openTokens, tokenConfigOf } from '../../shared/edge/tokens.ts'
import { answerApi } from './app.ts'
import type { ApiTools } from './tools.ts'

const tools: ApiTools = {
  ...deedToolsHere(),
  board: boardHere(),
  views: viewsHere(),
  replies: repliesHere(),
  files: filesHere(),
  mail: mailHere(),
  imports: queueHere('import'),
  tokens: openTokens(tokenConfigOf(process.env)),
  clock: processClock,
  wait: (milliseconds) => wait(milliseconds),
  look,
  firstAdmin: mayHave('FIRST_ADMIN', '') || undefined,
  mayBeOn: maySend(),
  report: (thrown, about) => failLine('a request could not be answered', thrown, { function: 'answer-api', ...about }),
}

export const handler = httpDoor(answerApi(tools))
