/** The open review: its visit is booked or cancelled, it is extended, recommended on, decided (R1, R7). */
import { addDays, daysBetween, laterOf } from '../kernel/day.ts'
import { type DayWorld, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { afterTheEndOf, inTheFuture, reviewOpened } from './awards.ts'
import type { SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import { standingAward } from './levels.ts'
import type { Review, School } from './state.ts'

type Book = Extract<SchoolCommand, { do: 'book-visit' }>
type Cancel = Extract<SchoolCommand, { do: 'cancel-visit' }>
type Recommend = Extract<SchoolCommand, { do: 'recommend' }>
type Decide = Extract<SchoolCommand, { do: 'decide-review' }>
type Extend = Extract<SchoolCommand, { do: 'extend-review' }>

function noOpenReview(): Refusal {
  return refuse('no-open-review', 'The school has no open review: it holds no award. Grant one first.')
}

export function bookVisit({ on, assessor, reason }: Book, { review }: School, world: DayWorld): Decision<SchoolFact> {
  if (!review) return noOpenReview()
  const { visit } = review
  if (visit && visit.on === on && visit.assessor === assessor) return []
  return [
    {
      type: 'VisitBooked',
      data: {
        on,
        award: review.award,
        kind: review.kind,
        due: review.due,
        ...(assessor && { assessor }),
        recorded: world.today,
        ...(reason && { reason }),
      },
    },
  ]
}

export function cancelVisit({ reason }: Cancel, { review }: School, world: DayWorld): Decision<SchoolFact> {
  if (!review) return noOpenReview()
  if (!review.visit) return refuse('no-visit-booked', 'No visit is booked for the open review.', { due: review.due })
  return [
    { type: 'VisitCancelled', data: { on: review.visit.on, resumeAfter: world.lastRun, ...(reason && { reason }) } },
  ]
}

export function recommend(
  { recommendation, report }: Recommend,
  { review }: School,
  world: DayWorld,
): Decision<SchoolFact> {
  if (!review) return noOpenReview()
  return [
    {
      type: 'RecommendationMade',
      data: { recommendation, due: review.due, on: world.today, ...(report && { report }) },
    },
  ]
}

export function extendReview({ to, reason }: Extend, { review }: School, world: DayWorld): Decision<SchoolFact> {
  if (!review) return noOpenReview()
  if (to <= world.today)
    return refuse(
      'extension-not-in-the-future',
      `A review can be extended to any day after today (${world.today}); ${to} is not.`,
      { to, today: world.today },
    )
  return to === review.due ? [] : [{ type: 'ReviewExtended', data: { from: review.due, to, on: world.today, reason } }]
}

export function decideReview(command: Decide, school: School, world: DayWorld): Decision<SchoolFact> {
  const { review } = school
  if (!review) return noOpenReview()
  const on = command.on ?? world.today
  const why = on > world.today ? inTheFuture(on, world.today) : whyTooEarly(review, on, world)
  if (why) return why
  const { decision, reason } = command
  // R7: what was stopped resumes. Where no visit had stopped the ladder, a reminder that waits for a working day still does.
  const resumeAfter = review.visit ? world.lastRun : review.plannedAfter
  const decided: SchoolFact = {
    type: 'ReviewDecided',
    data: { decision, on, kind: review.kind, due: review.due, resumeAfter, ...(reason && { reason }) },
  }
  if (decision === 'action-required') return [decided]
  if (decision === 'not-retained')
    return [
      decided,
      { type: 'AwardEnded', data: { award: review.award, because: 'not-retained' } },
      ...afterTheEndOf(review.award, school, world.today),
    ]
  const held = standingAward(school, review.award)
  return held ? [decided, reviewOpened(held, laterOf(review.own, on), world.today)] : noOpenReview()
}

/** Refuses a decision more than the window before the due day as it stands (R7). */
export function whyTooEarly(review: Review, on: string, { settings }: DayWorld): Refusal | undefined {
  if (daysBetween(on, review.due) <= settings.decisionWindowDays) return undefined
  const opens = addDays(review.due, -settings.decisionWindowDays)
  return refuse('review-window-not-open', `This review is due on ${review.due}; it can be decided from ${opens} on.`, {
    due: review.due,
    opens,
    on,
  })
}
