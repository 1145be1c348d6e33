/**
 * What a mail's headers say of its sender, its addressees and whether a machine wrote it. All of it is the sender's own
 * word: who a mail is from is the provider's verdict to say, never these lines'.
 */
import { type Address, addressParser, type Header } from 'postal-mime'

export interface Sender {
  readonly address: string
  /** As the mail writes it, cleaned; never to be taken for who someone is. */
  readonly name: string
}

/** One address as people have them: no spaces, quotes, brackets or characters that are not seen. */
const plainAddress = /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[^\s@"(),:;<>[\]\\\p{C}]{1,253}$/u

/**
 * The one sender, when there is exactly one `From` with one plain address that stands in it letter by letter; undefined
 * for none, several, a group, or an address that only comes forth by decoding: then two readers could differ.
 */
export function senderOf(headers: readonly Header[]): Sender | undefined {
  const [from, ...others] = headers.filter(({ key }) => key === 'from')
  if (!from || others.length > 0 || from.value.length > 2_000) return undefined
  const [sender, ...more] = addressParser(from.value)
  if (!sender?.address || more.length > 0 || angles(from.value) > 1) return undefined
  const address = sender.address.toLowerCase()
  if (!plainAddress.test(address) || !from.value.toLowerCase().includes(address)) return undefined
  return { address, name: cleanHeader(sender.name, 200) }
}

/** How many addresses in angle brackets begin outside quotation marks. */
function angles(value: string): number {
  return value.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').split('<').length - 1
}

/** One line without control characters and lone halves of characters, at most so long. */
export function cleanHeader(value: string, most: number): string {
  return value
    .slice(0, most)
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
}

const mostTokens = 20

/**
 * What stands after `+` in the addressees' local parts (`office+TOKEN@…`), each once and in its own letters: a token is
 * worth what its keeper says. No matter whose the address is, so that a forwarding rule does not lose it.
 */
export function tokensOf(headers: readonly Header[]): string[] {
  const addressed = headers.filter(({ key }) => ['to', 'cc', 'delivered-to', 'x-original-to'].includes(key))
  const addresses = addressed.flatMap(({ value }) => flat(addressParser(value.slice(0, 20_000))))
  const tokens = addresses.map((address) => /^[^@+]*\+([\w.=-]{1,200})@/.exec(address)?.[1] ?? '')
  return [...new Set(tokens)].filter((token) => token !== '').slice(0, mostTokens)
}

function flat(addresses: readonly Address[]): string[] {
  return addresses.flatMap(({ address, group }) => (group ? group.map((one) => one.address) : [address ?? '']))
}

/**
 * Whether an automatic answer could go round in circles (C6): `Auto-Submitted` other than `no`, `Precedence`
 * bulk, junk or list, `List-Id`, an empty `Return-Path`, a mailer-daemon, or a report of delivery or of reading.
 */
export function isLoop(headers: readonly Header[], sender: string | undefined): boolean {
  return headers.some(({ key, value }) => marks.get(key)?.test(value) ?? false) || daemon.test(sender ?? '')
}

const marks: ReadonlyMap<string, RegExp> = new Map([
  ['auto-submitted', /^\s*(?!no\s*(?:;|\(|$))\S/i],
  ['precedence', /^\s*(?:bulk|junk|list)\b/i],
  ['list-id', /^/],
  ['return-path', /^\s*(?:<\s*>)?\s*$/],
  ['from', /(?:^|[\s<"])mailer-daemon(?:[\s>"@]|$)/i],
  ['content-type', /^\s*multipart\/report\b/i],
])

const daemon = /^mailer-daemon(?:@|$)/i
