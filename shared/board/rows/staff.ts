/** The card of a member of staff: duties without a name, which is in the vault. */
import * as z from 'zod'
import { once } from '../../../events/kernel/once.ts'
import { roles } from '../../../events/kernel/words.ts'
import type { Staff } from '../../../events/staff/decide.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const staffCard = once(() =>
  z.object({
    id: z.string(),
    role: z.enum(roles),
    clusters: z.array(z.string()),
    alerts: z.enum(['none', 'tasks', 'all']),
    removed: z.boolean(),
  }),
)

export type StaffCard = z.infer<ReturnType<typeof staffCard>>

export function staffRows(standing: Standing<Staff>): Row[] {
  const { stream, state } = standing
  const { role, clusters, alerts, removed } = state
  const data: StaffCard = { id: idOf(stream), role, clusters: [...clusters], alerts, removed }
  return [card(standing, inList('staff', stream, idOf(stream)), data)]
}
