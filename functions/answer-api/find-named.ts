/**
 * Finds what a command's body names, before anything is kept: schools by reference or id, contacts by id or address. A
 * school that the register alone holds is registered by being named.
 */
import { type CommandName, commands } from '../../events/commands.ts'
import { findContact } from '../../shared/deeds/contacts.ts'
import { findOrRegister } from '../../shared/deeds/look-up.ts'
import type { Doing } from '../../shared/log/act.ts'
import { namedBy } from './fields.ts'
import type { Found } from './perform/performer.ts'
import type { ApiTools } from './tools.ts'

type Body = Readonly<Record<string, unknown>>

/** The school and the contact a body names; or the kind of thing that is not there. */
export async function findNamed(
  tools: ApiTools,
  name: CommandName,
  body: Body,
  doing: Doing,
): Promise<Found | { readonly notFound: string }> {
  const [schoolNamed, contactNamed] = [textNaming(name, body, 'school'), textNaming(name, body, 'contact')]
  const school = schoolNamed === undefined ? undefined : await findOrRegister(tools, schoolNamed, doing)
  if (schoolNamed !== undefined && !school) return { notFound: 'school' }
  const by = contactNamed ?? addressNaming(name, body)
  const contact = by === undefined ? undefined : await findContact(tools, { contact: by })
  const mayBeNobody = name === 'open-request' && contactNamed === undefined
  return by !== undefined && !contact && !mayBeNobody ? { notFound: 'contact' } : { school, contact }
}

function textNaming(name: CommandName, body: Body, kind: string): string | undefined {
  const [text] = Object.entries(body).flatMap(([field, value]) =>
    namedBy(commands[name].body, field) === kind && typeof value === 'string' ? value : [],
  )
  return text
}

/** Where a contact may be named by id or by address, and the address was given. */
function addressNaming(name: CommandName, { email }: Body): string | undefined {
  const mayNameContact = namedBy(commands[name].body, 'contact') === 'contact'
  return mayNameContact && typeof email === 'string' ? email : undefined
}
