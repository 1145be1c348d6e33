/** Every letter the system can write, by its kind: previews, test letters and sending look them up here. */
import type { LetterDefinition } from '../definition.ts'
import { awardGranted } from './award-granted.tsx'
import { bulletin } from './bulletin.tsx'
import { consentRecorded } from './consent-recorded.tsx'
import { reviewDecided } from './review-decided.tsx'
import { reviewReminder } from './review-reminder.tsx'
import { visitConfirmed } from './visit-confirmed.tsx'
import { visitSoon } from './visit-soon.tsx'

export const letters = {
  'review-reminder': reviewReminder,
  'visit-confirmed': visitConfirmed,
  'visit-soon': visitSoon,
  'award-granted': awardGranted,
  'review-decided': reviewDecided,
  'consent-recorded': consentRecorded,
  bulletin,
} as const

/** The definition of a kind that was read from somewhere; its facts are parsed when the letter is composed. */
export function letterOf(kind: string): LetterDefinition | undefined {
  return new Map<string, LetterDefinition>(Object.entries(letters)).get(kind)
}
