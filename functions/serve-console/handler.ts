/** serve-console with real tools. */
import { setTimeout as wait } from 'node:timers/promises'
import { isTestClock, processClock } from '../../shared/clock/clock-process.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { mayHave, maySend, mustHave, publicUrl, stageName } from '../../shared/edge/env.ts'
import { filesHere, mailHere } from '../../shared/edge/files-s3.ts'
import { httpDoor } from '../../shared/edge/http-door.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { openManagedLogin } from '../../shared/edge/managed-login.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { look } from '../../shared/edge/standing.ts'
import { boardHere, repliesHere, viewsHere } from '../../shared/edge/tables-dynamodb.ts'
import { openTokens, tokenConfigOf } from '../../shared/edge/tokens.ts'
import { serveConsole } from './app.tsx'
import type { ConsoleTools } from './tools.ts'

const tools: ConsoleTools = {
  ...deedToolsHere(),
  board: boardHere(),
  replies: repliesHere(),
  views: viewsHere(),
  files: filesHere(),
  mail: mailHere(),
  imports: queueHere('import'),
  tokens: openTokens(tokenConfigOf(process.env)),
  publicUrl,
  firstAdmin: mayHave('FIRST_ADMIN', '') || undefined,
  testClock: isTestClock,
  mayBeOn: maySend(),
  managedLogin:
    stageName() === 'local'
      ? undefined
      : openManagedLogin({
          signInUrl: mustHave('SIGN_IN_URL'),
          client: mustHave('TOKEN_CLIENT'),
          publicUrl: publicUrl(),
        }),
  clock: processClock,
  wait: (milliseconds) => wait(milliseconds),
  look,
  report: (thrown, about) => failLine('a page could not be shown', thrown, { function: 'serve-console', ...about }),
}

export const handler = httpDoor(serveConsole(tools))
