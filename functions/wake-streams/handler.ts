/** wake-streams with real tools. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { queueDoor } from '../../shared/edge/doors.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { wakeMessage, wakeShard } from './wake.ts'

const tools = { ...actToolsHere(), board: boardHere(), wake: queueHere('wake') }

const failed = (stream: string, error: unknown) =>
  failLine('a stream could not be woken', error, { function: 'wake-streams', stream })

export const handler = queueDoor('wake-streams', (message, { remaining }) =>
  wakeShard({ ...tools, remaining, failed }, wakeMessage().parse(message)),
)
