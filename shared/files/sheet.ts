/**
 * Rows as a table for a spreadsheet: CSV in UTF-8 with a byte order mark, and no cell that a spreadsheet would take for a
 * formula (`= + - @` and their like at a cell's beginning are guarded with an apostrophe).
 */
import { stringify } from 'csv-stringify/sync'

type Cell = string | number | boolean | undefined

/** The first line, with the mark by which spreadsheets know the encoding. */
export function sheetHead(columns: readonly string[]): string {
  return stringify([[...columns]], { bom: true, record_delimiter: 'windows' })
}

/** Further lines. */
export function sheetRows(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (cell === undefined ? '' : String(cell)))),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
}
