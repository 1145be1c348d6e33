/** A page of a list of which a filter keeps few: read on until it is full, up to a bound. */
import type { Ask, Page } from '../../shared/board/reads/page.ts'

/** Pages of the list that are read for one page of what fits. */
const mostPages = 20

/**
 * Reads pages of a list, one after the other, until so many items as were asked for are found, the list ends, or
 * `mayGoOn` says no before a further page.
 */
export async function readOn<T>(
  { limit, after: from }: Ask,
  read: (ask: Ask) => Promise<Page<T>>,
  mayGoOn: () => boolean = () => true,
): Promise<Page<T>> {
  const items: T[] = []
  let after = from
  for (let pages = 0; pages < mostPages && items.length < limit; pages++) {
    const page = await read({ limit: limit - items.length, after })
    items.push(...page.items)
    after = page.next
    if (after === undefined || !mayGoOn()) break
  }
  return { items, ...(after !== undefined && { next: after }) }
}
