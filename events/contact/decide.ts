/** What may happen to a contact (DOMAIN 4). An address is one contact, however many schools and roles it serves. */
import { addDays, type Day } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { ConsentPurpose, ContactRole } from '../kernel/words.ts'
import { consentGiven, type Given, giveConsent, type Withdrawn, withdrawConsent } from './consents.ts'
import { type TakeBack, takeBackConsents } from './correct.ts'
import type { ContactFact } from './events.ts'
import { type Consent, type Contact, noContact } from './state.ts'

export type ContactCommand =
  | { readonly do: 'add-contact' | 'remove-contact'; readonly school: string; readonly role: ContactRole }
  | { readonly do: 'change-contact'; readonly changed: readonly ('name' | 'email' | 'phone')[] }
  | ({ readonly do: 'give-consent' } & Given)
  | ({ readonly do: 'withdraw-consent' } & Withdrawn)
  | ({ readonly do: 'take-back-consents' } & TakeBack)
  | { readonly do: 'note-bounce'; readonly kind: 'permanent' | 'transient' }
  | { readonly do: 'note-bounce'; readonly kind: 'permanent' }
  /** A letter came back for a reason that may pass: a full mailbox, a server that is away. */
  | { readonly do: 'note-soft-bounce'; readonly letter: string; readonly on: Day }
  | { readonly do: 'note-suppressed' }
  | { readonly do: 'note-complaint'; readonly on: string }
  | { readonly do: 'pause-letters'; readonly because: 'staff' | 'was-this-you'; readonly reason?: string | undefined }
  | { readonly do: 'resume-letters'; readonly reason?: string | undefined }

export const contactDecider: Decider<ContactCommand, Contact, ContactFact> = {
  shape: 2,
  initial: noContact,
  decide: decideContact,
  evolve: evolveContact,
  wakeAt: () => undefined,
}

function decideContact(command: ContactCommand, contact: Contact, world: DayWorld): Decision<ContactFact> {
  if (contact.erased)
    return refuse('contact-erased', 'This person was erased on their own request; add the contact anew.')
  if (command.do === 'add-contact') return addContact(command, contact)
  if (!contact.known) return refuse('contact-not-known', 'There is no such contact. Add it first.')
  switch (command.do) {
    case 'remove-contact':
      return removeContact(command, contact)
    case 'change-contact':
      return changeContact(command.changed)
    case 'give-consent':
      return giveConsent(command, contact, world)
    case 'withdraw-consent':
      return withdrawConsent(command, contact)
    case 'take-back-consents':
      return takeBackConsents(command, contact)
    case 'note-bounce':
      return noteBounce(contact)
    case 'note-soft-bounce':
      return noteSoftBounce(command, contact)
    case 'note-suppressed':
      return contact.address === 'suppressed' ? [] : [{ type: 'AddressSuppressed', data: {} }]
    case 'note-complaint':
      return noteComplaint(command.on, contact)
    case 'pause-letters':
      return pauseLetters(command, contact)
    case 'resume-letters':
      return resumeLetters(command, contact)
  }
}

type InRole = { readonly school: string; readonly role: ContactRole }

function hasRole({ school, role }: InRole, contact: Contact): boolean {
  return contact.schools.some((known) => known.school === school && known.role === role)
}

function addContact({ school, role }: InRole, contact: Contact): Decision<ContactFact> {
  if (hasRole({ school, role }, contact)) return []
  return [{ type: contact.known ? 'ContactRoleAdded' : 'ContactAdded', data: { school, role } }]
}

function removeContact({ school, role }: InRole, contact: Contact): Decision<ContactFact> {
  return hasRole({ school, role }, contact) ? [{ type: 'ContactRemoved', data: { school, role } }] : []
}

function changeContact(changed: readonly ('name' | 'email' | 'phone')[]): Decision<ContactFact> {
  return changed.length > 0 ? [{ type: 'ContactChanged', data: { changed: [...changed] } }] : []
}

function pauseLetters(
  { because, reason }: Extract<ContactCommand, { do: 'pause-letters' }>,
  contact: Contact,
): Decision<ContactFact> {
  return contact.paused ? [] : [{ type: 'LettersPaused', data: { because, ...(reason && { reason }) } }]
}

function resumeLetters(
  { reason }: Extract<ContactCommand, { do: 'resume-letters' }>,
  contact: Contact,
): Decision<ContactFact> {
  return contact.paused ? [{ type: 'LettersResumed', data: { ...(reason && { reason }) } }] : []
}

