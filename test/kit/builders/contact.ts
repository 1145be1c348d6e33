/** Contacts and what they agreed to, by name. */
import { contactDecider } from '../../../events/contact/decide.ts'
import type { ContactFact } from '../../../events/contact/events.ts'
import type { Day } from '../../../events/kernel/day.ts'
import type { ConsentPurpose, ConsentWay } from '../../../events/kernel/words.ts'
import { givenOf } from '../given.ts'

export const given = givenOf(contactDecider)

type Facts = ContactFact[]

/** A contact of one school, in a role. */
export const aContact = {
  head: (): Facts => [{ type: 'ContactAdded', data: { school: 'school#1', role: 'head' } }],
  office: (): Facts => [{ type: 'ContactAdded', data: { school: 'school#1', role: 'office' } }],
}

interface GivenOn {
  readonly on: Day
  readonly purpose?: ConsentPurpose
  readonly how?: ConsentWay
}

/** The person's own word. */
export function agreed({ on, purpose = 'service', how = 'web-form' }: GivenOn): Facts {
  return [{ type: 'ConsentGiven', data: { purpose, wording: '2018-05', how, on } }]
}

/** A row of an import says so. */
export function importedYes({ on, purpose = 'service', how = 'paper' }: GivenOn): Facts {
  return [{ type: 'ConsentGiven', data: { purpose, wording: '2018-05', how, on, imported: true } }]
}

export function withdrawn(on: Day, purpose: ConsentPurpose = 'service', how: 'staff' | 'import' = 'staff'): Facts {
  return [{ type: 'ConsentWithdrawn', data: { purpose, how, on } }]
}
