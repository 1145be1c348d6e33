/** Bulletins that were ordered, and each page of contacts that is done. */
import type { Trigger } from '../trigger.ts'

export const askBulletinsTrigger: Trigger = {
  name: 'ask-bulletins',
  wakes: [{ by: 'events', types: ['BulletinOrdered', 'BulletinPageAsked'] }],
  needs: ['log:read', 'log:write', 'vault:read', 'board:read'],
  budget: { timeoutSeconds: 120, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'A bulletin stands still in the middle of its contacts: the rest get none. Nothing is lost or sent twice; send its dead letters again.',
}
