/**
 * Consent and its withdrawal (C0). A withdrawal stands until the person's own later word; an import or an e-mail never
 * revives it. Evidence is append-only: each giving is a fact, the present state is derived.
 */
import type { Day } from '../kernel/day.ts'
import { type DayWorld, type Decision, refuse } from '../kernel/decider.ts'
import type { ConsentPurpose, ConsentWay } from '../kernel/words.ts'
import type { ContactFact } from './events.ts'
import type { Consent, Contact } from './state.ts'

export interface Given {
  readonly purpose: ConsentPurpose
  readonly wording: string
  readonly how: ConsentWay
  readonly on: Day
  /** Taken over by an import, whatever the row says of how it was given. */
  readonly imported: boolean
  /** The address stands on the suppression list for this purpose from this day on. */
  readonly suppressedSince?: Day | undefined
}

/** The ways by which a person's own later word revives a withdrawn consent. */
const reviving: readonly ConsentWay[] = ['web-form', 'paper', 'phone', 'undo-link', 'preference-page']

export function giveConsent(given: Given, contact: Contact, world: DayWorld): Decision<ContactFact> {
  const { purpose, wording, how, on } = given
  if (on > world.today)
    return refuse('day-in-the-future', `Consent cannot have been given on ${on}; today is ${world.today}.`, {
      on,
      today: world.today,
    })
  const another = ofAnother(given, contact)
  if (another) return another
  const known = contact.consents[purpose]
  const withdrawnOn = known?.state === 'withdrawn' ? known.since : given.suppressedSince
  if (withdrawnOn !== undefined) return revive(given, contact, withdrawnOn)
  if (known && on <= known.since) return []
  return [{ type: 'ConsentGiven', data: { purpose, wording, how, on, ...(given.imported && { imported: true }) } }]
}

/** What was said at a mailbox before it was handed over is no consent of the successor's (C0). */
function ofAnother({ on, imported }: Given, { mailboxSince }: Contact): Decision<ContactFact> | undefined {
  if (mailboxSince === undefined || on > mailboxSince || (on === mailboxSince && !imported)) return undefined
  if (imported) return []
  return refuse(
    'consent-was-anothers',
    `This mailbox was handed over on ${mailboxSince}: what was said on ${on} was said by the person before. Note what the successor says.`,
    { on, mailboxSince },
  )
}

function revive(
  { purpose, wording, how, on, imported }: Given,
  contact: Contact,
  withdrawnOn: Day,
): Decision<ContactFact> {
  if (imported) return importedAfterWithdrawal(purpose, on, contact, withdrawnOn)
  if (!reviving.includes(how))
    return refuse(
      'withdrawal-stands',
      `Consent to ${purpose} e-mail was withdrawn on ${withdrawnOn}. Only the person's own later word gives it again: by web form, on paper, by phone or on the preference page.`,
      { purpose, withdrawnOn, how },
    )
  if (on < withdrawnOn)
    return refuse(
      'withdrawal-is-later',
      `Consent to ${purpose} e-mail was withdrawn on ${withdrawnOn}, after ${on}: the later word stands.`,
      { purpose, withdrawnOn, on },
    )
  return [{ type: 'ConsentGiven', data: { purpose, wording, how, on } }]
}

function importedAfterWithdrawal(
  purpose: ConsentPurpose,
  on: Day,
  contact: Contact,
  withdrawnOn: Day,
): Decision<ContactFact> {
  // A suppressed address that is new here: the withdrawal becomes part of its history, whatever the row says.
  const withdrawn: ContactFact[] =
    contact.consents[purpose]?.state === 'withdrawn'
      ? []
      : [{ type: 'ConsentWithdrawn', data: { purpose, how: 'import', on: withdrawnOn } }]
  const claimed = contact.consents[purpose]?.claimed ?? withdrawnOn
  return on > withdrawnOn && on > claimed
    ? [...withdrawn, { type: 'ConsentClaimedLater', data: { purpose, on } }]
    : withdrawn
}

export interface Withdrawn {
  readonly purpose: ConsentPurpose
  readonly how: ConsentWay | 'staff' | 'one-click' | 'complaint'
  readonly on: Day
}

/**
 * A withdrawal acts at once. For an office mailbox, which needs no consent, it is the objection. One that an import
 * tells of wins against every import row whatever its day, but not against the person's own later word.
 */
export function withdrawConsent(command: Withdrawn, contact: Contact): Decision<ContactFact> {
  const { purpose, how, on } = command
  const known = contact.consents[purpose]
  if (known?.state === 'withdrawn' || isAnswered(command, contact)) return []
  const withdrawn: ContactFact = { type: 'ConsentWithdrawn', data: { purpose, how, on } }
  // As if the two rows had come the other way round: the later one is a person's to settle.
  return how === 'import' && known && known.since > on
    ? [withdrawn, { type: 'ConsentClaimedLater', data: { purpose, on: known.since } }]
    : [withdrawn]
}

/** Whether the person's own word of the same day or a later one answers this withdrawal already: it changes nothing. */
export function isAnswered({ purpose, how, on }: Withdrawn, contact: Contact): boolean {
  const own = contact.consents[purpose]?.own
  return how === 'import' && own !== undefined && own >= on
}

/** The state of a consent after it was given; the person's own word outlives what imports say later. */
export function consentGiven(
  before: Consent | undefined,
  given: Omit<Given, 'imported'> & { readonly imported?: true | undefined },
): Consent {
  const { on, wording, how, imported } = given
  const own = !imported && reviving.includes(how) ? on : before?.own
  return { state: 'given', since: on, wording, how, ...(own !== undefined && { own }) }
}
