/** A contact as its rules know it: an address with its roles and consents. Name and address are in the vault. */
import type { Day } from '../kernel/day.ts'
import type { ConsentPurpose, ConsentWay, ContactRole } from '../kernel/words.ts'

export interface Consent {
  readonly state: 'given' | 'withdrawn'
  readonly since: Day
  readonly wording?: string
  readonly how: ConsentWay | 'staff' | 'one-click' | 'complaint'
}

export interface Contact {
  readonly known: boolean
  readonly erased: boolean
  readonly schools: readonly { readonly school: string; readonly role: ContactRole }[]
  readonly consents: Partial<Record<ConsentPurpose, Consent>>
  readonly address: 'ok' | 'bounced' | 'suppressed'
  readonly paused: boolean
}

export const noContact: Contact = { known: false, erased: false, schools: [], consents: {}, address: 'ok', paused: false }
