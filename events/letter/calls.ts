/** Which fact calls for which letter, about what, and in which role's place it is sent: one row per letter. */
import * as z from 'zod'
import { contactFacts } from '../contact/events.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { once } from '../kernel/once.ts'
import type { Award } from '../kernel/words.ts'
import { requestFacts } from '../request/events.ts'
import { type LetterTopic, type ReviewKind, schoolFacts } from '../school/events.ts'
import type { LetterFacts, LetterKind, NamedMeeting } from './events.ts'

export interface Call {
  readonly kind: LetterKind
  readonly purpose: 'service' | 'news' | 'rights'
  /** The running matter of the school it belongs to; none for a letter to a person about themselves. */
  readonly topic?: LetterTopic
  /** What the letter is about: with the addressee, the key under which it is asked for once and never again (C2). */
  readonly matter: string
  readonly facts: LetterFacts
  /** Whom it is to, where the fact happened to something else than its addressee. */
  readonly to?: string
  /** Only where a letter about one of these matters left: who never heard of a risk does not hear of its end. */
  readonly after?: readonly string[]
  /** What the letter says instead where none of them left; without it there is none. */
  readonly unheard?: LetterFacts
}

/** The school as a commit left it: its open review, if it has one. */
export interface SchoolThen {
  readonly review?: { readonly award: Award; readonly kind: ReviewKind; readonly due: Day } | undefined
  readonly risk?: { readonly since: Day } | undefined
}

/** A fact of a school or a contact, with the day it was recorded. */
export interface Cause {
  /** The stream it happened to: `school#…` or `contact#…`. */
  readonly stream: string
  /** Of the commit. */
  readonly version: number
  readonly day: Day
  readonly type: string
  readonly data: unknown
  /** What brought it: `import#…` for what was taken over. */
  readonly because: string
  /** The school before and after the commit, for facts that say less than their letter does (`needsTheSchool`). */
  readonly before?: SchoolThen | undefined
  readonly after?: SchoolThen | undefined
  /** The meetings it names, and the school's next that is planned. */
  readonly meetings?: readonly NamedMeeting[] | undefined
  readonly nextMeeting?: NamedMeeting | undefined
}

type Caller = (cause: Cause) => Call | undefined

/**
 * What happened longer ago than this is told to nobody as news, though it is recorded only now: a body that enters its
 * paper files would write to every school of its past. What an import brings is never told.
 */
const newsDays = 30

function isNews(on: Day, { day, because }: Cause): boolean {
  return !because.startsWith('import#') && on >= addDays(day, -newsDays)
}

