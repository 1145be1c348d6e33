/** What a school's rules need to know of it; about 1 KB. What would grow (letters, meetings) has streams of its own. */
import type { Day } from '../kernel/day.ts'
import type { Award, ContactRole, Mark, MeetingKind, Nation } from '../kernel/words.ts'
import type { FeeBand, invitationIs, LetterTopic, PassedOverWhy, ReviewKind } from './events.ts'

export interface HeldAward {
  readonly award: Award
  /** A of R1: the first grant since the school was last without it. */
  readonly since: Day
  /** The latest day it was granted, re-accredited or retained. */
  readonly confirmedOn: Day
  readonly state: 'held' | 'suspended' | 'lapsed' | 'ended'
  /** The school held it once and was without it later: it is returning now. */
  readonly returning: boolean
}

export interface Visit {
  readonly on: Day
  readonly assessor?: string
  /** The day the booking was recorded. */
  readonly recorded: Day
  /** Announcements whose send day is not later are not made: the day up to which all was settled when it was planned anew. */
  readonly plannedAfter?: Day
  /** Days before the visit for which it was announced again; the smallest is the latest. */
  readonly announced?: number
  readonly late: boolean
}

export interface Review {
  readonly award: Award
  readonly kind: ReviewKind
  /** The n of R1. */
  readonly n: number
  /** Its own day, A + n years. */
  readonly own: Day
  /** The due day as it stands, after extensions. */
  readonly due: Day
  /** R5: stages whose send day is not later than this day are superseded (opened, extended, resumed). */
  readonly plannedAfter: Day
  /** Days to the due day (negative before it) of the last stage reminded of. */
  readonly reminded?: number
  readonly dueRecorded: boolean
  readonly graceEnded: boolean
  readonly visit?: Visit
}

/** Who was written to about one running matter, and what came of it. */
export interface Addressed {
  readonly matter: string
  /** The version of the commit that called for it. */
  readonly cause: number
  readonly to: readonly string[]
  readonly failed: readonly { readonly contact: string; readonly why: PassedOverWhy }[]
}

/** What a cluster meeting says of this school (F1). */
export interface KnownMark {
  readonly on: Day
  readonly kind: MeetingKind
  /** `none`: cancelled, or no longer one of its members. */
  readonly mark: Mark | 'none'
  /** The version of the meeting that says so. */
  readonly version: number
  /** The day the cluster that held it was formed or imported. */
  readonly clusterSince: Day
  readonly excused?: true
}

/** The contract of a Centre of Excellence or Flagship, as far as invoices ask. */
export interface Contract {
  readonly award: Award
  /** Contract years that began on this day or before are not invoiced by the system. */
  readonly after: Day
  /** The first day of the year that was invoiced last. */
  readonly invoiced?: Day
}

export interface Invoice {
  readonly award: Award
  readonly year: number
  readonly from: Day
  readonly band: FeeBand
  readonly due: Day
}

/** A time in a cluster; on `leftOn` it is no member any more. */
export interface Membership {
  readonly cluster: string
  readonly joinedOn: Day
  readonly leftOn?: Day
}

/** What a school was last told of a planned meeting. */
export interface Invitation {
  readonly is: (typeof invitationIs)[number]
  readonly sequence: number
  /** Of the meeting that said so. */
  readonly version: number
  readonly on: Day
}

export interface School {
  readonly registered: boolean
  readonly ref: string
  readonly refs: readonly string[]
  readonly name: string
  readonly nation: Nation
  readonly entry: {
    readonly pupils?: number | undefined
    readonly town?: string | undefined
    readonly postcode?: string | undefined
    readonly phone?: string | undefined
    readonly website?: string | undefined
    readonly group?: string | undefined
  }
  readonly awards: readonly HeldAward[]
  readonly review?: Review
  readonly contacts: readonly { readonly contact: string; readonly role: ContactRole }[]
  readonly addressed: Partial<Record<LetterTopic, Addressed>>
  readonly unreachable: boolean
  /** Oldest first; the last is the present one unless it has ended. */
  readonly memberships: readonly Membership[]
  /** Since when its award asks for a cluster, and whether it was found without one; see cluster-wait.ts. */
  readonly clusterWait?: { readonly from: Day; readonly found?: true }
  /** By meeting, of those it was ever invited to. */
  readonly invitations?: Readonly<Record<string, Invitation>>
  /** By meeting. */
  readonly marks: Readonly<Record<string, KnownMark>>
  /** At risk since a day, and the day the school is told (F5); absent once it was. */
  readonly risk?: {
    readonly because: 'two-consecutive-meetings-missed' | 'no-meeting-attended-in-term'
    readonly meetings: readonly string[]
    readonly since: Day
    readonly letterOn?: Day
    /** The school was to be told: it hears of the end as well. */
    readonly told?: true
  }
  /** Gentle letters that are planned (F5). */
  readonly missedLetters: readonly { readonly meeting: string; readonly on: Day }[]
  readonly contract?: Contract
  /** All that fell due, oldest first: one a year. */
  readonly invoices?: readonly Invoice[]
  /** It closed; its reminders stop, its awards stand as history. */
  readonly closed?: { readonly on: Day; readonly successor?: string | undefined }
  /** The id of the entry it was merged into: this one is done with. */
  readonly mergedInto?: string
  /** Entries of the same school that were merged into this one, with the references they had. */
  readonly absorbed?: readonly { readonly id: string; readonly refs: readonly string[] }[]
  /** Ids of closed schools whose successor it is. */
  readonly predecessors?: readonly string[]
}

export const noSchool: School = {
  registered: false,
  ref: '',
  refs: [],
  name: '',
  nation: 'england',
  entry: {},
  awards: [],
  contacts: [],
  addressed: {},
  unreachable: false,
  memberships: [],
  marks: {},
  missedLetters: [],
}
