/**
 * A person is erased on their own request (DOMAIN C8). At once nothing is recorded of them or written to them any more,
 * but the answer to the request itself; when that has left, or cannot, what is kept of them is removed (`erase-person`).
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { contactFacts } from '../../events/contact/events.ts'
import type { Contact } from '../../events/contact/state.ts'
import type { Day } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { purposes } from '../../events/kernel/words.ts'
import { isFarewell } from '../../events/letter/answers.ts'
import type { Letter, LetterState } from '../../events/letter/decide.ts'
import { requestDecider } from '../../events/request/decide.ts'
import type { ErasureBecause } from '../../events/request/events.ts'
import { act, type Doing, loadStream } from '../log/act.ts'
import { entriesOf, mergedInto } from './addresses.ts'
import { tellSchool } from './agree.ts'
import { personOf } from './people.ts'
import { type DeedTools, furtherStep, isRefused } from './tools.ts'

export interface Erased {
  /** `contact#…` */
  readonly contact: string
  /** `request#…` */
  readonly request: string
}

/**
 * Marks a person as erased, in every entry of theirs: the suppression list first, so that no import writes to them again,
 * then the entry, then the schools it served. Done again, it finishes what broke off.
 */
export async function markErased(tools: DeedTools, { contact, request }: Erased, doing: Doing): Promise<void> {
  const own = await entriesOf(tools, contact)
  for (const who of own) {
    await suppressOwn(tools, who, own)
    const outcome = await act(tools, contactDecider, who, { do: 'erase-person', request }, furtherStep(doing))
    if (isRefused(outcome)) throw new Fault('deeds.erasure', `Refused ${outcome.refused}`)
    for (const place of await placesEver(tools, who)) await tellSchool(tools, { who, ...place }, outcome.state, doing)
  }
}

/** The address of an entry, not that of a successor at the same mailbox: what others agreed to is not theirs to end. */
async function suppressOwn(tools: DeedTools, who: string, own: readonly string[]): Promise<void> {
  const person = await personOf(tools, who)
  const holder = person && (await tools.vault.holderOf('contact', person.email, tools.world().now))
  if (person && holder !== undefined && own.includes(holder)) await keepOff(tools, person.email, tools.world().today)
}

/** From a day on nothing is written to an address, and no import brings back whoever had it. */
export async function keepOff({ vault }: Pick<DeedTools, 'vault'>, address: string, since: Day): Promise<void> {
  for (const what of [...purposes, 'erased'] as const) await vault.suppress(address, what, since)
}

/** The schools and roles a contact ever had, from the facts: what stood is no longer known once they are erased. */
export async function placesEver({ log }: Pick<DeedTools, 'log'>, who: string): Promise<Contact['schools']> {
  const places: Contact['schools'][number][] = []
  for await (const { body } of log.history(who))
    for (const { type, data } of body.events)
      if (type === 'ContactAdded' || type === 'ContactRoleAdded') places.push(contactFacts[type].data.parse(data))
  return places.map(({ school, role }) => ({ school, role }))
}

const ended: Readonly<Partial<Record<LetterState, ErasureBecause>>> = {
  sent: 'answer-left',
  delivered: 'answer-left',
  bounced: 'answer-left',
  complained: 'answer-left',
  withheld: 'answer-withheld',
}

/** When the last letter left, or never will, nothing is needed of its addressee any more. Of other letters nothing follows. */
export async function tellFarewellEnded(tools: DeedTools, { asked, state }: Letter, doing: Doing): Promise<void> {
  const because = ended[state]
  const request = asked?.facts.request
  if (!asked || !isFarewell(asked) || because === undefined || request === undefined) return
  await act(tools, requestDecider, request, { do: 'note-answer-ended', because }, furtherStep(doing))
}

/** Whom a decided request erases, as it stands: nobody where it asks for something else, was refused, or is a stranger's. */
export async function erasedBy(tools: DeedTools, request: string): Promise<Erased | undefined> {
  const { kind, state, contact } = (await loadStream(tools.log, requestDecider, request)).state
  if (kind !== 'erasure' || state !== 'answered' || contact === undefined) return undefined
  // It may have been merged since the request was opened.
  return { contact: await mergedInto(tools, contact), request }
}
