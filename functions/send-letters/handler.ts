/** send-letters with real tools. */
import { processClock } from '../../shared/clock/clock-process.ts'
import { deedToolsHere } from '../../shared/edge/acting.ts'
import { eventsDoor } from '../../shared/edge/doors.ts'
import { mayHave, numberOr, publicUrl } from '../../shared/edge/env.ts'
import { sayFigure } from '../../shared/edge/lines.ts'
import { pacer, postHere } from '../../shared/edge/post-ses.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { sendLetter } from './send.ts'
import type { SendTools } from './tools.ts'

const tools: SendTools = {
  ...deedToolsHere(),
  post: postHere(),
  clock: processClock,
  later: queueHere('later'),
  waitForTurn: pacer(),
  allStopped: () => sayFigure('post-stopped', 1),
  publicUrl,
  sender: mayHave('SENDER', 'Inclusion Quality Mark <awards@iqm.example>'),
  replyDomain: mayHave('REPLY_DOMAIN', '') || undefined,
  silenceSeconds: numberOr('PROVIDER_SILENCE_SECONDS', 1800),
}

export const handler = eventsDoor('send-letters', (event) => sendLetter(tools, event))
