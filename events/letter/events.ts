/** The life of one letter to one addressee: asked for, held, on its way, left, arrived or not, each with its reason. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { once } from '../kernel/once.ts'
import {
  contactRoles,
  day,
  eventId,
  id,
  instant,
  matter,
  meetingKinds,
  note,
  publicText,
  purposes,
  requestKinds,
  termKey,
} from '../kernel/words.ts'
import { decisions, invitationIs, letterTopic } from '../school/events.ts'
import { taskAbouts } from '../task/events.ts'

export const letterKinds = [
  'review-reminder',
  'visit-confirmed',
  'visit-soon',
  'award-granted',
  'review-decided',
  'consent-recorded',
  'withdrawal-confirmed',
  'was-this-you',
  'request-acknowledged',
  'confirm-it-is-you',
  'request-extended',
  'request-answered',
  'meeting-invitation',
  'missed-meeting',
  'flagship-at-risk',
  'risk-cleared',
  'bulletin',
  'test-letter',
  'task-alert',
  'risk-alert',
  'term-without-meeting',
  'more-tasks',
  'morning-line',
  'weekly-digest',
] as const
export type LetterKind = (typeof letterKinds)[number]

export const whyNots = [
  'no-consent',
  'withdrawn',
  'objected',
  'bounced',
  'suppressed',
  'erased',
  'superseded',
  'too-late',
  'contact-paused',
] as const
export type WhyNot = (typeof whyNots)[number]

export const heldBys = ['sending-off', 'not-staff', 'paused', 'not-working-day'] as const
export type HeldBy = (typeof heldBys)[number]

const words = (kebab: string) => kebab.replaceAll('-', ' ')

const count = () => z.int().min(0)

/** The task an alert to staff is about. */
export const alertedTask = once(() =>
  z.strictObject({
    id: id(),
    about: z.enum(taskAbouts),
    due: day().optional(),
    schoolName: publicText().optional(),
    schoolPhone: publicText(40).optional(),
    /** The due day or the visit the task is about. */
    day: day().optional(),
    /** The function whose work could not be done. */
    verb: id().optional(),
    requestKind: z.enum(requestKinds).optional(),
    /** The cluster and the term the task is about. */
    cluster: id().optional(),
    clusterName: publicText().optional(),
    term: termKey().optional(),
  }),
)

/** A cluster meeting as a letter names it. */
export const namedMeeting = once(() =>
  z.strictObject({
    meeting: id(),
    on: day(),
    place: publicText(),
    /** The school sent apologies, which are noted and still a miss (F2). */
    apologies: z.literal(true).optional(),
  }),
)
export type NamedMeeting = z.infer<ReturnType<typeof namedMeeting>>

/** A meeting a school is invited to, or is told of again. */
export const invitation = once(() =>
  z.strictObject({
    meeting: id(),
    is: z.enum(invitationIs),
    sequence: z.int().min(1),
    on: day(),
    from: publicText(5).optional(),
    kind: z.enum(meetingKinds),
    place: publicText(),
    topics: publicText(500),
    hostName: publicText().optional(),
  }),
)
export type InvitationFacts = z.infer<ReturnType<typeof invitation>>

/** Why a Flagship is at risk (F3), and why it is no longer (F4). */
export const standingBecauses = [
  'two-consecutive-meetings-missed',
  'no-meeting-attended-in-term',
  'attended',
  'excused',
  'corrected',
] as const

/** The morning line to admins: what became of the letters asked for today, and what waits for a person. */
export const morningSums = once(() =>
  z.strictObject({ reminders: count(), withheld: count(), held: count(), waiting: count(), due: count() }),
)
export type MorningSums = z.infer<ReturnType<typeof morningSums>>

/** How many, and the names of the first few. */
const some = () => z.strictObject({ count: count(), first: z.array(publicText()).max(5) })

/** The weekly digest: numbers and names of schools. */
export const digestSums = once(() =>
  z.strictObject({
    /** The first day of the week, a Monday. */
    week: day(),
    dueSoon: some(),
    notBooked: some(),
    overdue: some(),
    unreachable: some(),
    waiting: count(),
    late: count(),
    left: count(),
    withheld: z.array(z.strictObject({ why: z.enum(whyNots), count: count() })),
    held: count(),
  }),
)
export type DigestSums = z.infer<ReturnType<typeof digestSums>>

