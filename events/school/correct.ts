/**
 * A wrong entry is corrected by a further one (nothing is ever changed or removed), and the reminders are planned anew.
 * What follows is recorded as it stands, so that the state is folded from the facts alone: each award, the open review,
 * the visit, the closure, its times in a cluster. R1 and R5 count from the day of recording: a correction mails nobody by itself.
 */
import { type DayWorld, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { awards } from '../kernel/words.ts'
import { inTheFuture } from './awards.ts'
import type { CorrectionAsked, RecordedFact } from './commands.ts'
import { correctionsIn, readCorrection, type Said, type Target } from './corrections.ts'
import type { SchoolFact } from './events.ts'
import { evolveSchool } from './evolve.ts'
import { awardOf } from './levels.ts'
import { type Replayed, replay } from './replay.ts'
import type { Review, School, Visit } from './state.ts'
import { membershipsTakenBack, registerSideTakenBack } from './take-back.ts'

export interface Correct {
  readonly corrections: readonly CorrectionAsked[]
  readonly history: readonly RecordedFact[]
  /** Together with an import: entries of the register's side may be taken back too. */
  readonly byUndo?: boolean | undefined
}

/** A correction that says something new, with its reason. */
interface Wanted extends Target {
  readonly reason: string
}

export function correctEntries(
  { corrections, history, byUndo = false }: Correct,
  school: School,
  world: DayWorld,
): Decision<SchoolFact> {
  const wanted: Wanted[] = []
  for (const asked of corrections) {
    const target = readCorrection(asked, history, byUndo)
    if (target && 'refused' in target) return target
    const why = target && whyNotOnItsDay(target, world)
    if (why) return why
    if (target) wanted.push({ ...target, reason: asked.reason })
  }
  return wanted.length === 0 ? [] : corrected(wanted, history, school, world)
}

/** What was granted, decided or closed happened; an extension ends after the day it was made. */
function whyNotOnItsDay({ entry: { fact, day }, said: { on, to } }: Target, world: DayWorld): Refusal | undefined {
  if (on !== undefined && on > world.today && fact.type !== 'VisitBooked') return inTheFuture(on, world.today)
  if (to === undefined || to > day) return undefined
  return refuse(
    'extension-not-in-the-future',
    `A review is extended to a day after the one on which that is said (${day}); ${to} is not.`,
    { to, said: day },
  )
}

function corrected(
  wanted: readonly Wanted[],
  history: readonly RecordedFact[],
  school: School,
  world: DayWorld,
): Decision<SchoolFact> {
  const before = new Map([...correctionsIn(history)].map(([event, { said }]) => [event, said]))
  const after = new Map<string, Said>([...before, ...wanted.map(({ entry, said }) => [entry.event, said] as const)])
  const toCome = { today: world.today, events: wanted.map(({ entry }) => entry.event) }
  const shall = replay(history, after, world, toCome)
  const why = newlyBroken(replay(history, before, world), shall)
  if (why) return why
  const said = wanted.map(
    ({ entry, said: words, reason }): SchoolFact => ({
      type: 'SchoolCorrected',
      data: { event: entry.event, reason, ...words },
    }),
  )
  const register = registerSideTakenBack(
    wanted.map(({ entry }) => entry),
    history,
    school,
  )
  const members = membershipsTakenBack(
    wanted.map(({ entry }) => entry),
    history,
    after,
    school,
  )
  return [...said, ...standsNow(shall.school, history, school, world), ...members, ...register]
}

/** A correction may not break an award rule that was kept before it. */
function newlyBroken(before: Replayed, after: Replayed): Refusal | undefined {
  const [key] = [...after.broken.keys()].filter((one) => !before.broken.has(one))
  const why = key === undefined ? undefined : after.broken.get(key)
  return (
    why && {
      ...why,
      detail: `So corrected, the history of the school would break a rule. ${why.detail}`,
    }
  )
}

/** What is otherwise than it should be, as facts that say how it stands now. */
function standsNow(shall: School, history: readonly RecordedFact[], school: School, world: DayWorld): SchoolFact[] {
  const facts: SchoolFact[] = [...awardsCorrected(shall, school), ...closureCorrected(shall, school)]
  const planned = [...facts, ...reviewCorrected(shall, history, school, world)]
  const then = planned.reduce(evolveSchool, school)
  return [...planned, ...visitCorrected(shall.review, then.review, world)]
}

function awardsCorrected(shall: School, is: School): SchoolFact[] {
  return awards.flatMap((award): SchoolFact[] => {
    const [wanted, held] = [awardOf(shall, award), awardOf(is, award)]
    if (JSON.stringify(standing(wanted)) === JSON.stringify(standing(held))) return []
    const stands = standing(wanted)
    return [{ type: 'AwardCorrected', data: { award, ...(stands && { stands }) } }]
  })
}

function standing(held: School['awards'][number] | undefined) {
  if (!held) return undefined
  const { since, confirmedOn, state, returning } = held
  return { since, confirmedOn, state, returning }
}

function closureCorrected({ closed: shall }: School, { closed: is }: School): SchoolFact[] {
  if (shall?.on === is?.on) return []
  const { on, successor } = shall ?? {}
  const closed = on === undefined ? undefined : { on, ...(successor !== undefined && { successor }) }
  return [{ type: 'ClosureCorrected', data: { ...(closed && { closed }) } }]
}

function reviewCorrected(
  { review: shall, ...school }: School,
  history: readonly RecordedFact[],
  is: School,
  world: DayWorld,
): SchoolFact[] {
  const closed: SchoolFact[] = is.review
    ? [{ type: 'ReviewClosed', data: { due: is.review.due, because: 'corrected' } }]
    : []
  if (!shall) return closed
  if (is.review?.award === shall.award) return moved(shall, history, is, is.review, school, world)
  const { award, kind, n, own } = shall
  const opened: SchoolFact = { type: 'ReviewOpened', data: { award, kind, n, due: own, on: world.today } }
  const known = onRecord(shall, history)
  const needsMore = shall.due !== own || known.dueRecorded || isPast(shall.visit, world)
  return [...closed, opened, ...(needsMore ? [replanned(shall, known, world, world.today)] : [])]
}

/** The open review of the same award: moved, or planned anew because the award is no longer suspended. */
function moved(
  shall: Review,
  history: readonly RecordedFact[],
  was: School,
  is: Review,
  { awards: held }: Pick<School, 'awards'>,
  world: DayWorld,
): SchoolFact[] {
  const known = onRecord(shall, history)
  // A grant moved by whole years keeps the day of its next review, and makes another review of it.
  const isAnother = shall.own !== is.own || shall.due !== is.due || shall.n !== is.n
  if (isAnother || (isPast(shall.visit, world) && shall.visit?.on !== is.visit?.on))
    return [replanned(shall, known, world, world.today)]
  const stateIn = (all: School['awards']) => all.find(({ award }) => award === shall.award)?.state
  // As after a reinstatement (R7): it goes on with the stages whose morning run is still to come.
  const resumes = stateIn(was.awards) === 'suspended' && stateIn(held) === 'held'
  return resumes ? [replanned(shall, known, world, world.lastRun)] : []
}

interface Known {
  readonly dueRecorded: boolean
  readonly graceEnded: boolean
  readonly late: (visit: Visit) => boolean
}

/** What was recorded of a review before already, and is not recorded twice. */
function onRecord({ due }: Review, history: readonly RecordedFact[]): Known {
  const has = (holds: (fact: SchoolFact) => boolean) => history.some(({ fact }) => holds(fact))
  return {
    dueRecorded: has((fact) => fact.type === 'ReviewDue' && fact.data.due === due),
    graceEnded: has((fact) => fact.type === 'ReviewGraceEnded' && fact.data.due === due),
    late: ({ on }) => has((fact) => fact.type === 'VisitDecisionLate' && fact.data.on === on),
  }
}

function isPast(visit: Visit | undefined, { today }: DayWorld): boolean {
  return visit !== undefined && visit.on <= today
}

function replanned(shall: Review, known: Known, world: DayWorld, on: string): SchoolFact {
  const { award, kind, n, own, due, visit } = shall
  const { dueRecorded, graceEnded } = known
  const past = visit && isPast(visit, world) ? visit : undefined
  return {
    type: 'ReviewReplanned',
    data: {
      award,
      kind,
      n,
      own,
      due,
      on,
      dueRecorded,
      graceEnded,
      ...(past && {
        visit: { on: past.on, ...(past.assessor && { assessor: past.assessor }), late: known.late(past) },
      }),
    },
  }
}

/** A visit to come is booked, and so confirmed, anew; one that was never booked is cancelled. */
function visitCorrected(shall: Review | undefined, is: Review | undefined, world: DayWorld): SchoolFact[] {
  if (!shall || !is) return []
  const { visit } = shall
  if (!visit) return is.visit ? [{ type: 'VisitCancelled', data: { on: is.visit.on, resumeAfter: world.lastRun } }] : []
  if (visit.on === is.visit?.on && visit.assessor === is.visit.assessor) return []
  const { award, kind, due } = shall
  const { on, assessor } = visit
  return [
    {
      type: 'VisitBooked',
      data: { on, award, kind, due, ...(assessor && { assessor }), recorded: world.today },
    },
  ]
}
