/** The card of a calendar feed: whose it is and whether it is open. Its id is a hash: nobody finds the address by it. */
import * as z from 'zod'
import type { Feed } from '../../../events/feed/decide.ts'
import { once } from '../../../events/kernel/once.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const feedCard = once(() =>
  z.object({
    id: z.string(),
    cluster: z.string().optional(),
    /** `staff#…` */
    staff: z.string().optional(),
    openedOn: z.string(),
    state: z.enum(['open', 'revoked']),
  }),
)

export type FeedCard = z.infer<ReturnType<typeof feedCard>>

export function feedRows(standing: Standing<Feed>): Row[] {
  const { stream, state } = standing
  if (state.state === 'none') return []
  return [card(standing, inList('feeds', stream, state.openedOn), { id: idOf(stream), ...state })]
}
