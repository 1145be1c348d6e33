/** Switches that let held letters go. */
import type { Trigger } from '../trigger.ts'

export const releaseLettersTrigger: Trigger = {
  name: 'release-letters',
  wakes: [
    { by: 'quarter-hour' },
    { by: 'events', types: ['SendingSet', 'LettersOfAllResumed', 'LettersOfSchoolResumed'] },
  ],
  needs: ['log:read', 'log:write', 'board:read'],
  budget: { timeoutSeconds: 120, memoryMb: 512, batch: 1, concurrency: 2, tries: 5 },
  ifItFails: 'Letters that were held stay held although sending is on. Nothing is lost; send its dead letters again.',
}
