/**
 * The links of one letter, sealed for its addressee at the moment it is written: they stand in the letter and nowhere
 * else. The same letter written again has the same links.
 */
import { addDays, londonDay } from '../../events/kernel/day.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { givesCopy, isFarewell } from '../../events/letter/answers.ts'
import type { Asked } from '../../events/letter/events.ts'
import { copyDays } from '../../events/request/copy.ts'
import { linkAddress, linkUse, sealTicket, type Ticket } from '../links/links.ts'
import type { LetterLinks } from '../post/write.ts'
import type { Vault } from '../vault/vault.ts'
import { sayAnswer } from './answers.ts'

export interface LinkTools {
  readonly vault: Pick<Vault, 'keyFor' | 'markOf'>
  /** Where the body's pages are found from outside. */
  readonly publicUrl: () => string
}

/** Links that change something for good or answer a question end; the page of one's own ends with the year. */
const actDays = 30
const pageDays = 400

/** Whether a letter is a contact's own, with links that act for them; letters to staff and letters to look at are not. */
export function isOwn({ to, kind }: Pick<Asked, 'to' | 'kind'>): boolean {
  return to.startsWith('contact#') && kind !== 'test-letter'
}

/** The links of a letter to this address; none but for a contact's own. */
export async function linksFor(tools: LinkTools, asked: Asked, email: string): Promise<LetterLinks> {
  if (!isOwn(asked)) return {}
  const from = londonDay(asked.causedAt)
  const [actUntil, pageUntil] = [addDays(from, actDays), addDays(from, pageDays)]
  const sentTo = await tools.vault.markOf(email)
  const link = (ticket: Ticket) => addressOf(tools, { ...ticket, ...(sentTo !== undefined && { sentTo }) })
  const { to: about, purpose, facts } = asked
  const page = () => link({ kind: 'preferences', about, until: pageUntil })
  if (purpose === 'service' || purpose === 'news')
    return { unsubscribe: await link({ kind: 'unsubscribe', about, purpose }), preferences: await page() }
  switch (asked.kind) {
    case 'withdrawal-confirmed':
      return {
        act: await link({ kind: 'undo', about, matter: must(facts.withdrawal), until: actUntil }),
        preferences: await page(),
      }
    case 'was-this-you': {
      const answer = (said: 'withdraw' | 'keep') => {
        const matter = sayAnswer({ question: must(facts.question), answer: said, purposes: facts.withdrawn ?? [] })
        return link({ kind: 'was-this-you', about, matter, until: actUntil })
      }
      return { act: await answer('withdraw'), keep: await answer('keep') }
    }
    case 'confirm-it-is-you':
      return { act: await link({ kind: 'confirm', about: must(facts.request), until: actUntil }) }
    case 'request-answered': {
      // The last letter to somebody who is erased: a page of their own would lead nowhere.
      if (isFarewell(asked)) return {}
      if (!givesCopy(asked)) return { preferences: await page() }
      const copy: Ticket = { kind: 'copy', about: must(facts.request), until: addDays(from, copyDays) }
      return { act: await link(copy), preferences: await page() }
    }
    default:
      return { preferences: await page() }
  }
}

async function addressOf({ vault, publicUrl }: LinkTools, ticket: Ticket): Promise<string> {
  const token = await sealTicket((version) => vault.keyFor(linkUse, version), ticket)
  // Whoever can be written to is kept under an address, and with the first of them came the key.
  if (token === undefined) throw new Fault('deeds.links', 'NoKey')
  return linkAddress(publicUrl(), ticket.kind, token)
}

function must(value: string | undefined): string {
  if (value === undefined) throw new Fault('deeds.links', 'FactMissing')
  return value
}
