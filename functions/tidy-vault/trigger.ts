/** A day began. */
import type { Trigger } from '../trigger.ts'

export const tidyVaultTrigger: Trigger = {
  name: 'tidy-vault',
  wakes: [{ by: 'events', types: ['DayBegan'] }],
  needs: ['vault:delete'],
  budget: { timeoutSeconds: 120, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'Names and notes that were typed and never became part of the log stay in the vault longer than their week. Nobody reads them; send its dead letters again.',
}
