/**
 * The tag by which a letter's stream travels with it, so that the provider's events name it. Tag values take letters,
 * digits, `_` and `-` only (SES v2, MessageTag), at most 256; all else is written `_` and two hex digits a byte.
 */

/** The name of the tag. */
export const letterTag = 'letter'

/** `letter#1f0a` → `letter_231f0a` */
export function encodeTag(stream: string): string {
  return Array.from(Buffer.from(stream), (byte) => plainOrHex(byte)).join('')
}

/** The stream a tag stands for; undefined for a text that is no tag of ours. */
export function decodeTag(tag: string): string | undefined {
  if (!/^(?:[A-Za-z0-9-]|_[0-9a-f]{2})+$/.test(tag)) return undefined
  const bytes = Array.from(tag.matchAll(/_([0-9a-f]{2})|(.)/g), ([, hex, plain]) =>
    hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
  )
  return Buffer.from(bytes).toString()
}

function plainOrHex(byte: number): string {
  const char = String.fromCharCode(byte)
  return /[A-Za-z0-9-]/.test(char) ? char : `_${byte.toString(16).padStart(2, '0')}`
}
