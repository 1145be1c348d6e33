/** Contacts: all of them, or those of one school as they stand now. */
import * as z from 'zod'
import { readContacts } from '../../../shared/board/reads/lists.ts'
import { viewsOf } from '../../../shared/deeds/views.ts'
import { csvOf } from './csv.ts'
import { contactsNow } from './people.ts'
import { list } from './read.ts'
import { schoolNamed } from './schools.ts'
import { contactShape } from './shapes.ts'

const contacts = list(
  {
    path: '/api/contacts',
    sentence: 'Contacts with their roles and consents; names and addresses for those who may see them.',
    filters: { school: z.string().optional().describe('Reference or id.') },
    item: contactShape,
  },
  async ({ tools, caller, query: { school } }, ask) => {
    if (school === undefined) {
      const { items, next } = await readContacts(tools.board, {}, ask)
      return {
        items: await contactsNow(
          tools,
          caller,
          items.map(({ id }) => `contact#${id}`),
        ),
        next,
      }
    }
    const found = await schoolNamed(tools, school)
    if (!found) return { notFound: 'school' }
    const streams = [...new Set(found.school.contacts.map(({ contact }) => contact))].toSorted()
    const from = Number(ask.after ?? 0)
    const page = streams.slice(from, from + ask.limit)
    const next = from + ask.limit < streams.length ? String(from + ask.limit) : undefined
    return { items: await contactsNow(tools, caller, page), next }
  },
)

const seenBy = list(
  {
    path: '/api/contacts/{contact}/seen-by',
    sentence:
      'Which member of staff was shown the name and address of a contact, and when: the latest day first. Admins only.',
    filters: { format: z.literal('csv').optional() },
    item: z.object({ day: z.iso.date(), staff: z.string(), name: z.string().optional() }),
    otherForm: (page, { format }) => (format === 'csv' ? csvOf('seen-by', ['day', 'staff', 'name'], page) : undefined),
  },
  async ({ tools, caller, params: { contact = '' } }, ask) => {
    // To all others it is as if nobody was noted: no answer says who is held.
    if (caller.role !== 'admin') return { items: [] }
    const all = await viewsOf(tools, `contact#${contact.replace(/^contact#/, '')}`)
    const from = Number(ask.after ?? 0)
    const page = all.slice(from, from + ask.limit)
    const people = await tools.vault.people([...new Set(page.map(({ staff }) => staff))], tools.world().now)
    const items = page.map(({ day, staff }) => {
      const name = people.get(staff)?.name
      return { day, staff: staff.replace(/^staff#/, ''), ...(name !== undefined && { name }) }
    })
    return { items, next: from + ask.limit < all.length ? String(from + ask.limit) : undefined }
  },
)

export const contactReads = [contacts, seenBy]
