/** Invoices of a stretch of days, also as a table for a spreadsheet. */
import * as z from 'zod'
import { day } from '../../../events/kernel/words.ts'
import { readInvoices } from '../../../shared/board/reads/invoices.ts'
import { csvOf } from './csv.ts'
import { list } from './read.ts'
import { invoiceShape } from './shapes.ts'

const columns = ['due', 'state', 'ref', 'name', 'award', 'year', 'from', 'band'] as const

export const invoiceReads = [
  list(
    {
      path: '/api/invoices',
      sentence: 'Invoices by the day they are due: those that fell due, and the next one of each contract.',
      filters: {
        from: day().optional().describe('Due on this day or later.'),
        until: day().optional().describe('Due on this day or before.'),
        format: z.literal('csv').optional(),
      },
      item: invoiceShape,
      otherForm: (page, { format }) => (format === 'csv' ? csvOf('invoices', columns, page) : undefined),
    },
    async ({ tools, query: { from, until } }, ask) => {
      const { settings } = tools.world()
      const { items, next } = await readInvoices(tools.board, { from, until, settings }, ask)
      return { items: items.map(({ school, ...one }) => ({ id: school, ...one })), next }
    },
  ),
]
