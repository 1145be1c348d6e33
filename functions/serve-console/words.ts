/** What the body's terms are called on the pages. */

import type { ConsentPurpose, ContactRole, Nation, RequestKind, StaffRole } from '../../events/kernel/words.ts'
import type { HeldBy, LetterKind, WhyNot } from '../../events/letter/events.ts'
import { letterKindNames } from '../../events/letter/names.ts'
import { titleOf } from '../../events/school/levels.ts'
import type { LetterCard } from '../../shared/board/rows/letter.ts'
import type { ReviewMark, ReviewOnCard } from '../../shared/board/rows/school.ts'
import { sayShortDay } from '../../shared/pages/day.tsx'
import type { Tone } from '../../shared/pages/parts.tsx'

export const roleNames: Readonly<Record<StaffRole, string>> = {
  admin: 'Admin',
  coordinator: 'Coordinator',
  ambassador: 'Ambassador',
  assessor: 'Assessor',
  reader: 'Reader',
}

/** The two consents, as the body words them. */
export const consentNames: Readonly<Record<'service' | 'news', string>> = {
  service: 'Letters about the award and its reviews',
  news: 'News that may be of interest',
}

/** What a member of staff wants to be told of. */
export const alertNames: Readonly<Record<'none' | 'tasks' | 'all', string>> = {
  none: 'None',
  tasks: 'Tasks',
  all: 'Everything',
}

export const contactRoleNames: Readonly<Record<ContactRole, string>> = {
  head: 'Head',
  'inclusion-lead': 'Inclusion lead',
  office: 'Office mailbox',
  other: 'Other contact',
}

export const nationNames: Readonly<Record<Nation, string>> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  overseas: 'Overseas',
}

export const reviewNames: Readonly<Record<ReviewOnCard['kind'], string>> = {
  renewal: 'Renewal',
  'annual-review': 'Annual review',
  're-accreditation': 'Re-accreditation',
}

export const reviewMarkNames: Readonly<Record<ReviewMark, { readonly words: string; readonly tone: Tone }>> = {
  open: { words: 'Open', tone: 'blue' },
  booked: { words: 'Visit booked', tone: 'green' },
  visited: { words: 'Visited, to be decided', tone: 'yellow' },
  overdue: { words: 'Overdue', tone: 'red' },
  'grace-ended': { words: 'Grace ended', tone: 'red' },
  suspended: { words: 'Award suspended', tone: 'orange' },
}

export const letterStateNames: Readonly<Record<LetterCard['state'], { readonly words: string; readonly tone: Tone }>> =
  {
    asked: { words: 'Asked for', tone: 'blue' },
    held: { words: 'Held', tone: 'yellow' },
    withheld: { words: 'Not sent', tone: 'orange' },
    sending: { words: 'On its way', tone: 'blue' },
    uncertain: { words: 'Not certain', tone: 'red' },
    sent: { words: 'Sent', tone: 'green' },
    delivered: { words: 'Delivered', tone: 'green' },
    bounced: { words: 'Came back', tone: 'red' },
    complained: { words: 'Marked as unwanted', tone: 'red' },
  }

/** What a letter is for, and whom it may go to by it. */
export const purposeNames: Readonly<Record<LetterCard['purpose'], { readonly name: string; readonly rule: string }>> = {
  service: {
    name: 'Service',
    rule: 'Service: to named contacts who agreed to letters about their award, else to the office unless it objected',
  },
  news: { name: 'News', rule: 'News: to those who agreed to news, and to nobody else' },
  rights: {
    name: 'A person’s rights',
    rule: 'An answer to a person’s own request: it needs no consent and promotes nothing',
  },
  staff: { name: 'Staff', rule: 'For members of staff' },
}

const whyNotWords: Readonly<Record<WhyNot, string>> = {
  'no-consent': 'The addressee has not agreed to letters like this one',
  withdrawn: 'The addressee has withdrawn consent',
  objected: 'The office has asked not to be written to',
  bounced: 'Mail to this address comes back',
  suppressed: 'The address asked us not to write',
  erased: 'The addressee is no longer kept',
  superseded: 'A later letter or a change of the review took its place',
  'too-late': 'Its cause lies too long in the past',
  'contact-paused': 'Letters to the addressee are paused',
}

