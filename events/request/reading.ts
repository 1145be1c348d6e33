/**
 * What a mail asks of the body (DOMAIN C5, C6): pure, from what a person would see of it. Only a plain wish is taken as
 * one; where anything is in doubt a person decides. Nothing here knows who wrote the mail.
 */

export type Ask =
  | 'withdraw-service'
  | 'withdraw-news'
  | 'access'
  | 'erasure'
  | 'rectification'
  | 'complaint'
  | 'successor'

export interface Reading {
  /** Each ask once, with the sentence that decided, as written. */
  readonly asks: readonly { readonly ask: Ask; readonly sentence: string }[]
  /** Someone writes for someone else: a person must look. */
  readonly forAnother: boolean
  /** Nothing is certain: a person must look, and what `asks` names is only what it may be about. */
  readonly unsure: boolean
  readonly language: 'en' | 'cy' | 'other'
}

/** Reads a mail's own words. "Everything" is both withdrawals; a complaint that asserts an earlier opt-out has both besides. */
export function readWish(mail: { readonly subject: string; readonly text: string }): Reading {
  const lines = mail.text.split('\n').filter((line) => !line.startsWith('>'))
  const own = lines.join(' ').replace(/\s+/g, ' ').trim()
  const found = rules.filter(({ says }) => says.test(own))
  const asks = [...new Set(found.flatMap(({ asks }) => asks))].map((ask) => ({ ask, sentence: own.slice(0, 500) }))
  return {
    asks,
    forAnother: false,
    unsure:
      own === '' ||
      (asks.length > 0 && /\b(?:how (?:do|can|would)|if|unless|until|not want to withdraw|don.t remove)\b/i.test(own)),
    language: /\b(?:fy|yn|ac|ataf)\b/i.test(own) ? 'cy' : 'en',
  }
}

const both: readonly Ask[] = ['withdraw-service', 'withdraw-news']

const rules: readonly { readonly says: RegExp; readonly asks: readonly Ask[] }[] = [
  { says: /\btake me off the newsletter list\b/i, asks: ['withdraw-news'] },
  {
    says: /\b(?:stop emailing me|withdraw my consent|remove me from all lists|take me off your list|since I opted out|unsubscribe me)\b/i,
    asks: both,
  },
  { says: /Tynnwch fy nghaniatâd yn ôl/i, asks: both },
  { says: /\bdelete (?:any personal data|everything you have on me)\b/i, asks: ['erasure'] },
  { says: /\bcopy of all the information you hold on me\b/i, asks: ['access'] },
  { says: /\bcorrect my surname\b/i, asks: ['rectification'] },
  { says: /\bformal complaint\b/i, asks: ['complaint'] },
]
