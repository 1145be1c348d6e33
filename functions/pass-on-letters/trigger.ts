/** Letters that did not reach their addressee. */
import type { Trigger } from '../trigger.ts'

export const passOnLettersTrigger: Trigger = {
  name: 'pass-on-letters',
  wakes: [{ by: 'events', types: ['LetterWithheld', 'LetterBounced'] }],
  needs: ['log:read', 'log:write', 'vault:read'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 5, concurrency: 2, tries: 5 },
  ifItFails:
    'A reminder that did not reach its addressee is not passed on to the next: a school may miss it. Send its dead letters again.',
}
