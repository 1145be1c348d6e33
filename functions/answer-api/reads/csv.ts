/**
 * A page of a list as a table for a spreadsheet: UTF-8 with a byte order mark, and no cell that a spreadsheet would take
 * for a formula (`= + - @` at its beginning are guarded).
 */
import { stringify } from 'csv-stringify/sync'
import type { Answer } from '../problem.ts'
import type { Page } from './read.ts'

/** These columns of each item; `next` of the page is the address of the next part. */
export function csvOf<const C extends string>(
  name: string,
  columns: readonly C[],
  { items, next }: Page<{ readonly [K in C]?: string | number | undefined }>,
): Answer {
  const rows = items.map((one) => columns.map((column) => one[column]))
  return {
    status: 200,
    body: stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' }),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      ...(next !== undefined && { link: `<${next}>; rel="next"` }),
    },
  }
}
