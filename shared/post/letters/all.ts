/** Every letter the system can write, by its kind: previews, test letters and sending look them up here. */
import type { LetterDefinition } from '../definition.ts'
import { awardGranted } from './award-granted.tsx'
import { bulletin } from './bulletin.tsx'
import { confirmItIsYou } from './confirm-it-is-you.tsx'
import { consentRecorded } from './consent-recorded.tsx'
import { flagshipAtRisk } from './flagship-at-risk.tsx'
import { meetingInvitation } from './meeting-invitation.tsx'
import { missedMeeting } from './missed-meeting.tsx'
import { moreTasks } from './more-tasks.tsx'
import { morningLine } from './morning-line.tsx'
import { requestAcknowledged } from './request-acknowledged.tsx'
import { requestAnswered } from './request-answered.tsx'
import { requestExtended } from './request-extended.tsx'
import { reviewDecided } from './review-decided.tsx'
import { reviewReminder } from './review-reminder.tsx'
import { riskAlert } from './risk-alert.tsx'
import { riskCleared } from './risk-cleared.tsx'
import { taskAlert } from './task-alert.tsx'
import { termWithoutMeeting } from './term-without-meeting.tsx'
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
  'request-extended': requestExtended,
  'request-answered': requestAnswered,
  'meeting-invitation': meetingInvitation,
  'missed-meeting': missedMeeting,
  'flagship-at-risk': flagshipAtRisk,
  'risk-cleared': riskCleared,
  bulletin,
  'risk-alert': riskAlert,
  'term-without-meeting': termWithoutMeeting,
  'task-alert': taskAlert,
  'more-tasks': moreTasks,
  'morning-line': morningLine,
  'weekly-digest': weeklyDigest,
} as const

/** The definition of a kind that was read from somewhere; its facts are parsed when the letter is composed. */
export function letterOf(kind: string): LetterDefinition | undefined {
  return new Map<string, LetterDefinition>(Object.entries(letters)).get(kind)
}
