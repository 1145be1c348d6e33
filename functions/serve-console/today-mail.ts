/** Mail that waits for a person, told so that one is known from another: for those alone who may see who wrote it. */
import { seeMail } from '../../shared/deeds/mail.ts'
import type { Item } from './today-schools.ts'
import type { ConsoleTools } from './tools.ts'

/** So many are opened for one page; who looks further opens the mail itself. */
const mostOpened = 50

/** The items with the mail's sender and subject, as far as it was read and is kept. */
export async function tellMails(tools: ConsoleTools, items: readonly Item[]): Promise<Item[]> {
  return Promise.all(items.map((item, n) => (n < mostOpened ? tellMail(tools, item) : item)))
}

async function tellMail(tools: ConsoleTools, item: Item): Promise<Item> {
  const seen = item.mail === undefined ? undefined : await seeMail(tools, item.mail)
  if (!seen) return item
  const from = seen.from?.address ?? 'an address that could not be read'
  const subject = seen.subject.trim()
  return { ...item, what: `${item.what}. From ${from}${subject === '' ? '' : `: “${subject}”`}` }
}
