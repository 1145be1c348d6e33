/**
 * A school closes: its reminders stop and its awards stand as history; a person decides on the successor. Two entries of
 * one school are made one: what the dropped one held is taken over as history, and nobody is written to for it any more.
 */
import { type DayWorld, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { inTheFuture, suspendAward, takeOverHistory } from './awards.ts'
import type { HistoryRow, SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { standingAward } from './levels.ts'
import type { School } from './state.ts'

type Close = Extract<SchoolCommand, { do: 'close-school' }>
type MergeInto = Extract<SchoolCommand, { do: 'merge-into' }>
type Absorb = Extract<SchoolCommand, { do: 'absorb-school' }>
type Succeed = Extract<SchoolCommand, { do: 'note-predecessor' }>

export function closeSchool({ on, successor, reason }: Close, school: School, world: DayWorld): Decision<SchoolFact> {
  if (on > world.today) return inTheFuture(on, world.today)
  const { closed } = school
  if (closed?.on === on && closed.successor === successor) return []
  if (closed)
    return refuse(
      'school-already-closed',
      `The school is closed since ${closed.on} already. To say otherwise, correct that entry of the log.`,
      { closedOn: closed.on },
    )
  return [
    { type: 'SchoolClosed', data: { on, ...(successor !== undefined && { successor }), reason } },
    ...reviewClosed(school, 'school-closed'),
  ]
}

function reviewClosed({ review }: School, because: 'school-closed' | 'schools-merged'): SchoolFact[] {
  return review ? [{ type: 'ReviewClosed', data: { due: review.due, because } }] : []
}

/** The link to a closed school is kept at its successor as well. */
export function notePredecessor({ predecessor, succeeds }: Succeed, school: School): Decision<SchoolFact> {
  const isNoted = school.predecessors?.includes(predecessor) ?? false
  return isNoted === succeeds ? [] : [{ type: 'SchoolSucceeded', data: { predecessor, succeeds } }]
}

/** The entry that is dropped: done with, for good. */
export function mergeInto({ kept, dropped, reason }: MergeInto, school: School): Decision<SchoolFact> {
  if (school.mergedInto === kept) return []
  return [{ type: 'SchoolsMerged', data: { kept, dropped, reason } }, ...reviewClosed(school, 'schools-merged')]
}

/** Refuses what is asked of an entry that was merged into another. */
export function mergedAway(kept: string): Refusal {
  return refuse(
    'school-merged',
    'This entry was made one with another entry of the same school. Use that one: its references find it.',
    { kept },
  )
}

/** Commands that finish a merge, or that answer what was under way when it came. */
export function whenMerged(command: SchoolCommand, kept: string, school: School): Decision<SchoolFact> | 'as-ever' {
  switch (command.do) {
    case 'unlink-contact':
    case 'note-predecessor':
    case 'leave-cluster':
      return 'as-ever'
    case 'merge-into':
      return school.mergedInto === command.kept ? [] : mergedAway(kept)
    case 'wake':
    case 'choose-recipients':
    case 'note-failed-letter':
    case 'note-reachable':
    case 'note-mark':
    case 'note-invitation':
      return []
    default:
      return mergedAway(kept)
  }
}

/** The awards a school holds, as rows of history: what the kept entry takes over. */
export function rowsOf(school: School): HistoryRow[] {
  return school.awards.flatMap((held): HistoryRow[] => {
    if (!standingAward(school, held.award)) return []
    const { award, since, confirmedOn } = held
    const confirmed: HistoryRow[] = confirmedOn > since ? [{ award, action: 're-accredited', on: confirmedOn }] : []
    return [{ award, action: 'granted', on: since }, ...confirmed]
  })
}

/** The entry that is kept takes over references, what its own entry lacks, and awards by the rules of history. */
export function absorbSchool(command: Absorb, school: School, world: DayWorld): Decision<SchoolFact> {
  const { kept, dropped, reason, from } = command
  if (school.absorbed?.some(({ id }) => id === dropped)) return []
  const merged: SchoolFact = { type: 'SchoolsMerged', data: { kept, dropped, reason, refs: [...from.refs] } }
  const lacks = Object.entries(from.entry).filter(
    ([field, value]) => value !== undefined && new Map(Object.entries(school.entry)).get(field) === undefined,
  )
  const filled: SchoolFact[] = lacks.length > 0 ? [{ type: 'SchoolChanged', data: Object.fromEntries(lacks) }] : []
  const facts = [merged, ...filled]
  const history = takeOverHistory(rowsOf(from), facts.reduce(evolveSchool, school), world)
  if ('refused' in history) return history
  const then = [...facts, ...history].reduce(evolveSchool, school)
  return [...facts, ...history, ...suspensions(from, school, then, reason)]
}

/** An award that is suspended and was not the kept entry's stays suspended. */
function suspensions(from: School, before: School, then: School, reason: string): SchoolFact[] {
  return from.awards.flatMap(({ award, state }) => {
    if (state !== 'suspended' || standingAward(before, award)) return []
    const decision = suspendAward({ award, reason }, then)
    return 'refused' in decision ? [] : decision
  })
}
