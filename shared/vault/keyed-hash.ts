/**
 * The keyed hash of an address: finds its entry again without saying whose it is. The key is 32 random bytes that lie in
 * the vault alone; without it nobody can try addresses out on what a log or a backup shows.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { foldAddress } from './vault.ts'

/** HMAC-SHA256 of the folded address, in hex. */
export function keyedHash(key: Uint8Array, email: string): string {
  return createHmac('sha256', key).update(foldAddress(email)).digest('hex')
}

export function freshHashKey(): Uint8Array {
  return randomBytes(32)
}
