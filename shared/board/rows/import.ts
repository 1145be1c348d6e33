/** The card of an import: how far it got. */
import * as z from 'zod'
import type { Import } from '../../../events/import/decide.ts'
import { importKinds } from '../../../events/import/events.ts'
import { once } from '../../../events/kernel/once.ts'
import type { Row } from '../board.ts'
import { inList } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

const count = () => z.int()

export const importCard = once(() =>
  z.object({
    id: z.string(),
    kind: z.enum(importKinds),
    state: z.enum(['running', 'done']),
    dryRun: z.boolean(),
    /** The day it was sent in. */
    on: z.string().optional(),
    rows: count(),
    /** Rows done so far. */
    until: count(),
    /** Whether it is being taken back, or was. */
    undo: z.enum(['running', 'done']).optional(),
    counts: z.object({ accepted: count(), changed: count(), unchanged: count(), refused: count(), warnings: count() }),
  }),
)

export type ImportCard = z.infer<ReturnType<typeof importCard>>

export function importRows(standing: Standing<Import>): Row[] {
  const { stream, state: known } = standing
  const { started, state, until, counts, undo } = known
  if (!started || state === 'none') return []
  const { kind, dryRun, rows, on } = started
  const data: ImportCard = {
    id: idOf(stream),
    kind,
    state,
    dryRun,
    on,
    rows,
    until,
    counts,
    ...(undo && { undo: undo.state }),
  }
  return [card(standing, inList('imports', stream, idOf(stream)), data)]
}