function noteBounce(contact: Contact): Decision<ContactFact> {
  return contact.address === 'ok' ? [{ type: 'AddressBounced', data: { kind: 'permanent' } }] : []
}

/** So many letters that come back within so many days are no passing trouble. */
const softBounces = 3
const softBounceDays = 30

/** Each letter counts once, however often the provider tells of it. */
function noteSoftBounce({ letter, on }: { letter: string; on: Day }, contact: Contact): Decision<ContactFact> {
  if (contact.soft.some((known) => known.letter === letter)) return []
  const bounced: ContactFact = { type: 'AddressBounced', data: { kind: 'transient', letter, on } }
  const times = recentSoft([...contact.soft, { letter, on }]).length
  if (times < softBounces || contact.keepsBouncing || contact.address !== 'ok') return [bounced]
  return [bounced, { type: 'AddressBouncedOften', data: { times } }]
}

/** What came back within a month of the latest. */
function recentSoft(soft: Contact['soft']): Contact['soft'] {
  const latest = soft
    .map(({ on }) => on)
    .toSorted()
    .at(-1)
  return latest === undefined ? soft : soft.filter(({ on }) => on > addDays(latest, -softBounceDays))
}

/** A complaint withdraws `news` (DOMAIN 4, bounces and complaints); told again late, it gives way to a later consent. */
function noteComplaint(on: string, contact: Contact): Decision<ContactFact> {
  const complained: ContactFact = { type: 'AddressComplained', data: {} }
  const { news } = contact.consents
  if (news?.state === 'withdrawn' || (news !== undefined && news.since > on)) return []
  return [complained, { type: 'ConsentWithdrawn', data: { purpose: 'news', how: 'complaint', on } }]
}

function evolveContact(contact: Contact, fact: ContactFact): Contact {
  switch (fact.type) {
    case 'ContactAdded':
    case 'ContactRoleAdded':
      return { ...contact, known: true, schools: [...contact.schools, fact.data] }
    case 'ContactRemoved':
      return {
        ...contact,
        schools: contact.schools.filter((s) => s.school !== fact.data.school || s.role !== fact.data.role),
      }
    case 'ContactChanged':
      // A new address has bounced nothing yet.
      return fact.data.changed.includes('email')
        ? { ...contact, address: 'ok', soft: [], keepsBouncing: false }
        : contact
    case 'ConsentGiven':
      return withConsent(contact, fact.data.purpose, consentGiven(contact.consents[fact.data.purpose], fact.data))
    case 'ConsentCorrected':
      return corrected(contact, fact.data)
    case 'ConsentClaimedLater':
      return withClaim(contact, fact.data.purpose, fact.data.on)
    case 'ConsentWithdrawn':
      return withConsent(contact, fact.data.purpose, { state: 'withdrawn', since: fact.data.on, how: fact.data.how })
    case 'AddressBounced':
      return evolveBounced(contact, fact.data)
    case 'AddressBouncedOften':
      return { ...contact, keepsBouncing: true }
    case 'AddressSuppressed':
      return { ...contact, address: 'suppressed' }
    case 'LettersPaused':
      return { ...contact, paused: true }
    case 'LettersResumed':
      return { ...contact, paused: false }
    case 'PersonErased':
      return { ...noContact, known: true, erased: true }
    default:
      return contact
  }
}

function evolveBounced(
  contact: Contact,
  { kind, letter, on }: Extract<ContactFact, { type: 'AddressBounced' }>['data'],
): Contact {
  if (kind === 'permanent') return { ...contact, address: 'bounced' }
  if (letter === undefined || on === undefined) return contact
  // Of a month nobody needs more than the last few.
  return { ...contact, soft: recentSoft([...contact.soft, { letter, on }]).slice(-2 * softBounces) }
}

function withClaim(contact: Contact, purpose: ConsentPurpose, claimed: string): Contact {
  const consent = contact.consents[purpose]
  return consent ? withConsent(contact, purpose, { ...consent, claimed }) : contact
}

function corrected(
  contact: Contact,
  { purpose, stands }: Extract<ContactFact, { type: 'ConsentCorrected' }>['data'],
): Contact {
  if (stands) return withConsent(contact, purpose, stands)
  const { [purpose]: _, ...others } = contact.consents
  return { ...contact, consents: others }
}

function withConsent(contact: Contact, purpose: ConsentPurpose, consent: Consent): Contact {
  return { ...contact, consents: { ...contact.consents, [purpose]: consent } }
}
