/** Why an address gets a letter: one sentence, for the foot of the letter. */
import type { Day } from '../../events/kernel/day.ts'
import type { ContactRole } from '../../events/kernel/words.ts'
import { sayDay } from './say-day.ts'

const places: Readonly<Record<Exclude<ContactRole, 'office'>, string>> = {
  head: 'the head',
  'inclusion-lead': 'the inclusion lead',
  other: 'a contact',
}

/**
 * By role (DOMAIN R9): a named person by their consent, with its day when that is known; the office mailbox because no
 * named contact of the school may be written to.
 */
export function whyYouGetThis(recipient: {
  readonly school: string
  readonly role: ContactRole
  readonly agreedOn?: Day | undefined
}): string {
  const { school, role, agreedOn } = recipient
  if (role === 'office')
    return `This is the office address of ${school} in our records, and there is no head or inclusion lead whom we may write to.`
  const on = agreedOn === undefined ? '' : ` on ${sayDay(agreedOn)}`
  return `You are ${places[role]} of ${school} in our records, and you agreed${on} that we may contact you.`
}

/** Who is written to about themselves, or with news: by what they agreed to, wherever they work. */
export function whyByConsent(agreed: 'service' | 'news'): string {
  return agreed === 'news'
    ? 'You agreed that we may send you relevant information that may be of interest to you.'
    : 'You agreed that we may contact you.'
}

/** Who is answered about their own data. */
export const whyByRight = 'It answers a request about your own data, or one that was made in your name.'

/** Who asked for a letter to look at it. */
export const whyATest =
  'You asked for this letter to look at it: it went to you alone, and its facts are invented or your own.'

/** A member of staff gets letters by their work, not by consent. */
export function whyStaffGetThis(body: string): string {
  return `You are a member of staff of ${body} in our records.`
}
