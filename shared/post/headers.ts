/** The headers a letter leaves with, by its purpose, so that mail programs can offer to stop it and robots do not answer. */
import type { LetterPurpose } from './definition.ts'
import { safeWebLink } from './links.ts'

/** SES takes header values up to 870 characters; the angle brackets are ours. */
const longestLink = 868

/**
 * Headers of a letter. With an unsubscribe link: RFC 8058's pair, so that one click in the mail
 * program stops letters of this purpose. All but news say that a machine sent them (RFC 3834), so that
 * out-of-office programs stay silent.
 */
export function letterHeaders(letter: {
  readonly purpose: LetterPurpose
  readonly links?: { readonly unsubscribe?: string | undefined } | undefined
}): Readonly<Record<string, string>> {
  const unsubscribe = letter.links?.unsubscribe
  return {
    ...(letter.purpose !== 'news' ? { 'Auto-Submitted': 'auto-generated' } : {}),
    ...(unsubscribe === undefined ? {} : oneClick(safeWebLink(unsubscribe))),
  }
}

function oneClick(link: string): Readonly<Record<string, string>> {
  if (link.length > longestLink) throw new Error('the unsubscribe link is too long for a header')
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}