/** Why a letter was not sent, as a sentence without its full stop; with the day where it is known. */
export function whyNotSent(why: WhyNot, since?: string): string {
  const on =
    since !== undefined && ['withdrawn', 'objected', 'suppressed'].includes(why) ? ` on ${sayShortDay(since)}` : ''
  return `${whyNotWords[why]}${on}`
}

const servesNoMore = 'The addressee serves this school no more'

/** How an addressee stood: whether they serve the school the letter is about, and agreed to letters like it. */
export interface Standing {
  readonly serves: boolean
  readonly agreed: boolean
}

/**
 * The same of a letter: one to somebody who left the school says so, and no longer that they never agreed. Both are said
 * where it is not known which.
 */
export function whyLetterNotSent(why: WhyNot, since: string | undefined, stood: Standing | undefined): string {
  if (why !== 'no-consent' || stood?.serves) return whyNotSent(why, since)
  return stood?.agreed ? servesNoMore : `${whyNotSent(why)}, or serves this school no more`
}

export const heldByWords: Readonly<Record<HeldBy, string>> = {
  'sending-off': 'Sending is switched off',
  'not-staff': 'Letters go to members of staff only at the moment',
  paused: 'Letters to all, or to this school, are paused',
  'not-working-day': 'It waits for the next working day',
}

/** `before-90` as `90 days before`, `after-1` as `1 day after`. */
export function sayStage(stage: string): string {
  const [side, days] = stage.split('-')
  return `${days} ${days === '1' ? 'day' : 'days'} ${side}`
}

/** Which reminder of the ladder it is. */
function sayReminder(stage: string): string {
  return `the reminder ${sayStage(stage)}`
}

type Cause = Pick<LetterCard, 'kind' | 'facts'>

/** Why a letter was asked for: what it tells the school, as a sentence without its full stop. */
export function whyAsked({ kind, facts }: Cause): string {
  return whys[kind](facts)
}

const whys: Readonly<Record<LetterKind, (facts: Cause['facts']) => string>> = {
  'review-reminder': (facts) =>
    `The ${reviewIn(facts)} is due on ${facts.due ?? someDay}${facts.stage === undefined ? '' : `: ${sayReminder(facts.stage)}`}`,
  'visit-confirmed': (facts) => `A visit was booked for ${facts.visit ?? someDay}, for the ${reviewIn(facts)}`,
  'visit-soon': ({ visit = someDay, before }) =>
    `The visit of ${visit} comes near${before === undefined ? '' : `: announced ${sayStage(`before-${before}`)}`}`,
  'award-granted': ({ award, on = someDay }) =>
    `The ${award === undefined ? 'award' : titleOf(award)} was granted on ${on}`,
  'review-decided': (facts) =>
    `The ${reviewIn(facts)} due on ${facts.due ?? someDay} was decided on ${facts.on ?? someDay}: ${(facts.decision ?? '').replace(/(?<!^re)-/, ' ')}`,
  'consent-recorded': ({ agreed, on = someDay }) =>
    `A consent to ${agreed === 'news' ? 'news' : 'letters about the award'}, given on ${on}, was recorded`,
  'withdrawal-confirmed': ({ withdrawn = [], on = someDay }) =>
    `Consent to ${saidPurposes(withdrawn)} was withdrawn on ${on}`,
  'was-this-you': ({ withdrawn = [] }) =>
    `A mail whose sender is not sure asked to stop ${saidPurposes(withdrawn)} in the addressee’s name`,
  'request-acknowledged': (facts) => `${aboutRequest(facts)} came in`,
  'confirm-it-is-you': (facts) => `${aboutRequest(facts)} came in, and waits for proof that it is theirs`,
  'request-extended': (facts) =>
    `${aboutRequest(facts)} takes longer: its time was extended to ${facts.due ?? someDay}`,
  'request-answered': (facts) => `${aboutRequest(facts)} was ${facts.outcome ?? 'decided'}`,
  bulletin: () => 'A bulletin was sent to those who agreed to news',
  'test-letter': ({ of }) =>
    `Somebody asked for it to look at it${of === undefined ? '' : `: ${letterKindNames[of].toLowerCase()}`}`,

  'task-alert': () => 'A task was raised, and the addressee wants to hear of tasks',
  'meeting-invitation': ({ invitation }) =>
    `The cluster meeting on ${invitation?.on ?? someDay}: ${invitationWords[invitation?.is ?? 'invited']}`,
  'missed-meeting': ({ meetings: [missed] = [] }) =>
    `Nobody from the school was at the cluster meeting of ${missed?.on ?? 'a day past'}`,
  'flagship-at-risk': ({ since = 'a day past' }) => `The school’s Flagship status is at risk since ${since}`,
  'risk-cleared': ({ since = 'a day past' }) => `The school’s Flagship status, at risk since ${since}, is so no longer`,
  'risk-alert': ({ task }) =>
    `${task?.schoolName ?? 'A school'} is at risk as a Flagship, and the addressee wants to hear`,
  'term-without-meeting': ({ task }) => `The term ${task?.term ?? ''} ended without a cluster meeting`,
  'more-tasks': ({ day = someDay }) => `More tasks were raised on ${day} than are worth a letter each`,
  'morning-line': ({ day = someDay }) => `The morning of ${day} was done`,
  'weekly-digest': ({ digest }) => `The week from ${digest?.week ?? someDay} began`,
}

