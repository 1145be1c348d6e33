/** Everything that can happen to a school: its register entry, awards, reviews, visits, contacts, and who is written to. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import {
  type Award,
  award,
  type ContactRole,
  contactRoles,
  day,
  eventId,
  id,
  marks,
  matter,
  meetingKinds,
  nation,
  note,
  publicText,
  ref,
} from '../kernel/words.ts'

export const reviewKind = () => z.enum(['renewal', 'annual-review', 're-accreditation'])
export type ReviewKind = 'renewal' | 'annual-review' | 're-accreditation'

/** A stage of the ladder (R2): `before-` or `after-` and the days to the due day. */
export const stage = () => z.templateLiteral([z.enum(['before-', 'after-']), z.int().min(1)])
export type Stage = z.infer<ReturnType<typeof stage>>

export const decisions = ['retained', 're-accredited', 'action-required', 'not-retained'] as const

/**
 * What may be written to a school about: one running matter each, so that a later one is never overtaken by an earlier.
 * Each award is a topic of its own: one visit may grant two on one day, and neither takes the other's place.
 */
export const letterTopics = [
  'review',
  'visit',
  'decision',
  'inclusive-school',
  'centre-of-excellence',
  'flagship',
  'risk',
  'meeting',
] as const
/** One invitation to a meeting is a matter beside another: each meeting is a topic of its own, as long as it is to come. */
export const letterTopic = () => z.union([z.enum(letterTopics), z.templateLiteral(['invitation:', id()])])
export type LetterTopic = z.infer<ReturnType<typeof letterTopic>>

/** Why a contact is passed over or a letter did not reach it (C3, without those that concern the whole school). */
export const passedOverWhys = [
  'no-consent',
  'withdrawn',
  'objected',
  'bounced',
  'suppressed',
  'erased',
  'contact-paused',
  'too-late',
  'superseded',
] as const
export type PassedOverWhy = (typeof passedOverWhys)[number]

const registerEntry = () => ({
  name: publicText(),
  nation: nation(),
  pupils: z.int().min(0).max(100_000).optional(),
  town: publicText().optional(),
  postcode: publicText(12).optional(),
  phone: publicText(40).optional(),
  website: publicText().optional(),
  group: publicText().optional(),
})

/** What of an entry changed, and what is said of it no more. */
function sayChanged({ cleared = [], ...changed }: { readonly cleared?: readonly string[] | undefined }): string {
  const parts = [
    [Object.keys(changed), 'changed'],
    [cleared, cleared.length === 1 ? 'was taken away' : 'were taken away'],
  ] as const
  const said = parts.flatMap(([fields, became]) => (fields.length === 0 ? [] : [`${fields.join(', ')} ${became}`]))
  return `its ${said.join('; its ')}`
}

/** Why a Flagship is at risk (F3), and the meetings that count against it, oldest first. */
const risk = () => ({
  because: z.enum(['two-consecutive-meetings-missed', 'no-meeting-attended-in-term']),
  meetings: z.array(id()),
})

/** What a school is told of a planned meeting: asked to come, something changed, it is cancelled, or it is not its own any more. */
export const invitationIs = ['invited', 'changed', 'cancelled', 'left'] as const

const invitationWords: Readonly<Record<(typeof invitationIs)[number], string>> = {
  invited: 'it is invited',
  changed: 'the meeting changed',
  cancelled: 'the meeting is cancelled',
  left: 'it is no longer in the cluster',
}

/** Fields of an entry that a school may be without. */
export const mayBeCleared = ['pupils', 'town', 'postcode', 'phone', 'website', 'group'] as const

/** What a correction may say an entry should have said. */
const said = () => ({
  award: award().optional(),
  on: day().optional(),
  to: day().optional(),
  decision: z.enum(decisions).optional(),
})

/** Pupils of a fee band: `1-400`, `2001+`, or not known. */
export const feeBand = () =>
  z.union([z.literal('unknown'), z.templateLiteral([z.int(), '-', z.int()]), z.templateLiteral([z.int(), '+'])])
export type FeeBand = z.infer<ReturnType<typeof feeBand>>

