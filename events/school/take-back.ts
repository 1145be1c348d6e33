/**
 * The register's side of taking an import back: an entry gets the values it had before, where nobody changed them
 * since; a school that was registered by it and that nothing hangs on is taken off the lists.
 */
import type { RecordedFact } from './commands.ts'
import { mayBeCleared, type SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { noSchool, type School } from './state.ts'

type EntryCorrected = Extract<SchoolFact, { type: 'EntryCorrected' }>['data']

/** The facts by which these entries of the register's side count as never made. */
export function registerSideTakenBack(
  entries: readonly RecordedFact[],
  history: readonly RecordedFact[],
  school: School,
): SchoolFact[] {
  const registered = entries.find(({ fact }) => fact.type === 'SchoolRegistered')
  if (registered) return [{ type: 'SchoolWithdrawn', data: { event: registered.event } }]
  const data: EntryCorrected = Object.assign({}, ...entries.map((entry) => earlierValues(entry, history, school)))
  const isNothing = Object.keys(data).length === 0
  return isNothing ? [] : [{ type: 'EntryCorrected', data }]
}

/** Why a school's registration cannot be taken back: what hangs on it. Undefined when nothing does. */
export function whyStays(school: School): 'awards' | 'contacts' | 'merged' | 'closed' | undefined {
  if (school.awards.length > 0) return 'awards'
  if (school.contacts.length > 0) return 'contacts'
  if (school.mergedInto !== undefined) return 'merged'
  return school.closed ? 'closed' : undefined
}

function earlierValues(entry: RecordedFact, history: readonly RecordedFact[], school: School): EntryCorrected {
  const { fact } = entry
  if (fact.type === 'SchoolRefChanged') return school.ref === fact.data.ref ? { ref: fact.data.before } : {}
  if (fact.type !== 'SchoolChanged') return {}
  const before = valuesOf(
    history.slice(0, history.indexOf(entry)).reduce((then, one) => evolveSchool(then, one.fact), noSchool),
  )
  const standing = valuesOf(school)
  const same = Object.entries(fact.data).flatMap(([field, value]) => (standing.get(field) === value ? [field] : []))
  const cleared = mayBeCleared.filter((field) => same.includes(field) && before.get(field) === undefined)
  const kept = Object.fromEntries(same.flatMap((field) => (before.has(field) ? [[field, before.get(field)]] : [])))
  return { ...kept, ...(cleared.length > 0 && { cleared }) }
}

function valuesOf({ name, nation, entry }: School): Map<string, unknown> {
  return new Map(Object.entries({ name, nation, ...entry }).filter(([, value]) => value !== undefined))
}
