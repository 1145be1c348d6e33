/** Requests of scripts, other systems and people's own tools. */
import type { Trigger } from '../trigger.ts'

export const answerApiTrigger: Trigger = {
  name: 'answer-api',
  wakes: [{ by: 'http', paths: ['/api'] }],
  needs: [
    'log:read',
    'log:write',
    'board:read',
    'vault:read',
    'vault:write',
    'replies',
    'files:read',
    'files:write',
    'mail:read',
    'mail:write',
    'queue:import',
    'tokens',
  ],
  budget: { timeoutSeconds: 29, memoryMb: 1024 },
  ifItFails:
    'Nobody can ask for anything by the API: no command is taken, no import begun. Reminders and letters go on by themselves. Whoever sent a command with an Idempotency-Key may send it again without doing it twice.',
}
