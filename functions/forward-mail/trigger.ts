/** Ordinary mail, or what a person wants sent on. */
import type { Trigger } from '../trigger.ts'

export const forwardMailTrigger: Trigger = {
  name: 'forward-mail',
  wakes: [{ by: 'events', types: ['MailForwardAsked'] }],
  needs: ['log:read', 'log:write', 'vault:read', 'mail:read', 'post'],
  budget: { timeoutSeconds: 60, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'Ordinary mail to the body does not reach the office: whoever wrote it waits for an answer. It stands under /mail in the console and can be read there. Send its dead letters again.',
}
