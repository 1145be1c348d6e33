/** Schools and what happened to them, by name. Each builder gives facts: `given(a.flagship({ since }), visitBooked({ on }))`. */
import { addDays, addYears, type Day } from '../../../events/kernel/day.ts'
import type { Award, Nation } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { ReviewKind, SchoolFact, Stage } from '../../../events/school/events.ts'
import type { Candidate } from '../../../events/school/recipients.ts'
import { givenOf } from '../given.ts'

export const given = givenOf(schoolDecider)

/** The id of a free text kept in the vault. */
export const aNote = 'note-00000000-0000-4000-8000-000000000001'

type Facts = SchoolFact[]

function registered(nation: Nation): SchoolFact {
  return { type: 'SchoolRegistered', data: { ref: 'urn:123456', name: 'Oakfield Primary School', nation } }
}

function granted(award: Award, on: Day): SchoolFact {
  return { type: 'AwardGranted', data: { award, on, history: true } }
}

/** In a cluster, as a Centre of Excellence or Flagship should be. */
export function inCluster(on: Day): SchoolFact {
  return { type: 'SchoolJoinedCluster', data: { cluster: 'oakfields', on } }
}

interface Since {
  readonly since: Day
  readonly nation?: Nation
}

/** A school of each level, with the awards below it and in its cluster; its review is not opened yet. */
export const a = {
  school: ({ nation = 'england' }: { nation?: Nation } = {}): Facts => [registered(nation)],
  inclusiveSchool: ({ since, nation = 'england' }: Since): Facts => [
    registered(nation),
    granted('inclusive-school', since),
  ],
  centreOfExcellence: ({ since, nation = 'england' }: Since): Facts => [
    registered(nation),
    granted('inclusive-school', since),
    granted('centre-of-excellence', since),
    inCluster(since),
  ],
  flagship: ({
    since,
    centreSince = addYears(since, -4),
    nation = 'england',
  }: Since & { centreSince?: Day }): Facts => [
    registered(nation),
    granted('inclusive-school', centreSince),
    granted('centre-of-excellence', centreSince),
    granted('flagship', since),
    inCluster(centreSince),
  ],
}

interface OpenReview {
  readonly due: Day
  readonly award?: Award
  readonly kind?: ReviewKind
  readonly n?: number
  /** The day it was opened; a year before it is due, where nothing else is said. */
  readonly on?: Day
}

export function reviewOpened({
  due,
  award = 'centre-of-excellence',
  kind = 'annual-review',
  n,
  on,
}: OpenReview): Facts {
  const data = { award, kind, n: n ?? (kind === 'annual-review' ? 1 : 3), due, on: on ?? addYears(due, -1) }
  return [{ type: 'ReviewOpened', data }]
}

interface AboutReview {
  readonly due: Day
  readonly award?: Award
  readonly kind?: ReviewKind
}

/** A visit, booked ten days before it where nothing else is said. */
export function visitBooked({
  on,
  recorded = addDays(on, -10),
  due = '2026-09-01',
}: {
  readonly on: Day
  readonly recorded?: Day
  readonly due?: Day
}): Facts {
  return [{ type: 'VisitBooked', data: { on, award: 'centre-of-excellence', kind: 'annual-review', due, recorded } }]
}

export function reviewExtended(data: { from: Day; to: Day; on: Day }): Facts {
  return [{ type: 'ReviewExtended', data: { ...data, reason: aNote } }]
}

export function reminded(
  stage: Stage,
  { due, own = due, award = 'centre-of-excellence', kind = 'annual-review' }: AboutReview & { readonly own?: Day },
): Facts {
  return [{ type: 'ReviewReminderDue', data: { award, kind, stage, due, own } }]
}

export function reviewFellDue({ due, kind = 'annual-review' }: AboutReview): Facts {
  return [{ type: 'ReviewDue', data: { kind, due } }]
}

/** The invoice of the first contract year fell due. */
export function invoiced(from: Day): Facts {
  return [{ type: 'InvoiceDue', data: { award: 'centre-of-excellence', year: 1, from, band: 'unknown', due: from } }]
}

export function graceEnded(due: Day): Facts {
  return [{ type: 'ReviewGraceEnded', data: { due } }]
}

export function visitAnnounced(
  on: Day,
  before: number,
  { due, award = 'centre-of-excellence', kind = 'annual-review' }: AboutReview,
): Facts {
  return [{ type: 'VisitReminderDue', data: { on, before, award, kind, due } }]
}

export function decisionLate(on: Day, due: Day): Facts {
  return [{ type: 'VisitDecisionLate', data: { on, due } }]
}

/** A person who can be written to; say what is otherwise. */
export function candidate(contact: string, otherwise: Partial<Candidate> = {}): Candidate {
  return { contact, roles: ['head'], service: 'given', address: 'ok', paused: false, gone: false, ...otherwise }
}

/** The shared mailbox of a school, which nobody asked anything of. */
export function office(contact: string, otherwise: Partial<Candidate> = {}): Candidate {
  return candidate(contact, { roles: ['office'], service: 'none', ...otherwise })
}
