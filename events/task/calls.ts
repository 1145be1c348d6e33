/** Which fact calls for a person: the table of everything that raises a task. */
import { undoneBy } from '../dead/events.ts'
import { addDays } from '../kernel/day.ts'
import { type Nation, nationWords, type RequestKind } from '../kernel/words.ts'
import type { TaskAbout } from './events.ts'

interface Call {
  readonly about: TaskAbout
  /** Days from the event until the task is due. */
  readonly within: number
  /** The field that names the day instead: a statutory one is no matter of days from now. */
  readonly dueIn?: string
  /** Only when a field of the event says this. */
  readonly when?: readonly [field: string, value: string]
}

const calls: Readonly<Record<string, Call>> = {
  SchoolUnreachable: { about: 'school-unreachable', within: 7 },
  ReviewGraceEnded: { about: 'grace-ended', within: 14 },
  VisitDecisionLate: { about: 'visit-decision-late', within: 7 },
  AddressBounced: { about: 'address-bounced', within: 7, when: ['kind', 'permanent'] },
  AddressBouncedOften: { about: 'address-bounced', within: 7 },
  AddressSuppressed: { about: 'address-suppressed', within: 7 },
  AddressComplained: { about: 'complaint', within: 7 },
  LetterUnresolved: { about: 'letter-unresolved', within: 2 },
  LetterRefused: { about: 'letter-refused', within: 2 },
  CalendarExtensionNeeded: { about: 'calendar-ends', within: 31 },
  ConsentClaimedLater: { about: 'consent-claimed-later', within: 7 },
  LettersPaused: { about: 'was-this-you', within: 5, when: ['because', 'was-this-you'] },
  RequestOpened: { about: 'request-open', within: 0, dueIn: 'due' },
  RequestProved: { about: 'request-open', within: 0, dueIn: 'due' },
  RequestExtended: { about: 'request-open', within: 0, dueIn: 'due' },
  FlagshipAtRisk: { about: 'flagship-at-risk', within: 7 },
  ClusterTermWithoutMeeting: { about: 'term-without-meeting', within: 14 },
  SchoolFoundWithoutCluster: { about: 'school-without-cluster', within: 14 },
  LetterGivenBack: { about: 'letters-stopped', within: 0, when: ['why', 'all-stopped'] },
}

/** What a member of staff no longer does may leave clusters without an Ambassador: a task for each of them. */
export const staffLeavingTypes = ['StaffRemoved', 'StaffChanged'] as const

/** Days until each cluster of an Ambassador who left should have another. */
export const ambassadorWithin = 7

/** What the task of a cluster is known by, that lost its Ambassador with an event. */
export function ambassadorKey(cause: string, cluster: string): string {
  return `${cause}|${cluster}`
}

/** The types of events that raise a task. */
export const taskCausingTypes = [...Object.keys(calls), ...staffLeavingTypes]

