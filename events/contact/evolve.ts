/** What each fact makes of a contact. */
import type { ConsentPurpose } from '../kernel/words.ts'
import { consentGiven } from './consents.ts'
import type { ContactFact } from './events.ts'
import { type Consent, type Contact, noContact } from './state.ts'

export function evolveContact(contact: Contact, fact: ContactFact): Contact {
  switch (fact.type) {
    case 'ContactAdded': {
      const { mailboxSince, ...place } = fact.data
      return withPlace({ ...contact, known: true, ...(mailboxSince && { mailboxSince }) }, place)
    }
    case 'ContactRoleAdded':
      return withPlace(contact, fact.data)
    case 'ContactRemoved':
      return { ...contact, schools: withoutPlace(contact, fact.data) }
    case 'ContactChanged':
      // A new address has bounced nothing yet.
      return fact.data.changed.includes('email') ? { ...contact, address: 'ok' } : contact
    case 'AddressBounced':
      return fact.data.kind === 'permanent' ? { ...contact, address: 'bounced' } : contact
    case 'LettersPaused':
      return { ...contact, paused: true }
    case 'LettersResumed':
      return { ...contact, paused: false }
    case 'PersonErased':
      return { ...noContact, known: true, erased: true }
    case 'ConsentGiven':
    case 'ConsentClaimedLater':
    case 'ConsentWithdrawn':
    case 'ConsentEnded':
      return evolveConsent(contact, fact)
    default:
      return evolvePlace(contact, fact)
  }
}

function withPlace({ left: _, ...contact }: Contact, place: Contact['schools'][number]): Contact {
  return { ...contact, schools: [...contact.schools, place] }
}

type OfConsent = Extract<
  ContactFact,
  { type: 'ConsentGiven' | 'ConsentClaimedLater' | 'ConsentWithdrawn' | 'ConsentEnded' }
>

function evolveConsent(contact: Contact, fact: OfConsent): Contact {
  const { purpose } = fact.data
  const before = contact.consents[purpose]
  switch (fact.type) {
    case 'ConsentGiven':
      return withConsent(contact, purpose, consentGiven(before, fact.data))
    case 'ConsentWithdrawn':
      return withConsent(contact, purpose, { state: 'withdrawn', since: fact.data.on, how: fact.data.how })
    case 'ConsentClaimedLater':
      return before ? withConsent(contact, purpose, { ...before, claimed: fact.data.on }) : contact
    case 'ConsentEnded': {
      const { [purpose]: _, ...rest } = contact.consents
      return { ...contact, consents: rest }
    }
  }
}

function withConsent(contact: Contact, purpose: ConsentPurpose, consent: Consent): Contact {
  return { ...contact, consents: { ...contact.consents, [purpose]: consent } }
}

/** Facts of leaving, handing over and merging; what else there is changes nothing here. */
function evolvePlace(contact: Contact, fact: ContactFact): Contact {
  switch (fact.type) {
    case 'ContactHandedOver': {
      const { to, mailbox } = fact.data
      const schools = withoutPlace(contact, fact.data)
      return { ...contact, schools, ...(mailbox && { passedOn: { to, because: 'handed-over' } }) }
    }
    case 'ContactsMerged':
      return { ...contact, schools: [], passedOn: { to: fact.data.kept, because: 'merged' } }
    case 'ContactAbsorbed':
      return { ...contact, absorbed: [...(contact.absorbed ?? []), fact.data.dropped] }
    case 'ContactLeft':
      return { ...contact, left: fact.data }
    case 'ContactForgotten':
      return { ...contact, schools: [], forgotten: true }
    default:
      return contact
  }
}

function withoutPlace(
  { schools }: Contact,
  { school, role }: { readonly school: string; readonly role: string },
): Contact['schools'] {
  return schools.filter((known) => known.school !== school || known.role !== role)
}
