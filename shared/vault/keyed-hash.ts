/**
 * The keyed hash of an address: finds its entry again without saying whose it is. The key is 32 random bytes that lie in
 * the vault alone; without it nobody can try addresses out on what a log or a backup shows.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { foldAddress } from './vault.ts'

/** HMAC-SHA256 of the folded address, in hex. */
export function keyedHash(key: Uint8Array, email: string): string {
  return createHmac('sha256', key).update(foldAddress(email)).digest('hex')
}

/** A mark of an address: the version of the key and the hash, so short that it fits into a link. */
export function markFrom({ hash, version }: { readonly hash: string; readonly version: number }): string {
  return `${version}.${Buffer.from(hash, 'hex').toString('base64url')}`
}

/** What a mark is made of; undefined for what is none. */
export function readMark(mark: string): { readonly hash: string; readonly version: number } | undefined {
  const [, version, hash] = /^(\d{1,5})\.([\w-]{43})$/.exec(mark) ?? []
  if (version === undefined || hash === undefined) return undefined
  return { version: Number(version), hash: Buffer.from(hash, 'base64url').toString('hex') }
}

export function freshHashKey(): Uint8Array {
  return randomBytes(32)
}

/** A key for another use, of which nothing can be learned about the first one or those of further uses (RFC 5869). */
export function keyForUse(key: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), use, 32))
}
