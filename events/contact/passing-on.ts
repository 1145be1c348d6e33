/**
 * One contact stands in another's place (C0). A role passes to a successor; with a mailbox passes all that its address was
 * for, the old person's consents end and the successor begins with none. Two entries of one person become one: their
 * roles are united, and what was withdrawn on either is withdrawn.
 */
import { type DayWorld, type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import { type ConsentPurpose, consentWays, purposes } from '../kernel/words.ts'
import type { ContactFact } from './events.ts'
import { leaving, leftBoth } from './leaving.ts'
import type { Consent, Contact } from './state.ts'

type Place = Contact['schools'][number]

export interface HandOver extends Place {
  /** The successor's stream. */
  readonly to: string
  /** The successor has the same address: the whole mailbox passes on. */
  readonly mailbox: boolean
}

/** The role asked for comes first; with the mailbox the other roles its address was for go as well. */
export function handOver(command: HandOver, contact: Contact, world: DayWorld): Decision<ContactFact> {
  const { school, role, to, mailbox } = command
  const place = contact.schools.find((known) => known.school === school && known.role === role)
  if (!place)
    return refuse(
      'contact-not-in-role',
      'This contact does not have that role at this school: there is nothing to hand over. Add the successor as a contact.',
      { school, role },
    )
  const others = mailbox ? contact.schools.filter((known) => known !== place) : []
  const places = [place, ...others]
  const handed = places.map((one): ContactFact => {
    return { type: 'ContactHandedOver', data: { ...one, to, ...(mailbox && { mailbox }) } }
  })
  return [...handed, ...(mailbox ? endings(contact) : []), ...leaving(contact, places, world)]
}

/** A withdrawal stays a fact of whoever withdrew; what was given ends with the mailbox. */
function endings({ consents }: Contact): ContactFact[] {
  return purposes
    .filter((purpose) => consents[purpose]?.state === 'given')
    .map((purpose) => ({ type: 'ConsentEnded', data: { purpose, because: 'handed-over' } }))
}

interface MergeInto {
  readonly kept: string
  readonly dropped: string
  readonly reason: string
}

/** This entry ends in favour of another one. */
export function mergeInto(command: MergeInto, contact: Contact, world: DayWorld): Decision<ContactFact> {
  const { kept, dropped, reason } = command
  const left = contact.left ? [] : leaving(contact, contact.schools, world)
  return [{ type: 'ContactsMerged', data: { kept, dropped, reason } }, ...left]
}

/** What stood of the entry that was dropped. */
export interface Merged {
  readonly dropped: string
  readonly reason: string
  readonly schools: Contact['schools']
  readonly consents: Contact['consents']
  readonly paused: boolean
  /** Since when that entry served no school, before it was merged. */
  readonly left?: Contact['left'] | undefined
}

/** This entry takes in all that stood of another one, once. */
export function absorb(merged: Merged, contact: Contact, world: DayWorld): Decision<ContactFact> {
  const { dropped, reason, schools } = merged
  if (contact.absorbed?.includes(dropped)) return []
  const hasPlace = ({ school, role }: Place) =>
    contact.schools.some((known) => known.school === school && known.role === role)
  const further = schools.filter((place) => !hasPlace(place))
  return [
    { type: 'ContactAbsorbed', data: { dropped, reason } },
    ...further.map((data): ContactFact => ({ type: 'ContactRoleAdded', data })),
    ...purposes.flatMap((purpose) => united(purpose, contact.consents[purpose], merged.consents[purpose])),
    ...(further.length === 0 ? leftBoth(contact, merged.left, world) : []),
    ...(merged.paused && !contact.paused ? [{ type: 'LettersPaused', data: { because: 'staff' } } as const] : []),
  ]
}

/** A withdrawal on either wins, whatever its day; else what was given to either is given, with its evidence. */
function united(purpose: ConsentPurpose, own: Consent | undefined, others: Consent | undefined): ContactFact[] {
  if (others === undefined || own?.state === 'withdrawn') return []
  const { state, since: on, how } = others
  if (state === 'withdrawn') return [{ type: 'ConsentWithdrawn', data: { purpose, how, on } }]
  const way = consentWays.find((known) => known === how)
  if (own !== undefined || way === undefined) return []
  const { wording = 'unknown', own: byThemselves } = others
  const imported = byThemselves === undefined && ({ imported: true } as const)
  return [{ type: 'ConsentGiven', data: { purpose, wording, how: way, on, ...imported } }]
}

/** What is asked of a contact in whose place another one stands: nothing is done, and that one is named. */
export function refusePassedOn(
  command: { readonly do: string },
  { to, because }: NonNullable<Contact['passedOn']>,
): Refusal {
  const contact = to.replace('contact#', '')
  if (because === 'handed-over')
    return refuse(
      'contact-handed-over',
      'This mailbox was handed over to a successor, who stands in this contact’s place. Ask it of them.',
      { contact, asked: command.do },
    )
  return refuse(
    'contact-merged',
    'This entry was merged into another one of the same person, which stands in its place. Ask it of that one.',
    { contact, asked: command.do },
  )
}
