/** Pages for people who have no account: the links in letters, and calendar feeds. No session; lists of meetings and visits alone. */
import type { Trigger } from '../trigger.ts'

export const servePublicTrigger: Trigger = {
  name: 'serve-public',
  wakes: [{ by: 'http', paths: ['/p'] }],
  needs: ['log:read', 'log:write', 'board:read', 'vault:read', 'vault:write'],
  budget: { timeoutSeconds: 20, memoryMb: 1024 },
  ifItFails:
    'Links in letters lead nowhere: nobody can stop letters with one click, see what they agreed to, or confirm who they are. Letters go on leaving: if it lasts, stop them, for whoever withdraws must be heard at once. Withdrawals by e-mail and by staff go on.',
}
