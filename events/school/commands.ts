/** What a school can be asked to do or note, as its rules take it: ids resolved, free text already kept as notes. */
import type { Day } from '../kernel/day.ts'
import type { Award, ContactRole, MeetingKind, Nation } from '../kernel/words.ts'
import type { decisions, LetterTopic, mayBeCleared, PassedOverWhy, SchoolFact } from './events.ts'
import type { Candidate } from './recipients.ts'
import type { KnownMark, School } from './state.ts'

export interface RegisterEntry {
  readonly name?: string | undefined
  readonly nation?: Nation | undefined
  readonly pupils?: number | undefined
  readonly town?: string | undefined
  readonly postcode?: string | undefined
  readonly phone?: string | undefined
  readonly website?: string | undefined
  readonly group?: string | undefined
}

export type ReviewDecision = (typeof decisions)[number]

/** One row of history taken over by an import. */
export interface HistoryRow {
  readonly award: Award
  readonly action: 'granted' | 're-accredited'
  readonly on: Day
}

/** A planned meeting as it stands now, for a school that may be invited to it. */
export interface NotedInvitation {
  readonly meeting: string
  readonly cluster: string
  readonly version: number
  readonly state: 'scheduled' | 'held' | 'cancelled'
  readonly on: Day
  readonly from?: string
  readonly kind: MeetingKind
  readonly place: string
  readonly topics: string
  readonly hostName?: string
}

/** What a meeting's version says of this school: its mark, or `none` when it was cancelled or marks others. */
export interface NotedMark extends Omit<KnownMark, 'excused'> {
  readonly meeting: string
  /** An import assesses, and writes to no school (F5). */
  readonly imported?: boolean | undefined
}

/** What changes of an entry; `null` takes away what it can do without. */
export type RegisterChange = Pick<RegisterEntry, 'name' | 'nation'> & {
  readonly [Field in (typeof mayBeCleared)[number]]?: RegisterEntry[Field] | null
}

/** A fact as it stands on record. */
export interface RecordedFact {
  /** The event's id. */
  readonly event: string
  /** The version of its commit: facts of one commit were said together. */
  readonly version: number
  /** The day of recording. */
  readonly day: Day
  readonly fact: SchoolFact
}

/** What an entry should have said; `{}`: it should never have been made. */
export interface CorrectionAsked {
  readonly event: string
  readonly reason: string
  readonly data: Readonly<Record<string, unknown>>
}

export type SchoolCommand =
  | ({
      readonly do: 'register-school'
      readonly ref: string
      readonly name: string
      readonly nation: Nation
    } & RegisterEntry)
  | ({ readonly do: 'change-school'; readonly ref?: string | undefined } & RegisterChange)
  | { readonly do: 'grant-award'; readonly award: Award; readonly on: Day; readonly reason?: string | undefined }
  | { readonly do: 'take-over-history'; readonly rows: readonly HistoryRow[] }
  | { readonly do: 'lapse-award' | 'suspend-award' | 'reinstate-award'; readonly award: Award; readonly reason: string }
  | {
      readonly do: 'book-visit'
      readonly on: Day
      readonly assessor?: string | undefined
      readonly reason?: string | undefined
    }
  | { readonly do: 'cancel-visit'; readonly reason?: string | undefined }
  | { readonly do: 'recommend'; readonly recommendation: ReviewDecision; readonly report?: string | undefined }
  | {
      readonly do: 'decide-review'
      readonly decision: ReviewDecision
      readonly on?: Day | undefined
      readonly reason?: string | undefined
    }
  | { readonly do: 'extend-review'; readonly to: Day; readonly reason: string }
  | { readonly do: 'link-contact' | 'unlink-contact'; readonly contact: string; readonly role: ContactRole }
  | {
      readonly do: 'choose-recipients'
      readonly topic: LetterTopic
      readonly matter: string
      readonly cause: number
      readonly candidates: readonly Candidate[]
    }
  | {
      readonly do: 'note-failed-letter'
      readonly topic: LetterTopic
      readonly matter: string
      readonly contact: string
      readonly why: PassedOverWhy
      readonly candidates: readonly Candidate[]
    }
  /** Somebody may be reached again: `candidates` are those who stand at the school now. */
  | { readonly do: 'note-reachable'; readonly candidates: readonly Candidate[] }
  /** Settings or the calendar changed: plan anew what is to come. */
  | { readonly do: 'plan' }
  | { readonly do: 'join-cluster'; readonly cluster: string; readonly on: Day; readonly reason?: string | undefined }
  | { readonly do: 'leave-cluster'; readonly cluster: string; readonly on: Day; readonly reason?: string | undefined }
  | ({ readonly do: 'note-mark' } & NotedMark)
  | ({ readonly do: 'note-invitation' } & NotedInvitation)
  | {
      readonly do: 'excuse-absence' | 'include-absence'
      readonly meeting: string
      readonly reason: string
      /** The mark as the meeting has it now. */
      readonly seen?: NotedMark | undefined
    }
  | { readonly do: 'close-school'; readonly on: Day; readonly successor?: string | undefined; readonly reason: string }
  /** A school that closed named this one, by its id, as its successor; or does no longer. */
  | { readonly do: 'note-predecessor'; readonly predecessor: string; readonly succeeds: boolean }
  /** Said to the entry that is dropped; ids of the two. */
  | { readonly do: 'merge-into'; readonly kept: string; readonly dropped: string; readonly reason: string }
  /** Said to the entry that is kept; `from` is the dropped one as it stood. */
  | {
      readonly do: 'absorb-school'
      readonly kept: string
      readonly dropped: string
      readonly reason: string
      readonly from: School
    }
  | {
      readonly do: 'correct-entries'
      readonly corrections: readonly CorrectionAsked[]
      /** Everything on record of the school, oldest first. */
      readonly history: readonly RecordedFact[]
      /** Together with an import: entries of the register's side may be taken back too. */
      readonly byUndo?: boolean | undefined
    }
  /** The morning has come: record what fell due. */
  | { readonly do: 'wake' }
