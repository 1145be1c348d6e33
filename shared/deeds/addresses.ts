/**
 * Whose an address is. One address is one contact (C0); where another one stands in that contact's place, because the
 * mailbox was handed over or two entries were merged, the address finds that one, even if the vault was not told yet.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import type { Contact } from '../../events/contact/state.ts'
import { addMinutes } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { loadStream } from '../log/act.ts'
import { whateverMark } from '../vault/vault.ts'
import { type DeedTools, vaultWaits } from './tools.ts'

type AddressTools = Pick<DeedTools, 'log' | 'vault' | 'world'>

export function waitsUntil({ world }: Pick<DeedTools, 'world'>): string {
  return addMinutes(world().now, vaultWaits)
}

async function stateOf({ log }: AddressTools, who: string): Promise<Contact> {
  return (await loadStream(log, contactDecider, who)).state
}

/** Entries of one person merged one after the other, mailboxes handed over again and again: more than anybody does. */
const mostSteps = 20

/** Who stands in a contact's place by now; mostly the contact itself. */
export async function inPlaceOf(tools: AddressTools, who: string): Promise<string> {
  let stands = who
  for (let steps = 0; steps < mostSteps; steps++) {
    const { passedOn } = await stateOf(tools, stands)
    if (!passedOn) return stands
    stands = passedOn.to
  }
  throw new Fault('contacts.inPlaceOf', 'GoesInCircles')
}

/** The entry a person is kept in: theirs, or the one it was merged into, however often. A successor's is never meant. */
export async function mergedInto(tools: AddressTools, who: string): Promise<string> {
  let own = who
  for (let steps = 0; steps < mostSteps; steps++) {
    const { passedOn } = await stateOf(tools, own)
    if (passedOn?.because !== 'merged') return own
    own = passedOn.to
  }
  throw new Fault('contacts.mergedInto', 'GoesInCircles')
}

/** A contact's own entry and those merged into it, however often: entries of one person. */
export async function entriesOf(tools: AddressTools, contact: string): Promise<readonly string[]> {
  const found = [contact]
  // Grows while it is walked.
  for (const who of found) {
    const { absorbed = [] } = await stateOf(tools, who)
    found.push(...absorbed.filter((one) => !found.includes(one)))
  }
  return found
}

/** The entry an id or an address was given to, whoever stands in its place by now; undefined for none. */
export async function findEntry(tools: AddressTools, name: string): Promise<string | undefined> {
  if (name.includes('@')) return holderOf(tools, name)
  const stream = name.startsWith('contact#') ? name : `contact#${name}`
  return (await tools.log.head(stream)) ? stream : undefined
}

/** The holder of an address: a claim counts while it waits for its event, and for good once the log holds its holder. */
async function holderOf({ log, vault, world }: AddressTools, email: string): Promise<string | undefined> {
  const holder = await vault.holderOf('contact', email, world().now)
  if (holder !== undefined) return holder
  const unlifted = await vault.holderOf('contact', email, whateverMark)
  return unlifted !== undefined && (await log.head(unlifted)) ? unlifted : undefined
}

function isGone({ erased, forgotten }: Contact): boolean {
  return erased || forgotten === true
}

/** The contact an address finds (`contact#…`); undefined when it is nobody's. */
export async function whoseAddress(tools: AddressTools, email: string): Promise<string | undefined> {
  const holder = await holderOf(tools, email)
  if (holder === undefined) return undefined
  const stands = await inPlaceOf(tools, holder)
  return isGone(await stateOf(tools, stands)) ? undefined : stands
}

/** Others may take and give up the same address as often while one claims it. */
const mostTries = 5

/** Claims an address for `who` (a fresh stream, or a contact whose address changes): answers whose it is then. */
export async function claimFor(tools: AddressTools, email: string, who: string): Promise<string> {
  for (let tries = 0; tries < mostTries; tries++) {
    const holder = (await holderOf(tools, email)) ?? (await claimNew(tools, email, who))
    const whose = holder === who ? await claimNew(tools, email, who) : await settled(tools, email, holder, who)
    if (whose !== undefined) return whose
  }
  throw new Fault('contacts.claimFor', 'Contended')
}

function claimNew(tools: AddressTools, email: string, who: string): Promise<string> {
  return tools.vault.claimAddress('contact', email, who, waitsUntil(tools), tools.world().now)
}

/** An address that another one holds: theirs, or passed on to whoever it belongs to by now; undefined to look again. */
async function settled(tools: AddressTools, email: string, holder: string, who: string): Promise<string | undefined> {
  const state = await stateOf(tools, holder)
  if (isGone(state)) {
    await tools.vault.passAddress('contact', email, holder, who, waitsUntil(tools))
    return undefined
  }
  if (state.passedOn) {
    const stands = await inPlaceOf(tools, holder)
    await passTo(tools, email, holder, stands)
    return stands
  }
  const isLifted = (await tools.vault.holderOf('contact', email, tools.world().now)) !== undefined
  if (!isLifted) await tools.vault.keep(holder)
  return holder
}

/** Passes an address on to whoever stands in its holder's place; it waits for their first event if there is none yet. */
export async function passTo(tools: AddressTools, email: string, from: string, to: string): Promise<void> {
  const until = (await tools.log.head(to)) ? undefined : waitsUntil(tools)
  await tools.vault.passAddress('contact', email, from, to, until)
}
