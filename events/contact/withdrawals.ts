/**
 * Withdrawals with an id of their own (C4): each acts at once, is confirmed once, and may be undone by the link in its
 * confirmation: that restores exactly what it took, once, and not after a later word of the person.
 */
import { type DayWorld, type Decision, refuse } from '../kernel/decider.ts'
import type { ConsentPurpose } from '../kernel/words.ts'
import type { Withdrawn } from './consents.ts'
import type { ContactFact } from './events.ts'
import type { Consent, Contact } from './state.ts'

export interface WithdrawAtOnce {
  readonly purposes: readonly ConsentPurpose[]
  readonly how: Withdrawn['how']
  readonly on: string
  /** The id of this withdrawal: told again under it, nothing is done. */
  readonly withdrawal: string
  /** Since when the address stood on the suppression list before this, for each purpose. */
  readonly stood: Partial<Record<ConsentPurpose, string | undefined>>
}

/** What is withdrawn already stays as it is; said once more by mail it is noted, and links to undo it end. */
export function withdrawAtOnce(command: WithdrawAtOnce, contact: Contact): Decision<ContactFact> {
  const { purposes, how, on, withdrawal, stood } = command
  const noted = purposes.filter((purpose) => isNew(purpose, command, contact))
  const undo = noted.some((purpose) => contact.consents[purpose]?.state !== 'withdrawn')
  return noted.map((purpose): ContactFact => {
    const since = stood[purpose]
    const data = { purpose, how, on, withdrawal, together: [...purposes] }
    return {
      type: 'ConsentWithdrawn',
      data: { ...data, ...(undo && { undo }), ...(since !== undefined && since < on && { stood: since }) },
    }
  })
}

function isNew(purpose: ConsentPurpose, { how, withdrawal }: WithdrawAtOnce, contact: Contact): boolean {
  if (contact.said?.includes(saying(purpose, withdrawal))) return false
  return contact.consents[purpose]?.state !== 'withdrawn' || how === 'e-mail'
}

function saying(purpose: ConsentPurpose, withdrawal: string): string {
  return `${purpose} ${withdrawal}`
}

/** So many withdrawals are remembered by their ids; nobody says it as often within the time a mail may be told again. */
const mostSaid = 20

/** The ids of withdrawals that were noted, with one more. */
export function saidToo(
  { said = [] }: Contact,
  purpose: ConsentPurpose,
  withdrawal: string | undefined,
): readonly string[] | undefined {
  if (withdrawal === undefined) return said.length === 0 ? undefined : said
  return [...said, saying(purpose, withdrawal)].slice(-mostSaid)
}

type WithdrawnData = Extract<ContactFact, { type: 'ConsentWithdrawn' }>['data']

/** The state of a consent after it was withdrawn. Said once more, it keeps its day, and can no longer be undone. */
export function consentWithdrawn(before: Consent | undefined, data: WithdrawnData): Consent {
  const { how, on, withdrawal, together = [data.purpose], stood } = data
  if (before?.state === 'withdrawn' && withdrawal !== undefined) {
    const { withdrawal: _, ...stands } = before
    return stands
  }
  const took = before?.state === 'given' ? { wording: before.wording } : undefined
  return {
    state: 'withdrawn',
    since: on,
    how,
    ...(withdrawal !== undefined && {
      withdrawal: { id: withdrawal, together, ...(took && { took }), ...(stood !== undefined && { stood }) },
    }),
  }
}

/** Which purposes a withdrawal took that can still be given back; none after a later word, or when it was undone. */
export function undoable({ consents }: Pick<Contact, 'consents'>, withdrawal: string): ConsentPurpose[] {
  const taken = (['service', 'news'] as const).filter((purpose) => consents[purpose]?.withdrawal?.id === withdrawal)
  const together = new Set(taken.flatMap((purpose) => consents[purpose]?.withdrawal?.together ?? []))
  const saidLater = [...together].some((purpose) => consents[purpose]?.state === 'given')
  return saidLater ? [] : taken
}

/** Undoes a withdrawal: what was given is given again by the person's own word, in the wording it was given in. */
export function undoWithdrawal(
  { withdrawal }: { readonly withdrawal: string },
  contact: Contact,
  { today }: DayWorld,
): Decision<ContactFact> {
  const purposes = undoable(contact, withdrawal)
  if (purposes.length === 0)
    return refuse(
      'nothing-to-undo',
      'This withdrawal was undone already, or something was said after it: the later word stands.',
    )
  const given = purposes.flatMap((purpose): ContactFact[] => {
    const took = contact.consents[purpose]?.withdrawal?.took
    const { wording = 'unknown' } = took ?? {}
    return took ? [{ type: 'ConsentGiven', data: { purpose, wording, how: 'undo-link', on: today } }] : []
  })
  const lifted = purposes.filter((purpose) => contact.consents[purpose]?.withdrawal?.stood === undefined)
  return [{ type: 'WithdrawalUndone', data: { withdrawal, purposes, lifted } }, ...given]
}

/** What is left of the consents when a withdrawal was undone: what was none before is none again. */
export function withoutWithdrawal(
  consents: Contact['consents'],
  withdrawal: string,
  purposes: readonly ConsentPurpose[],
): Contact['consents'] {
  const stays = (purpose: string, consent: Consent) =>
    !purposes.some((one) => one === purpose) || consent.withdrawal?.id !== withdrawal
  return Object.fromEntries(
    Object.entries(consents).filter(([purpose, consent]) => consent === undefined || stays(purpose, consent)),
  )
}
