/**
 * The sign of a letter in the address its answers go to: what stands after `+`. It says which letter is answered, and
 * nobody can read, make or change one without the body's key. It is written in small letters and digits, because mail
 * programs may fold an address, and is short enough for the part before `@` (RFC 5321: 64 characters).
 *
 * 35 bytes in base 32: the key's version, a check of 128 bits, and, sealed with it, the letter and the sign's last day.
 * The check is the nonce as well (as RFC 5297 does), so the same letter always has the same sign and no chance is needed.
 */
import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { addDays, type Day, daysBetween } from '../../events/kernel/day.ts'
import type { LinkKeys } from './links.ts'

export interface ReplySign {
  /** The letter's stream: `letter#…`. */
  readonly letter: string
  /** The last day on which it vouches for who answers. */
  readonly until: Day
}

/** The name under which the vault derives the key of these signs from its own. */
export const replyUse = 'reply-addresses'

/** Characters of a sign. */
export const signLength = 56

const checkBytes = 16
const dayZero = '2020-01-01'
const mostDays = 0xffff
const letterStream = /^letter#([0-9a-f]{32})$/

/** Seals a sign; undefined where it cannot be: no key yet, or more versions of it than a sign can name. */
export async function sealSign(keys: LinkKeys, { letter, until }: ReplySign): Promise<string | undefined> {
  const [, id] = letterStream.exec(letter) ?? []
  const newest = await keys()
  const days = daysBetween(dayZero, until)
  if (id === undefined || !newest || newest.version > 255 || days < 0 || days > mostDays) return undefined
  const plain = Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([days >> 8, days & 255])])
  const front = Buffer.from([newest.version])
  const check = checkOf(newest.key, front, plain)
  return base32(Buffer.concat([front, check, turned(newest.key, check, plain)]))
}

/** What a sign says, whatever the day; undefined for all that is none. */
export async function openSign(keys: LinkKeys, sign: string): Promise<ReplySign | undefined> {
  const bytes = fromBase32(sign)
  const found = bytes && (await keys(bytes[0]))
  if (!bytes || !found) return undefined
  const [front, check, sealed] = [
    bytes.subarray(0, 1),
    bytes.subarray(1, 1 + checkBytes),
    bytes.subarray(1 + checkBytes),
  ]
  const plain = turned(found.key, check, sealed)
  if (!timingSafeEqual(check, checkOf(found.key, front, plain))) return undefined
  return { letter: `letter#${plain.toString('hex', 0, 16)}`, until: addDays(dayZero, plain.readUInt16BE(16)) }
}

function part(key: Uint8Array, name: string): Buffer {
  return createHmac('sha256', key).update(name).digest()
}

function checkOf(key: Uint8Array, front: Uint8Array, plain: Uint8Array): Buffer {
  return createHmac('sha256', part(key, 'check')).update(front).update(plain).digest().subarray(0, checkBytes)
}

/** Seals, and done once more opens. */
function turned(key: Uint8Array, check: Uint8Array, bytes: Uint8Array): Buffer {
  const turning = createCipheriv('aes-256-ctr', part(key, 'seal'), check)
  return Buffer.concat([turning.update(bytes), turning.final()])
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('')
}

function fromBase32(sign: string): Buffer | undefined {
  const folded = sign.toLowerCase()
  if (folded.length !== signLength || !/^[a-z2-7]+$/.test(folded)) return undefined
  const bits = [...folded].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