/** `1-400` as `1 to 400 pupils`. */
export function sayBand(band: FeeBand): string {
  if (band === 'unknown') return 'number of pupils not known'
  const said = band.replaceAll(/\d(?=(?:\d{3})+\b)/g, '$&,')
  return said.endsWith('+') ? `${said.slice(0, -1)} pupils and more` : `${said.replace('-', ' to ')} pupils`
}

/** `annual-review` as `annual review`; `re-accredited` keeps its hyphen. */
const words = (kebab: string) => kebab.replaceAll(/(?<!^re)-/g, ' ')

/** Names of the body's own: they keep their capitals inside a sentence. */
const awardWords = {
  'inclusive-school': 'Inclusive School Award',
  'centre-of-excellence': 'Centre of Excellence award',
  flagship: 'Flagship award',
} as const satisfies Record<Award, string>
/** A role at a school; the office is a mailbox. */
const roleWords = (role: ContactRole) => (role === 'office' ? 'office mailbox' : words(role))

/** How a school's mark for a meeting reads before the meeting is named. */
const markWords: Readonly<Record<(typeof marks)[number] | 'none', string>> = {
  attended: 'it attended',
  apologies: 'it sent apologies for',
  absent: 'it was absent from',
  none: 'nothing counts for it any more of',
}

/** `before-90` as `90 days before`. */
const stageWords = (said: Stage) =>
  said.replace(/^(\w+)-(\d+)$/, (_, side, days) => `${days} ${days === '1' ? 'day' : 'days'} ${side}`)

interface Said {
  readonly award?: string | undefined
  readonly on?: string | undefined
  readonly to?: string | undefined
  readonly decision?: string | undefined
}

function saidWords({ award: of, on, to, decision }: Said): string {
  const parts = [
    of === undefined ? [] : `the award is ${words(of)}`,
    on === undefined ? [] : `the day is ${on}`,
    to === undefined ? [] : `the new due day is ${to}`,
    decision === undefined ? [] : `the decision is ${words(decision)}`,
  ]
  const all = parts.flat().join(', ')
  return all === '' ? '' : `: ${all}`
}

