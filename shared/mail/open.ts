/**
 * Opens a raw mail: whatever bytes came in, what a person would see of it comes out, within the bounds of `bounds.ts`;
 * what did not fit or could not be read is named. Never throws. Nothing here says who a mail is from.
 */
import PostalMime, { type Email, type Header } from 'postal-mime'
import { type Broken, cut, headOf, mostDepth, mostHeaderBytes, mostHeaders, mostPage, mostText } from './bounds.ts'
import { visibleText } from './page.ts'
import { cleanHeader, isLoop, type Sender, senderOf, tokensOf } from './sender.ts'

export interface OpenedMail {
  /** The `From` header's one address, in lower case; undefined when there is not exactly one. The sender's own claim. */
  readonly from: Sender | undefined
  /** One line, at most 500 characters. */
  readonly subject: string
  readonly messageId: string | undefined
  /** What a person would see, quoted mails still in it: of the page where the mail has one, else of its text. */
  readonly text: string
  /** No automatic answer may go to this mail (C6). */
  readonly loop: boolean
  readonly attachments: number
  /** What did not fit or could not be read. */
  readonly broken: readonly Broken[]
  /** What stands after `+` in the addressees' local parts: reply tokens, if they are ours. */
  readonly toTokens: readonly string[]
}

/** Opens the mail; resolves for any bytes, in time and memory bounded by their number and the bounds. */
export async function openMail(bytes: Uint8Array): Promise<OpenedMail> {
  const within = cut(bytes)
  const broken = new Set<Broken>(within.broken)
  const mail = (await parse(within.bytes, broken)) ?? (await parse(headOf(within.bytes), broken)) ?? nothing
  const headers = mail.headers.slice(0, mostHeaders)
  const from = senderOf(headers)
  for (const found of brokenOf(mail, from)) broken.add(found)
  return {
    from,
    subject: cleanHeader(mail.subject ?? '', 500),
    messageId: mail.messageId === undefined ? undefined : cleanHeader(mail.messageId, 500),
    text: textOf(mail, broken),
    loop: isLoop(headers, from?.address),
    attachments: mail.attachments.length,
    broken: [...broken],
    toTokens: tokensOf(headers),
  }
}

const nothing: Email = { headers: [], headerLines: [], attachments: [] }

/** Mails within the mail are never read as its own words: forwarding someone's request is not making it. */
const limits = { maxNestingDepth: mostDepth, maxHeadersSize: mostHeaderBytes, forceRfc822Attachments: true } as const

async function parse(bytes: Uint8Array, broken: Set<Broken>): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(bytes, limits)
  } catch (error) {
    broken.add(/depth/.test(String(error)) ? 'too-deep' : 'headers-too-large')
    return undefined
  }
}

function brokenOf(mail: Email, from: Sender | undefined): Broken[] {
  const { headers } = mail
  const found: readonly (readonly [Broken, boolean])[] = [
    ['headers-too-large', headers.length > mostHeaders],
    ['not-mail', !headers.some(({ key }) => ['from', 'to', 'subject', 'date', 'message-id'].includes(key))],
    ['no-single-sender', from === undefined],
    ['encrypted', isEncrypted(headers)],
    ['no-parts-found', isMultipart(headers) && !mail.text && !mail.html && mail.attachments.length === 0],
  ]
  return found.filter(([, is]) => is).map(([name]) => name)
}

const typeOf = (headers: readonly Header[]) => headers.find(({ key }) => key === 'content-type')?.value ?? ''
const isMultipart = (headers: readonly Header[]) => /^\s*multipart\//i.test(typeOf(headers))
const isEncrypted = (headers: readonly Header[]) =>
  /^\s*(?:multipart\/encrypted|application\/(?:x-)?pkcs7-mime)/i.test(typeOf(headers))

function textOf(mail: Email, broken: Set<Broken>): string {
  const page = mail.html ?? ''
  if (page.length > mostPage) broken.add('text-too-long')
  const seen = page === '' ? '' : visibleText(page.slice(0, mostPage))
  const plain = mail.text ?? ''
  if (seen !== '' && plain.trim() !== '' && differ(seen, plain)) broken.add('parts-differ')
  return clean(seen === '' ? plain : seen, broken)
}

/** Fewer than half of the plain text's words stand on the page. Addresses of links and quotes aside, they are the same. */
function differ(seen: string, plain: string): boolean {
  const words = new Set(wordsOf(seen))
  const said = [...new Set(wordsOf(plain))]
  const shared = said.filter((word) => words.has(word)).length
  return said.length > 0 && shared < said.length / 2
}

function wordsOf(text: string): string[] {
  const bare = text
    .slice(0, 20_000)
    .toLowerCase()
    .replaceAll(/https?:\S+/g, ' ')
  return bare.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Overrides of direction: what stands behind them is not seen in the order in which it stands. */
const turning = /[\u202D\u202E]/
// Controls but tab and line feed, lone halves of characters, and what is written but not seen. The joiners stay: Urdu,
// Welsh names and emoji are written with them.
const unseen = /[\p{Cs}\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|(?![\t\n])\p{Cc}/gu

function clean(text: string, broken: Set<Broken>): string {
  if (text.length > mostText) broken.add('text-too-long')
  const some = text.slice(0, mostText)
  if (some.includes('\uFFFD')) broken.add('unreadable-characters')
  if (turning.test(some)) broken.add('turned-text')
  return some
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(unseen, '')
    .trim()
}
