/** Who at a school could be written to, as they stand now: the candidates of R9, each read strongly. */
import { contactDecider } from '../../events/contact/decide.ts'
import { isPausedOn } from '../../events/contact/was-this-you.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import type { Candidate } from '../../events/school/recipients.ts'
import type { School } from '../../events/school/state.ts'
import { loadStream } from '../log/act.ts'
import { isGone } from './addressee.ts'
import { personOf } from './people.ts'
import type { DeedTools } from './tools.ts'

/** The candidates for a service letter to this school, in the order they were linked. */
export async function candidatesOf(tools: DeedTools, school: School): Promise<Candidate[]> {
  const roles = new Map<string, ContactRole[]>()
  for (const { contact, role } of school.contacts) roles.set(contact, [...(roles.get(contact) ?? []), role])
  return Promise.all([...roles].map(([contact, ofContact]) => candidate(tools, contact, ofContact)))
}

async function candidate(tools: DeedTools, contact: string, roles: readonly ContactRole[]): Promise<Candidate> {
  const { state } = await loadStream(tools.log, contactDecider, contact)
  const person = await personOf(tools, contact)
  const suppression = person ? await tools.vault.suppressionOf(person.email) : {}
  const consent = state.consents.service?.state ?? 'none'
  return {
    contact,
    roles,
    service: suppression.service !== undefined ? 'withdrawn' : consent,
    address: state.address,
    paused: isPausedOn(state, tools.world().today),
    gone: isGone(state) || state.passedOn !== undefined || !person,
  }
}
