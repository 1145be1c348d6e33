/** Facts that call for letters. */
import { letterCausingTypes } from '../../events/letter/calls.ts'
import type { Trigger } from '../trigger.ts'

export const askLettersTrigger: Trigger = {
  name: 'ask-letters',
  wakes: [{ by: 'events', types: letterCausingTypes }],
  needs: ['log:read', 'log:write', 'vault:read'],
  budget: { timeoutSeconds: 30, memoryMb: 512, batch: 5, concurrency: 4, tries: 5 },
  ifItFails:
    'Reminders and visit letters are not asked for: schools are not written to. Nothing is lost; look at its dead letters and send them again.',
}
