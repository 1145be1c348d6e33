/**
 * People as a caller may see them: names and addresses for admins and coordinators, for others at own schools only. Who
 * was shown whom is noted.
 */
import type * as z from 'zod'
import { contactDecider } from '../../../events/contact/decide.ts'
import { type ContactCard, contactCard, contactRows } from '../../../shared/board/rows/contact.ts'
import { type Caller, isOffice, maySeePeople } from '../../../shared/deeds/callers.ts'
import { noteViews } from '../../../shared/deeds/views.ts'
import { loadStream } from '../../../shared/log/act.ts'
import type { ApiTools } from '../tools.ts'
import { schoolsById } from './school-views.ts'
import type { contactShape } from './shapes.ts'

type ContactView = z.input<typeof contactShape>

interface Shown {
  readonly card: ContactCard
  readonly version: number
}

/** Contacts as they stand in their own streams now, with what the caller may see of them. */
export async function contactsNow(tools: ApiTools, caller: Caller, streams: readonly string[]): Promise<ContactView[]> {
  const shown = await Promise.all([...new Set(streams)].map((stream) => cardNow(tools, stream)))
  return contactViews(tools, caller, shown)
}

async function cardNow(tools: ApiTools, stream: string): Promise<Shown> {
  const { version, state } = await loadStream(tools.log, contactDecider, stream)
  const [row] = contactRows({ stream, version, state })
  return { card: contactCard().parse(row?.data), version }
}

/** Contacts with names where the caller may see them, and their schools by reference. */
export async function contactViews(tools: ApiTools, caller: Caller, shown: readonly Shown[]): Promise<ContactView[]> {
  const schools = await schoolsById(
    tools,
    shown.flatMap(({ card }) => card.schools.map(({ school }) => school)),
  )
  const mayBeSeen = ({ card }: Shown) =>
    isOffice(caller) ||
    card.schools.some(({ school }) => maySeePeople(caller, schools.get(school), tools.world().today))
  const people = await tools.vault.people(
    shown.filter(mayBeSeen).map(({ card }) => `contact#${card.id}`),
    tools.world().now,
  )
  await noteViews(tools, caller.id, [...people.keys()])
  return shown.map(({ card, version }) => ({
    id: card.id,
    ...(card.forgotten ? {} : people.get(`contact#${card.id}`)),
    schools: card.schools.map(({ school, role }) => ({ school: schools.get(school)?.ref ?? school, role })),
    consents: card.consents,
    paused: card.paused,
    address: card.address,
    ...gone(card),
    version,
  }))
}

/** What became of a contact that is written to no more. */
function gone({ forgotten, erased, handedTo, mergedInto, keptUntil }: ContactCard) {
  return {
    ...(forgotten && { forgotten }),
    ...(erased && { erased }),
    ...(handedTo !== undefined && { handedTo }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...(keptUntil !== undefined && { keptUntil }),
  }
}
