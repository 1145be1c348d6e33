/** The card of a bulletin: how far it got. What it says is in the vault. */
import * as z from 'zod'
import type { Bulletin } from '../../../events/bulletin/decide.ts'
import { once } from '../../../events/kernel/once.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const bulletinCard = once(() =>
  z.object({
    id: z.string(),
    state: z.enum(['draft', 'sending', 'sent']),
    /** How often it was written. */
    version: z.int(),
    /** Letters asked for so far, and contacts passed over. */
    asked: z.int(),
    passedOver: z.int(),
  }),
)

export type BulletinCard = z.infer<ReturnType<typeof bulletinCard>>

export function bulletinRows(standing: Standing<Bulletin>): Row[] {
  const { stream, state: bulletin } = standing
  const { state, version, asked, passedOver } = bulletin
  if (state === 'none') return []
  const data: BulletinCard = { id: idOf(stream), state, version, asked, passedOver }
  return [card(standing, inList('bulletins', stream, idOf(stream)), data)]
}
