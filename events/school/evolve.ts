/** What each fact changes in a school's state. Total: every fact of the past must always be readable. */
import { type Day, laterOf } from '../kernel/day.ts'
import type { Award } from '../kernel/words.ts'
import type { SchoolFact, Stage } from './events.ts'
import { evolveMemberships, evolveStanding } from './evolve-standing.ts'
import type { HeldAward, Review, School } from './state.ts'

export function evolveSchool(school: School, fact: SchoolFact): School {
  switch (fact.type) {
    case 'SchoolRegistered': {
      const { ref, name, nation, ...entry } = fact.data
      return { ...school, registered: true, ref, refs: [ref], name, nation, entry }
    }
    case 'SchoolChanged': {
      const { name = school.name, nation = school.nation, ...entry } = fact.data
      return { ...school, name, nation, entry: { ...school.entry, ...entry } }
    }
    case 'SchoolRefChanged':
      return {
        ...school,
        ref: fact.data.ref,
        refs: [fact.data.ref, ...school.refs.filter((ref) => ref !== fact.data.ref)],
      }
    case 'AwardGranted':
      return withAward(school, fact.data.award, (held) => granted(held, fact.data.award, fact.data.on))
    case 'AwardReAccredited':
      return withAward(school, fact.data.award, (held) => held && { ...held, confirmedOn: fact.data.on })
    case 'AwardLapsed':
      return withAward(school, fact.data.award, (held) => held && { ...held, state: 'lapsed' })
    case 'AwardEnded':
      return withAward(school, fact.data.award, (held) => held && { ...held, state: 'ended' })
    case 'AwardSuspended':
      return withAward(school, fact.data.award, (held) => held && { ...held, state: 'suspended' })
    case 'AwardReinstated':
      return withReview(
        withAward(school, fact.data.award, (held) => held && { ...held, state: 'held' }),
        (review) =>
          review.award === fact.data.award
            ? { ...review, plannedAfter: laterOf(review.plannedAfter, fact.data.resumeAfter) }
            : review,
      )
    case 'ContactLinked':
      return { ...school, contacts: [...school.contacts, fact.data] }
    case 'ContactUnlinked':
      return {
        ...school,
        contacts: school.contacts.filter((c) => c.contact !== fact.data.contact || c.role !== fact.data.role),
      }
    case 'RecipientsChosen':
    case 'LetterFailed':
    case 'SchoolUnreachable':
      return evolveAddressed(school, fact)
    case 'SchoolJoinedCluster':
    case 'SchoolLeftCluster':
      return { ...school, memberships: evolveMemberships(school.memberships, fact) }
    case 'ClusterMeetingMarked':
    case 'ClusterMeetingMissed':
    case 'AbsenceExcused':
    case 'AbsenceIncluded':
    case 'FlagshipAtRisk':
    case 'FlagshipRiskCleared':
    case 'RiskLetterDue':
    case 'MissedMeetingLetterDue':
      return evolveStanding(school, fact)
    default:
      return evolveReview(school, fact)
  }
}

function granted(held: HeldAward | undefined, award: Award, on: string): HeldAward {
  const standing = held && (held.state === 'held' || held.state === 'suspended')
  if (standing)
    return {
      ...held,
      since: on < held.since ? on : held.since,
      confirmedOn: on > held.confirmedOn ? on : held.confirmedOn,
    }
  return { award, since: on, confirmedOn: on, state: 'held', returning: held !== undefined }
}

function withAward(
  school: School,
  award: Award,
  change: (held: HeldAward | undefined) => HeldAward | undefined,
): School {
  const changed = change(school.awards.find((a) => a.award === award))
  return changed ? { ...school, awards: [...school.awards.filter((a) => a.award !== award), changed] } : school
}

function withReview(school: School, change: (review: Review) => Review): School {
  return school.review ? { ...school, review: change(school.review) } : school
}

function withoutVisit({ visit: _, ...review }: Review): Review {
  return review
}

/** `before-90` is -90, `after-14` is 14. */
function offsetOf(stage: Stage): number {
  const [side, days] = stage.split('-')
  return side === 'before' ? -Number(days) : Number(days)
}

