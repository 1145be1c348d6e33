/**
 * A school's awards, open review and closure as they would stand had each entry said at its time what it should have
 * said: the entries people made are done again in their order by the same rules, each on its own day of recording, and
 * all that follows from them follows anew. With no corrections it comes to what is folded (property-tested).
 */
import { type Day, laterOf } from '../kernel/day.ts'
import type { DayWorld, Refusal } from '../kernel/decider.ts'
import type { Award } from '../kernel/words.ts'
import { afterTheEndOf, alreadyHeld, reviewOfNewLevel, reviewOpened } from './awards.ts'
import type { RecordedFact } from './commands.ts'
import { asSaid, type Said } from './corrections.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { highestAward, standingAward, whyNotGranted } from './levels.ts'
import { whyTooEarly } from './reviews.ts'
import { noSchool, type School } from './state.ts'

export interface Replayed {
  readonly school: School
  /** Rules that entries break, by the entry's id and the rule's name. */
  readonly broken: ReadonlyMap<string, Refusal>
}

interface Ongoing {
  /** As it would stand. */
  shall: School
  /** As it was folded. */
  real: School
  readonly broken: Map<string, Refusal>
}

/** The corrections of a commit that is to come: recorded on `today`, after all of the history. */
export interface ToCome {
  readonly today: Day
  readonly events: readonly string[]
}

/** Replays a history with these words for its entries. `world` lends settings. */
export function replay(
  history: readonly RecordedFact[],
  said: ReadonlyMap<string, Said>,
  world: DayWorld,
  toCome?: ToCome,
): Replayed {
  const going: Ongoing = { shall: noSchool, real: noSchool, broken: new Map() }
  const facts = new Map(history.map(({ event, fact }) => [event, fact]))
  const cyclesOf = (event: string) => cyclesMovedBy(facts.get(event), said.get(event))
  let correction = 0
  for (const recorded of history) {
    const { version, fact } = recorded
    if (fact.type === 'SchoolCorrected') {
      correction = version
      countHistoryAsDone(going, cyclesOf(fact.data.event), recorded.day)
    }
    // What stands behind a correction in its commit is what came of it.
    if (version !== correction) redo(going, recorded, said, world)
    going.real = evolveSchool(going.real, fact)
  }
  if (toCome) countHistoryAsDone(going, toCome.events.flatMap(cyclesOf), toCome.today)
  return { school: going.shall, broken: going.broken }
}

/** The awards whose cycle is counted from another day when an entry says otherwise: the one it named, and the one it should have. */
function cyclesMovedBy(fact: SchoolFact | undefined, said: Said | undefined): readonly Award[] {
  if (fact?.type !== 'AwardGranted' && fact?.type !== 'AwardReAccredited') return []
  return [fact.data.award, ...(said?.award === undefined ? [] : [said.award])]
}

/**
 * R1: a grant recorded later than its day counts every review due until the day of recording as done, and a corrected
 * grant is recorded with its correction. But a review that was overdue is never silently counted as done, nor one of a
 * lower award that goes on because the higher one was never granted.
 */
function countHistoryAsDone(going: Ongoing, moved: readonly Award[], today: Day): void {
  const { shall: then, real } = going
  const held = highestAward(then)
  if (!held || !moved.includes(held.award) || !then.review || then.review.due > today) return
  const wasOverdue = real.review !== undefined && real.review.due <= today
  if (!wasOverdue) going.shall = evolveSchool(then, reviewOpened(held, today, today))
}

function redo(going: Ongoing, recorded: RecordedFact, said: ReadonlyMap<string, Said>, world: DayWorld): void {
  const fact = asSaid(recorded.fact, said.get(recorded.event))
  if (!fact) return
  const why = whyBroken(fact, going.shall, world, said.has(recorded.event))
  if (why) going.broken.set(`${recorded.event} ${why.refused}`, why)
  const facts = redone(fact, going, recorded.day)
  going.shall = facts.reduce(evolveSchool, going.shall)
}

function whyBroken(fact: SchoolFact, then: School, world: DayWorld, isCorrected: boolean): Refusal | undefined {
  if (fact.type === 'ReviewDecided' && then.review) return whyTooEarly(then.review, fact.data.on, world)
  if (fact.type !== 'AwardGranted') return undefined
  const { award, on, history } = fact.data
  const held = isCorrected && !history ? standingAward(then, award) : undefined
  return held ? alreadyHeld(held) : whyNotGranted(then, award, on, world.settings)
}

/** An entry with all that follows from it by the rules, on a day; nothing for one that follows from others. */
function redone(fact: SchoolFact, { shall: then, real }: Ongoing, day: Day): readonly SchoolFact[] {
  switch (fact.type) {
    case 'SchoolClosed':
      return [fact, ...closing(then)]
    case 'SchoolsMerged':
      return fact.data.refs ? [fact] : [fact, ...closing(then)]
    case 'AwardGranted':
    case 'AwardReAccredited':
      return [fact, ...reviewOfNewLevel(then, evolveSchool(then, fact), day)]
    case 'AwardLapsed':
      return standingAward(then, fact.data.award) ? [fact, ...afterTheEndOf(fact.data.award, then, day)] : []
    case 'AwardSuspended':
    case 'AwardReinstated':
      return standingAward(then, fact.data.award) ? [fact] : []
    default:
      return isAboutItsReview(then, real) ? redoneReview(fact, then, day) : []
  }
}

function closing({ review }: School): SchoolFact[] {
  return review ? [{ type: 'ReviewClosed', data: { due: review.due, because: 'school-closed' } }] : []
}

/** What was said of the open review of one award says nothing of another's. */
function isAboutItsReview(then: School, real: School): boolean {
  return then.review !== undefined && then.review.award === real.review?.award
}

function redoneReview(fact: SchoolFact, then: School, day: Day): readonly SchoolFact[] {
  switch (fact.type) {
    case 'ReviewExtended':
    case 'VisitBooked':
    case 'VisitCancelled':
      return [fact]
    case 'ReviewDecided':
      return decided(fact, then, day)
    default:
      return []
  }
}

function decided(fact: Extract<SchoolFact, { type: 'ReviewDecided' }>, then: School, day: Day): readonly SchoolFact[] {
  const { review } = then
  const { decision, on } = fact.data
  const held = review && standingAward(then, review.award)
  if (!review || !held) return []
  if (decision === 'action-required') return [fact]
  if (decision === 'not-retained')
    return [
      fact,
      { type: 'AwardEnded', data: { award: review.award, because: 'not-retained' } },
      ...afterTheEndOf(review.award, then, day),
    ]
  return [fact, reviewOpened(held, laterOf(review.own, on), day)]
}
