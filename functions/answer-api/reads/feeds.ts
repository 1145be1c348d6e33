/** Calendar feeds: whose each is, and whether it is open. The address is nowhere to be read. */
import * as z from 'zod'
import { readFeeds } from '../../../shared/board/reads/lists.ts'
import { list } from './read.ts'

const shape = z.object({
  id: z.string(),
  cluster: z.string().optional(),
  staff: z.string().optional(),
  openedOn: z.iso.date(),
  state: z.enum(['open', 'revoked']),
})

const feeds = list(
  {
    path: '/api/feeds',
    sentence: 'Calendar feeds, the latest opened first; their addresses are said when they are opened and never again.',
    filters: {
      cluster: z.string().max(200).optional(),
      staff: z.string().max(200).optional(),
      state: z.enum(['open', 'revoked']).optional(),
    },
    item: shape,
  },
  ({ tools, query }, ask) => {
    const staff = query.staff?.replace(/^(staff#)?/, 'staff#')
    return readFeeds(
      tools.board,
      ask,
      (card) =>
        (query.cluster ?? card.cluster) === card.cluster &&
        (staff ?? card.staff) === card.staff &&
        (query.state ?? card.state) === card.state,
    )
  },
)

export const feedReads = [feeds]
