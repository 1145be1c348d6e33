/** What each fact makes of a contact. */
import type { ConsentPurpose } from '../kernel/words.ts'
import { recentSoft, softBounces } from './bounces.ts'
import { consentGiven } from './consents.ts'
import type { ContactFact } from './events.ts'
import { type Consent, type Contact, noContact } from './state.ts'
import { questionAsked } from './was-this-you.ts'
import { consentWithdrawn, saidToo, withoutWithdrawal } from './withdrawals.ts'

export function evolveContact(contact: Contact, fact: ContactFact): Contact {
  switch (fact.type) {
    case 'ContactAdded': {
      const { mailboxSince, ...place } = fact.data
      return withPlace({ ...contact, known: true, ...(mailboxSince && { mailboxSince }) }, place)
    }
    case 'ContactRoleAdded':
      return withPlace(contact, fact.data)
    case 'ContactRemoved':
      return fact.data.undone
        ? { ...contact, schools: withoutPlace(contact, fact.data) }
        : withFormer({ ...contact, schools: withoutPlace(contact, fact.data) }, fact.data)
    case 'ContactChanged':
      // A new address has bounced nothing yet.
      return fact.data.changed.includes('email')
        ? { ...contact, address: 'ok', soft: [], keepsBouncing: false }
        : contact
    case 'AddressBounced':
    case 'AddressBouncedOften':
    case 'AddressSuppressed':
      return evolveAddress(contact, fact)
    case 'LettersPaused':
    case 'LettersResumed':
    case 'WasThisYouAsked':
    case 'WasThisYouAnswered':
      return evolvePause(contact, fact)
    case 'PersonErased':
      return erased(contact)
    case 'ConsentGiven':
    case 'ConsentClaimedLater':
    case 'ConsentWithdrawn':
    case 'ConsentEnded':
    case 'ConsentCorrected':
    case 'WithdrawalUndone':
      return evolveConsent(contact, fact)
    default:
      return evolvePlace(contact, fact)
  }
}

/**
 * What the last letter needs stays: whether the address takes mail. And what those follow who hold an older id: who has the
 * mailbox now, since when it was theirs, and which entries were this person's.
 */
function erased({ address, passedOn, absorbed, mailboxSince }: Contact): Contact {
  return {
    ...noContact,
    known: true,
    erased: true,
    address,
    ...(passedOn && { passedOn }),
    ...(absorbed && { absorbed }),
    ...(mailboxSince && { mailboxSince }),
  }
}

function withPlace({ left: _, formerly, ...contact }: Contact, { school, role }: Contact['schools'][number]): Contact {
  const others = formerly?.filter((known) => known.school !== school || known.role !== role) ?? []
  return {
    ...contact,
    schools: [...contact.schools, { school, role }],
    ...(others.length > 0 && { formerly: others }),
  }
}

function withFormer(contact: Contact, { school, role }: Contact['schools'][number]): Contact {
  return { ...contact, formerly: [...(contact.formerly ?? []), { school, role }] }
}

type OfPause = Extract<
  ContactFact,
  { type: 'LettersPaused' | 'LettersResumed' | 'WasThisYouAsked' | 'WasThisYouAnswered' }
>

/** Staff and a question may keep letters back at the same time: when one lets go, the other still does not. */
function evolvePause(contact: Contact, fact: OfPause): Contact {
  switch (fact.type) {
    case 'LettersPaused':
      return { ...contact, paused: true, ...(fact.data.because === 'staff' && { pausedByStaff: true }) }
    case 'WasThisYouAsked':
      return { ...contact, question: questionAsked(contact, fact.data) }
    case 'WasThisYouAnswered':
      return closeQuestion(contact, 'answered')
    case 'LettersResumed': {
      const { because } = fact.data
      if (because) return { ...closeQuestion(contact, because), paused: contact.pausedByStaff === true }
      const { pausedByStaff: _, ...others } = closeQuestion(contact, 'staff')
      return { ...others, paused: false }
    }
  }
}

function closeQuestion(contact: Contact, closed: 'answered' | 'time-over' | 'staff'): Contact {
  const { question } = contact
  return question === undefined || question.closed ? contact : { ...contact, question: { ...question, closed } }
}

type OfConsent = Extract<
  ContactFact,
  {
    type:
      | 'ConsentGiven'
      | 'ConsentClaimedLater'
      | 'ConsentWithdrawn'
      | 'ConsentEnded'
      | 'ConsentCorrected'
      | 'WithdrawalUndone'
  }
>

function evolveConsent(contact: Contact, fact: OfConsent): Contact {
  if (fact.type === 'WithdrawalUndone') {
    const { withdrawal, purposes, lifted } = fact.data
    const consents = withoutWithdrawal(contact.consents, withdrawal, purposes)
    return { ...contact, consents, undone: { id: withdrawal, lifted } }
  }
  const { purpose } = fact.data
  const before = contact.consents[purpose]
  switch (fact.type) {
    case 'ConsentGiven':
      return withConsent(contact, purpose, consentGiven(before, fact.data))
    case 'ConsentWithdrawn':
      return {
        ...withConsent(contact, purpose, consentWithdrawn(before, fact.data)),
        ...said(contact, purpose, fact.data.withdrawal),
      }
    case 'ConsentClaimedLater':
      return before ? withConsent(contact, purpose, { ...before, claimed: fact.data.on }) : contact
    case 'ConsentEnded':
      return withoutConsent(contact, purpose)
    case 'ConsentCorrected':
      return fact.data.stands ? withConsent(contact, purpose, fact.data.stands) : withoutConsent(contact, purpose)
  }
}

function said(contact: Contact, purpose: ConsentPurpose, withdrawal: string | undefined): Pick<Contact, 'said'> {
  const ids = saidToo(contact, purpose, withdrawal)
  return ids === undefined ? {} : { said: ids }
}

function withoutConsent(contact: Contact, purpose: ConsentPurpose): Contact {
  const { [purpose]: _, ...consents } = contact.consents
  return { ...contact, consents }
}

type OfAddress = Extract<ContactFact, { type: 'AddressBounced' | 'AddressBouncedOften' | 'AddressSuppressed' }>

function evolveAddress(contact: Contact, fact: OfAddress): Contact {
  switch (fact.type) {
    case 'AddressSuppressed':
      return { ...contact, address: 'suppressed' }
    case 'AddressBouncedOften':
      return { ...contact, keepsBouncing: true }
    case 'AddressBounced': {
      const { kind, letter, on } = fact.data
      if (kind === 'permanent') return { ...contact, address: 'bounced' }
      if (letter === undefined || on === undefined) return contact
      // Of a month nobody needs more than the last few.
      return { ...contact, soft: recentSoft([...contact.soft, { letter, on }]).slice(-2 * softBounces) }
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
      return withFormer(
        { ...contact, schools, ...(mailbox && { passedOn: { to, because: 'handed-over' } }) },
        fact.data,
      )
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
