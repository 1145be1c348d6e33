/** Facts that take the reason of a task away. */
import { taskSettlingTypes } from '../../events/task/settled.ts'
import type { Trigger } from '../trigger.ts'

export const finishTasksTrigger: Trigger = {
  name: 'finish-tasks',
  wakes: [{ by: 'events', types: taskSettlingTypes }],
  needs: ['log:read', 'log:write', 'vault:read'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'Tasks whose reason is gone stay open, and people are asked to do what is done. Nothing else is held up; a person can finish them by hand.',
}
