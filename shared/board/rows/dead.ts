/** The card of work that could not be done, the latest last. */
import * as z from 'zod'
import type { DeadLetter } from '../../../events/dead/decide.ts'
import { deadLetterKinds } from '../../../events/dead/events.ts'
import { once } from '../../../events/kernel/once.ts'
import type { Row } from '../board.ts'
import { inListOf } from '../lists.ts'
import { card, idOf, type Standing } from './row.ts'

export const deadLetterStates = ['waiting', 'retried', 'abandoned'] as const

/** What is shown of it; what did not happen is said by `undoneBy`. */
export const deadLetterCard = once(() =>
  z.object({
    id: z.string(),
    state: z.enum(deadLetterStates),
    verb: z.string(),
    kind: z.enum(deadLetterKinds),
    queue: z.string().optional(),
    event: z.string().optional(),
    type: z.string().optional(),
    stream: z.string().optional(),
    tries: z.int().optional(),
    first: z.string().optional(),
    last: z.string(),
  }),
)

export type DeadLetterCard = z.infer<ReturnType<typeof deadLetterCard>>

export function deadRows(standing: Standing<DeadLetter>): Row[] {
  const { stream, state: dead } = standing
  if (!dead.filed || dead.state === 'none') return []
  const { kept: _, ...filed } = dead.filed
  const places = inListOf('deadLettersInState', dead.state, stream, filed.last)
  return [card(standing, places, { ...filed, id: idOf(stream), state: dead.state })]
}
