/** What each setting means, in the body's words, and which rule of the body it belongs to. */
import type { SettingName } from '../kernel/settings.ts'
import { titles } from './titles.ts'

export interface Meaning {
  /** What it is called. */
  readonly title: string
  /** What follows from it. */
  readonly means: string
  /** Where the rule stands, or that it is the system's own. */
  readonly rule: string
  /** How its value is said: days, years, yes or no, a number. */
  readonly unit: 'days' | 'months' | 'years' | 'pupils' | 'yes-or-no' | 'number'
}

export const meanings: Readonly<Record<SettingName, Meaning>> = {
  contactRetentionMonths: {
    title: titles.contactRetentionMonths,
    means: 'Months for which a contact who has left every school is kept; after that name and address are deleted.',
    rule: 'Consent, letters and data rights: retention',
    unit: 'months',
  },
  wasThisYouDays: {
    title: titles.wasThisYouDays,
    means:
      'Working days for which letters to a contact pause at most, while nobody answers whether a mail in their name was theirs.',
    rule: 'Consent, letters and data rights, C5',
    unit: 'days',
  },
  rawMailDays: {
    title: titles.rawMailDays,
    means:
      'Days for which mail that came in is kept as it came, with the name and address of whoever wrote it; after that only what was done with it is known.',
    rule: 'Consent, letters and data rights: retention',
    unit: 'days',
  },
  forwardsOrdinaryMail: {
    title: titles.forwardsOrdinaryMail,
    means:
      'Whether mail that asks for nothing the system may do is sent on to the office, to the address answers to letters go to. If not, it waits as a task.',
    rule: 'Consent, letters and data rights, C6',
    unit: 'yes-or-no',
  },
  stagesBefore: {
    title: titles.stagesBefore,
    means:
      'Days before a review is due on which a reminder is planned. Each goes on the working day on or before its day.',
    rule: 'Reviews and reminders, R2',
    unit: 'days',
  },
  stagesAfter: {
    title: titles.stagesAfter,
    means:
      'Days after a review was due on which a reminder is planned. Each goes on the working day on or after its day.',
    rule: 'Reviews and reminders, R2',
    unit: 'days',
  },
  visitAnnouncedBefore: {
    title: titles.visitAnnouncedBefore,
    means: 'Days before a booked visit on which it is announced once more.',
    rule: 'Reviews and reminders, R7',
    unit: 'days',
  },
  decisionWindowDays: {
    title: titles.decisionWindowDays,
    means: 'How many days before its due day a review may be decided at the earliest.',
    rule: 'Reviews and reminders, R7',
    unit: 'days',
  },
  visitDecisionDays: {
    title: titles.visitDecisionDays,
    means: 'How many days after a visit without a decision a task is raised for a person.',
    rule: 'Reviews and reminders, R7',
    unit: 'days',
  },
  graceDays: {
    title: titles.graceDays,
    means: 'How many days after its due day a review that is still undecided becomes a task for a person.',
    rule: 'Reviews and reminders, R8',
    unit: 'days',
  },
  clusterWaitDays: {
    title: titles.clusterWaitDays,
    means:
      'How many days a Centre of Excellence or Flagship may be in no cluster, from its award or from leaving its last one, before it becomes a task for a person.',
    rule: 'Clusters and the Flagship’s standing',
    unit: 'days',
  },
  flagshipWaitYears: {
    title: titles.flagshipWaitYears,
    means:
      'How many whole years a school holds the Centre of Excellence before it may become a Flagship for the first time.',
    rule: 'Awards',
    unit: 'years',
  },
  returningFlagshipWaits: {
    title: titles.returningFlagshipWaits,
    means: 'Whether a school that was a Flagship before waits those years once more.',
    rule: 'Awards',
    unit: 'yes-or-no',
  },
  apologiesAreMisses: {
    title: titles.apologiesAreMisses,
    means: 'Whether a school that sent apologies to a required meeting has missed it.',
    rule: 'Clusters and standing, F2',
    unit: 'yes-or-no',
  },
  tooLateDays: {
    title: titles.tooLateDays,
    means: 'A letter whose cause is older than so many days is not sent; it is shown as too late.',
    rule: 'Letters',
    unit: 'days',
  },
  feeBandTops: {
    title: titles.feeBandTops,
    means:
      'The most pupils of each fee band but the last, which has no top: 400 and 2,000 make the bands 1 to 400, 401 to 2,000, and 2,001 and more. Invoices that fell due already keep their band.',
    rule: 'Awards: fees',
    unit: 'pupils',
  },
  invoiceDaysAfter: {
    title: titles.invoiceDaysAfter,
    means:
      'How many days after a contract year of a Centre of Excellence or Flagship began its invoice is due. None: on its first day.',
    rule: 'Awards: fees',
    unit: 'days',
  },
  viewsMonths: {
    title: titles.viewsMonths,
    means:
      'Months for which it is kept which member of staff was shown the name and address of which contact, and when.',
    rule: 'Consent, letters and data rights: retention',
    unit: 'months',
  },
  wakeShards: {
    title: titles.wakeShards,
    means:
      "Into how many parts the morning's work is divided, so that a large body is done in time. They can become more, never fewer.",
    rule: 'The system itself',
    unit: 'number',
  },
}
