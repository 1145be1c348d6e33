/** Mail that came in: as the mail provider tells of it, and every quarter of an hour what nobody told of. */
import type { Trigger } from '../trigger.ts'

export const receiveMailTrigger: Trigger = {
  name: 'receive-mail',
  wakes: [{ by: 'mail' }, { by: 'quarter-hour' }],
  needs: ['log:read', 'log:write', 'vault:read', 'vault:write', 'mail:read', 'mail:write'],
  budget: { timeoutSeconds: 60, memoryMb: 1024 },
  ifItFails:
    'Mail that comes in is stored and not read: people who withdraw their consent or ask for their data wait. Nothing is lost: each quarter of an hour the stored mail nobody has read is taken up, as mail whose sender is not vouched for.',
}
