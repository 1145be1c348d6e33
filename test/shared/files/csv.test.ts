/** Files that strangers made. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvFile, readCsv } from '../../../shared/files/csv.ts'

const columns = { needed: ['a', 'b'], optional: ['c'] }
const utf8 = (text: string) => new TextEncoder().encode(text)

async function rowsOf(text: string | Uint8Array, options?: { orWindows1252?: boolean }): Promise<CsvFile['rows']> {
  const read = await readCsv(typeof text === 'string' ? utf8(text) : text, columns, options)
  if ('refused' in read) throw new Error(read.refused)
  return read.rows
}

async function refusalOf(bytes: Uint8Array | string, options?: { orWindows1252?: boolean }) {
  const read = await readCsv(typeof bytes === 'string' ? utf8(bytes) : bytes, columns, options)
  return 'refused' in read ? read : undefined
}

const cells = (rows: CsvFile['rows']) => rows.map((row) => row.cells)

describe('what is read', () => {
  test('columns are found by name, in any order, and others are left out', async () => {
    expect(await rowsOf('secret,b,a\n1,2,3\n')).toEqual([{ row: 1, cells: ['3', '2', ''] }])
  })

  test.each([
    ['lines end in LF', 'a,b\n1,2\n3,4\n'],
    ['lines end in CR LF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['lines end in both, mixed', 'a,b\r\n1,2\n3,4\r\n'],
    ['lines end in CR, as from an old machine', 'a,b\r1,2\r3,4'],
    ['the last line has no end', 'a,b\n1,2\n3,4'],
    ['a byte order mark comes first', '\uFEFFa,b\n1,2\n3,4\n'],
    ['names and cells are quoted and padded', '"a", b\n "1" ,"2"\n3,  4 \n'.replace(' "1" ', '"1"')],
  ])('%s', async (_, text) => {
    expect(cells(await rowsOf(text))).toEqual([
      ['1', '2', ''],
      ['3', '4', ''],
    ])
  })

  test('a quoted cell may hold commas, quotation marks and line breaks; a break becomes a space', async () => {
    expect(cells(await rowsOf('a,b\n"x, ""y""","two\r\nlines"\n'))).toEqual([['x, "y"', 'two lines', '']])
  })

  test('a stray quotation mark is text', async () => {
    expect(cells(await rowsOf('a,b\n5" tall,the "old" school\n'))).toEqual([['5" tall', 'the "old" school', '']])
  })

  test('formulas stay the text they are', async () => {
    const row = '=HYPERLINK("http://evil.example"),@SUM(A1)'
    expect(cells(await rowsOf(`a,b\n${row}\n`))).toEqual([['=HYPERLINK("http://evil.example")', '@SUM(A1)', '']])
  })

  test('empty rows are no rows, and are counted so that a row has the number a spreadsheet shows less one', async () => {
    expect((await rowsOf('a,b\n1,2\n\n,,\n3,4\n\n')).map(({ row }) => row)).toEqual([1, 4])
  })

  test('surplus commas at the end of a row, as spreadsheets leave them, do no harm', async () => {
    expect(cells(await rowsOf('a,b\n1,2,,,\n'))).toEqual([['1', '2', '']])
  })

  test('a register in Windows-1252 is read as such, and one in UTF-8 as that', async () => {
    const windows = Uint8Array.from([...utf8('a,b\n'), 0x53, 0x69, 0xe2, 0x6e, 0x2c, 0x80, 0x0a])
    expect(cells(await rowsOf(windows, { orWindows1252: true }))).toEqual([['Siân', '€', '']])
    expect(cells(await rowsOf('a,b\nSiân,€\n', { orWindows1252: true }))).toEqual([['Siân', '€', '']])
  })

  test('a letter of several bytes may lie anywhere in a large file', async () => {
    const line = 'Siân,ysgol\n'
    const rows = await rowsOf(`a,b\n${line.repeat(20_000)}`)
    expect(rows).toHaveLength(20_000)
    expect(rows.every((row) => row.cells[0] === 'Siân')).toBe(true)
  })
})

describe('rows that cannot be read are named, and those around them are read', () => {
  test('too few cells', async () => {
    const [first, second] = await rowsOf('a,b\n1\n3,4\n')
    expect(first).toMatchObject({ row: 1, wrong: { column: 'b', reason: expect.stringContaining('1 cells') } })
    expect(second?.cells).toEqual(['3', '4', ''])
  })

  test('too many rows are refused', async () => {
    const [first] = await rowsOf('a,b\n1,2,3\n')
    expect(first?.wrong).toMatchObject({ column: 'b', reason: expect.stringContaining('3 cells and the header 2') })
  })

  test('a cell of a megabyte, of which nothing is kept', async () => {
    const [first, second] = await rowsOf(`a,b\n1,${'x'.repeat(1024 * 1024)}\n3,4\n`)
    expect(first).toMatchObject({ cells: [], wrong: { column: 'b', reason: 'longer than 2000 characters' } })
    expect(second?.cells).toEqual(['3', '4', ''])
  })

  test('a control character', async () => {
    const [first, second] = await rowsOf('a,b\n1\u0000,2\n3,4\n')
    expect(first?.wrong).toMatchObject({ column: 'a', reason: expect.stringContaining('control character') })
    expect(second?.wrong).toBeUndefined()
  })

  test('a quotation mark never closed: the row that opened it is refused, and those before it are read', async () => {
    const [first, second, ...none] = await rowsOf('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    expect(first?.cells).toEqual(['1', '2', ''])
    expect(second).toMatchObject({ row: 2, wrong: { reason: expect.stringContaining('never closed') } })
    expect(none).toEqual([])
  })
})

describe('files that cannot be read at all are refused with a remedy', () => {
  test.each([
    ['an empty one', '', 'csv-empty'],
    ['one of empty lines', '\n\n', 'csv-empty'],
    ['one without its columns', 'x,y\n1,2\n', 'csv-columns-missing'],
    ['one with semicolons', 'a;b\n1;2\n', 'csv-columns-missing'],
    ['one that names a column twice', 'a,b,a\n1,2,3\n', 'csv-column-twice'],
    ['one in another encoding', Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0xe2, 0x2c, 0x31]), 'csv-not-utf8'],
    ['one in UTF-16', Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0]), 'csv-not-utf8'],
  ])('%s', async (_, file, refused) => {
    expect(await refusalOf(file)).toMatchObject({ refused })
  })

  test('all missing columns are named at once', async () => {
    expect(await refusalOf('x,y\n')).toMatchObject({
      facts: { missing: ['a', 'b'] },
      detail: expect.stringContaining('a, b'),
    })
  })

  test('not even a register may be in UTF-16', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x61, 0])
    expect(await refusalOf(bytes, { orWindows1252: true })).toMatchObject({ refused: 'csv-not-utf8' })
  })
})

async function readsOrRefuses(bytes: Uint8Array, orWindows1252: boolean): Promise<void> {
  const read = await readCsv(bytes, columns, { orWindows1252 })
  if ('refused' in read) expect(read.detail.length).toBeGreaterThan(10)
  else expect(read.rows.every((row) => row.wrong !== undefined || row.cells.length === 3)).toBe(true)
}

test('any bytes at all give rows or a refusal, never a fault', async () => {
  const fragments = fc.constantFrom('a,b', '\n', '\r\n', '"', ',', '\u0000', '\uFEFF', 'é', '""', 'a', ' ')
  const files = fc
    .tuple(fc.array(fragments, { maxLength: 40 }), fc.uint8Array({ maxLength: 30 }))
    .map(([parts, tail]) => Uint8Array.from([...utf8(parts.join('')), ...tail]))
  const property = fc.asyncProperty(files, fc.boolean(), readsOrRefuses)
  await fc.assert(property, { numRuns: 1_000, seed: 20260901 })
})
