/** Imports that were sent in, a stretch at a time; every quarter of an hour those that were left lying. */
import type { Trigger } from '../trigger.ts'

export const runImportTrigger: Trigger = {
  name: 'run-import',
  wakes: [{ by: 'queue', queue: 'import' }, { by: 'quarter-hour' }],
  needs: ['log:read', 'log:write', 'vault:read', 'vault:write', 'files:read', 'files:write', 'queue:import'],
  budget: { timeoutSeconds: 180, memoryMb: 2048, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'An import stays as far as it got and its file stays kept. Nothing is lost or done twice; send its dead letters again, or wait a quarter of an hour.',
}
