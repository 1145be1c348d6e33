/** Imports that were sent in, each with how far it got; what became of its rows is told under its own address. */
import * as z from 'zod'
import { importKinds } from '../../../events/import/events.ts'
import { readImports } from '../../../shared/board/reads/lists.ts'
import { list } from './read.ts'

const count = z.int()

const imports = list(
  {
    path: '/api/imports',
    sentence: 'Imports that were sent in, and how far each got.',
    filters: {},
    item: z.object({
      import: z.string(),
      kind: z.enum(importKinds),
      state: z.enum(['running', 'done']),
      dryRun: z.boolean(),
      rows: count.describe('Rows done so far.'),
      total: count,
      accepted: count,
      changed: count,
      unchanged: count,
      refused: count,
      warnings: count,
      undo: z.enum(['running', 'done']).optional().describe('It is being taken back, or was.'),
    }),
  },
  async ({ tools }, ask) => {
    const { items, next } = await readImports(tools.board, ask)
    const shown = items.map(({ id, kind, state, dryRun, rows, until, counts, undo }) => {
      return { import: id, kind, state, dryRun, rows: until, total: rows, ...counts, ...(undo && { undo }) }
    })
    return { items: shown, next }
  },
)

export const importReads = [imports]
