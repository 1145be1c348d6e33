/**
 * Writes a table for a spreadsheet: UTF-8 with a byte order mark, lines ended as Windows does, and no cell that a
 * spreadsheet would take for a formula (`= + - @` at its beginning are guarded).
 */
import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | boolean | null | undefined

/** A table with its header. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  return stringify([[...header], ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

/** What a table is sent with: shown nowhere, kept under this name. */
export function csvHeaders(name: string): Readonly<Record<string, string>> {
  return { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` }
}
