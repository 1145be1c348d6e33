/** What may happen to a contact (DOMAIN 4). An address is one contact, however many schools and roles it serves. */
import { type Day, type Instant, morningRun } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { ContactRole } from '../kernel/words.ts'
import { noteBounce, noteSoftBounce } from './bounces.ts'
import { type Given, giveConsent, type Withdrawn, withdrawConsent } from './consents.ts'
import { type TakeBack, takeBackConsents } from './correct.ts'
import type { ContactFact } from './events.ts'
import { evolveContact } from './evolve.ts'
import { forget, leaving, planLeaving } from './leaving.ts'
import { absorb, type HandOver, handOver, type Merged, mergeInto, refusePassedOn } from './passing-on.ts'
import { type Contact, noContact } from './state.ts'
import {
  type AnswerWasThisYou,
  type AskWasThisYou,
  answerWasThisYou,
  askWasThisYou,
  endQuestion,
  questionEndsAt,
} from './was-this-you.ts'
import { undoWithdrawal, type WithdrawAtOnce, withdrawAtOnce } from './withdrawals.ts'

export type ContactCommand =
  | ({ readonly do: 'add-contact'; readonly mailboxSince?: Day | undefined } & InRole)
  | ({ readonly do: 'remove-contact'; readonly undone?: true | undefined } & InRole)
  | { readonly do: 'change-contact'; readonly changed: readonly ('name' | 'email' | 'phone')[] }
  | ({ readonly do: 'give-consent' } & Given)
  | ({ readonly do: 'withdraw-consent' } & Withdrawn)
  | ({ readonly do: 'withdraw-at-once' } & WithdrawAtOnce)
  | { readonly do: 'undo-withdrawal'; readonly withdrawal: string }
  | ({ readonly do: 'ask-was-this-you' } & AskWasThisYou)
  | ({ readonly do: 'answer-was-this-you' } & AnswerWasThisYou)
  | ({ readonly do: 'take-back-consents' } & TakeBack)
  | { readonly do: 'note-bounce'; readonly kind: 'permanent' }
  /** A letter came back for a reason that may pass: a full mailbox, a server that is away. */
  | { readonly do: 'note-soft-bounce'; readonly letter: string; readonly on: Day }
  | { readonly do: 'note-suppressed' }
  | { readonly do: 'note-complaint'; readonly on: string }
  | { readonly do: 'pause-letters'; readonly because: 'staff'; readonly reason?: string | undefined }
  | { readonly do: 'resume-letters'; readonly reason?: string | undefined }
  | ({ readonly do: 'hand-over-contact' } & HandOver)
  | { readonly do: 'merge-into'; readonly kept: string; readonly dropped: string; readonly reason: string }
  | ({ readonly do: 'absorb-contact' } & Merged)
  /** Their request for erasure was granted. */
  | { readonly do: 'erase-person'; readonly request: string }
  | { readonly do: 'wake' }
  | { readonly do: 'plan' }

export const contactDecider: Decider<ContactCommand, Contact, ContactFact> = {
  shape: 5,
  initial: noContact,
  decide: decideContact,
  evolve: evolveContact,
  wakeAt: wakeContactAt,
}

function wakeContactAt(contact: Contact): Instant | undefined {
  const { left, forgotten, erased } = contact
  if (forgotten || erased) return undefined
  const instants = [left && morningRun(left.until), questionEndsAt(contact)]
  return instants.filter((instant) => instant !== undefined).toSorted()[0]
}

/** What the passing of days brings: an open question ends, who left long ago is forgotten. */
function wake(contact: Contact, world: DayWorld): Decision<ContactFact> {
  const forgets = forget(contact, world)
  if ('refused' in forgets || contact.forgotten || contact.erased) return forgets
  return [...endQuestion(contact, world), ...forgets]
}

function decideContact(command: ContactCommand, contact: Contact, world: DayWorld): Decision<ContactFact> {
  if (command.do === 'wake') return wake(contact, world)
  if (command.do === 'plan') return planLeaving(contact, world)
  if (command.do === 'erase-person') return erase(command, contact)
  return notAnyMore(command, contact) ?? decideKept(command, contact, world)
}

type Asked = Exclude<ContactCommand, { do: 'wake' | 'plan' | 'erase-person' }>

/** What the provider tells late, or is so already, changes nothing; all else is refused and says where to turn. */
const nothingToDo: readonly Asked['do'][] = [
  'note-bounce',
  'note-soft-bounce',
  'note-suppressed',
  'note-complaint',
  'remove-contact',
  'resume-letters',
]

