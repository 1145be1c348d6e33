/** Facts that need a person. */
import { taskCausingTypes } from '../../events/task/calls.ts'
import type { Trigger } from '../trigger.ts'

export const raiseTasksTrigger: Trigger = {
  name: 'raise-tasks',
  wakes: [{ by: 'events', types: taskCausingTypes }],
  needs: ['log:read', 'log:write', 'vault:read', 'board:read'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'Staff are not told what needs a person: unreachable schools, ended times of grace, bounced addresses, Flagships at risk, clusters without an Ambassador. Send its dead letters again.',
}
