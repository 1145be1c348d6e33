/**
 * Tasks that finish by themselves: which fact may take the reason of which tasks away, and whether it is gone as things
 * stand. What is looked at is the present state, never the fact alone: a task raised late is judged the same way.
 */
import type { Day } from '../kernel/day.ts'
import type { SettledBy, TaskAbout } from './events.ts'

interface Settles {
  readonly by: SettledBy
  readonly abouts: readonly TaskAbout[]
}

const ofReview: readonly TaskAbout[] = ['grace-ended', 'visit-decision-late']
const ofAddress: readonly TaskAbout[] = ['address-bounced', 'address-suppressed']

const settles: Readonly<Record<string, Settles>> = {
  ReviewDecided: { by: 'review-decided', abouts: ofReview },
  ReviewExtended: { by: 'review-extended', abouts: ofReview },
  ReviewClosed: { by: 'review-replaced', abouts: ofReview },
  AwardLapsed: { by: 'award-ended', abouts: [...ofReview, 'school-without-cluster'] },
  AwardEnded: { by: 'award-ended', abouts: [...ofReview, 'school-without-cluster'] },
  AwardCorrected: { by: 'award-ended', abouts: ['school-without-cluster'] },
  SchoolClosed: { by: 'school-closed', abouts: ['school-without-cluster'] },
  FlagshipRiskCleared: { by: 'risk-cleared', abouts: ['flagship-at-risk'] },
  ClusterMeetingNoted: { by: 'meeting-recorded', abouts: ['term-without-meeting'] },
  SchoolJoinedCluster: { by: 'cluster-joined', abouts: ['school-without-cluster'] },
  AmbassadorAssigned: { by: 'ambassador-assigned', abouts: ['cluster-without-ambassador'] },
  VisitCancelled: { by: 'visit-cancelled', abouts: ['visit-decision-late'] },
  VisitBooked: { by: 'visit-moved', abouts: ['visit-decision-late'] },
  ContactLinked: { by: 'reachable-again', abouts: ['school-unreachable'] },
  ConsentGiven: { by: 'reachable-again', abouts: ['school-unreachable', 'consent-claimed-later'] },
  ContactChanged: { by: 'address-changed', abouts: [...ofAddress, 'school-unreachable'] },
  LettersResumed: { by: 'reachable-again', abouts: ['school-unreachable', 'was-this-you'] },
  PersonErased: { by: 'person-erased', abouts: [...ofAddress, 'consent-claimed-later', 'complaint', 'was-this-you'] },
  ContactRemoved: { by: 'contact-removed', abouts: [...ofAddress, 'consent-claimed-later', 'complaint'] },
  LetterResolved: { by: 'letter-settled', abouts: ['letter-unresolved', 'letter-refused'] },
  WasThisYouAnswered: { by: 'question-answered', abouts: ['was-this-you'] },
  RequestDecided: { by: 'request-decided', abouts: ['request-open'] },
  RequestNotAsked: { by: 'request-not-asked', abouts: ['request-open'] },
  RequestProved: { by: 'due-day-moved', abouts: ['request-open'] },
  RequestExtended: { by: 'due-day-moved', abouts: ['request-open'] },
  DeadLetterRetried: { by: 'tried-again', abouts: ['dead-letter'] },
  DeadLetterAbandoned: { by: 'given-up', abouts: ['dead-letter'] },
}

/** The types of events that may finish a task. */
export const taskSettlingTypes = Object.keys(settles)

/** Which tasks an event of this type may finish, and by what; undefined for none. */
export function settledBy(type: string): Settles | undefined {
  return settles[type]
}

/** How a task about this ends when an event of this type took its reason away. */
export function settledWord(about: TaskAbout, by: SettledBy): SettledBy {
  if (by === 'person-erased') return by
  if (about === 'school-unreachable') return 'reachable-again'
  if (about === 'was-this-you') return 'question-answered'
  return about === 'consent-claimed-later' && by === 'reachable-again' ? 'consent-settled' : by
}

/** What a task is about, as it stands now; what was not looked at is missing. */
export interface StandsNow {
  readonly school?: {
    /** Whether somebody at the school could be written to. */
    readonly reachable: boolean
    /** The due day of the open review, and the day of its visit. */
    readonly due?: Day | undefined
    readonly visit?: Day | undefined
    /** The day since which it is at risk as a Flagship. */
    readonly atRiskSince?: Day | undefined
    /** Holds an award whose schools meet in clusters, is open, and is in none. */
    readonly wantsCluster?: boolean | undefined
  }
  readonly cluster?: {
    /** It held a counted kind of meeting in the term the task is about. */
    readonly met: boolean
    /** Its Ambassador is still the one who left. */
    readonly lost: boolean
  }
  readonly contact?: {
    /** Mail to it comes back: for good, or again and again. */
    readonly comesBack: boolean
    readonly suppressed: boolean
    /** Serves a school, and was not erased. */
    readonly serves: boolean
    /** An import claims a consent that was withdrawn. */
    readonly claimed: boolean
    /** Somebody was asked whether a mail was theirs, and nobody said. */
    readonly asked: boolean
  }
  readonly request?: { readonly open: boolean; readonly due: Day }
  readonly letter?: { readonly unresolved: boolean }
}

type Gone = (stands: StandsNow, day: Day | undefined) => boolean

/** A contact no longer has what the task is about; one who serves no school any more never has. */
const contactWithout =
  (reason: (contact: NonNullable<StandsNow['contact']>) => boolean): Gone =>
  ({ contact }) =>
    contact !== undefined && !(contact.serves && reason(contact))

const ofLetter: Gone = ({ letter }) => letter !== undefined && !letter.unresolved

/** Tasks about anything else are finished by what they wait for, or by a person. */
const gone: Partial<Record<TaskAbout, Gone>> = {
  'school-unreachable': ({ school }) => school?.reachable === true,
  'grace-ended': ({ school }, day) => school !== undefined && school.due !== day,
  'visit-decision-late': ({ school }, day) => school !== undefined && school.visit !== day,
  'address-bounced': contactWithout(({ comesBack }) => comesBack),
  'address-suppressed': contactWithout(({ suppressed }) => suppressed),
  'consent-claimed-later': contactWithout(({ claimed }) => claimed),
  complaint: contactWithout(() => true),
  'was-this-you': ({ contact }) => contact?.asked === false,
  'request-open': ({ request }, day) => request !== undefined && !(request.open && request.due === day),
  'flagship-at-risk': ({ school }, day) => school !== undefined && school.atRiskSince !== day,
  'school-without-cluster': ({ school }) => school?.wantsCluster === false,
  'term-without-meeting': ({ cluster }) => cluster?.met === true,
  'cluster-without-ambassador': ({ cluster }) => cluster?.lost === false,
  'letter-unresolved': ofLetter,
  'letter-refused': ofLetter,
}

/** Whether the reason of a task is gone. `day` is the due day or the visit it is about. */
export function isGone(about: TaskAbout, day: Day | undefined, stands: StandsNow): boolean {
  return gone[about]?.(stands, day) ?? false
}