/** Of a contact that is no longer kept, or in whose place somebody else stands. */
function notAnyMore(command: Asked, contact: Contact): Decision<ContactFact> | undefined {
  if (contact.erased && nothingToDo.includes(command.do)) return []
  if (contact.erased)
    return refuse('contact-erased', 'This person was erased on their own request; add the contact anew.')
  if (!contact.forgotten && !contact.passedOn) return undefined
  if (nothingToDo.includes(command.do)) return []
  if (contact.passedOn) return refusePassedOn(command, contact.passedOn)
  return refuse('contact-forgotten', 'This contact left long ago and is no longer kept; add the contact anew.')
}

function decideKept(command: Asked, contact: Contact, world: DayWorld): Decision<ContactFact> {
  if (command.do === 'add-contact') return addContact(command, contact)
  if (!contact.known) return refuse('contact-not-known', 'There is no such contact. Add it first.')
  switch (command.do) {
    case 'remove-contact':
      return removeContact(command, contact, world)
    case 'change-contact':
      return changeContact(command.changed)
    case 'give-consent':
      return giveConsent(command, contact, world)
    case 'withdraw-consent':
      return withdrawConsent(command, contact)
    case 'withdraw-at-once':
      return withdrawAtOnce(command, contact)
    case 'undo-withdrawal':
      return undoWithdrawal(command, contact, world)
    case 'ask-was-this-you':
      return askWasThisYou(command, contact, world)
    case 'answer-was-this-you':
      return answerWasThisYou(command, contact)
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
    case 'hand-over-contact':
      return handOver(command, contact, world)
    case 'merge-into':
      return mergeInto(command, contact, world)
    case 'absorb-contact':
      return absorb(command, contact, world)
  }
}

/** Also whoever left, was forgotten or stands for another entry now: no copy brought back may bring them back (C8). */
function erase({ request }: { readonly request: string }, contact: Contact): Decision<ContactFact> {
  if (!contact.known) return refuse('contact-not-known', 'There is no such contact: nobody is kept under this id.')
  return contact.erased ? [] : [{ type: 'PersonErased', data: { request } }]
}

type InRole = { readonly school: string; readonly role: ContactRole }

function hasRole({ school, role }: InRole, contact: Contact): boolean {
  return contact.schools.some((known) => known.school === school && known.role === role)
}

function addContact(
  { school, role, mailboxSince }: Extract<ContactCommand, { do: 'add-contact' }>,
  contact: Contact,
): Decision<ContactFact> {
  if (hasRole({ school, role }, contact)) return []
  if (contact.known) return [{ type: 'ContactRoleAdded', data: { school, role } }]
  return [{ type: 'ContactAdded', data: { school, role, ...(mailboxSince && { mailboxSince }) } }]
}

function removeContact(
  { undone, ...place }: InRole & { readonly undone?: true | undefined },
  contact: Contact,
  world: DayWorld,
): Decision<ContactFact> {
  const { school, role } = place
  if (!hasRole(place, contact)) return []
  return [
    { type: 'ContactRemoved', data: { school, role, ...(undone && { undone }) } },
    ...leaving(contact, [place], world),
  ]
}

function changeContact(changed: readonly ('name' | 'email' | 'phone')[]): Decision<ContactFact> {
  return changed.length > 0 ? [{ type: 'ContactChanged', data: { changed: [...changed] } }] : []
}

function pauseLetters(
  { because, reason }: Extract<ContactCommand, { do: 'pause-letters' }>,
  contact: Contact,
): Decision<ContactFact> {
  return contact.pausedByStaff ? [] : [{ type: 'LettersPaused', data: { because, ...(reason && { reason }) } }]
}

function resumeLetters(
  { reason }: Extract<ContactCommand, { do: 'resume-letters' }>,
  contact: Contact,
): Decision<ContactFact> {
  return contact.paused ? [{ type: 'LettersResumed', data: { ...(reason && { reason }) } }] : []
}

/** A complaint withdraws `news` (DOMAIN 4, bounces and complaints); told again late, it gives way to a later consent. */
function noteComplaint(on: string, contact: Contact): Decision<ContactFact> {
  const complained: ContactFact = { type: 'AddressComplained', data: {} }
  const { news } = contact.consents
  if (news?.state === 'withdrawn' || (news !== undefined && news.since > on)) return []
  return [complained, { type: 'ConsentWithdrawn', data: { purpose: 'news', how: 'complaint', on } }]
}
