/** What facts about clusters and meetings change in a school's state. */
import type { SchoolFact } from './events.ts'
import type { KnownMark, Membership, School } from './state.ts'

type Membering = Extract<SchoolFact, { type: 'SchoolJoinedCluster' | 'SchoolLeftCluster' | 'MembershipCorrected' }>
type OfCluster = Membering | Extract<SchoolFact, { type: 'SchoolFoundWithoutCluster' | 'MeetingInvitationDue' }>
type Standing = Extract<
  SchoolFact,
  {
    type:
      | 'ClusterMeetingMarked'
      | 'ClusterMeetingMissed'
      | 'AbsenceExcused'
      | 'AbsenceIncluded'
      | 'FlagshipAtRisk'
      | 'FlagshipRiskCleared'
      | 'RiskLetterDue'
      | 'MissedMeetingLetterDue'
      | 'MissedMeetingLetterDropped'
  }
>

/** What it was found to be without, it is not found to be without twice, until it was in one again. */
export function evolveMembership(school: School, fact: OfCluster): School {
  const { clusterWait: wait } = school
  if (fact.type === 'MeetingInvitationDue') {
    const { meeting, is, sequence, version, on } = fact.data
    return { ...school, invitations: { ...school.invitations, [meeting]: { is, sequence, version, on } } }
  }
  if (fact.type === 'SchoolFoundWithoutCluster')
    return wait ? { ...school, clusterWait: { ...wait, found: true } } : school
  const memberships = evolveMemberships(school.memberships, fact)
  const joined = fact.type === 'SchoolJoinedCluster' && wait
  return { ...school, memberships, ...(joined && { clusterWait: { from: wait.from } }) }
}

/** Joining again the cluster it is in corrects the day; joining again on the day it joined and left undoes the leaving. */
export function evolveMemberships(known: readonly Membership[], fact: Membering): readonly Membership[] {
  if (fact.type === 'MembershipCorrected') return corrected(known, fact.data)
  const { type, data } = fact
  const { cluster, on } = data
  const last = known.at(-1)
  const earlier = known.slice(0, -1)
  if (type === 'SchoolLeftCluster') return last?.cluster === cluster ? [...earlier, { ...last, leftOn: on }] : known
  const goesOn = last?.leftOn === undefined || (last.joinedOn === on && last.leftOn === on)
  return last?.cluster === cluster && goesOn
    ? [...earlier, { cluster, joinedOn: on }]
    : [...known, { cluster, joinedOn: on }]
}

type Corrected = Extract<Membering, { type: 'MembershipCorrected' }>['data']

/** One after the other by their days; of two of one day the one that ended comes first. */
function corrected(known: readonly Membership[], { cluster, stays }: Corrected): readonly Membership[] {
  const key = ({ joinedOn, leftOn = 'open' }: Membership) => `${joinedOn} ${leftOn}`
  return [...known.filter((one) => one.cluster !== cluster), ...stays.map((stay) => ({ cluster, ...stay }))].toSorted(
    (a, b) => (key(a) < key(b) ? -1 : 1),
  )
}

export function evolveStanding(school: School, fact: Standing): School {
  switch (fact.type) {
    case 'ClusterMeetingMarked': {
      const { meeting, ...says } = fact.data
      const excused = says.mark !== 'attended' && school.marks[meeting]?.excused
      return withMark(school, meeting, { ...says, ...(excused && { excused }) })
    }
    case 'AbsenceExcused':
    case 'AbsenceIncluded': {
      const known = school.marks[fact.data.meeting]
      if (!known) return school
      const { excused: _, ...mark } = known
      return withMark(school, fact.data.meeting, fact.type === 'AbsenceExcused' ? { ...mark, excused: true } : mark)
    }
    case 'ClusterMeetingMissed': {
      const { meeting, letterOn } = fact.data
      return letterOn ? { ...school, missedLetters: [...school.missedLetters, { meeting, on: letterOn }] } : school
    }
    case 'MissedMeetingLetterDue':
    case 'MissedMeetingLetterDropped':
      return withoutLetter(school, fact.data.meeting)
    default:
      return evolveRisk(school, fact)
  }
}

type Risking = Extract<Standing, { type: 'FlagshipAtRisk' | 'FlagshipRiskCleared' | 'RiskLetterDue' }>

function evolveRisk(school: School, fact: Risking): School {
  const { risk, ...others } = school
  switch (fact.type) {
    case 'FlagshipAtRisk': {
      const { because, meetings, on, letterOn } = fact.data
      return { ...others, risk: { because, meetings, since: on, ...(letterOn && { letterOn }) } }
    }
    case 'FlagshipRiskCleared':
      return others
    case 'RiskLetterDue':
      return risk ? { ...others, risk: { ...withoutLetterDay(risk), told: true } } : school
  }
}

function withoutLetterDay({ letterOn: _, ...risk }: NonNullable<School['risk']>): NonNullable<School['risk']> {
  return risk
}

/** A mark that is no plain miss any more takes its planned letter along. */
function withMark(school: School, meeting: string, mark: KnownMark): School {
  const marked = { ...school, marks: { ...school.marks, [meeting]: mark } }
  return mark.mark === 'attended' || mark.mark === 'none' || mark.excused ? withoutLetter(marked, meeting) : marked
}

function withoutLetter(school: School, meeting: string): School {
  return { ...school, missedLetters: school.missedLetters.filter((one) => one.meeting !== meeting) }
}
