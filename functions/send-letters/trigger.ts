/** Letters asked for, released, or taken up again. */
import type { Trigger } from '../trigger.ts'

export const sendLettersTrigger: Trigger = {
  name: 'send-letters',
  wakes: [
    { by: 'events', types: ['LetterAsked', 'LetterReleased', 'LetterGivenBack'] },
    { by: 'queue', queue: 'later' },
  ],
  needs: ['log:read', 'log:write', 'vault:read', 'post', 'queue:later'],
  budget: { timeoutSeconds: 60, memoryMb: 512, batch: 1, concurrency: 2, tries: 8 },
  ifItFails:
    'Letters stay asked for and do not leave. Nothing is lost or sent twice; look whether the mail provider has stopped the account, then send its dead letters again.',
}
