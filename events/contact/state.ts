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
  /** The latest day an import claims for a consent after the withdrawal; a person was asked to look. */
  readonly claimed?: Day | undefined
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
  readonly paused: boolean
  /**
   * Whoever stands in this contact's place: the successor who has the mailbox now, or the entry it was merged into.
   * Nothing is recorded of this contact any more, and nothing is written to it.
   */
  readonly passedOn?: { readonly to: string; readonly because: 'handed-over' | 'merged' }
  /** The day the address was handed over to this person: what was said at it before was another's word. */
  readonly mailboxSince?: Day
  /** Entries of the same person that were merged into this one. */
  readonly absorbed?: readonly string[]
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
