/**
 * The opaque tokens of public addresses. What a link may do is sealed inside it: kind, whom it is about, purpose, matter,
 * and until when; never an address or a name. Nobody can read, make or change one without the body's key, and a token
 * that was altered, cut short, has run out, belongs elsewhere or means something else is refused like any other.
 *
 * AES-256-GCM under a key of this one use; the nonce is made of what is sealed (as RFC 8452 does), so the same ticket
 * always gives the same token and no chance is needed. The version of the key stands in front: what an older key sealed
 * opens for as long as keys are kept, which is for ever.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import * as z from 'zod'
import type { Day } from '../../events/kernel/day.ts'
import { once } from '../../events/kernel/once.ts'
import { purposes } from '../../events/kernel/words.ts'

/** What a link is for; each stands behind a path of its own. */
export const linkKinds = ['unsubscribe', 'preferences', 'undo', 'was-this-you', 'confirm', 'copy'] as const
export type LinkKind = (typeof linkKinds)[number]

/** What is sealed in a token. */
export const ticket = once(() =>
  z.strictObject({
    kind: z.enum(linkKinds),
    /** The stream it speaks for: `contact#…` or `request#…`. */
    about: z.string().min(1).max(120),
    purpose: z.enum(purposes).optional(),
    /** What it belongs to: a withdrawal, a mail. Single use is the stream's own to keep: by this it knows the link. */
    matter: z.string().max(200).optional(),
    /** The mark of the address it was sent to: that mailbox may be somebody else's by the time it is followed. */
    sentTo: z.string().max(60).optional(),
    /** The last day on which it opens; without one it always does. */
    until: z.iso.date().optional(),
  }),
)
export type Ticket = z.infer<ReturnType<typeof ticket>>

/** A version of the key for this use; the newest without a number, undefined where there is none of that number. */
export type LinkKeys = (version?: number) => Promise<{ readonly version: number; readonly key: Uint8Array } | undefined>

/** The name under which the vault derives the key of these tokens from its own. */
export const linkUse = 'public-links'

const cipher = 'aes-256-gcm'
const versionBytes = 2
const nonceBytes = 12
const tagBytes = 16

/** Seals a ticket; undefined while there is no key at all, which is while nobody was ever kept. */
export async function sealTicket(keys: LinkKeys, sealed: Ticket): Promise<string | undefined> {
  const newest = await keys()
  if (!newest) return undefined
  const plain = Buffer.from(JSON.stringify(ticket().parse(sealed)))
  const front = Buffer.alloc(versionBytes)
  front.writeUInt16BE(newest.version)
  const [forNonce, forText] = halves(newest.key)
  const nonce = createHmac('sha256', forNonce).update(front).update(plain).digest().subarray(0, nonceBytes)
  const sealing = createCipheriv(cipher, forText, nonce).setAAD(front)
  const text = Buffer.concat([sealing.update(plain), sealing.final()])
  return Buffer.concat([front, nonce, text, sealing.getAuthTag()]).toString('base64url')
}

/** Two keys of one: that for nonces must not be the one that seals. */
function halves(key: Uint8Array): readonly [Buffer, Buffer] {
  const part = (name: string) => createHmac('sha256', key).update(name).digest()
  return [part('nonce'), part('seal')]
}

/** The longest token there is, with room: what is longer is not looked at. */
const longestToken = 700

/** What a token of one kind says on a day; undefined for all that is none, whatever is wrong with it. */
export async function openTicket<const K extends LinkKind>(
  keys: LinkKeys,
  kind: K,
  token: string,
  today: Day,
): Promise<(Ticket & { readonly kind: K }) | undefined> {
  const opened = await unsealed(keys, token)
  if (!opened || !isOf(opened, kind)) return undefined
  return opened.until !== undefined && today > opened.until ? undefined : opened
}

function isOf<const K extends LinkKind>(opened: Ticket, kind: K): opened is Ticket & { readonly kind: K } {
  return opened.kind === kind
}

async function unsealed(keys: LinkKeys, token: string): Promise<Ticket | undefined> {
  if (token.length > longestToken || !/^[\w-]+$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  // Some characters at the end of a token carry no bits: only the one spelling of it is taken.
  if (bytes.length <= versionBytes + nonceBytes + tagBytes || bytes.toString('base64url') !== token) return undefined
  const found = await keys(bytes.readUInt16BE())
  return found && decrypted(found.key, bytes)
}

function decrypted(key: Uint8Array, bytes: Buffer): Ticket | undefined {
  const front = bytes.subarray(0, versionBytes)
  const nonce = bytes.subarray(versionBytes, versionBytes + nonceBytes)
  const [, forText] = halves(key)
  try {
    const opening = createDecipheriv(cipher, forText, nonce, { authTagLength: tagBytes }).setAAD(front)
    opening.setAuthTag(bytes.subarray(-tagBytes))
    const text = opening.update(bytes.subarray(versionBytes + nonceBytes, -tagBytes))
    return ticket().safeParse(JSON.parse(Buffer.concat([text, opening.final()]).toString())).data
  } catch {
    // Not sealed with this key, or not as it stands now.
    return undefined
  }
}

const paths: Readonly<Record<LinkKind, string>> = {
  unsubscribe: 'u',
  preferences: 'me',
  undo: 'undo',
  'was-this-you': 'you',
  confirm: 'confirm',
  copy: 'copy',
}

/** The path behind which links of a kind are answered, with the name under which a route finds the token. */
export function linkRoute(kind: LinkKind): `/p/${string}/:token` {
  return `/p/${paths[kind]}/:token`
}

/** The whole address of a link. `base` is where the body's pages are found, without a slash at its end. */
export function linkAddress(base: string, kind: LinkKind, token: string): string {
  return `${base}/p/${paths[kind]}/${token}`
}
