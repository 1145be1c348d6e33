/** What each fact changes in a school's state. Total: every fact of the past must always be readable. */
import { type Day, laterOf } from '../kernel/day.ts'
import type { Award } from '../kernel/words.ts'
import { waitBegins, waitEnds } from './cluster-wait.ts'
import type { SchoolFact, Stage } from './events.ts'
import { evolveMembership, evolveStanding } from './evolve-standing.ts'
import { resumedContract, withContract, withInvoice, withoutContract } from './invoices.ts'
import { type HeldAward, noSchool, type Review, type School } from './state.ts'

export function evolveSchool(school: School, fact: SchoolFact): School {
  switch (fact.type) {
    case 'SchoolRegistered': {
      const { ref, name, nation, ...entry } = fact.data
      return { ...school, registered: true, ref, refs: [ref], name, nation, entry }
    }
    case 'SchoolChanged': {
      return withEntry(school, fact.data)
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
    case 'AwardEnded':
      return ended(school, fact.data.award, fact.type === 'AwardLapsed' ? 'lapsed' : 'ended')
    case 'AwardSuspended':
      return withAward(school, fact.data.award, (held) => held && { ...held, state: 'suspended' })
    case 'AwardReinstated':
      return withReview(
        resumedContract(
          withAward(school, fact.data.award, (held) => held && { ...held, state: 'held' }),
          fact.data.award,
          fact.data.resumeAfter,
        ),
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
    case 'SchoolReachable':
      return evolveAddressed(school, fact)
    case 'SchoolJoinedCluster':
    case 'SchoolLeftCluster':
    case 'MembershipCorrected':
    case 'SchoolFoundWithoutCluster':
    case 'MeetingInvitationDue':
      return evolveMembership(school, fact)
    case 'ClusterMeetingMarked':
    case 'ClusterMeetingMissed':
    case 'AbsenceExcused':
    case 'AbsenceIncluded':
    case 'FlagshipAtRisk':
    case 'FlagshipRiskCleared':
    case 'RiskLetterDue':
    case 'MissedMeetingLetterDue':
    case 'MissedMeetingLetterDropped':
      return evolveStanding(school, fact)
    case 'SchoolClosed':
    case 'ClosureCorrected':
    case 'SchoolsMerged':
    case 'SchoolSucceeded':
    case 'EntryCorrected':
    case 'SchoolWithdrawn':
    case 'AwardCorrected':
      return evolveCorrected(school, fact)
    default:
      return evolveReview(school, fact)
  }
}

type OfStanding = Extract<
  SchoolFact,
  {
    type:
      | 'SchoolClosed'
      | 'ClosureCorrected'
      | 'SchoolsMerged'
      | 'SchoolSucceeded'
      | 'EntryCorrected'
      | 'SchoolWithdrawn'
      | 'AwardCorrected'
  }
>

/** Whether it is open, whose successor it is, and what corrections made of entry and awards. */
function evolveCorrected(school: School, fact: OfStanding): School {
  switch (fact.type) {
    case 'SchoolClosed':
      return withClosure(school, fact.data)
    case 'ClosureCorrected':
      return withClosure(school, fact.data.closed)
    case 'SchoolsMerged':
      return merged(school, fact.data)
    case 'SchoolSucceeded': {
      const others = (school.predecessors ?? []).filter((id) => id !== fact.data.predecessor)
      return { ...school, predecessors: fact.data.succeeds ? [...others, fact.data.predecessor] : others }
    }
    case 'EntryCorrected':
      return withEntry(school, fact.data)
    case 'SchoolWithdrawn':
      // Whoever names it next registers it anew.
      return noSchool
    case 'AwardCorrected': {
      const { award, stands } = fact.data
      const others = school.awards.filter((held) => held.award !== award)
      const standing = stands?.state === 'held' || stands?.state === 'suspended'
      const then = { ...school, awards: stands ? [...others, { award, ...stands }] : others }
      return waitEnds(standing ? then : withoutContract(then, award))
    }
  }
}

function withClosure(
  { closed: _, ...school }: School,
  closed: { on: string; successor?: string | undefined } | undefined,
): School {
  if (!closed) return school
  const { on, successor } = closed
  return { ...school, closed: { on, ...(successor !== undefined && { successor }) } }
}

/** The kept one is found by the other's references; the dropped one is done with. Which of the two it is, `refs` says. */
function merged(
  school: School,
  { kept, dropped, refs }: Extract<SchoolFact, { type: 'SchoolsMerged' }>['data'],
): School {
  if (!refs) return { ...school, mergedInto: kept }
  const further = refs.filter((ref) => !school.refs.includes(ref))
  return {
    ...school,
    refs: [...school.refs, ...further],
    absorbed: [...(school.absorbed ?? []), { id: dropped, refs }],
  }
}

function withEntry(
  school: School,
  data: Extract<SchoolFact, { type: 'EntryCorrected' | 'SchoolChanged' }>['data'] & {
    readonly ref?: string | undefined
  },
): School {
  const { name = school.name, nation = school.nation, ref = school.ref, cleared = [], ...entry } = data
  const kept = Object.entries({ ...school.entry, ...entry }).filter(([field]) => !cleared.some((one) => one === field))
  const refs = [ref, ...school.refs.filter((one) => one !== ref)]
  return { ...school, name, nation, ref, refs, entry: Object.fromEntries(kept) }
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

function ended(school: School, award: Award, state: 'lapsed' | 'ended'): School {
  return waitEnds(
    withoutContract(
      withAward(school, award, (held) => held && { ...held, state }),
      award,
    ),
  )
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

type Addressing = Extract<
  SchoolFact,
  { type: 'RecipientsChosen' | 'LetterFailed' | 'SchoolUnreachable' | 'SchoolReachable' }
>

function evolveAddressed(school: School, fact: Addressing): School {
  if (fact.type === 'SchoolUnreachable' || fact.type === 'SchoolReachable')
    return { ...school, unreachable: fact.type === 'SchoolUnreachable' }
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
      const review = { award, kind, n, own: due, due, plannedAfter: on, dueRecorded: false, graceEnded: false }
      return waitBegins({ ...withContract(school, { award, on }), review }, award, on)
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
    case 'ReviewReplanned':
      return replanned(school, fact.data)
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
    case 'InvoiceDue':
      return withInvoice(school, fact.data)
    default:
      return evolveVisit(school, fact)
  }
}

/** Where only its plan changes, the stages reminded of stay so; a visit to come survives a move. */
function replanned(school: School, data: Extract<SchoolFact, { type: 'ReviewReplanned' }>['data']): School {
  const { on, visit, ...review } = data
  const before = school.review
  const { visit: booked, reminded } = before ?? {}
  const isSame = before?.own === review.own && before.due === review.due
  const standing = visit
    ? { on: visit.on, ...(visit.assessor && { assessor: visit.assessor }), recorded: on, late: visit.late }
    : booked
  const planned = {
    ...review,
    plannedAfter: before && isSame ? laterOf(before.plannedAfter, on) : on,
    ...(isSame && reminded !== undefined && { reminded }),
    ...(standing && { visit: standing }),
  }
  return waitBegins({ ...school, review: planned }, review.award, on)
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
