/** What a link says, to the page behind it: its ticket, and on whose behalf all that follows is done. */
import { stillTheirs } from '../../shared/deeds/rights.ts'
import { type LinkKind, linkUse, openTicket, type Ticket } from '../../shared/links/links.ts'
import type { Doing } from '../../shared/log/act.ts'
import type { PublicAsked } from './page.tsx'

/**
 * The ticket of a link of this kind, where it may show or give something: while the address it went to is still that of the
 * person it speaks for. Undefined as for a link that is none.
 */
export async function openedByThem<const K extends LinkKind>(
  asked: PublicAsked,
  kind: K,
): Promise<(Ticket & { readonly kind: K; readonly who: string }) | undefined> {
  const ticket = await opened(asked, kind)
  const who = ticket && (await stillTheirs(asked.tools, ticket.about, ticket.sentTo))
  return ticket && who !== undefined ? { ...ticket, who } : undefined
}

/** The ticket of a link of this kind; undefined for all that is none, is none any more, or is one of another kind. */
export function opened<const K extends LinkKind>(
  { tools, token }: PublicAsked,
  kind: K,
): Promise<(Ticket & { readonly kind: K }) | undefined> {
  const keys = (version?: number) => tools.vault.keyFor(linkUse, version)
  return openTicket(keys, kind, token, tools.world().today)
}

/** Done by the person themselves, by their link. */
export function doingBy({ trace }: PublicAsked, who: string, kind: LinkKind): Doing {
  return { by: who, because: `link-${kind}`, trace }
}
