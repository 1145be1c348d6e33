/** A list of triggers that uses every way to be woken and every need once: for the laws, whatever the real list says. */
import { type Need, needs, type Trigger, type Wakes } from '../../../functions/trigger.ts'

const make = (name: string, wakes: readonly Wakes[], wanted: readonly Need[]): Trigger => ({
  name,
  wakes,
  needs: wanted,
  budget: { timeoutSeconds: 20, memoryMb: 512, concurrency: 2 },
  ifItFails: `Nothing that ${name} does happens, and those who wait for it go without until it runs again.`,
})

export const standIns: readonly Trigger[] = [
  make('follow-log', [{ by: 'log' }], ['log:read', 'board:write', 'bus']),
  make('begin-day', [{ by: 'quarter-hour' }], ['log:write', 'queue:wake']),
  make('reconcile', [{ by: 'quarter-hour' }, { by: 'queue', queue: 'repair' }], ['log:read', 'board:write', 'bus']),
  make('wake-due', [{ by: 'queue', queue: 'wake' }], ['log:write', 'board:read']),
  make('plan-anew', [{ by: 'queue', queue: 'plan' }], ['log:write', 'board:read', 'queue:plan']),
  make('import-file', [{ by: 'queue', queue: 'import' }], ['log:write', 'vault:write', 'files:read', 'queue:import']),
  make('seal-days', [{ by: 'events', types: ['DayBegan'] }], ['log:write', 'seals']),
  make('ask-letters', [{ by: 'events', types: ['ReviewReminderDue', 'VisitBooked'] }], ['log:write', 'board:read']),
  make(
    'send-letters',
    [
      { by: 'events', types: ['LetterAsked'] },
      { by: 'queue', queue: 'later' },
    ],
    ['log:write', 'vault:read', 'post', 'queue:later'],
  ),
  make('note-deliveries', [{ by: 'provider-events' }], ['log:write']),
  make(
    'file-dead-letters',
    [{ by: 'quarter-hour' }, { by: 'events', types: ['DeadLetterRetried'] }],
    ['log:write', 'files:write', 'dead-letters'],
  ),
  make('tidy-vault', [{ by: 'events', types: ['DayBegan'] }], ['vault:delete']),
  make(
    'receive-mail',
    [{ by: 'mail' }, { by: 'quarter-hour' }],
    ['log:write', 'vault:write', 'mail:read', 'mail:write'],
  ),
  make('tidy-mail', [{ by: 'events', types: ['DayBegan'] }], ['log:read', 'mail:read', 'mail:delete']),
  make(
    'erase-person',
    [{ by: 'events', types: ['ErasureDue'] }],
    ['log:write', 'vault:write', 'vault:delete', 'mail:delete', 'post:list'],
  ),
  make(
    'answer-api',
    [{ by: 'http', paths: ['/api'] }],
    [
      ...needs.filter(
        (need) => need !== 'vault:delete' && need !== 'post' && need !== 'post:list' && need !== 'mail:delete',
      ),
    ],
  ),
  make('serve-console', [{ by: 'http', paths: ['/'] }], ['log:write', 'board:read', 'vault:read', 'tokens']),
  make('serve-public', [{ by: 'http', paths: ['/letters'] }], ['log:write', 'vault:read']),
]
