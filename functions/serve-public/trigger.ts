/**
 * Pages for people who have no account: the links in letters, and calendar feeds. No session. It may read mail that came in
 * and every list for one page: the copy of what is held on a person is made when they open it, once, and lies nowhere
 * before; a copy put ready in a store would be one more place to guard, and to erase.
 */
import type { Trigger } from '../trigger.ts'

export const servePublicTrigger: Trigger = {
  name: 'serve-public',
  wakes: [{ by: 'http', paths: ['/p'] }],
  needs: ['log:read', 'log:write', 'board:read', 'vault:read', 'vault:write', 'mail:read'],
  budget: { timeoutSeconds: 29, memoryMb: 1024 },
  ifItFails:
    'Links in letters lead nowhere: nobody can stop letters with one click, see what they agreed to, confirm who they are, or open the copy they asked for. Letters go on leaving: if it lasts, stop them, for whoever withdraws must be heard at once. Withdrawals by e-mail and by staff go on.',
}
