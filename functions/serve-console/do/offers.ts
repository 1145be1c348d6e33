/** Which forms are offered to whom: those the role may send, and that make sense as the school stands. */
import { commands } from '../../../events/commands.ts'
import type { StaffRole } from '../../../events/kernel/words.ts'
import type { School } from '../../../events/school/state.ts'
import type { ContactCard } from '../../../shared/board/rows/contact.ts'
import { mayTouchVisit } from '../../../shared/deeds/callers.ts'
import type { Caller } from '../caller.ts'
import type { FormName } from './names.ts'

export function formPath(school: string, form: FormName): string {
  return `/schools/${encodeURIComponent(school)}/do/${form}`
}

/** A form about a member of staff (their id), or about nobody yet. */
export function staffFormPath(staff: string | undefined, form: FormName): string {
  return staff === undefined ? `/staff/do/${form}` : `/staff/${encodeURIComponent(staff)}/do/${form}`
}

function may({ role }: Caller, form: FormName): boolean {
  const roles: readonly StaffRole[] = commands[form].roles
  return roles.includes(role)
}

/** What can be done with a school, in the order of how often it is. */
export function actionsOf(caller: Caller, school: School, paused = false): FormName[] {
  const { review, awards } = school
  const has = (...states: string[]) => awards.some(({ state }) => states.includes(state))
  // An Assessor may do all this with a visit that is nobody's yet, or their own.
  if (school.mergedInto !== undefined) return []
  const isOpen = school.closed === undefined
  const mayVisit = mayTouchVisit(caller, school)
  const offers: [FormName, boolean][] = [
    ['book-visit', review !== undefined && mayVisit],
    ['cancel-visit', review?.visit !== undefined && mayVisit],
    ['recommend', review?.visit !== undefined && mayVisit],
    ['decide-review', review !== undefined],
    ['extend-review', review !== undefined],
    ['grant-award', isOpen],
    ['suspend-award', isOpen && has('held')],
    ['reinstate-award', isOpen && has('suspended')],
    ['lapse-award', isOpen && has('held', 'suspended')],
    ['add-contact', true],
    ['change-school', true],
    ['join-cluster', isOpen && awards.some(({ award }) => award !== 'inclusive-school')],
    ['close-school', isOpen],
    ['pause-letters', !paused],
    ['resume-letters', paused],
  ]
  return offers.filter(([form, fits]) => fits && may(caller, form)).map(([form]) => form)
}

const ofContacts = [
  'give-consent',
  'withdraw-consent',
  'change-contact',
  'hand-over-contact',
  'remove-contact',
] as const

/** What can be done with each contact of a school. */
export function contactActionsOf(caller: Caller): (typeof ofContacts)[number][] {
  return ofContacts.filter((form) => may(caller, form))
}

/** A form about a contact (their id), below the contact itself. */
export function contactFormPath(contact: string, form: FormName): string {
  return `/contacts/${encodeURIComponent(contact)}/do/${form}`
}

/** Whether anything is recorded of a contact any more. */
function stands({ forgotten, erased, handedTo, mergedInto }: ContactCard): boolean {
  return !forgotten && !erased && handedTo === undefined && mergedInto === undefined
}

/** What can be done with a contact on its own page. */
export function formsOfContact(caller: Caller, card: ContactCard): FormName[] {
  if (!stands(card)) return []
  const pause = card.paused ? 'resume-letters' : 'pause-letters'
  const offers: FormName[] = ['change-contact', 'give-consent', 'withdraw-consent', pause, 'open-request']
  return offers.filter((form) => may(caller, form))
}

export function mayMerge(caller: Caller, card: ContactCard): boolean {
  return stands(card) && may(caller, 'merge-contacts')
}
