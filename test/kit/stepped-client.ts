/**
 * A real client whose every request waits for a scheduler's turn, so that a test picks the next I/O step of real
 * adapters on real tables: `withSteps(client, step)`. The step's name is the command's (`PutItem`).
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { Fault } from '../../events/kernel/fault.ts'
import type { Step } from './stand-ins/step.ts'

/** Makes each command of this client ask `step` first; the faults are those of the stand-ins. */
export function withSteps(client: DynamoDBClient, step: Step): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = (context.commandName ?? 'Unknown').replace(/Command$/, '')
      const fault = await step(name)
      if (fault === 'error-before') throw new Fault(name, 'PlantedBefore')
      const answer = await next(args)
      if (fault === 'error-after') throw new Fault(name, 'PlantedAfter')
      return fault === 'twice' ? await next(args) : answer
    },
    { step: 'initialize', name: 'steppedByTest' },
  )
  return client
}
