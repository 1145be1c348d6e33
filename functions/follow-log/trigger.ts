/** Every new commit, and those the repair found unfollowed. */
import type { Trigger } from '../trigger.ts'

export const followLogTrigger: Trigger = {
  name: 'follow-log',
  wakes: [{ by: 'log' }, { by: 'queue', queue: 'repair' }],
  needs: ['log:read', 'log:write', 'board:read', 'board:write', 'bus'],
  budget: { timeoutSeconds: 60, memoryMb: 1024, concurrency: 2, tries: 8 },
  ifItFails:
    'What is recorded reaches nobody: no letter is asked for and no list changes, though nothing is lost. Look at its error lines; once it runs again, the quarter-hourly repair sends it what it left out.',
}