type Addressing = Extract<SchoolFact, { type: 'RecipientsChosen' | 'LetterFailed' | 'SchoolUnreachable' }>

function evolveAddressed(school: School, fact: Addressing): School {
  if (fact.type === 'SchoolUnreachable') return { ...school, unreachable: true }
  const { topic, matter } = fact.data
  const running = school.addressed[topic]
  const same =
    running?.matter === matter
      ? running
      : { matter, cause: fact.type === 'RecipientsChosen' ? fact.data.cause : 0, to: [], failed: [] }
  if (fact.type === 'LetterFailed')
    return {
      ...school,
      addressed: {
        ...school.addressed,
        [topic]: { ...same, failed: [...same.failed, { contact: fact.data.contact, why: fact.data.why }] },
      },
    }
  const reachable = fact.data.to.length > 0
  return {
    ...school,
    addressed: { ...school.addressed, [topic]: { ...same, to: [...same.to, ...fact.data.to] } },
    unreachable: school.unreachable && !reachable,
  }
}

function evolveReview(school: School, fact: SchoolFact): School {
  switch (fact.type) {
    case 'ReviewOpened': {
      const { award, kind, n, due, on } = fact.data
      return {
        ...school,
        review: { award, kind, n, own: due, due, plannedAfter: on, dueRecorded: false, graceEnded: false },
      }
    }
    case 'ReviewClosed': {
      const { review: _, ...rest } = school
      return rest
    }
    case 'ReviewExtended':
      return withReview(school, ({ reminded: _, ...review }) => ({
        ...review,
        due: fact.data.to,
        plannedAfter: fact.data.on,
        dueRecorded: false,
        graceEnded: false,
      }))
    case 'ReviewDecided':
      return decided(school, fact.data)
    case 'ReviewReminderDue':
      return withReview(school, (review) => ({ ...review, reminded: offsetOf(fact.data.stage) }))
    case 'ReviewDue':
      return withReview(school, (review) => ({ ...review, dueRecorded: true }))
    case 'SchoolPlannedAnew':
      return withReview(school, (review) => plannedAnew(review, fact.data.after))
    case 'ReviewGraceEnded':
      return withReview(school, (review) => ({ ...review, graceEnded: true }))
    default:
      return evolveVisit(school, fact)
  }
}

/** Nothing planned for a day up to this one is sent any more. */
function plannedAnew(review: Review, after: Day): Review {
  const { visit } = review
  return {
    ...review,
    plannedAfter: laterOf(review.plannedAfter, after),
    ...(visit && { visit: { ...visit, plannedAfter: laterOf(visit.plannedAfter ?? visit.recorded, after) } }),
  }
}

function decided(school: School, data: Extract<SchoolFact, { type: 'ReviewDecided' }>['data']): School {
  if (data.decision === 'action-required')
    return withReview(school, (review) => ({
      ...withoutVisit(review),
      plannedAfter: laterOf(review.plannedAfter, data.resumeAfter),
    }))
  const award = school.review?.award
  return award && data.decision !== 'not-retained'
    ? withAward(school, award, (held) => held && { ...held, confirmedOn: data.on })
    : school
}

function evolveVisit(school: School, fact: SchoolFact): School {
  switch (fact.type) {
    case 'VisitBooked': {
      const { on, assessor, recorded } = fact.data
      return withReview(school, (review) => ({
        ...review,
        visit: { on, ...(assessor && { assessor }), recorded, late: false },
      }))
    }
    case 'VisitCancelled':
      return withReview(school, (review) => ({
        ...withoutVisit(review),
        plannedAfter: laterOf(review.plannedAfter, fact.data.resumeAfter),
      }))
    case 'VisitReminderDue':
      return withReview(school, (review) =>
        review.visit ? { ...review, visit: { ...review.visit, announced: fact.data.before } } : review,
      )
    case 'VisitDecisionLate':
      return withReview(school, (review) =>
        review.visit ? { ...review, visit: { ...review.visit, late: true } } : review,
      )
    default:
      return school
  }
}
