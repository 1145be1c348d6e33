/**
 * Where answers to a letter go: each letter to a contact names an address of its own, with a sign that says which letter
 * is answered.
 */
import { addDays, londonDay } from '../../events/kernel/day.ts'
import type { Asked } from '../../events/letter/events.ts'
import { replyUse, sealSign } from '../links/reply-sign.ts'
import type { Letterhead } from '../post/letterhead.ts'
import type { Vault } from '../vault/vault.ts'
import { isOwn } from './links-for.ts'

/** A review comes once a year: its last letter is answered before the next one's first. */
const signDays = 400

/** Before `@` stand 64 characters at most (RFC 5321), and the sign with its `+` takes 57 of them. */
const longestFront = 7
const usualFront = 'reply'

/**
 * Where answers to a letter go: an address of its own, or the letterhead's where no mail comes in and for letters that are
 * nobody's own. `stream` is the letter's.
 */
export async function replyAddress(
  { vault, replyDomain }: { readonly vault: Pick<Vault, 'keyFor'>; readonly replyDomain: string | undefined },
  stream: string,
  asked: Asked,
  { replyTo }: Pick<Letterhead, 'replyTo'>,
): Promise<string> {
  if (replyDomain === undefined || !isOwn(asked)) return replyTo
  const until = addDays(londonDay(asked.causedAt), signDays)
  const sign = await sealSign((version) => vault.keyFor(replyUse, version), { letter: stream, until })
  return sign === undefined ? replyTo : `${frontOf(replyTo, replyDomain)}+${sign}@${replyDomain}`
}

/** What people know the address by, where it is on the same domain and short enough. */
function frontOf(replyTo: string, domain: string): string {
  const [front = '', at] = replyTo.split('@')
  return at === domain && /^[\w-]+$/.test(front) && front.length <= longestFront ? front : usualFront
}
