/** A task: a person must look. What it is about, whom it concerns, by when, and how it ended. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, eventId, id, nation, note, publicText, requestKinds, termKey } from '../kernel/words.ts'

export const taskAbouts = [
  'school-unreachable',
  'grace-ended',
  'visit-decision-late',
  'address-bounced',
  'letter-unresolved',
  'letter-refused',
  'consent-claimed-later',
  'log-altered',
  'dead-letter',
  'calendar-ends',
  'address-suppressed',
  'complaint',
  'letters-stopped',
  'was-this-you',
  'request-open',
  'flagship-at-risk',
  'term-without-meeting',
  'school-without-cluster',
  'cluster-without-ambassador',
  'mail-to-read',
] as const
export type TaskAbout = (typeof taskAbouts)[number]

const aboutWords: Readonly<Record<TaskAbout, string>> = {
  'school-unreachable': 'nobody at the school can be written to',
  'grace-ended': 'the time of grace of a review ended',
  'visit-decision-late': 'a review waits for its decision since the visit',
  'address-bounced': 'mail to a contact comes back',
  'letter-unresolved': 'nobody knows whether a letter left',
  'letter-refused': 'the mail provider refused a letter',
  'consent-claimed-later': 'an import says that somebody consented after withdrawing',
  'log-altered': 'an entry of the log was altered or removed',
  'dead-letter': 'something could not be done',
  'calendar-ends': 'the calendar of working days ends',
  'address-suppressed': 'the mail provider no longer writes to a contact',
  complaint: 'a contact marked a letter as unwanted',
  'letters-stopped': 'the mail provider takes no letters',
  'was-this-you': 'a mail in a contact’s name may be forged',
  'request-open': 'somebody asks something by right',
  'flagship-at-risk': 'a Flagship is at risk',
  'term-without-meeting': 'a cluster had no meeting in a term',
  'school-without-cluster': 'a school has no cluster',
  'cluster-without-ambassador': 'a cluster has no Ambassador',
  'mail-to-read': 'a mail waits to be read',
}

/** How a task finishes by itself: what took its reason away. */
export const settledBys = [
  'reachable-again',
  'review-decided',
  'review-extended',
  'award-ended',
  'visit-cancelled',
  'visit-moved',
  'review-replaced',
  'address-changed',
  'contact-removed',
  'person-erased',
  'consent-settled',
  'letter-settled',
  'letters-leave-again',
  'tried-again',
  'given-up',
  'question-answered',
  'request-decided',
  'request-not-asked',
  'due-day-moved',
  'risk-cleared',
  'meeting-recorded',
  'cluster-joined',
  'ambassador-assigned',
  'school-closed',
  'mail-settled',
] as const
export type SettledBy = (typeof settledBys)[number]

const settledWords: Readonly<Record<SettledBy, string>> = {
  'reachable-again': 'somebody at the school can be written to again',
  'review-decided': 'the review was decided',
  'review-extended': 'the review was extended',
  'award-ended': 'the award ended, lapsed or was suspended',
  'visit-cancelled': 'the visit was cancelled',
  'visit-moved': 'the visit was moved to another day',
  'review-replaced': 'another review took its place',
  'address-changed': 'the address was corrected',
  'contact-removed': 'the contact was taken off',
  'person-erased': 'the person was erased on their own request',
  'consent-settled': 'the consent was settled',
  'letter-settled': 'it is known what became of the letter',
  'letters-leave-again': 'the mail provider takes letters again',
  'tried-again': 'it was tried again',
  'given-up': 'it was given up',
  'question-answered': 'the contact said whether it was them',
  'request-decided': 'the request was decided',
  'request-not-asked': 'the mail was filed anew and does not ask for it',
  'due-day-moved': 'its day moved: another task names the new one',
  'risk-cleared': 'the school is no longer at risk',
  'meeting-recorded': 'a meeting of that term was recorded',
  'cluster-joined': 'the school joined a cluster',
  'ambassador-assigned': 'the cluster has an Ambassador again',
  'school-closed': 'the school closed',
  'mail-settled': 'the mail was filed anew or sent on to the office',
}

/** What took a task's reason away, as words after a colon. */
export function saySettled(by: SettledBy): string {
  return settledWords[by]
}

export const taskFacts = {
  TaskRaised: fact(
    1,
    () =>
      z.strictObject({
        about: z.enum(taskAbouts),
        cause: eventId(),
        school: id().optional(),
        schoolName: publicText().optional(),
        schoolPhone: publicText(40).optional(),
        contact: id().optional(),
        letter: id().optional(),
        nation: nation().optional(),
        deadLetter: id().optional(),
        mail: id().optional(),
        /** The function whose work could not be done. */
        verb: id().optional(),
        cluster: id().optional(),
        clusterName: publicText().optional(),
        term: termKey().optional(),
        /** The Ambassador a cluster had. */
        staff: id().optional(),
        day: day().optional(),
        due: day().optional(),
        /** A person's request, and what it asks for. */
        request: id().optional(),
        requestKind: z.enum(requestKinds).optional(),
      }),
    (d) => `a person must look: ${aboutWords[d.about]}`,
  ),
  TaskAssigned: fact(
    1,
    () => z.strictObject({ owner: id(), reason: note().optional() }),
    () => 'the task was taken on',
  ),
  TaskFinished: fact(
    1,
    () => z.strictObject({ outcome: note(), note: note().optional() }),
    () => 'the task was finished',
  ),
  TaskSettled: fact(
    1,
    () => z.strictObject({ by: z.enum(settledBys) }),
    (d) => `the task finished by itself: ${saySettled(d.by)}`,
  ),
} as const

export type TaskFact = FactOf<typeof taskFacts>
