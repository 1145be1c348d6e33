/** A day began: mail that was kept as long as it may be goes. */
import type { Trigger } from '../trigger.ts'

export const tidyMailTrigger: Trigger = {
  name: 'tidy-mail',
  wakes: [{ by: 'events', types: ['DayBegan'] }],
  needs: ['log:read', 'vault:delete', 'mail:read', 'mail:delete'],
  budget: { timeoutSeconds: 300, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'Mail that came in, and with it names and addresses of people nobody knows, is kept longer than the body promises. Nobody is written to. Send its dead letters again: what is too old goes then.',
}