const callers: Readonly<Record<string, Caller>> = {
  ReviewReminderDue: ({ stream: school, data }) => {
    const { award, kind, stage, due, own } = schoolFacts.ReviewReminderDue.data.parse(data)
    return {
      kind: 'review-reminder',
      purpose: 'service',
      topic: 'review',
      matter: matterOf('review', school, own, due, stage),
      facts: { award, review: kind, stage, due },
    }
  },
  VisitBooked: ({ stream: school, day, data }) => {
    const { award, kind, on, due } = schoolFacts.VisitBooked.data.parse(data)
    if (on <= day) return undefined
    return {
      kind: 'visit-confirmed',
      purpose: 'service',
      topic: 'visit',
      matter: matterOf('visit', school, due, on, 'confirmed'),
      facts: { award, review: kind, due, visit: on },
    }
  },
  VisitReminderDue: ({ stream: school, data }) => {
    const { award, kind, on, before, due } = schoolFacts.VisitReminderDue.data.parse(data)
    return {
      kind: 'visit-soon',
      purpose: 'service',
      topic: 'visit',
      matter: matterOf('visit', school, due, on, String(before)),
      facts: { award, review: kind, due, visit: on, before },
    }
  },
  AwardGranted: (cause) => {
    const { stream: school, data, after } = cause
    const { award, on } = schoolFacts.AwardGranted.data.parse(data)
    if (!isNews(on, cause)) return undefined
    return {
      kind: 'award-granted',
      purpose: 'service',
      topic: award,
      matter: matterOf('award', school, award, on),
      facts: { award, on, ...(after?.review?.award === award && nextIn(after)) },
    }
  },
  ReviewDecided: (cause) => {
    const { stream: school, data, before, after } = cause
    const { decision, on, kind, due } = schoolFacts.ReviewDecided.data.parse(data)
    const award = before?.review?.award
    if (award === undefined || !isNews(on, cause)) return undefined
    // Lost with the award, the review that opens next is another award's: its own letters tell of it.
    const next = decision === 'retained' || decision === 're-accredited' ? nextIn(after) : {}
    return {
      kind: 'review-decided',
      purpose: 'service',
      topic: 'decision',
      matter: matterOf('decision', school, due, decision, on),
      facts: { award, review: kind, due, decision, on, ...next },
    }
  },
  MissedMeetingLetterDue: ({ stream: school, data, meetings = [], nextMeeting }) => {
    const { meeting } = schoolFacts.MissedMeetingLetterDue.data.parse(data)
    return {
      kind: 'missed-meeting',
      purpose: 'service',
      topic: 'meeting',
      matter: matterOf('missed', school, meeting),
      facts: { meetings: [...meetings], ...(nextMeeting && { nextMeeting }) },
    }
  },
  RiskLetterDue: ({ stream: school, data, after, meetings = [], nextMeeting }) => {
    const { because } = schoolFacts.RiskLetterDue.data.parse(data)
    const since = after?.risk?.since
    if (since === undefined) return undefined
    return {
      kind: 'flagship-at-risk',
      purpose: 'service',
      topic: 'risk',
      matter: riskMatter(school, since),
      facts: { because, since, meetings: [...meetings], ...(nextMeeting && { nextMeeting }) },
    }
  },
  FlagshipRiskCleared: ({ stream: school, data, before }) => {
    const { because, tell } = schoolFacts.FlagshipRiskCleared.data.parse(data)
    const since = before?.risk?.since
    if (!tell || because === 'award-ended' || since === undefined) return undefined
    const risk = riskMatter(school, since)
    return {
      kind: 'risk-cleared',
      purpose: 'service',
      topic: 'risk',
      matter: matterOf(risk, 'cleared'),
      facts: { because, since },
      after: [risk],
    }
  },
  MeetingInvitationDue: ({ stream: school, data }) => {
    const { version: _, ...invitation } = schoolFacts.MeetingInvitationDue.data.parse(data)
    const { meeting, is, sequence } = invitation
    const before = Array.from({ length: sequence - 1 }, (_, n) => invitationMatter(school, meeting, n + 1))
    return {
      kind: 'meeting-invitation',
      purpose: 'service',
      topic: `invitation:${meeting}`,
      matter: invitationMatter(school, meeting, sequence),
      facts: { invitation },
      ...(is !== 'invited' && { after: before }),
      // A change of what nobody was told of is an invitation.
      ...(is === 'changed' && { unheard: { invitation: { ...invitation, is: 'invited' } } }),
    }
  },
  ConsentGiven: (cause) => {
    const { stream, version, data } = cause
    const { purpose, on, imported } = contactFacts.ConsentGiven.data.parse(data)
    if (imported || !isNews(on, cause)) return undefined
    return {
      kind: 'consent-recorded',
      purpose,
      matter: matterOf('consent', stream, purpose, String(version)),
      facts: { agreed: purpose, on },
    }
  },
  ConsentWithdrawn: ({ stream, data }) => {
    const { withdrawal, together, undo, on } = contactFacts.ConsentWithdrawn.data.parse(data)
    if (withdrawal === undefined || together === undefined) return undefined
    return {
      kind: 'withdrawal-confirmed',
      purpose: 'rights',
      matter: matterOf('rights', stream, withdrawal),
      facts: { withdrawn: together, withdrawal, on, ...(undo && { undo }) },
    }
  },
  WasThisYouAsked: ({ stream, day, data }) => {
    const { question, purposes, until } = contactFacts.WasThisYouAsked.data.parse(data)
    return {
      kind: 'was-this-you',
      purpose: 'rights',
      // At most one a day (C5).
      matter: matterOf('rights', stream, 'was-this-you', day),
      facts: { withdrawn: purposes, question, due: until },
    }
  },
  RequestOpened: ({ stream, data }) => {
    const { kind, contact, received, due, proof } = requestFacts.RequestOpened.data.parse(data)
    // A withdrawal has letters of its own: its confirmation, or the question whether it was them.
    if (proof || kind === 'withdrawal') return undefined
    return aboutRequest('request-acknowledged', stream, { contact, asks: kind, received, due })
  },
  RequestProofAsked: ({ stream, data }) => {
    const { kind, contact, on, received, due, waiting } = requestFacts.RequestProofAsked.data.parse(data)
    // Whoever writes in another's name does not fill their mailbox.
    const aDay = waiting && contact !== undefined && { matter: matterOf('rights', contact, kind, on) }
    return aboutRequest('confirm-it-is-you', stream, { contact, asks: kind, received, due, on, ...aDay })
  },
  RequestProved: ({ stream, data }) => {
    const { kind, contact, received, due } = requestFacts.RequestProved.data.parse(data)
    return aboutRequest('request-acknowledged', stream, { contact, asks: kind, received, due })
  },
  RequestExtended: ({ stream, data }) => {
    const { kind, contact, received, due, reason } = requestFacts.RequestExtended.data.parse(data)
    return aboutRequest('request-extended', stream, { contact, asks: kind, received, due, reason })
  },
  RequestDecided: ({ stream, data }) => {
    const { kind, contact, received, on, outcome } = requestFacts.RequestDecided.data.parse(data)
    if (kind === 'withdrawal') return undefined
    return aboutRequest('request-answered', stream, { contact, asks: kind, received, on, outcome })
  },
}

