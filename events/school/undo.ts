/**
 * Which of an import's entries on a school can be taken back, and which stay and why: what people built on since stays,
 * and a letter that left has left.
 */
import type { RecordedFact } from './commands.ts'
import { correctionsIn } from './corrections.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { noSchool, type School } from './state.ts'
import { entryOf, isMembering, withEarlierValues } from './take-back.ts'

/** Why an entry stays. */
export const stayWhys = [
  'decision-since',
  'visit-since',
  'deed-since',
  'corrected-since',
  'changed-since',
  'has-awards',
  'has-contacts',
  'merged-since',
  'closed-since',
  'letter-left',
  'reference-stays',
  'withdrawal-stands',
  'withdrawn-since',
  'words-not-kept',
  'person-looks',
  'recorded-again',
  'meeting-since',
  'has-members',
  'has-meetings',
  'ambassador-stays',
  'rule',
] as const
export type StayWhy = (typeof stayWhys)[number]

export interface Stays {
  readonly entry: RecordedFact
  readonly why: StayWhy
}

export interface UndoPlan {
  /** Entries to take back together. */
  readonly back: readonly RecordedFact[]
  readonly stays: readonly Stays[]
}

const ofAwards: readonly string[] = ['AwardGranted', 'AwardReAccredited']
const ofEntry: readonly string[] = ['SchoolChanged', 'SchoolRefChanged']

/** What people did that rests on an award. */
const built: Readonly<Record<string, StayWhy>> = {
  ReviewDecided: 'decision-since',
  RecommendationMade: 'visit-since',
  VisitBooked: 'visit-since',
  ReviewExtended: 'deed-since',
  AwardSuspended: 'deed-since',
  AwardLapsed: 'deed-since',
  SchoolClosed: 'closed-since',
  SchoolsMerged: 'merged-since',
}

/**
 * Awards, changed values and times in clusters of an import. `own`: ids of its entries; `marked`: those of its times in a
 * cluster in which a meeting marks the school.
 */
export function planUndo(
  history: readonly RecordedFact[],
  own: ReadonlySet<string>,
  marked: ReadonlySet<string> = new Set(),
): UndoPlan {
  const said = correctionsIn(history)
  const open = history.filter(({ event }) => own.has(event) && said.get(event)?.said.takenBack === undefined)
  const awards = open.filter(({ fact }) => ofAwards.includes(fact.type))
  const entries = open.filter(({ fact }) => ofEntry.includes(fact.type))
  const why = whyAwardsStay(awards, history, own)
  const [changed, changedSince] = changesStanding(entries, history)
  const joined = open.map((entry) => ({ entry, why: whyMembershipStays(entry, history, own, marked) }))
  return {
    back: [
      ...(why ? [] : awards),
      ...changed,
      ...joined.flatMap(({ entry, why: stays }) => (stays === undefined ? [entry] : [])),
    ],
    stays: [
      ...(why ? awards : []).map((entry) => ({ entry, why: why ?? 'rule' })),
      ...changedSince.map((entry) => ({ entry, why: 'changed-since' as const })),
      ...lettersSince(awards, history),
      ...joined.flatMap(({ entry, why: stays }) => (stays && stays !== 'no-membership' ? [{ entry, why: stays }] : [])),
    ],
  }
}

/** A time in a cluster ends as never joined, unless a meeting marks the school in it, or somebody said more of it since. */
function whyMembershipStays(
  { event, fact }: RecordedFact,
  history: readonly RecordedFact[],
  own: ReadonlySet<string>,
  marked: ReadonlySet<string>,
): StayWhy | 'no-membership' | undefined {
  if (fact.type !== 'SchoolJoinedCluster') return 'no-membership'
  if (folded(history).mergedInto !== undefined) return 'merged-since'
  if (marked.has(event)) return 'meeting-since'
  const said = correctionsIn(history)
  const at = history.findIndex((one) => one.event === event)
  const more = history
    .slice(at + 1)
    .some(
      (one) =>
        isMembering(one.fact) &&
        one.fact.data.cluster === fact.data.cluster &&
        !own.has(one.event) &&
        !said.get(one.event)?.said.takenBack,
    )
  return more ? 'changed-since' : undefined
}

/** The changes of which something still stands, the later ones of the same import set aside; and the others. */
function changesStanding(
  entries: readonly RecordedFact[],
  history: readonly RecordedFact[],
): [standing: RecordedFact[], since: RecordedFact[]] {
  const [standing, since]: [RecordedFact[], RecordedFact[]] = [[], []]
  let school = folded(history)
  for (const entry of entries.toReversed()) {
    if (isStillSo(entry, school)) standing.unshift(entry)
    else since.unshift(entry)
    school = withEarlierValues(entry, history, school)
  }
  return [standing, since]
}

function whyAwardsStay(
  awards: readonly RecordedFact[],
  history: readonly RecordedFact[],
  own: ReadonlySet<string>,
): StayWhy | undefined {
  const [first] = awards
  if (!first) return undefined
  const said = correctionsIn(history)
  if (awards.some(({ event }) => said.has(event))) return 'corrected-since'
  const since = history.slice(history.indexOf(first)).filter(({ event }) => !own.has(event))
  const deed = since.find(({ event, fact }) => fact.type in built && said.get(event)?.said.takenBack === undefined)
  return deed && built[deed.fact.type]
}

/** Whether any value an entry brought still stands. */
function isStillSo({ fact }: RecordedFact, school: School): boolean {
  if (fact.type === 'SchoolRefChanged') return school.ref === fact.data.ref
  const standing = entryOf(school)
  return Object.entries(fact.data).some(([field, value]) => standing.get(field) === value)
}

function lettersSince(awards: readonly RecordedFact[], history: readonly RecordedFact[]): Stays[] {
  const [first] = awards
  if (!first) return []
  return history
    .slice(history.indexOf(first))
    .filter(({ fact }) => fact.type === 'ReviewReminderDue')
    .map((entry) => ({ entry, why: 'letter-left' }))
}

/** Why the registration of a school stays, once all else of the import is taken back; undefined when nothing hangs on it. */
export function whyRegistrationStays(
  registration: RecordedFact,
  history: readonly RecordedFact[],
  own: ReadonlySet<string>,
  then: School,
): StayWhy | undefined {
  if (then.awards.length > 0) return 'has-awards'
  if (then.contacts.length > 0) return 'has-contacts'
  const isMarked = Object.values(then.marks).some(({ mark }) => mark !== 'none')
  if (then.memberships.length > 0 || isMarked) return 'deed-since'
  if (then.mergedInto !== undefined || then.absorbed) return 'merged-since'
  if (then.closed) return 'closed-since'
  const asRegistered = folded(history.filter((one) => one === registration || isOwnEntry(one, own)))
  const text = (school: School) => JSON.stringify([school.ref, [...entryOf(school)].toSorted()])
  const plain = folded([registration])
  return [text(asRegistered), text(plain)].includes(text(then)) ? undefined : 'changed-since'
}

function isOwnEntry({ event, fact }: RecordedFact, own: ReadonlySet<string>): boolean {
  return own.has(event) && ofEntry.includes(fact.type)
}

function folded(history: readonly RecordedFact[]): School {
  return history.reduce((school, { fact }: { fact: SchoolFact }) => evolveSchool(school, fact), noSchool)
}
