/**
 * Awards are granted, suspended, reinstated and ended by people (DOMAIN 2); nothing lapses by itself. A new, higher
 * level closes the open review and opens its own; the end of a level ends those above and opens the next lower one's.
 */
import type { Day } from '../kernel/day.ts'
import { type DayWorld, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { type Award, awards } from '../kernel/words.ts'
import type { HistoryRow, SchoolCommand } from './commands.ts'
import { reviewAfter } from './cycle.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { awardOf, highestAward, rankOf, standingAward, titleOf, whyClosedToGrants, whyNotGranted } from './levels.ts'
import type { HeldAward, Review, School } from './state.ts'

type Grant = Extract<SchoolCommand, { do: 'grant-award' }>
type OfAward = { readonly award: Award; readonly reason: string }

export function grantAward(command: Grant, school: School, world: DayWorld): Decision<SchoolFact> {
  const { award, on, reason } = command
  if (on > world.today) return inTheFuture(on, world.today)
  const closed = whyClosedToGrants(school)
  if (closed) return closed
  const held = standingAward(school, award)
  if (held) return held.state === 'held' && held.since === on ? [] : alreadyHeld(held)
  const why = whyNotGranted(school, award, on, world.settings)
  if (why) return why
  const granted: SchoolFact = {
    type: 'AwardGranted',
    data: { award, on, history: on < world.today, ...(reason && { reason }) },
  }
  return [granted, ...reviewOfNewLevel(school, evolveSchool(school, granted), world.today)]
}

/** Refuses a grant of an award that is held. */
export function alreadyHeld(held: HeldAward): Refusal {
  return refuse(
    'award-already-held',
    held.state === 'suspended'
      ? `The ${titleOf(held.award)} is suspended. Reinstate it instead of granting it again.`
      : `The school holds the ${titleOf(held.award)} since ${held.since}. To put its day right, correct the entry of its grant.`,
    { award: held.award, since: held.since, state: held.state },
  )
}

export function inTheFuture(on: Day, today: Day): Refusal {
  return refuse('day-in-the-future', `${on} is still to come; today is ${today}. Record it on the day or later.`, {
    on,
    today,
  })
}

/** History goes in even where it breaks an award rule; the import warns. Rows are put in order first. */
export function takeOverHistory(rows: readonly HistoryRow[], school: School, world: DayWorld): Decision<SchoolFact> {
  const late = rows.find((row) => row.on > world.today)
  if (late) return inTheFuture(late.on, world.today)
  const facts: SchoolFact[] = []
  let then = school
  for (const row of inOrder(rows)) {
    for (const fact of factsOfHistory(row, then)) {
      facts.push(fact)
      then = evolveSchool(then, fact)
    }
  }
  return [...facts, ...reviewOfNewLevel(school, then, world.today)]
}

/** By day, then by level, a grant before a re-accreditation. */
export function inOrder<R extends HistoryRow>(rows: readonly R[]): R[] {
  const key = (row: HistoryRow) => `${row.on} ${rankOf(row.award)} ${row.action}`
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

function factsOfHistory(row: HistoryRow, school: School): SchoolFact[] {
  if (row.action === 'granted')
    return isNews(row, school) ? [{ type: 'AwardGranted', data: { award: row.award, on: row.on, history: true } }] : []
  const held = standingAward(school, row.award)
  return held && row.on > held.confirmedOn
    ? [{ type: 'AwardReAccredited', data: { award: row.award, on: row.on } }]
    : []
}

/** Whether a grant of history says something new: the same file read again never brings back an award that ended since. */
function isNews({ award, on }: HistoryRow, school: School): boolean {
  const known = awardOf(school, award)
  if (!known) return true
  return standingAward(school, award) ? on < known.since : on > known.confirmedOn
}

/** What a row of history breaks, as a sentence; undefined when nothing. `before` is the school before this row. */
export function warningOf(row: HistoryRow, before: School, world: DayWorld): string | undefined {
  const held = standingAward(before, row.award)
  if (row.action === 're-accredited')
    return held
      ? undefined
      : `no grant of the ${titleOf(row.award)} is known before ${row.on}; this row changes nothing`
  if (held)
    return row.on > held.since
      ? `the ${titleOf(row.award)} is held since ${held.since} already; this row changes nothing`
      : undefined
  if (!isNews(row, before)) return `the ${titleOf(row.award)} has ended since ${row.on}; this row changes nothing`
  return whyNotGranted(before, row.award, row.on, world.settings)?.detail
}

/** Applies the rows one by one, for the import's warnings. */
export function warningsOf<R extends HistoryRow>(
  rows: readonly R[],
  school: School,
  world: DayWorld,
): { row: R; reason: string }[] {
  let then = school
  return inOrder(rows).flatMap((row) => {
    const reason = warningOf(row, then, world)
    then = factsOfHistory(row, then).reduce(evolveSchool, then)
    return reason === undefined ? [] : [{ row, reason }]
  })
}

/** The facts that follow when the highest level, the day it is held since, or the history of its reviews is another than before. */
export function reviewOfNewLevel(before: School, after: School, today: Day): SchoolFact[] {
  // A closed school's awards are history alone.
  if (after.closed || after.mergedInto !== undefined) return []
  const was = highestAward(before)
  const is = highestAward(after)
  if (!is) return []
  if (!was || !before.review) return [reviewOpened(is, today, today)]
  const because = whyClosed(was, is, before.review, today)
  return because
    ? [{ type: 'ReviewClosed', data: { due: before.review.due, because } }, reviewOpened(is, today, today)]
    : []
}

function whyClosed(
  was: HeldAward,
  is: HeldAward,
  review: Review,
  today: Day,
): 'higher-award' | 'earlier-grant' | 'history' | undefined {
  if (was.award !== is.award) return 'higher-award'
  if (was.since !== is.since) return 'earlier-grant'
  // R1: a re-accreditation of history counts every review due until today as done.
  return was.confirmedOn !== is.confirmedOn && review.due <= today ? 'history' : undefined
}

/** The opening of the first review of an award later than `after`, recorded on `today`. */
export function reviewOpened(held: HeldAward, after: Day, today: Day): SchoolFact {
  return { type: 'ReviewOpened', data: { award: held.award, ...reviewAfter(held.award, held.since, after), on: today } }
}

export function endAward(command: OfAward, school: School, world: DayWorld): Decision<SchoolFact> {
  const held = standingAward(school, command.award)
  if (!held) return awardOf(school, command.award)?.state === 'lapsed' ? [] : notHeld(command.award)
  return [
    { type: 'AwardLapsed', data: { award: command.award, reason: command.reason } },
    ...afterTheEndOf(command.award, school, world.today),
  ]
}

function notHeld(award: Award): Refusal {
  return refuse('award-not-held', `The school does not hold the ${titleOf(award)}.`, { award })
}

/** Levels above fall with an ended one; the next lower level still held opens its review, as an import that day would (R7). */
export function afterTheEndOf(award: Award, school: School, today: Day): SchoolFact[] {
  const above = awards.filter((other) => rankOf(other) > rankOf(award) && standingAward(school, other))
  const fallen = above
    .toReversed()
    .map((other): SchoolFact => ({ type: 'AwardEnded', data: { award: other, because: 'lower-award-ended' } }))
  const lower = awards
    .filter((other) => rankOf(other) < rankOf(award))
    .toReversed()
    .flatMap((other) => standingAward(school, other) ?? [])[0]
  const closed: SchoolFact[] = school.review
    ? [{ type: 'ReviewClosed', data: { due: school.review.due, because: 'award-ended' } }]
    : []
  return [...fallen, ...closed, ...(lower && !school.closed ? [reviewOpened(lower, today, today)] : [])]
}

export function suspendAward(command: OfAward, school: School): Decision<SchoolFact> {
  const held = standingAward(school, command.award)
  if (!held) return notHeld(command.award)
  return held.state === 'suspended'
    ? []
    : [{ type: 'AwardSuspended', data: { award: command.award, reason: command.reason } }]
}

export function reinstateAward(command: OfAward, school: School, world: DayWorld): Decision<SchoolFact> {
  const held = standingAward(school, command.award)
  if (!held) return notHeld(command.award)
  return held.state === 'held'
    ? []
    : [{ type: 'AwardReinstated', data: { award: command.award, reason: command.reason, resumeAfter: world.lastRun } }]
}
