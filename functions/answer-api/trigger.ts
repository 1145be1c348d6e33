/** The API: commands, reads and imports. */
import type { Trigger } from '../trigger.ts'

export const answerApiTrigger: Trigger = {
  name: 'answer-api',
  wakes: [{ by: 'http', paths: ['/api'] }],
  needs: ['log:read', 'log:write', 'board:read', 'vault:read', 'vault:write', 'replies', 'files:read', 'files:write', 'queue:import', 'tokens'],
  budget: { timeoutSeconds: 29, memoryMb: 1024 },
  ifItFails: 'Nothing can be entered or looked up from outside; reminders and letters go on. If only signing in fails, look at the user pool first.',
}
