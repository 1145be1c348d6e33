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