/** One letter for each request and step (C1); nobody is written to where no contact is known. */
function aboutRequest(
  kind: LetterKind,
  stream: string,
  { contact, matter, ...facts }: LetterFacts & { readonly contact?: string | undefined; readonly matter?: string },
): Call | undefined {
  if (contact === undefined) return undefined
  const own = matter ?? matterOf('rights', stream, kind)
  return { kind, purpose: 'rights', matter: own, to: contact, facts: { request: stream, ...facts } }
}

/** Facts whose letter tells more of the school than they do themselves. */
export const needsTheSchool: ReadonlySet<string> = new Set([
  'AwardGranted',
  'ReviewDecided',
  'RiskLetterDue',
  'FlagshipRiskCleared',
])

const naming = once(() => z.object({ meeting: z.string().optional(), meetings: z.array(z.string()).optional() }))
const namesMeetings: ReadonlySet<string> = new Set(['MissedMeetingLetterDue', 'RiskLetterDue'])

/** The meetings whose day and place a fact's letter names. */
export function meetingsNamedBy({ type, data }: Pick<Cause, 'type' | 'data'>): readonly string[] {
  if (!namesMeetings.has(type)) return []
  const { meeting, meetings = [] } = naming().parse(data)
  return meeting === undefined ? meetings : [meeting]
}

/** One for each thing a school is told of a meeting. */
function invitationMatter(school: string, meeting: string, sequence: number): string {
  return matterOf('meeting', school, meeting, String(sequence))
}

/** One for each time that a school is at risk: it is at risk again on another day. */
function riskMatter(school: string, since: Day): string {
  return matterOf('risk', school, since)
}

function nextIn(school: SchoolThen | undefined): LetterFacts {
  return school?.review === undefined ? {} : { next: school.review.due, nextKind: school.review.kind }
}

function matterOf(...parts: readonly string[]): string {
  return parts.join('|')
}

/** The types of events that call for a letter. */
export const letterCausingTypes = Object.keys(callers)

/** The letter a fact calls for; undefined when none, when its day has passed, or when it is no news. */
export function letterFor(cause: Cause): Call | undefined {
  return callers[cause.type]?.(cause)
}
