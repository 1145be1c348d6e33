/** Every quarter of an hour: repair, the day's beginning, the wake-ups. */
import type { Trigger } from '../trigger.ts'

export const beginDayTrigger: Trigger = {
  name: 'begin-day',
  wakes: [{ by: 'quarter-hour' }],
  needs: ['log:read', 'log:write', 'board:read', 'board:write', 'queue:repair', 'queue:wake'],
  budget: { timeoutSeconds: 300, memoryMb: 1024, tries: 3 },
  ifItFails:
    'The day does not begin: no school is reminded, and nothing that falls due today is recorded. Nothing is lost: the next quarter of an hour makes up for it. Look whether the board lags behind the log, and why.',
}
