/** The card of a contact: its roles, consents and the state of its address. Name and address are in the vault alone. */
import * as z from 'zod'
import type { Consent, Contact } from '../../../events/contact/state.ts'
import { once } from '../../../events/kernel/once.ts'
import { contactRoles } from '../../../events/kernel/words.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

const consent = once(() =>
  z.object({
    state: z.enum(['given', 'withdrawn', 'none']),
    since: z.string().optional(),
    wording: z.string().optional(),
    how: z.string().optional(),
  }),
)

/** What is shown of a contact beside what the vault holds. */
export const contactCard = once(() =>
  z.object({
    id: z.string(),
    schools: z.array(z.object({ school: z.string(), role: z.enum(contactRoles) })),
    consents: z.object({ service: consent(), news: consent() }),
    paused: z.boolean(),
    address: z.enum(['ok', 'bounced', 'suppressed']),
    erased: z.boolean(),
    forgotten: z.boolean().optional(),
    /** The successor at the mailbox, or the entry it was merged into: ids. */
    handedTo: z.string().optional(),
    mergedInto: z.string().optional(),
    /** Serves no school any more: name and address are kept until this day. */
    keptUntil: z.string().optional(),
  }),
)

export type ContactCard = z.infer<ReturnType<typeof contactCard>>

export function contactRows(standing: Standing<Contact>): Row[] {
  const { stream, state: contact } = standing
  const { schools, consents, paused, address, erased, forgotten, left } = contact
  const data: ContactCard = {
    id: idOf(stream),
    schools: schools.map(({ school, role }) => ({ school: idOf(school), role })),
    consents: { service: consentOf(consents.service), news: consentOf(consents.news) },
    paused,
    address,
    erased,
    ...(forgotten && { forgotten }),
    ...passedOn(contact),
    ...(left && !forgotten && { keptUntil: left.until }),
  }
  return [card(standing, inList('contacts', stream, idOf(stream)), data)]
}

function passedOn({ passedOn: passed }: Contact): Pick<ContactCard, 'handedTo' | 'mergedInto'> {
  if (!passed) return {}
  const to = idOf(passed.to)
  return passed.because === 'merged' ? { mergedInto: to } : { handedTo: to }
}

function consentOf(known: Consent | undefined): ContactCard['consents']['service'] {
  if (!known) return { state: 'none' }
  const { state, since, wording, how } = known
  return { state, since, ...(wording !== undefined && { wording }), how }
}
