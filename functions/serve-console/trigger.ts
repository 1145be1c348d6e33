/** The console: pages for members of staff. */
import type { Trigger } from '../trigger.ts'

export const serveConsoleTrigger: Trigger = {
  name: 'serve-console',
  wakes: [{ by: 'http', paths: ['/'] }],
  needs: [
    'log:read',
    'log:write',
    'board:read',
    'replies',
    'vault:read',
    'vault:write',
    'vault:suppressed',
    'files:read',
    'files:write',
    'mail:read',
    'mail:write',
    'queue:import',
    'tokens',
  ],
  budget: { timeoutSeconds: 20, memoryMb: 1024 },
  ifItFails:
    'Members of staff see no pages; the API, reminders and letters go on. Look at its log lines for the kind of failure; if only signing in fails, look at the user pool first.',
}
