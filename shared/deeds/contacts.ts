/**
 * Contacts: the vault first (marked `until`), then the contact's stream, then the school's. One address is one contact,
 * however many schools and roles it serves (C0).
 */
import { type ContactCommand, contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'
import { several } from '../../events/kernel/several.ts'
import { type ConsentPurpose, type ConsentWay, type ContactRole, contactRoles } from '../../events/kernel/words.ts'
import { mergedAway } from '../../events/school/closing.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import { act, type Doing, loadStream, type Outcome } from '../log/act.ts'
import type { Person } from '../vault/vault.ts'
import { claimFor, whoseAddress } from './addresses.ts'
import { tellSchool, tellSuppression } from './agree.ts'
import { keepPerson } from './keep-person.ts'
import { personOf } from './people.ts'
import { type DeedTools, freshId, furtherStep, isRefused } from './tools.ts'

/** The contact stream (`contact#…`) of an id or an address; undefined when nobody is known by it. */
export async function findContact(
  tools: DeedTools,
  by: { contact?: string | undefined; email?: string | undefined },
): Promise<string | undefined> {
  const { contact, email = contact?.includes('@') ? contact : undefined } = by
  if (email !== undefined) return whoseAddress(tools, email)
  if (contact === undefined) return undefined
  const stream = contact.startsWith('contact#') ? contact : `contact#${contact}`
  return (await tools.log.head(stream)) ? stream : undefined
}

/**
 * Adds a person to a school in a role. Answers the contact's commit, or the school's refusal before anything is kept.
 * `school` is the school's id; it must be registered.
 */
export async function addContact(
  tools: DeedTools,
  school: string,
  role: ContactRole,
  person: Person,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const { state: at } = await loadStream(tools.log, schoolDecider, `school#${school}`)
  if (at.mergedInto !== undefined) return mergedAway(at.mergedInto)
  const who = await claimFor(tools, person.email, `contact#${freshId(tools, 'c')}`)
  await keepPerson(tools, who, person)
  const added = await act(tools, contactDecider, who, { do: 'add-contact', school, role }, doing)
  if (isRefused(added)) return added
  const refused = await tellSchool(tools, { who, school, role }, added.state, furtherStep(doing))
  return refused ?? added
}

export interface ContactChange {
  readonly name?: string | undefined
  readonly email?: string | undefined
  /** `null` takes it away. */
  readonly phone?: string | null | undefined
}

/** Changes name, address or phone. A new address must be nobody else's; what stands against it is taken over. */
export async function changeContact(
  tools: DeedTools,
  who: string,
  change: ContactChange,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const stopped = await whyNotAnyMore(tools, who)
  if (stopped) return stopped
  const known = await personOf(tools, who)
  if (!known) return refuse('contact-not-known', 'There is no such contact. Add it first.')
  const person = changedPerson(known, change)
  const changed = await fieldsToChange(tools, who, known, change)
  const taken = changed.includes('email') ? await takeAddress(tools, who, person.email) : undefined
  if (taken) return taken
  if (changed.length > 0) await tools.vault.putPerson(who, person)
  const outcome = await act(tools, contactDecider, who, { do: 'change-contact', changed }, doing)
  if (!isRefused(outcome) && person.email !== known.email) await tools.vault.releaseAddress('contact', known.email, who)
  return outcome
}

/** Somebody in whose place another one stands, or who is no longer kept, is refused before anything is written down. */
async function whyNotAnyMore({ log, world }: DeedTools, who: string): Promise<Refusal | undefined> {
  const { state } = await loadStream(log, contactDecider, who)
  const decision = contactDecider.decide({ do: 'change-contact', changed: [] }, state, world())
  return 'refused' in decision ? decision : undefined
}

const personFields = ['name', 'email', 'phone'] as const

function changedPerson(known: Person, change: ContactChange): Person {
  const { phone = known.phone } = change
  return { name: change.name ?? known.name, email: change.email ?? known.email, ...(phone && { phone }) }
}

async function fieldsToChange(tools: DeedTools, who: string, known: Person, change: ContactChange) {
  const person = changedPerson(known, change)
  const differing = personFields.filter((field) => person[field] !== known[field])
  return (await brokeOff(tools, who, change, known)) ? [...differing, 'email' as const] : differing
}

/** Later than every `until`: what is live then is kept for good. */
const forEver = '9999-12-31T00:00:00.000Z'

/**
 * A change of address that broke off after the vault was written left the new words there and no fact: its claim on the
 * address is still open, and would end in a week. Asked for again, it is finished.
 */
async function brokeOff(tools: DeedTools, who: string, change: ContactChange, known: Person): Promise<boolean> {
  if (change.email === undefined || change.email !== known.email) return false
  return (await tools.vault.holderOf('contact', known.email, forEver)) !== who
}

async function takeAddress(tools: DeedTools, who: string, email: string): Promise<Refusal | undefined> {
  const holder = await claimFor(tools, email, who)
  if (holder !== who)
    return refuse(
      'address-is-another-contact',
      'This address belongs to another contact already. Merge the two, or remove the other first.',
      { contact: holder },
    )
  return undefined
}

/** Takes a contact off a school, in one role or all, at once. `undone`: because the import that brought it is taken back. */
export async function removeContact(
  tools: DeedTools,
  who: string,
  school: string,
  role: ContactRole | undefined,
  doing: Doing,
  undone?: 'undone',
): Promise<Outcome<Contact>> {
  const roles: readonly ContactRole[] = role ? [role] : contactRoles
  const how = undone && ({ undone: true } as const)
  const commands = roles.map((one) => ({ do: 'remove-contact', school, role: one, ...how }) as const)
  const removed = await act(tools, several(contactDecider), who, commands, doing)
  if (isRefused(removed)) return removed
  for (const one of roles) await tellSchool(tools, { who, school, role: one }, removed.state, furtherStep(doing))
  return removed
}

export interface ConsentGiven {
  readonly purpose: ConsentPurpose
  readonly wording: string
  readonly how: ConsentWay
  readonly on: string
  readonly imported: boolean
}

/** Notes consent with its evidence. The person's own later word takes the address off the suppression list, afterwards. */
export async function giveConsent(
  tools: DeedTools,
  who: string,
  given: ConsentGiven,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const person = await personOf(tools, who)
  const suppression = person ? await tools.vault.suppressionOf(person.email) : {}
  const outcome = await act(
    tools,
    contactDecider,
    who,
    { do: 'give-consent', ...given, suppressedSince: suppression[given.purpose] },
    doing,
  )
  const isGiven = !isRefused(outcome) && outcome.state.consents[given.purpose]?.state === 'given'
  if (isGiven && person && (await tools.vault.suppressionOf(person.email))[given.purpose] !== undefined)
    await tellSuppression(tools, who, person.email, given.purpose)
  return outcome
}

/** Withdraws consent: the suppression list first, the contact second, so that whatever checks later finds one of them. */
export async function withdrawConsent(
  tools: DeedTools,
  who: string,
  withdrawn: Extract<ContactCommand, { do: 'withdraw-consent' }>,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const stopped = await whyNotAnyMore(tools, who)
  if (stopped) return stopped
  const person = await personOf(tools, who)
  if (person) await tools.vault.suppress(person.email, withdrawn.purpose, withdrawn.on)
  const outcome = await act(tools, contactDecider, who, withdrawn, doing)
  if (person && !isRefused(outcome)) await tellSuppression(tools, who, person.email, withdrawn.purpose)
  return outcome
}

/** A letter was marked as unwanted on a day: that withdraws `news`, and the address goes on the suppression list (C4). */
export async function noteComplaint(
  tools: DeedTools,
  who: string,
  on: string,
  doing: Doing,
): Promise<Outcome<Contact>> {
  const outcome = await act(tools, contactDecider, who, { do: 'note-complaint', on }, doing)
  const person = await personOf(tools, who)
  if (person && !isRefused(outcome)) await tellSuppression(tools, who, person.email, 'news')
  return outcome
}
