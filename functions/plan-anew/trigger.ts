/** Settings or a calendar changed: what falls due for schools, clusters and contacts who left is planned anew. */
import type { Trigger } from '../trigger.ts'

export const planAnewTrigger: Trigger = {
  name: 'plan-anew',
  wakes: [
    { by: 'events', types: ['SettingChanged', 'CalendarChanged', 'NationCalendarEdited'] },
    { by: 'queue', queue: 'plan' },
  ],
  needs: ['log:read', 'log:write', 'board:read', 'queue:plan'],
  budget: { timeoutSeconds: 300, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails:
    'A setting or a calendar was changed, and some schools, clusters or contacts are still planned by the old one: a reminder that moved to an earlier day may come late. None goes twice. Its error lines name them; send its dead letters again.',
}
