/** file-dead-letters with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { publishedIn, queueOrQuarterHourDoor } from '../../shared/edge/doors.ts'
import { filesHere } from '../../shared/edge/files-s3.ts'
import { sayFigure, sayLine } from '../../shared/edge/lines.ts'
import { deadLettersHere } from '../../shared/edge/queues-sqs.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { fileDeadLetters, waitingDeadLetters } from './file.ts'
import { tryAgain } from './try-again.ts'

const tools = { ...actToolsHere(), board: boardHere(), files: filesHere(), deadLetters: deadLettersHere() }

async function afterEvent(message: unknown): Promise<void> {
  const event = publishedIn(message)
  if (event) await tryAgain(tools, event)
}

export const handler = queueOrQuarterHourDoor('file-dead-letters', afterEvent, async () => {
  const count = await fileDeadLetters(tools)
  if (count > 0) sayLine('dead letters were filed', { count })
  sayFigure('dead-letters-waiting', await waitingDeadLetters(tools))
})
