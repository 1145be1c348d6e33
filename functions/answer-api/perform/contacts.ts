/** Contacts and their consents. */
import { commands } from '../../../events/commands.ts'
import { findEntry } from '../../../shared/deeds/addresses.ts'
import { addContact, changeContact, giveConsent, removeContact } from '../../../shared/deeds/contacts.ts'
import { handOverContact } from '../../../shared/deeds/hand-over.ts'
import { mergeContacts } from '../../../shared/deeds/merge-contacts.ts'
import { withdrawAtOnce } from '../../../shared/deeds/rights.ts'
import { ofContact, ofSchool, type Performed, several } from './performer.ts'

export const contactPerformers = {
  'add-contact': several(
    commands['add-contact'],
    ofSchool(({ tools, doing, body: { role, name, email, phone } }, school): Promise<Performed> => {
      const person = { name, email, ...(phone !== undefined && { phone }) }
      return addContact(tools, school.id, role, person, doing)
    }),
  ),

  'change-contact': several(
    commands['change-contact'],
    ofContact(({ tools, doing, body: { name, email, phone } }, contact) =>
      changeContact(tools, contact, { name, email, phone }, doing),
    ),
  ),

  'remove-contact': several(
    commands['remove-contact'],
    ofContact(async ({ tools, doing, school, body }, contact) => {
      if (!school) return { notFound: 'school' }
      return removeContact(tools, contact, school.id, body.role, doing)
    }),
  ),

  'hand-over-contact': several(
    commands['hand-over-contact'],
    ofContact(async ({ tools, doing, school, body: { role, name, email, phone } }, contact) => {
      if (!school) return { notFound: 'school' }
      const successor = { name, email, ...(phone !== undefined && { phone }) }
      return handOverContact(tools, contact, { school: school.id, role }, successor, doing)
    }),
  ),

  // `keep` is found before; the other one here.
  'merge-contacts': several(
    commands['merge-contacts'],
    ofContact(async ({ tools, doing, body: { drop, reason } }, keep) => {
      const dropped = await findEntry(tools, drop)
      return dropped ? mergeContacts(tools, { keep, drop: dropped, reason }, doing) : { notFound: 'contact' }
    }),
  ),

  'give-consent': several(
    commands['give-consent'],
    ofContact(({ tools, doing, body: { purpose, wording, how, on = tools.world().today } }, contact) =>
      giveConsent(tools, contact, { purpose, wording, how, on, imported: false }, doing),
    ),
  ),

  'withdraw-consent': several(
    commands['withdraw-consent'],
    ofContact(({ tools, doing, body: { purpose } }, contact) =>
      withdrawAtOnce(tools, contact, { purposes: [purpose], how: 'staff' }, doing),
    ),
  ),
}
