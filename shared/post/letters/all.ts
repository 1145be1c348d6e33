/** Every letter the system can write, by its kind: previews, test letters and sending look them up here. */
import type { LetterDefinition } from '../definition.ts'
import { awardGranted } from './award-granted.tsx'
import { bulletin } from './bulletin.tsx'
import { confirmItIsYou } from './confirm-it-is-you.tsx'
import { consentRecorded } from './consent-recorded.tsx'
import { moreTasks } from './more-tasks.tsx'
import { morningLine } from './morning-line.tsx'
import { requestAcknowledged } from './request-acknowledged.tsx'
import { requestAnswered } from './request-answered.tsx'
import { reviewDecided } from './review-decided.tsx'
import { reviewReminder } from './review-reminder.tsx'
import { taskAlert } from './task-alert.tsx'
import { visitConfirmed } from './visit-confirmed.tsx'
import { visitSoon } from './visit-soon.tsx'
import { wasThisYou } from './was-this-you.tsx'
import { weeklyDigest } from './weekly-digest.tsx'
import { withdrawalConfirmed } from './withdrawal-confirmed.tsx'

export const letters = {
  'review-reminder': reviewReminder,
  'visit-confirmed': visitConfirmed,
  'visit-soon': visitSoon,
  'award-granted': awardGranted,
  'review-decided': reviewDecided,
  'consent-recorded': consentRecorded,
  'withdrawal-confirmed': withdrawalConfirmed,
  'was-this-you': wasThisYou,
  'request-acknowledged': requestAcknowledged,
  'confirm-it-is-you': confirmItIsYou,
  'request-answered': requestAnswered,
  bulletin,
  'task-alert': taskAlert,
  'more-tasks': moreTasks,
  'morning-line': morningLine,
  'weekly-digest': weeklyDigest,
} as const

/** The definition of a kind that was read from somewhere; its facts are parsed when the letter is composed. */
export function letterOf(kind: string): LetterDefinition | undefined {
  return new Map<string, LetterDefinition>(Object.entries(letters)).get(kind)
}