/** What the letter says, beside the school's name: ids, days, enums, numbers and public names only. */
export const letterFacts = once(() =>
  z.strictObject({
    review: z.enum(['renewal', 'annual-review', 're-accreditation']).optional(),
    award: z.enum(['inclusive-school', 'centre-of-excellence', 'flagship']).optional(),
    stage: z.templateLiteral([z.enum(['before-', 'after-']), z.int().min(1)]).optional(),
    due: day().optional(),
    visit: day().optional(),
    before: z.int().min(1).optional(),
    /** What was decided on a review, or agreed to, and on which day. */
    decision: z.enum(decisions).optional(),
    agreed: z.enum(purposes).optional(),
    on: day().optional(),
    /** What a withdrawal stopped, or a mail asked to stop; with its id, and whether there is something to undo. */
    withdrawn: z.array(z.enum(purposes)).optional(),
    withdrawal: id().optional(),
    undo: z.literal(true).optional(),
    /** The question whether a mail was theirs. */
    question: id().optional(),
    /** A person's request: its stream, what for, when it came in, and how it ended. */
    request: id().optional(),
    asks: z.enum(requestKinds).optional(),
    received: day().optional(),
    outcome: z.enum(['answered', 'refused']).optional(),
    /** Why it takes longer, in the words of whoever said so: a note. */
    reason: note().optional(),
    /** The day the next review is due, where one follows. */
    next: day().optional(),
    nextKind: z.enum(['renewal', 'annual-review', 're-accreditation']).optional(),
    /** A bulletin by its id, in the version that was sent. */
    bulletin: id().optional(),
    bulletinVersion: z.int().min(1).optional(),
    /** Of a test letter: the kind it shows, and by which of its examples. */
    of: z.enum(letterKinds).optional(),
    example: id().optional(),
    task: alertedTask().optional(),
    /** The day an alert is about. */
    day: day().optional(),
    morning: morningSums().optional(),
    digest: digestSums().optional(),
    /** Of a Flagship's standing: why it is so, since when it was at risk, the meetings missed, the next that is planned. */
    because: z.enum(standingBecauses).optional(),
    since: day().optional(),
    meetings: z.array(namedMeeting()).optional(),
    nextMeeting: namedMeeting().optional(),
    invitation: invitation().optional(),
  }),
)
export type LetterFacts = z.infer<ReturnType<typeof letterFacts>>

export const asked = once(() =>
  z.strictObject({
    kind: z.enum(letterKinds),
    purpose: z.enum(['service', 'news', 'rights', 'staff']),
    /** `contact#id` or `staff#id`. */
    to: id(),
    /** The role it is written to in: the office mailbox needs no consent. */
    role: z.enum(contactRoles).optional(),
    school: id().optional(),
    topic: letterTopic().optional(),
    matter: matter(),
    /** The event that called for it, and when that happened. */
    cause: eventId(),
    causedAt: instant(),
    facts: letterFacts(),
  }),
)
export type Asked = z.infer<ReturnType<typeof asked>>

/**
 * The words it was written with: the version of its kind's own words, of `wording#letters` (letterhead and paragraph) and
 * of the school's stream (its name). With these it can be written again as it left; missing where nobody knows.
 */
const writtenWith = () => ({
  letterVersion: z.int().min(1).optional(),
  wording: z.int().min(0).optional(),
  schoolVersion: z.int().min(1).optional(),
})

export const letterEventFacts = {
  LetterAsked: fact(
    1,
    () => asked().extend({ day: day() }),
    (d) => `a letter (${words(d.kind).replace('flagship', 'Flagship')}) was asked for`,
  ),
  LetterSending: fact(
    1,
    () => z.strictObject({ attempt: z.int().min(1), at: instant() }),
    () => 'the letter was taken up for sending',
  ),
  LetterGivenBack: fact(
    1,
    () =>
      z.strictObject({
        why: z.enum(['try-later', 'all-stopped', 'took-too-long', 'interrupted']),
        /** The day on which the provider took no letters. */
        on: day().optional(),
      }),
    (d) => `the letter was put back: ${words(d.why)}`,
  ),
  LetterSent: fact(
    1,
    () => z.strictObject({ provider: id().optional(), ...writtenWith() }),
    () => 'the letter left',
  ),
  LetterWithheld: fact(
    1,
    () => z.strictObject({ why: z.enum(whyNots), since: day().optional() }),
    (d) => `the letter was not sent: ${words(d.why)}${d.since ? ` since ${d.since}` : ''}`,
  ),
  LetterHeld: fact(
    1,
    /** `until`: the instant at which it is judged again by itself; without one it waits for a switch. */
    () => z.strictObject({ by: z.enum(heldBys), until: instant().optional() }),
    (d) => `the letter is held: ${words(d.by)}${d.until ? ` (until ${d.until.slice(0, 10)})` : ''}`,
  ),
  LetterReleased: fact(
    1,
    () => z.strictObject({}),
    () => 'the held letter is judged again',
  ),
  LetterRefused: fact(
    1,
    () => z.strictObject({ why: publicText(80) }),
    (d) => `the mail provider refused the letter: ${d.why}`,
  ),
  LetterUncertain: fact(
    1,
    () => z.strictObject({ at: instant(), ...writtenWith() }),
    () => 'the mail provider gave no answer: the letter may have left or not',
  ),
  LetterUnresolved: fact(
    1,
    () => z.strictObject({}),
    () => 'nobody knows whether the letter left: a person must look',
  ),
  LetterResolved: fact(
    1,
    () => z.strictObject({ outcome: z.enum(['sent', 'not-sent']), reason: note().optional() }),
    (d) => `a person settled it: the letter was ${words(d.outcome)}`,
  ),
  LetterDelivered: fact(
    1,
    () => z.strictObject({ on: instant() }),
    () => 'the letter was delivered',
  ),
  LetterBounced: fact(
    1,
    () =>
      z.strictObject({
        kind: z.enum(['permanent', 'transient']),
        on: instant(),
        /** The provider did not even try: the address stands on its own list. */
        suppressed: z.literal(true).optional(),
      }),
    (d) => `the letter bounced (${d.kind})`,
  ),
  LetterDelayed: fact(
    1,
    () => z.strictObject({ on: instant() }),
    () => 'the letter has not arrived yet: the mail provider goes on trying',
  ),
  LetterComplained: fact(
    1,
    () => z.strictObject({ on: instant() }),
    () => 'the addressee marked the letter as unwanted',
  ),
} as const

export type LetterFact = FactOf<typeof letterEventFacts>
