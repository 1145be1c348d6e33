/** The mail provider's events. */
import type { Trigger } from '../trigger.ts'

export const noteDeliveriesTrigger: Trigger = {
  name: 'note-deliveries',
  wakes: [{ by: 'provider-events' }],
  needs: ['log:read', 'log:write', 'vault:read', 'vault:write'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 10, concurrency: 2, tries: 5 },
  ifItFails:
    'Bounces and deliveries are not noted, and letters nobody answered for stay uncertain. Send its dead letters again.',
}
