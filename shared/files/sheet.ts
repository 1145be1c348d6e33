/**
 * Rows as a table for a spreadsheet: CSV in UTF-8 with a byte order mark, lines ended as Windows does, and no cell that a
 * spreadsheet would take for a formula (`= + - @` and their like at a cell's beginning are guarded with an apostrophe).
 */
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null | undefined

/** A whole table. */
export function sheetOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return sheetHead(columns) + sheetRows(rows)
}

/** The first line, with the mark by which spreadsheets know the encoding. */
export function sheetHead(columns: readonly string[]): string {
  return stringify([[...columns]], { bom: true, record_delimiter: 'windows' })
}

/** Further lines. */
export function sheetRows(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (cell === undefined || cell === null ? '' : String(cell)))),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
}

/** What a table is sent with, so that a browser keeps it under this name. */
export function sheetHeaders(name: string): Readonly<Record<string, string>> {
  return { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` }
}
