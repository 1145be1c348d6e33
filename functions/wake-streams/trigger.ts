/** One shard of what wants to be woken, every quarter of an hour of a day that began. */
import type { Trigger } from '../trigger.ts'

export const wakeStreamsTrigger: Trigger = {
  name: 'wake-streams',
  wakes: [{ by: 'queue', queue: 'wake' }],
  needs: ['log:read', 'log:write', 'board:read', 'queue:wake'],
  budget: { timeoutSeconds: 300, memoryMb: 1024, batch: 1, concurrency: 4, tries: 3 },
  ifItFails:
    'What falls due by the passing of days is not recorded for some schools or letters: their reminders do not go out. The others are served. Its error lines name the streams; all that is due is asked for again every quarter of an hour.',
}
