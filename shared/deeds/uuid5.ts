/** Ids made of natural keys: UUIDs of version 5, so that whoever names the same thing meets the same stream. */
import { createHash } from 'node:crypto'

/** The namespace of all such ids: a fixed, made-up UUID. Changing it would give everything another id. */
const namespace = '6f1e0c52-3a5b-5d0f-9c57-1d1a0c7e4b11'

/** The UUID of a natural key (RFC 9562, version 5). */
export function uuid5(key: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(key)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
