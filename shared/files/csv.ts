/**
 * Reads a CSV file that a stranger made: any bytes give rows or a clear refusal, never a fault. Cells are text and stay
 * text; a row that cannot be read is marked with column and reason, and the rows around it are read all the same.
 */
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { type Refusal, refuse } from '../../events/kernel/decider.ts'

/** The columns a file must have, and those it may have; others are left out and nowhere kept. */
export interface CsvColumns {
  readonly needed: readonly string[]
  readonly optional: readonly string[]
}

export interface CsvRow {
  /** 1 is the first after the header; an empty row counts, so that the number is the one a spreadsheet shows less one. */
  readonly row: number
  /** In the order of the wanted columns, needed ones first; trimmed, inner white space as one space; empty where there is none. */
  readonly cells: readonly string[]
  /** Why this row cannot be taken; its cells are empty then. */
  readonly wrong?: { readonly column: string; readonly reason: string }
}

export interface CsvFile {
  readonly columns: readonly string[]
  /** Without empty rows. */
  readonly rows: readonly CsvRow[]
}

/** Characters of one cell at most; no column holds more. */
const longestCell = 2_000
/** Characters handed to the parser at a time, so that a large file does not hold up everything else (32 MB take 0.8 s). */
const slice = 64 * 1024
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * The rows of a CSV file in UTF-8, with or without a byte order mark; with `orWindows1252` also in that encoding. Lines
 * end as they like. Refuses a file without a header, with wanted columns missing or twice, or in another encoding.
 */
export async function readCsv(
  bytes: Uint8Array,
  columns: CsvColumns,
  { orWindows1252 = false } = {},
): Promise<CsvFile | Refusal> {
  const encoding = encodingOf(bytes, orWindows1252)
  if (encoding === undefined)
    return refuse('csv-not-utf8', 'The file is not in UTF-8. Save it as "CSV UTF-8" and send it again.')
  const { records, openQuote } = await recordsIn(bytes, encoding)
  const [first, ...rest] = records
  const header = (first ?? []).map((name) => name.trim())
  if (header.every((name) => name === ''))
    return refuse('csv-empty', 'The file is empty: its first line must name the columns.')
  const wrong = whyNotHeader(header, columns)
  if (wrong) return wrong
  const wanted = [...columns.needed, ...columns.optional]
  const places = wanted.map((name) => header.indexOf(name))
  const rows = rest.flatMap((record, n) => (isEmpty(record) ? [] : rowOf(record, n + 1, header, wanted, places)))
  return { columns: wanted, rows: openQuote ? [...rows, unclosed(records.length, header)] : rows }
}

function encodingOf(bytes: Uint8Array, orWindows1252: boolean): 'utf-8' | 'windows-1252' | undefined {
  if (isUtf8(bytes)) return 'utf-8'
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return orWindows1252 && !isUtf16 ? 'windows-1252' : undefined
}

function* textOf(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += slice) {
    const text = decoder.decode(bytes.subarray(at, at + slice), { stream: true })
    if (text !== '') yield text
  }
  const last = decoder.decode()
  if (last !== '') yield last
}

/** Every record, the header first. With an open quote the record that opened it, and all after it, are missing. */
async function recordsIn(bytes: Uint8Array, encoding: string): Promise<{ records: string[][]; openQuote: boolean }> {
  const records: string[][] = []
  const parser = parse({
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A long cell is refused by itself, below.
    max_record_size: 0,
    // Kept here at once: what the parser holds back is lost when the file ends badly.
    on_record: (record: string[]) => {
      records.push(record)
      return null
    },
  })
  parser.resume()
  try {
    await pipeline(Readable.from(textOf(bytes, encoding), { objectMode: false }), parser)
    return { records, openQuote: false }
  } catch (thrown) {
    if (thrown instanceof CsvError && thrown.code === 'CSV_QUOTE_NOT_CLOSED') return { records, openQuote: true }
    throw thrown
  }
}

function whyNotHeader(header: readonly string[], { needed, optional }: CsvColumns): Refusal | undefined {
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    const detail = `The first line must name the columns. Missing: ${missing.join(', ')}.`
    return refuse('csv-columns-missing', detail, { missing })
  }
  const twice = [...needed, ...optional].filter((name) => header.indexOf(name) !== header.lastIndexOf(name))
  if (twice.length === 0) return undefined
  return refuse('csv-column-twice', `The first line names a column twice: ${twice.join(', ')}.`, { twice })
}

function isEmpty(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}

function rowOf(
  record: readonly string[],
  row: number,
  header: readonly string[],
  wanted: readonly string[],
  places: readonly number[],
): CsvRow {
  const surplus = record.slice(header.length)
  if (record.length < header.length || !isEmpty(surplus)) return ragged(record, row, header)
  const cells = places.map((place) => (place < 0 ? '' : (record[place] ?? '')))
  const at = cells.findIndex((cell) => cell.length > longestCell || controlCharacter.test(cell))
  if (at < 0) return { row, cells: cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()) }
  const isLong = (cells[at] ?? '').length > longestCell
  const reason = isLong
    ? `longer than ${longestCell} characters`
    : 'holds a control character; type the cell anew, without copying it from elsewhere'
  return { row, cells: [], wrong: { column: wanted[at] ?? '', reason } }
}

function ragged(record: readonly string[], row: number, header: readonly string[]): CsvRow {
  const column = header[Math.min(record.length, header.length - 1)] ?? ''
  const reason = `the row has ${record.length} cells and the header ${header.length}; look for a missing or surplus comma or quotation mark`
  return { row, cells: [], wrong: { column, reason } }
}

function unclosed(row: number, header: readonly string[]): CsvRow {
  const reason = 'a quotation mark is opened here and never closed; nothing from here on was read'
  return { row, cells: [], wrong: { column: header[0] ?? '', reason } }
}
