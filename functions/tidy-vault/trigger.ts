/** A day began; or a contact who left long ago is to be forgotten. */
import type { Trigger } from '../trigger.ts'

export const tidyVaultTrigger: Trigger = {
  name: 'tidy-vault',
  wakes: [{ by: 'events', types: ['DayBegan', 'ContactForgotten'] }],
  needs: ['log:read', 'vault:write', 'vault:delete'],
  budget: { timeoutSeconds: 120, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'Names and notes that were typed and never became part of the log stay in the vault longer than their week, and contacts who left long ago stay longer than their months. Nobody is written to. What keep-entries missed is not put right meanwhile. Send its dead letters again.',
}
