/** Mail that comes back: for good at once, or so often within a month that it is no passing trouble (DOMAIN 4). */
import { addDays, type Day } from '../kernel/day.ts'
import type { Decision } from '../kernel/decider.ts'
import type { ContactFact } from './events.ts'
import type { Contact } from './state.ts'

export function noteBounce(contact: Contact): Decision<ContactFact> {
  return contact.address === 'ok' ? [{ type: 'AddressBounced', data: { kind: 'permanent' } }] : []
}

/** So many letters that come back within so many days are no passing trouble. */
export const softBounces = 3
const softBounceDays = 30

/** Each letter counts once, however often the provider tells of it. */
export function noteSoftBounce({ letter, on }: { letter: string; on: Day }, contact: Contact): Decision<ContactFact> {
  if (contact.soft.some((known) => known.letter === letter)) return []
  const bounced: ContactFact = { type: 'AddressBounced', data: { kind: 'transient', letter, on } }
  const times = recentSoft([...contact.soft, { letter, on }]).length
  if (times < softBounces || contact.keepsBouncing || contact.address !== 'ok') return [bounced]
  return [bounced, { type: 'AddressBouncedOften', data: { times } }]
}

/** What came back within a month of the latest. */
export function recentSoft(soft: Contact['soft']): Contact['soft'] {
  const latest = soft
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  return latest === undefined ? soft : soft.filter(({ on }) => on > addDays(latest, -softBounceDays))
}
