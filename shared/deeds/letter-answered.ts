/**
 * Which letter a mail answers, by the sign in the address it was sent to. It vouches for whoever answers as a known address
 * that passed would, and for no more: letters are forwarded, and their addresses with them.
 */
import { contactDecider } from '../../events/contact/decide.ts'
import { letterDecider } from '../../events/letter/decide.ts'
import { openSign, replyUse } from '../links/reply-sign.ts'
import { loadStream } from '../log/act.ts'
import { isGone } from './addressee.ts'
import { ownEntry } from './rights.ts'
import type { DeedTools } from './tools.ts'

/** The letter that a mail answers. */
export interface Answered {
  readonly letter: string
  /** Whose letter it is (`contact#…`), as the entry they are kept in now; missing where the sign vouches for nobody. */
  readonly contact: string | undefined
}

/**
 * The letter a mail answers, by the signs in the addresses it was sent to; undefined for none. A sign that has run out, or
 * whose addressee is not kept any more or gave the mailbox to a successor, vouches for nobody; nor do two that differ.
 */
export async function letterAnswered(tools: DeedTools, signs: readonly string[]): Promise<Answered | undefined> {
  const keys = (version?: number) => tools.vault.keyFor(replyUse, version)
  const opened = await Promise.all(signs.map((sign) => openSign(keys, sign)))
  const found = opened.filter((sign) => sign !== undefined)
  const [first] = found
  if (!first) return undefined
  const { today } = tools.world()
  const whose = found.map(({ letter, until }) => (today <= until ? addresseeOf(tools, letter) : undefined))
  const contacts = new Set(await Promise.all(whose))
  const [contact] = contacts
  return { letter: first.letter, contact: contacts.size === 1 ? contact : undefined }
}

async function addresseeOf(tools: DeedTools, letter: string): Promise<string | undefined> {
  const { asked } = (await loadStream(tools.log, letterDecider, letter)).state
  if (!asked?.to.startsWith('contact#')) return undefined
  const own = await ownEntry(tools, asked.to)
  if (own === undefined) return undefined
  const { state } = await loadStream(tools.log, contactDecider, own)
  return state.known && !isGone(state) ? own : undefined
}
