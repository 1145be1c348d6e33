/**
 * Whoever serves no school any more is kept for a while and then forgotten (DOMAIN 4, retention): name and address leave
 * the vault, what was withdrawn stays on the suppression list, and the facts stay without a name.
 */
import { addMonths } from '../kernel/day.ts'
import type { DayWorld, Decision } from '../kernel/decider.ts'
import type { ContactFact } from './events.ts'
import type { Contact } from './state.ts'

type Place = Contact['schools'][number]

/** The fact that a contact left, when it gives up the last of its places; and until when it is kept. */
export function leaving(contact: Contact, given: readonly Place[], world: DayWorld): ContactFact[] {
  const isGiven = (place: Place) => given.some(({ school, role }) => school === place.school && role === place.role)
  return contact.schools.every(isGiven) ? [leftOn(world.today, world)] : []
}

/** Two entries of one person: who left both is kept from the later leaving on. */
export function leftBoth(contact: Contact, other: Contact['left'], world: DayWorld): ContactFact[] {
  return contact.left && other && other.on > contact.left.on ? [leftOn(other.on, world)] : []
}

function leftOn(on: string, { settings }: DayWorld): ContactFact {
  return { type: 'ContactLeft', data: { on, until: addMonths(on, settings.contactRetentionMonths) } }
}

/** Forgets who left and whose time is over. */
export function forget({ left, forgotten, erased }: Contact, { today }: DayWorld): Decision<ContactFact> {
  if (!left || forgotten || erased || today < left.until) return []
  return [{ type: 'ContactForgotten', data: { because: 'left' } }]
}

/** The retention was changed: who left is kept until another day. */
export function planLeaving({ left, forgotten, erased }: Contact, world: DayWorld): Decision<ContactFact> {
  if (!left || forgotten || erased) return []
  return addMonths(left.on, world.settings.contactRetentionMonths) === left.until ? [] : [leftOn(left.on, world)]
}