export const schoolFacts = {
  SchoolRegistered: fact(
    1,
    () => z.strictObject({ ref: ref(), ...registerEntry() }),
    (d) => `${d.name} was registered as ${d.ref}`,
  ),
  SchoolChanged: fact(
    1,
    () => z.strictObject({ ...registerEntry(), cleared: z.array(z.enum(mayBeCleared)) }).partial(),
    sayChanged,
  ),
  SchoolRefChanged: fact(
    1,
    () => z.strictObject({ ref: ref(), before: ref() }),
    (d) => `its reference became ${d.ref}; ${d.before} still finds it`,
  ),
  SchoolClosed: fact(
    1,
    () => z.strictObject({ on: day(), successor: id().optional(), reason: note() }),
    (d) => `it closed on ${d.on}`,
  ),
  SchoolSucceeded: fact(
    1,
    () => z.strictObject({ predecessor: id(), succeeds: z.boolean() }),
    (d) => (d.succeeds ? 'it became the successor of a closed school' : 'it is no longer the successor of a school'),
  ),
  SchoolsMerged: fact(
    1,
    () => z.strictObject({ kept: id(), dropped: id(), reason: note(), refs: z.array(ref()).optional() }),
    () => 'two entries of one school were merged',
  ),

  AwardGranted: fact(
    1,
    () => z.strictObject({ award: award(), on: day(), history: z.boolean(), reason: note().optional() }),
    (d) => `the ${awardWords[d.award]} was granted on ${d.on}${d.history ? ' (recorded later than its day)' : ''}`,
  ),
  AwardReAccredited: fact(
    1,
    () => z.strictObject({ award: award(), on: day() }),
    (d) => `the ${awardWords[d.award]} was re-accredited on ${d.on} (taken over as history)`,
  ),
  AwardLapsed: fact(
    1,
    () => z.strictObject({ award: award(), reason: note() }),
    (d) => `the ${awardWords[d.award]} lapsed`,
  ),
  AwardEnded: fact(
    1,
    () => z.strictObject({ award: award(), because: z.enum(['not-retained', 'lower-award-ended']) }),
    (d) => `the ${awardWords[d.award]} ended: ${words(d.because)}`,
  ),
  AwardSuspended: fact(
    1,
    () => z.strictObject({ award: award(), reason: note() }),
    (d) => `the ${awardWords[d.award]} was suspended`,
  ),
  AwardReinstated: fact(
    1,
    () => z.strictObject({ award: award(), reason: note(), resumeAfter: day() }),
    (d) => `the ${awardWords[d.award]} was reinstated`,
  ),

  ReviewOpened: fact(
    1,
    () => z.strictObject({ award: award(), kind: reviewKind(), n: z.int().min(1), due: day(), on: day() }),
    (d) => `its next ${words(d.kind)} is due on ${d.due}`,
  ),
  ReviewClosed: fact(
    1,
    () =>
      z.strictObject({
        due: day(),
        because: z.enum([
          'higher-award',
          'award-ended',
          'earlier-grant',
          'history',
          'school-closed',
          'schools-merged',
          'corrected',
        ]),
      }),
    (d) => `the review due on ${d.due} was closed: ${words(d.because)}`,
  ),
  ReviewExtended: fact(
    1,
    () => z.strictObject({ from: day(), to: day(), on: day(), reason: note() }),
    (d) => `the review due on ${d.from} was extended to ${d.to}`,
  ),
  ReviewDecided: fact(
    1,
    () =>
      z.strictObject({
        decision: z.enum(decisions),
        on: day(),
        kind: reviewKind(),
        due: day(),
        resumeAfter: day(),
        reason: note().optional(),
      }),
    (d) => `the ${words(d.kind)} due on ${d.due} was decided on ${d.on}: ${words(d.decision)}`,
  ),
  RecommendationMade: fact(
    1,
    () => z.strictObject({ recommendation: z.enum(decisions), due: day(), on: day(), report: note().optional() }),
    (d) => `the assessor recommended: ${words(d.recommendation)}`,
  ),
  ReviewReminderDue: fact(
    1,
    () => z.strictObject({ award: award(), kind: reviewKind(), stage: stage(), due: day(), own: day() }),
    (d) => `a reminder (${stageWords(d.stage)}) of the ${words(d.kind)} due on ${d.due} fell due`,
  ),
  ReviewDue: fact(
    1,
    () => z.strictObject({ kind: reviewKind(), due: day() }),
    (d) => `its ${words(d.kind)} fell due on ${d.due}`,
  ),
  /** Settings or calendar changed: stages planned for days up to `after` are not sent, all later ones on their new day. */
  SchoolPlannedAnew: fact(
    1,
    () => z.strictObject({ after: day(), next: day().optional() }),
    (d) => `what falls due for it was planned anew${d.next ? `: next on ${d.next}` : ''}`,
  ),
  ReviewGraceEnded: fact(
    1,
    () => z.strictObject({ due: day() }),
    (d) => `the time of grace of the review due on ${d.due} ended without a decision`,
  ),
  VisitBooked: fact(
    1,
    () =>
      z.strictObject({
        on: day(),
        award: award(),
        kind: reviewKind(),
        due: day(),
        assessor: id().optional(),
        recorded: day(),
        reason: note().optional(),
      }),
    (d) => `a visit was booked for ${d.on}`,
  ),
  VisitCancelled: fact(
    1,
    () => z.strictObject({ on: day(), resumeAfter: day(), reason: note().optional() }),
    (d) => `the visit on ${d.on} was cancelled`,
  ),
  VisitReminderDue: fact(
    1,
    () => z.strictObject({ on: day(), before: z.int().min(1), award: award(), kind: reviewKind(), due: day() }),
    (d) => `the visit on ${d.on} is to be announced again (${d.before} days before)`,
  ),
  VisitDecisionLate: fact(
    1,
    () => z.strictObject({ on: day(), due: day() }),
    (d) => `the visit of ${d.on} has no decision yet`,
  ),

  ContactLinked: fact(
    1,
    () => z.strictObject({ contact: id(), role: z.enum(contactRoles) }),
    (d) => `a contact became its ${roleWords(d.role)}`,
  ),
  ContactUnlinked: fact(
    1,
    () => z.strictObject({ contact: id(), role: z.enum(contactRoles) }),
    (d) => `a contact is no longer its ${roleWords(d.role)}`,
  ),
  RecipientsChosen: fact(
    1,
    () =>
      z.strictObject({
        topic: letterTopic(),
        matter: matter(),
        /** The version of the school's commit that called for the letters; a later one is never overtaken by an earlier. */
        cause: z.int().min(1),
        to: z.array(id()),
        via: z.enum(['named', 'office', 'nobody']),
        passedOver: z.array(z.strictObject({ contact: id(), why: z.enum(passedOverWhys) })),
      }),
    (d) =>
      d.via === 'nobody'
        ? 'nobody could be written to'
        : `${d.to.length} ${d.via === 'office' ? 'office mailbox' : 'contact'}${d.to.length === 1 ? ' is' : 's are'} to be written to`,
  ),
  LetterFailed: fact(
    1,
    () => z.strictObject({ topic: letterTopic(), matter: matter(), contact: id(), why: z.enum(passedOverWhys) }),
    (d) => `a letter did not reach a contact: ${words(d.why)}`,
  ),
  SchoolUnreachable: fact(
    1,
    () => z.strictObject({ matter: matter() }),
    () => 'nobody at the school can be reached by e-mail',
  ),
  SchoolReachable: fact(
    1,
    () => z.strictObject({}),
    () => 'somebody at the school can be reached by e-mail again',
  ),

  InvoiceDue: fact(
    1,
    () =>
      z.strictObject({
        award: award(),
        /** Of the contract: 1 begins on the day of the grant. */
        year: z.int().min(1),
        /** The first day of that year. */
        from: day(),
        band: feeBand(),
        due: day(),
      }),
    (d) => `the invoice of contract year ${d.year} (${awardWords[d.award]}, ${sayBand(d.band)}) fell due on ${d.due}`,
  ),

  SchoolJoinedCluster: fact(
    1,
    () => z.strictObject({ cluster: id(), on: day(), reason: note().optional() }),
    (d) => `it joined cluster ${d.cluster} on ${d.on}`,
  ),
  SchoolLeftCluster: fact(
    1,
    () => z.strictObject({ cluster: id(), on: day(), reason: note().optional() }),
    (d) => `it left cluster ${d.cluster} on ${d.on}`,
  ),
  MembershipCorrected: fact(
    1,
    () =>
      z.strictObject({
        cluster: id(),
        /** Its times in the cluster as they stand after the correction. */
        stays: z.array(z.strictObject({ joinedOn: day(), leftOn: day().optional() })),
      }),
    (d) =>
      d.stays.length === 0
        ? `it never was a member of cluster ${d.cluster}, corrected`
        : `it is a member of cluster ${d.cluster} since ${d.stays.at(-1)?.joinedOn}, corrected`,
  ),
  MeetingInvitationDue: fact(
    1,
    () =>
      z.strictObject({
        meeting: id(),
        is: z.enum(invitationIs),
        /** Rises with each that this school is told of the meeting. */
        sequence: z.int().min(1),
        /** The version of the meeting that says so; an older one is ignored. */
        version: z.int().min(1),
        on: day(),
        from: publicText(5).optional(),
        kind: z.enum(meetingKinds),
        place: publicText(),
        topics: publicText(500),
        /** The name of the school that gives the room. */
        hostName: publicText().optional(),
      }),
    (d) => `it is to be told of the cluster meeting ${d.meeting} on ${d.on}: ${invitationWords[d.is]}`,
  ),
  SchoolFoundWithoutCluster: fact(
    1,
    /** `on`: the day from which it counts as without; the run that found it may be later. */
    () => z.strictObject({ on: day() }),
    () => 'it was found to be in no cluster',
  ),
  ClusterMeetingMissed: fact(
    1,
    /** `letterOn`: the working day on which the school is written to about it (F5). */
    () => z.strictObject({ meeting: id(), letterOn: day().optional() }),
    (d) => `it missed the cluster meeting ${d.meeting}`,
  ),
  ClusterMeetingMarked: fact(
    1,
    () =>
      z.strictObject({
        meeting: id(),
        on: day(),
        kind: z.enum(meetingKinds),
        /** `none`: cancelled, or no longer one of its members. */
        mark: z.enum([...marks, 'none']),
        /** The version of the meeting that says so; an older one is ignored. */
        version: z.int().min(1),
        /** The day the cluster that held it was formed or imported. */
        clusterSince: day(),
      }),
    (d) => `${markWords[d.mark]} the cluster meeting of ${d.on}`,
  ),
  AbsenceExcused: fact(
    1,
    () => z.strictObject({ meeting: id(), reason: note() }),
    (d) => `its absence from ${d.meeting} was excused`,
  ),
  AbsenceIncluded: fact(
    1,
    () => z.strictObject({ meeting: id(), reason: note() }),
    (d) => `its absence from ${d.meeting} counts again`,
  ),
  FlagshipAtRisk: fact(
    1,
    () => z.strictObject({ ...risk(), on: day(), letterOn: day().optional() }),
    (d) => `its Flagship status is at risk: ${words(d.because)}`,
  ),
  RiskLetterDue: fact(
    1,
    () => z.strictObject(risk()),
    () => 'it is to be told that its Flagship status is at risk',
  ),
  MissedMeetingLetterDue: fact(
    1,
    () => z.strictObject({ meeting: id() }),
    (d) => `it is to be told that it was missed at the cluster meeting ${d.meeting}`,
  ),
  MissedMeetingLetterDropped: fact(
    1,
    () => z.strictObject({ meeting: id() }),
    (d) => `no letter goes about the cluster meeting ${d.meeting}: the school is at risk, or the miss counts no more`,
  ),
  FlagshipRiskCleared: fact(
    1,
    () =>
      z.strictObject({
        because: z.enum(['attended', 'excused', 'corrected', 'award-ended']),
        /** The school was told of the risk, and is told of this. */
        tell: z.literal(true).optional(),
      }),
    (d) => `its Flagship status is no longer at risk: ${words(d.because)}`,
  ),
  SchoolCorrected: fact(
    1,
    () =>
      z.strictObject({
        event: eventId(),
        reason: note(),
        /** The entry counts as never made. */
        takenBack: z.literal(true).optional(),
        /** What it should have said; of several corrections of one entry the last holds, and says all of it. */
        ...said(),
      }),
    (d) => (d.takenBack ? `the entry ${d.event} was taken back` : `the entry ${d.event} was corrected${saidWords(d)}`),
  ),
  AwardCorrected: fact(
    1,
    () =>
      z.strictObject({
        award: award(),
        /** How the award stands after the correction; left out where the school never held it. */
        stands: z
          .strictObject({
            since: day(),
            confirmedOn: day(),
            state: z.enum(['held', 'suspended', 'lapsed', 'ended']),
            returning: z.boolean(),
          })
          .optional(),
      }),
    (d) =>
      d.stands
        ? `the ${awardWords[d.award]} stands corrected: ${d.stands.state} since ${d.stands.since}`
        : `the ${awardWords[d.award]} stands corrected: it was never held`,
  ),
  ReviewReplanned: fact(
    1,
    () =>
      z.strictObject({
        award: award(),
        kind: reviewKind(),
        n: z.int().min(1),
        own: day(),
        due: day(),
        /** R5: stages whose send day is not later are superseded. */
        on: day(),
        /** The due day, the end of grace, or the lateness of a decision was recorded before already. */
        dueRecorded: z.boolean(),
        graceEnded: z.boolean(),
        /** A visit of the past that counts again; one to come is booked by an entry of its own. */
        visit: z.strictObject({ on: day(), assessor: id().optional(), late: z.boolean() }).optional(),
      }),
    (d) => `its ${words(d.kind)} is due on ${d.due}, planned anew`,
  ),
  ClosureCorrected: fact(
    1,
    () => z.strictObject({ closed: z.strictObject({ on: day(), successor: id().optional() }).optional() }),
    (d) => (d.closed ? `it closed on ${d.closed.on}, corrected` : 'it is open after all'),
  ),
  EntryCorrected: fact(
    1,
    () =>
      z.strictObject({
        ...registerEntry(),
        name: publicText().optional(),
        nation: nation().optional(),
        ref: ref().optional(),
        cleared: z.array(z.enum(mayBeCleared)).optional(),
      }),
    (d) =>
      `its entry has earlier values again: ${[...Object.keys(d).filter((field) => field !== 'cleared'), ...(d.cleared ?? [])].join(', ')}`,
  ),
  SchoolWithdrawn: fact(
    1,
    () => z.strictObject({ event: eventId() }),
    () => 'it was taken off the lists: its registration was taken back',
  ),
} as const

export type SchoolFact = FactOf<typeof schoolFacts>
