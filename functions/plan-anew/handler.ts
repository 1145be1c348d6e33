/** plan-anew with real tools: told of a change by the bus, and of a walk by its own queue. */
import { actToolsHere } from '../../shared/edge/acting.ts'
import { type Doorway, publishedIn, queueDoor } from '../../shared/edge/doors.ts'
import { failLine } from '../../shared/edge/lines.ts'
import { queueHere } from '../../shared/edge/queues-sqs.ts'
import { lookAgain } from '../../shared/edge/standing.ts'
import { boardHere } from '../../shared/edge/tables-dynamodb.ts'
import { followChange, planAnew, planMessage } from './plan.ts'

const tools = { ...actToolsHere(), board: boardHere(), plan: queueHere('plan') }

const failed = (stream: string, error: unknown) =>
  failLine('one could not be planned anew', error, { function: 'plan-anew', stream })

async function handle(message: unknown, { remaining }: Doorway): Promise<void> {
  // Whoever plans anew must not do it by what stood before.
  await lookAgain()
  const planning = { ...tools, remaining, failed }
  const event = publishedIn(message)
  await (event ? followChange(planning, event) : planAnew(planning, planMessage().parse(message)))
}

export const handler = queueDoor('plan-anew', handle)
