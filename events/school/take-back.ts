/**
 * The register's side of taking an import back: an entry gets the values it had before, where nobody changed them
 * since; a school that was registered by it and that nothing hangs on is taken off the lists.
 */
import type { RecordedFact } from './commands.ts'
import { mayBeCleared, type SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { evolveMemberships } from './evolve-standing.ts'
import { type Membership, noSchool, type School } from './state.ts'

type EntryCorrected = Extract<SchoolFact, { type: 'EntryCorrected' }>['data']

/** The facts by which these entries of the register's side count as never made. */
export function registerSideTakenBack(
  entries: readonly RecordedFact[],
  history: readonly RecordedFact[],
  school: School,
): SchoolFact[] {
  const registered = entries.find(({ fact }) => fact.type === 'SchoolRegistered')
  if (registered) return [{ type: 'SchoolWithdrawn', data: { event: registered.event } }]
  const stands = entries.toReversed().reduce((then, entry) => withEarlierValues(entry, history, then), school)
  return changes(school, stands)
}

/** Times in clusters as they stand without these entries: what else was said of them stays. */
export function membershipsTakenBack(
  entries: readonly RecordedFact[],
  history: readonly RecordedFact[],
  after: ReadonlyMap<string, { readonly takenBack?: true | undefined }>,
  school: School,
): SchoolFact[] {
  const clusters = entries.flatMap(({ fact }) => (fact.type === 'SchoolJoinedCluster' ? [fact.data.cluster] : []))
  const shall = history.reduce<readonly Membership[]>(
    (known, { event, fact }) =>
      isMembering(fact) && !after.get(event)?.takenBack ? evolveMemberships(known, fact) : known,
    [],
  )
  return [...new Set(clusters)].flatMap((cluster): SchoolFact[] => {
    const staysIn = (all: readonly Membership[]) =>
      all.filter((one) => one.cluster === cluster).map(({ cluster: _, ...stay }) => stay)
    const stays = staysIn(shall)
    const isSo = JSON.stringify(stays) === JSON.stringify(staysIn(school.memberships))
    return isSo ? [] : [{ type: 'MembershipCorrected', data: { cluster, stays } }]
  })
}

/** Entries people made of it; how it stands after a correction follows from them. */
export function isMembering(
  fact: SchoolFact,
): fact is Extract<SchoolFact, { type: 'SchoolJoinedCluster' | 'SchoolLeftCluster' }> {
  return fact.type === 'SchoolJoinedCluster' || fact.type === 'SchoolLeftCluster'
}

/** What makes of one entry the other. */
function changes(school: School, stands: School): SchoolFact[] {
  const [is, shall] = [entryOf(school), entryOf(stands)]
  const others = [...shall].filter(([field, value]) => is.get(field) !== value)
  const cleared = mayBeCleared.filter((field) => is.has(field) && !shall.has(field))
  const data: EntryCorrected = {
    ...Object.fromEntries(others),
    ...(stands.ref !== school.ref && { ref: stands.ref }),
    ...(cleared.length > 0 && { cleared }),
  }
  return Object.keys(data).length === 0 ? [] : [{ type: 'EntryCorrected', data }]
}

/** The school with the values it had before an entry, where what the entry brought still stands. */
export function withEarlierValues(entry: RecordedFact, history: readonly RecordedFact[], school: School): School {
  return evolveSchool(school, { type: 'EntryCorrected', data: earlierValues(entry, history, school) })
}

function earlierValues(entry: RecordedFact, history: readonly RecordedFact[], school: School): EntryCorrected {
  const { fact } = entry
  if (fact.type === 'SchoolRefChanged') return school.ref === fact.data.ref ? { ref: fact.data.before } : {}
  if (fact.type !== 'SchoolChanged') return {}
  const before = entryOf(
    history.slice(0, history.indexOf(entry)).reduce((then, one) => evolveSchool(then, one.fact), noSchool),
  )
  const standing = entryOf(school)
  const same = Object.entries(fact.data).flatMap(([field, value]) => (standing.get(field) === value ? [field] : []))
  const cleared = mayBeCleared.filter((field) => same.includes(field) && before.get(field) === undefined)
  const kept = Object.fromEntries(same.flatMap((field) => (before.has(field) ? [[field, before.get(field)]] : [])))
  return { ...kept, ...(cleared.length > 0 && { cleared }) }
}

/** The values of a school's entry, those it is without left out. */
export function entryOf({ name, nation, entry }: School): Map<string, unknown> {
  return new Map(Object.entries({ name, nation, ...entry }).filter(([, value]) => value !== undefined))
}
