/** A day that began seals the log of the days before it. */
import type { Trigger } from '../trigger.ts'

export const sealLogTrigger: Trigger = {
  name: 'seal-log',
  wakes: [{ by: 'events', types: ['DayBegan'] }],
  needs: ['log:read', 'log:write', 'board:read', 'seals'],
  budget: { timeoutSeconds: 300, memoryMb: 1024, batch: 1, concurrency: 2, tries: 3 },
  ifItFails:
    'Yesterday’s log is not sealed: that nobody altered it since cannot be shown. Nobody is hurt today. The next day’s beginning seals what was left out.',
}
