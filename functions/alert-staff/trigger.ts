/** What members of staff want to hear of: tasks, the morning, the week. */
import type { Trigger } from '../trigger.ts'

export const alertStaffTrigger: Trigger = {
  name: 'alert-staff',
  wakes: [{ by: 'events', types: ['TaskRaised', 'MorningLineDue', 'WeekDigestDue', 'RequestDueSoon'] }],
  needs: ['log:read', 'log:write', 'board:read'],
  budget: { timeoutSeconds: 60, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'Staff get no letters about tasks, no morning line and no digest. The tasks themselves stand in the console; send its dead letters again.',
}
