/**
 * Consent and its withdrawal (C0). A withdrawal stands until the person's own later word; an import or an e-mail never
 * revives it. Evidence is append-only: each giving is a fact, the present state is derived.
 */
import type { Day } from '../kernel/day.ts'
import { type DayWorld, type Decision, refuse } from '../kernel/decider.ts'
import type { ConsentPurpose, ConsentWay } from '../kernel/words.ts'
import type { ContactFact } from './events.ts'
import type { Contact } from './state.ts'

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
  if (on > world.today) return refuse('day-in-the-future', `Consent cannot have been given on ${on}; today is ${world.today}.`, { on, today: world.today })
  const known = contact.consents[purpose]
  const withdrawnOn = known?.state === 'withdrawn' ? known.since : given.suppressedSince
  if (withdrawnOn !== undefined) return revive(given, contact, withdrawnOn)
  if (known && on <= known.since) return []
  return [{ type: 'ConsentGiven', data: { purpose, wording, how, on } }]
}

function revive({ purpose, wording, how, on, imported }: Given, contact: Contact, withdrawnOn: Day): Decision<ContactFact> {
  if (imported) return importedAfterWithdrawal(purpose, on, contact, withdrawnOn)
  if (!reviving.includes(how))
    return refuse(
      'withdrawal-stands',
      `Consent to ${purpose} e-mail was withdrawn on ${withdrawnOn}. Only the person's own later word gives it again: by web form, on paper, by phone or on the preference page.`,
      { purpose, withdrawnOn, how },
    )
  if (on < withdrawnOn)
    return refuse('withdrawal-is-later', `Consent to ${purpose} e-mail was withdrawn on ${withdrawnOn}, after ${on}: the later word stands.`, { purpose, withdrawnOn, on })
  return [{ type: 'ConsentGiven', data: { purpose, wording, how, on } }]
}

function importedAfterWithdrawal(purpose: ConsentPurpose, on: Day, contact: Contact, withdrawnOn: Day): Decision<ContactFact> {
  // A suppressed address that is new here: the withdrawal becomes part of its history, whatever the row says.
  const withdrawn: ContactFact[] =
    contact.consents[purpose]?.state === 'withdrawn' ? [] : [{ type: 'ConsentWithdrawn', data: { purpose, how: 'import', on: withdrawnOn } }]
  return on > withdrawnOn ? [...withdrawn, { type: 'ConsentClaimedLater', data: { purpose, on } }] : withdrawn
}

export interface Withdrawn {
  readonly purpose: ConsentPurpose
  readonly how: ConsentWay | 'staff' | 'one-click' | 'complaint'
  readonly on: Day
}

/** A withdrawal acts at once. For an office mailbox, which needs no consent, it is the objection. */
export function withdrawConsent({ purpose, how, on }: Withdrawn, contact: Contact): Decision<ContactFact> {
  if (contact.consents[purpose]?.state === 'withdrawn') return []
  return [{ type: 'ConsentWithdrawn', data: { purpose, how, on } }]
}
