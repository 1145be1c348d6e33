/** A request for erasure was granted; or nothing is waited for any more, and what is kept of the person is to go. */
import type { Trigger } from '../trigger.ts'

export const erasePersonTrigger: Trigger = {
  name: 'erase-person',
  wakes: [{ by: 'events', types: ['RequestDecided', 'ErasureDue'] }],
  needs: [
    'log:write',
    'board:read',
    'vault:write',
    'vault:delete',
    'mail:read',
    'mail:delete',
    'files:read',
    'files:write',
    'post:list',
  ],
  budget: { timeoutSeconds: 300, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'Somebody who was told that they are erased is still kept, with name, address, notes and mails. They are not written to. Their month is running: send its dead letters again, which finishes what was begun.',
}