interface Recorded {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What a person must do about an event recorded on `day`, and by when; undefined when nothing. */
export function taskFor({ type, data }: Recorded, day: string): { about: TaskAbout; due: string } | undefined {
  const call = calls[type]
  if (!call) return undefined
  const { about, within, dueIn = '', when } = call
  if (when && data[when[0]] !== when[1]) return undefined
  // The question that was asked about it has a task of its own.
  if (about === 'request-open' && data.kind === 'withdrawal' && data.waiting === true) return undefined
  const named = data[dueIn]
  return { about, due: typeof named === 'string' ? named : addDays(day, within) }
}

/**
 * What a task is known by: its cause, but for what many events say at once. The provider gives back every letter while
 * it takes none: one task a day. A person's request has one task for each statutory day it ever had.
 */
export function taskKey(about: TaskAbout, cause: string, day: string, due = day): string {
  if (about === 'request-open') return requestTaskKey(cause.slice(0, cause.lastIndexOf('@')), due)
  return about === 'letters-stopped' ? `letters-stopped|${day}` : cause
}

/** The key of the task of a request (its stream) and one of its statutory days. */
export function requestTaskKey(request: string, due: string): string {
  return `${request}|${due}`
}

interface About {
  readonly schoolName?: string | undefined
  readonly schoolPhone?: string | undefined
  readonly day?: string | undefined
  readonly nation?: Nation | undefined
  /** The function whose work could not be done. */
  readonly verb?: string | undefined
  readonly requestKind?: RequestKind | undefined
  readonly cluster?: string | undefined
  readonly clusterName?: string | undefined
  readonly term?: string | undefined
}

const asked: Readonly<Record<RequestKind, string>> = {
  access: 'to see all that is kept about them',
  erasure: 'that their data be erased',
  rectification: 'that their data be put right',
  complaint: 'that a complaint be heard',
  withdrawal: 'not to be written to any more, in words a person must read',
}

/** A cluster by its name, or by the id people gave it. */
function clusterIn({ cluster, clusterName }: About): string {
  const said = clusterName ?? cluster?.replace(/^cluster#/, '')
  return said === undefined ? 'a cluster' : `cluster ${said}`
}

const sentences: Record<TaskAbout, (about: About) => string> = {
  'school-unreachable': (a) =>
    `Nobody at ${a.schoolName ?? 'the school'} can be reached by e-mail. ${a.schoolPhone ? `Ring ${a.schoolPhone}` : 'Ring the school'} and ask who should be written to.`,
  'grace-ended': (a) =>
    `The time of grace of ${a.schoolName ?? 'a school'} ended: its review was due on ${a.day ?? 'a day past'}. Decide, extend, or let the award lapse.`,
  'visit-decision-late': (a) =>
    `${a.schoolName ?? 'A school'} was visited on ${a.day ?? 'a day past'} and has no decision yet. Ask the assessor for the recommendation.`,
  'address-bounced': () => 'Mail to a contact comes back. Find the right address, or take the contact off.',
  'letter-unresolved': () =>
    'Nobody knows whether a letter left. Look it up at the mail provider and say sent or not sent.',
  'letter-refused': () => 'The mail provider refused a letter. Look at the reason and settle it.',
  'consent-claimed-later': () =>
    'An import says a contact consented after withdrawing. Ask for the evidence before writing again.',
  'log-altered': () =>
    'An entry of the log was altered or removed. Run the check of the log and keep the machine as it is.',
  'calendar-ends': (a) =>
    `The calendar of ${a.nation ? nationWords[a.nation] : 'working days'} ends${a.day ? ` on ${a.day}` : ' soon'}; after that only weekends count as days off. Enter the next academic year, then finish this task.`,
  'dead-letter': (a) =>
    `${a.verb ? undoneBy(a.verb) : 'Something was not done.'}${a.schoolName ? ` It concerns ${a.schoolName}.` : ''} It failed in several tries: see what it was, then try it again or give it up.`,
  'address-suppressed': () =>
    'The mail provider no longer writes to the address of a contact. Find another address, or take the contact off.',
  complaint: () =>
    'A contact marked one of our letters as unwanted, and gets no more news. See whether the letters that must still go to them should go to somebody else.',
  'was-this-you': () =>
    'A mail whose sender is not sure asked in a contact’s name to stop letters. The contact was asked whether it was them, and letters to them pause meanwhile: see what they say, and whether somebody forges mail.',
  'request-open': (a) =>
    `Somebody asks ${a.requestKind ? asked[a.requestKind] : 'something by right'}. Answer or refuse it${a.day ? ` by ${a.day}, its statutory day` : ' by its statutory day'}.`,
  'flagship-at-risk': (a) =>
    `The Flagship status of ${a.schoolName ?? 'a school'} is at risk${a.day ? ` since ${a.day}` : ''}. Speak with the school; excuse an absence that had a good reason, or correct the record where it is wrong.`,
  'term-without-meeting': (a) =>
    `The term ${a.term ?? 'that ended'} passed without a counted meeting of ${clusterIn(a)}. Record the meeting if there was one, or speak with the Ambassador.`,
  'school-without-cluster': (a) =>
    `${a.schoolName ?? 'A school'} is a Centre of Excellence or Flagship and in no cluster. Find it one, and let it join.`,
  'cluster-without-ambassador': (a) => `The Ambassador of ${clusterIn(a)} is no longer one. Assign another Ambassador.`,
  'mail-to-read': () =>
    'A mail came in that a person must read: what it asks is not certain, or not for the system to decide. Read it, then file it anew, send it on, or finish this task.',
  'letters-stopped': () =>
    'The mail provider takes no letters from this body: they wait, none is lost. Speak to the provider, or mend the account.',
}

/** The task as a sentence for the person who finishes it. */
export function taskSentence(about: TaskAbout, of: About): string {
  return sentences[about](of)
}
