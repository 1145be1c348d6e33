/** What each setting is called: on its page, and in what is said of its changes. */
import type { SettingName } from '../kernel/settings.ts'

export const titles: Readonly<Record<SettingName, string>> = {
  contactRetentionMonths: 'Contacts who left',
  wasThisYouDays: 'Was this you?',
  rawMailDays: 'Mail that came in',
  forwardsOrdinaryMail: 'Ordinary mail goes to the office',
  stagesBefore: 'Reminders before the due day',
  stagesAfter: 'Reminders after the due day',
  visitAnnouncedBefore: 'A booked visit is announced again',
  decisionWindowDays: 'Decision before the due day',
  visitDecisionDays: 'Visit without a decision',
  graceDays: 'Time of grace',
  clusterWaitDays: 'School without a cluster',
  flagshipWaitYears: 'Years to a first Flagship',
  returningFlagshipWaits: 'A returning Flagship waits again',
  apologiesAreMisses: 'Apologies count as a miss',
  tooLateDays: 'Too late for a letter',
  feeBandTops: 'Fee bands',
  invoiceDaysAfter: 'Invoice of a contract year',
  viewsMonths: 'Who saw personal data',
  wakeShards: "Parts of the morning's work",
}
