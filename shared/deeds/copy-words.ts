/** The words of the copy of what is held on a person: said to them, of them. */
import type { Consent, Contact } from '../../events/contact/state.ts'
import type { Settings } from '../../events/kernel/settings.ts'
import type { ConsentPurpose, RequestKind } from '../../events/kernel/words.ts'
import type { WhyNot } from '../../events/letter/events.ts'
import type { AccessCopy } from '../../events/request/copy.ts'
import type { PersonsRequest } from '../../events/request/state.ts'
import type { LetterCard } from '../board/rows/letter.ts'

export const lettersOf: Readonly<Record<ConsentPurpose, string>> = {
  service: 'Letters about the school’s award',
  news: 'News',
}

/** How somebody said it, or how it was noted. */
export const waysSaid: Readonly<Record<Consent['how'], string>> = {
  'web-form': 'On our form',
  paper: 'On paper',
  phone: 'By telephone',
  'undo-link': 'By the link that undoes a withdrawal',
  'preference-page': 'On the page of your own',
  'e-mail': 'By e-mail',
  import: 'In a list that was taken over',
  staff: 'To a member of staff',
  'one-click': 'By the link in a letter',
  complaint: 'By marking a letter as unwanted',
}

export const asksSaid: Readonly<Record<RequestKind, string>> = {
  access: 'To see what is kept about you',
  erasure: 'To have what is kept about you deleted',
  rectification: 'To have what is kept about you corrected',
  complaint: 'To have a complaint heard',
  withdrawal: 'Not to be written to any more',
}

export const requestStatesSaid: Readonly<Record<Exclude<PersonsRequest['state'], 'none'>, string>> = {
  open: 'To be answered',
  waiting: 'Waits for you to confirm it',
  answered: 'Answered',
  refused: 'Refused',
  closed: 'Closed, because it was not asked for',
}

export const addressSaid: Readonly<Record<Contact['address'], string>> = {
  ok: 'Nothing is noted against it',
  bounced: 'Letters to it came back',
  suppressed: 'The mail provider no longer writes to it',
}

export const letterStatesSaid: Readonly<Record<LetterCard['state'], string>> = {
  asked: 'Waits to be sent',
  held: 'Held back for now',
  withheld: 'Not sent',
  sending: 'On its way',
  uncertain: 'Sent or not: it is not known',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Came back',
  complained: 'Marked as unwanted',
}

export const whyNotSaid: Readonly<Record<WhyNot, string>> = {
  'no-consent': 'You had not agreed to letters like it',
  withdrawn: 'You had withdrawn your consent',
  objected: 'You had asked not to be written to',
  bounced: 'Letters to your address came back',
  suppressed: 'Your address is not to be written to',
  erased: 'You had asked to be erased',
  superseded: 'Another letter took its place',
  'too-late': 'What it was about lay too long in the past',
  'contact-paused': 'Letters to you were paused',
}

export const pausesSaid = {
  staff: 'A member of staff paused letters to you',
  'was-this-you': 'It was asked whether a mail was yours',
} as const

/** Who noted something. */
export function sayWho({ by, because }: { readonly by: string; readonly because: string }): string {
  if (by.startsWith('contact#')) return 'Yourself, by a link'
  if (because.startsWith('import#')) return 'A member of staff, by taking over a list'
  return by.startsWith('staff#') ? 'A member of staff' : 'The system'
}

/** Where a free text belongs, by the kind of what names it. */
export const notesSaid: Readonly<Record<string, string>> = {
  contact: 'Your entry',
  request: 'A request of yours',
  mail: 'A mail you wrote',
  letter: 'A letter to you',
  task: 'A task about you',
}

const months = (count: number) => (count === 1 ? '1 month' : `${count} months`)

/** What UK GDPR article 15(1) and (2) has a person told beside their data. `sources` is made of the facts. */
export function sayTold(settings: Settings, sources: readonly string[]): AccessCopy['told'] {
  return {
    purposes: [
      'To write about the award of the school you serve: its reviews, visits and meetings. You agreed to that, or the address is the school’s office.',
      'To send news, where you agreed to it.',
      'To answer what you ask by right, and to be able to show that we did: the law asks for that.',
    ],
    categories: [
      'Your name, e-mail address and telephone number, and your role at a school.',
      'What you agreed to or withdrew, and the evidence of it.',
      'Letters to you, mails from you, and what was done with them.',
      'Notes and tasks of our staff that concern you.',
      'On which days your name and address were shown to our staff.',
    ],
    recipients: [
      'Members of our staff who answer for contacts, and those who look after your school.',
      'Amazon Web Services, who run the machines the data lies on and deliver our letters, on our instructions alone.',
      'Nobody else: it is not sold and not passed on.',
    ],
    kept: [
      `Your name, address and telephone number: while you serve a school, and ${months(settings.contactRetentionMonths)} after.`,
      `Mails you wrote: ${settings.rawMailDays} days.`,
      `Who was shown your name and address: ${months(settings.viewsMonths)}.`,
      'That an address is not to be written to: for good, as a mark from which the address cannot be read.',
      'What happened and when, without your name or address: for good, as the record of the award.',
    ],
    rights: [
      'You may have what is wrong corrected.',
      'You may have your data deleted.',
      'You may have its use restricted, or object to it.',
      'You may withdraw your consent at any time, as easily as you gave it.',
      'You may take this copy along as a file, and give it to others.',
    ],
    complaint:
      'You may complain to us, in any words, and to the Information Commissioner’s Office (ico.org.uk), and you may go to court.',
    sources: [...sources],
    decisions:
      'A machine reads your mails for what they ask: what stops letters it does at once, and all else waits for you or for a person. No decision of weight for you is made by a machine alone, and no profile of you is made.',
  }
}
