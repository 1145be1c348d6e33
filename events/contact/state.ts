/** A contact as its rules know it: an address with its roles and consents. Name and address are in the vault. */
import type { Day } from '../kernel/day.ts'
import type { ConsentPurpose, ConsentWay, ContactRole } from '../kernel/words.ts'

export interface Consent {
  readonly state: 'given' | 'withdrawn'
  readonly since: Day
  readonly wording?: string | undefined
  readonly how: ConsentWay | 'staff' | 'one-click' | 'complaint'
  /** The latest day of the person's own word that stands: an import's withdrawal of no later day is answered by it. */
  readonly own?: Day | undefined
  /** The withdrawal that took it, as long as the person may undo it. */
  readonly withdrawal?: Undoable | undefined
  /** The latest day an import claims for a consent after the withdrawal; a person was asked to look. */
  readonly claimed?: Day | undefined
}

/** A withdrawal by its own id, and what it took: so that undoing it restores that and nothing else. */
export interface Undoable {
  readonly id: string
  /** All that was asked for with it. */
  readonly together: readonly ConsentPurpose[]
  /** The consent as it was given before; missing where none was. */
  readonly took?: { readonly wording?: string | undefined } | undefined
  /** The address stood on the suppression list before, from this day on. */
  readonly stood?: Day | undefined
}

/** A mail whose sender is not sure asked for something in this person's name: they were asked whether it was them (C5). */
export interface Question {
  readonly id: string
  /** What was asked for, to be withdrawn if it was them. */
  readonly purposes: readonly ConsentPurpose[]
  /** Letters pause while it is open, and go on in the morning of this day. */
  readonly until: Day
  /** The mails it is about. */
  readonly mails: readonly string[]
  /** How it ended: by an answer, by its day, by staff who let letters go on. */
  readonly closed?: 'answered' | 'time-over' | 'staff' | undefined
}

export interface Contact {
  readonly known: boolean
  readonly erased: boolean
  readonly schools: readonly { readonly school: string; readonly role: ContactRole }[]
  readonly consents: Partial<Record<ConsentPurpose, Consent>>
  readonly address: 'ok' | 'bounced' | 'suppressed'
  /** Letters that came back for a reason that may pass, of the last month only. */
  readonly soft: readonly { readonly letter: string; readonly on: Day }[]
  /** It happened so often within a month that a person was asked to look. */
  readonly keepsBouncing: boolean
  /** Letters pause: because staff said so, or while a question is open. */
  readonly paused: boolean
  readonly pausedByStaff?: true | undefined
  /** The latest question whether it was them. */
  readonly question?: Question | undefined
  /** Withdrawals that were noted, by purpose and id: told again they change nothing. The latest of them. */
  readonly said?: readonly string[] | undefined
  /** The withdrawal undone last, and for which purposes the address leaves the suppression list with it. */
  readonly undone?: { readonly id: string; readonly lifted: readonly ConsentPurpose[] } | undefined
  /**
   * Whoever stands in this contact's place: the successor who has the mailbox now, or the entry it was merged into.
   * Nothing is recorded of this contact any more, and nothing is written to it.
   */
  readonly passedOn?: { readonly to: string; readonly because: 'handed-over' | 'merged' }
  /** The day the address was handed over to this person: what was said at it before was another's word. */
  readonly mailboxSince?: Day
  /** Entries of the same person that were merged into this one. */
  readonly absorbed?: readonly string[]
  /** Roles it was taken off, or handed over: an import brings none of them back. */
  readonly formerly?: Contact['schools']
  /** Serves no school any more since a day; name and address are kept until another. */
  readonly left?: { readonly on: Day; readonly until: Day }
  /** Left so long ago that name and address are not kept any more. */
  readonly forgotten?: true
}

export const noContact: Contact = {
  known: false,
  erased: false,
  schools: [],
  consents: {},
  address: 'ok',
  soft: [],
  keepsBouncing: false,
  paused: false,
}
