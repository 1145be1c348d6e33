/** Facts that name an entry of the vault. */
import { vaultNamingTypes } from '../../events/catalogue.ts'
import type { Trigger } from '../trigger.ts'

export const keepEntriesTrigger: Trigger = {
  name: 'keep-entries',
  wakes: [{ by: 'events', types: vaultNamingTypes() }],
  needs: ['vault:write'],
  budget: { timeoutSeconds: 30, memoryMb: 256, batch: 10, concurrency: 2, tries: 5 },
  ifItFails:
    'Names and notes just entered stay unconfirmed. tidy-vault keeps each morning, from the log, what was missed; should that fail too, pages call people no longer kept after a week. Send its dead letters again.',
}
