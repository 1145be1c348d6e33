/** Links that may stand in a letter or its headers: web, mail and telephone, and nothing that could run or break a line. */

const allowed = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/**
 * A link in its written-out form: printable ASCII without spaces or angle brackets. Throws for any other scheme; the
 * message does not repeat the link, which may carry a token.
 */
export function safeHref(href: string): string {
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (!url || !allowed.has(url.protocol)) throw new Error('a link in a letter is no web, mail or telephone link')
  const written = url.href
  if (!/^[!-;=?-~]+$/.test(written)) throw new Error('a link in a letter cannot be written in plain characters')
  return written
}

/** A web link in its written-out form, for headers that programs follow. */
export function safeWebLink(href: string): string {
  const written = safeHref(href)
  if (!/^https?:/.test(written)) throw new Error('this link must be a web link')
  return written
}

/** A link that opens a new mail to an address, with its subject filled in. Both must be clean lines. */
export function mailLink(address: string, subject?: string): string {
  return `mailto:${address}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`
}
