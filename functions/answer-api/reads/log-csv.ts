/** Entries of the log as a table for a spreadsheet. */
import { sheetHeaders, sheetOf } from '../../../shared/files/sheet.ts'
import type { Answer } from '../problem.ts'
import type { EntryView } from './log-views.ts'
import type { Page } from './read.ts'

const columns = [
  'id',
  'at',
  'day',
  'type',
  'stream',
  'version',
  'school',
  'by',
  'because',
  'trace',
  'sentence',
  'data',
] as const

/** `next` is the address of the next part. */
export function csvOf({ items, next }: Page<EntryView>): Answer {
  const rows = items.map((entry) =>
    columns.map((column) => (column === 'data' ? JSON.stringify(entry.data) : entry[column])),
  )
  return {
    status: 200,
    body: sheetOf(columns, rows),
    headers: {
      ...sheetHeaders('log'),
      ...(next !== undefined && { link: `<${next}>; rel="next"` }),
    },
  }
}
