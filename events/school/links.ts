/** Which contacts serve a school, in which roles. The contact's own stream is committed first; this follows it. */
import type { Decision } from '../kernel/decider.ts'
import type { SchoolCommand } from './commands.ts'
import type { SchoolFact } from './events.ts'
import type { School } from './state.ts'

type Link = Extract<SchoolCommand, { do: 'link-contact' | 'unlink-contact' }>

function isLinked({ contact, role }: Link, school: School): boolean {
  return school.contacts.some((known) => known.contact === contact && known.role === role)
}

export function linkContact(command: Link, school: School): Decision<SchoolFact> {
  return isLinked(command, school)
    ? []
    : [{ type: 'ContactLinked', data: { contact: command.contact, role: command.role } }]
}

export function unlinkContact(command: Link, school: School): Decision<SchoolFact> {
  return isLinked(command, school)
    ? [{ type: 'ContactUnlinked', data: { contact: command.contact, role: command.role } }]
    : []
}
