/** What could not be done in several tries, in plain words, with what became of it. */
import * as z from 'zod'
import { deadLetterKinds, undoneBy } from '../../../events/dead/events.ts'
import { readDeadLetters } from '../../../shared/board/reads/lists.ts'
import { deadLetterStates } from '../../../shared/board/rows/dead.ts'
import { list } from './read.ts'

const deadLetters = list(
  {
    path: '/api/dead-letters',
    sentence: 'What could not be done in several tries, the latest first.',
    filters: { state: z.enum(deadLetterStates).optional() },
    item: z.object({
      id: z.string(),
      state: z.enum(deadLetterStates),
      /** What did not happen. */
      sentence: z.string(),
      function: z.string(),
      kind: z.enum(deadLetterKinds),
      /** Whether it can be tried again; what cannot is made up for by itself. */
      canRetry: z.boolean(),
      event: z.string().optional(),
      type: z.string().optional(),
      stream: z.string().optional(),
      tries: z.int().optional(),
      first: z.string().optional(),
      last: z.string(),
    }),
  },
  async ({ tools, query: { state } }, ask) => {
    const { items, next } = await readDeadLetters(tools.board, { state }, ask)
    const shown = items.map(({ id, verb, queue, state: stands, ...rest }) => ({
      id,
      ...rest,
      state: stands,
      sentence: undoneBy(verb),
      function: verb,
      canRetry: stands === 'waiting' && queue !== undefined,
    }))
    return { items: shown, next }
  },
)

export const deadLetterReads = [deadLetters]
