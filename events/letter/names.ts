/** What kinds of letters are called, wherever people read of them. */
import type { LetterKind } from './events.ts'

export const letterKindNames: Readonly<Record<LetterKind, string>> = {
  'review-reminder': 'Review reminder',
  'visit-confirmed': 'Visit confirmed',
  'visit-soon': 'Visit coming up',
  'award-granted': 'Award granted',
  'review-decided': 'Review decided',
  'consent-recorded': 'Consent recorded',
  'withdrawal-confirmed': 'Withdrawal confirmed',
  'was-this-you': 'Was this you?',
  'request-acknowledged': 'Request acknowledged',
  'confirm-it-is-you': 'Confirm that it is you',
  'request-extended': 'Request takes longer',
  'request-answered': 'Request answered',
  'meeting-invitation': 'Cluster meeting',
  'missed-meeting': 'Cluster meeting missed',
  'flagship-at-risk': 'Flagship at risk',
  'risk-cleared': 'Flagship no longer at risk',
  bulletin: 'Bulletin',
  'test-letter': 'Test letter',
  'task-alert': 'Alert about a task',
  'risk-alert': 'Alert about a Flagship at risk',
  'term-without-meeting': 'Alert about a term without a meeting',
  'more-tasks': 'Alert that more tasks wait',
  'morning-line': 'Morning line',
  'weekly-digest': 'Weekly digest',
}
