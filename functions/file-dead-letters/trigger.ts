/** What other functions could not do: filed every quarter of an hour, and put back when a person says so. */
import type { Trigger } from '../trigger.ts'

export const fileDeadLettersTrigger: Trigger = {
  name: 'file-dead-letters',
  wakes: [{ by: 'quarter-hour' }, { by: 'events', types: ['DeadLetterRetried'] }],
  needs: ['log:read', 'log:write', 'board:read', 'files:read', 'files:write', 'dead-letters'],
  budget: { timeoutSeconds: 120, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'What could not be done is not shown to staff, and what they want tried again is not. It waits in the dead-letter queues of the functions, whose own alarms ring.',
}
