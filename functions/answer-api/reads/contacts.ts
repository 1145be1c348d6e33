/** Contacts: all of them, or those of one school as they stand now. */
import * as z from 'zod'
import { readContacts } from '../../../shared/board/reads/lists.ts'
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

export const contactReads = [contacts]