const invitationWords = {
  invited: 'the school is invited',
  changed: 'something changed that the school was told of',
  cancelled: 'it is cancelled',
  left: 'the school is not in the cluster any more',
} as const

const someDay = 'a day to come'

function saidPurposes(purposes: readonly ConsentPurpose[]): string {
  return purposes.map((one) => (one === 'news' ? 'news' : 'letters about the award')).join(' and ')
}

/** What a person asks for by right, as the pages call it. */
export const requestKindNames: Readonly<Record<RequestKind, string>> = {
  access: 'Access to their data',
  erasure: 'Erasure of their data',
  rectification: 'Correction of their data',
  complaint: 'Complaint',
  withdrawal: 'Withdrawal',
}

function aboutRequest({ asks, received = someDay }: Cause['facts']): string {
  const what = asks === undefined ? 'A request' : `A request (${requestKindNames[asks].toLowerCase()})`
  return `${what} of ${received}`
}

function reviewIn({ review, award }: Cause['facts']): string {
  const name = review === undefined ? 'review' : reviewNames[review].toLowerCase()
  return award === undefined ? name : `${name} (${titleOf(award)})`
}

/** Types whose own words would not be understood. */
const eventNames: Readonly<Record<string, string>> = {
  LetterSending: 'Letter taken up for sending',
  LetterGivenBack: 'Letter put back',
  LetterReleased: 'Held letter judged again',
  LetterComplained: 'Letter marked as unwanted',
  LetterFailed: 'Letter did not reach a contact',
  SchoolPlannedAnew: 'What falls due for a school planned anew',
  ClusterPlannedAnew: 'What falls due for a cluster planned anew',
  ClusterMeetingNoted: 'Meeting noted at its cluster',
  ClusterMeetingMarked: 'Meeting noted at a school',
  AddressSuppressed: 'Address no longer written to by the mail provider',
  AddressComplained: 'Contact marked a letter as unwanted',
  ContactAbsorbed: 'Another entry merged into a contact',
  DeadLetterFiled: 'Something could not be done',
  DeadLetterRetried: 'What could not be done was tried again',
  DeadLetterAbandoned: 'What could not be done was given up',
  MailNumbered: 'Name of a mail noted',
  AwardReAccredited: 'Award re-accredited',
  DayBegan: 'A day began',
  ShardWoken: 'Part of a morning’s work done',
  WakesDone: 'Morning’s work done',
  MorningLineDue: 'Morning line was due',
  WeekDigestDue: 'Weekly digest was due',
  DaySealed: 'Log of a day sealed',
  RefTaken: 'Reference taken',
  AdminCounted: 'Counted among the admins',
  AdminReleased: 'No longer counted among the admins',
  SchoolRefChanged: 'School’s reference changed',
}

/** `ReviewReminderDue` as `Review reminder due`. */
export function eventName(type: string): string {
  const known = eventNames[type]
  if (known !== undefined) return known
  const words = type.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const causes: Readonly<Record<string, string>> = {
  api: 'Somebody, or another system, asked for it through the API',
  console: 'A member of staff did it on these pages',
  'sign-in': 'Somebody signed in',
  'first-start': 'The system was started for the first time',
  'mail-provider': 'The mail provider told of it',
  mail: 'A mail came in',
  'morning-run': 'The morning run did it',
  'quarter-hour': 'The system did it, as it looks every quarter of an hour',
}

/** What caused an entry when no other entry did. */
export function sayCause(because: string): string {
  const known = causes[because]
  if (known !== undefined) return known
  if (because.startsWith('import#')) return 'An import brought it'
  return 'The system did it by itself'
}
