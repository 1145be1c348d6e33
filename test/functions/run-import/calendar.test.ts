// Calendars from a file: all of a nation in one edit, twice the same is once, what cannot stand is told row by row.
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { readStanding } from '../../../shared/log/standing.ts'
import { aBody, type Body, counts, deeds, importFile } from './kit.ts'

const file = (...rows: readonly string[]) => ['nation,what,key,from,to', ...rows, ''].join('\r\n')

const nationNow = async ({ tools }: Body, nation: 'wales' | 'england') =>
  (await readStanding(tools.log)).calendar.nations[nation]

const nextYear = [
  'wales,bank-holiday,New Year,2033-01-03,',
  'wales,closure,Flood,2027-03-15,2027-03-19',
  'wales,term,2032/33 autumn,2032-09-01,2032-12-31',
  'wales,term,2032/33 spring,2033-01-01,2033-04-24',
  'england,bank-holiday,,2027-06-14,2027-06-14',
]

describe('a file of calendars', () => {
  test('it adds to what stands, and all of a nation is one edit', async () => {
    const body = aBody()
    const report = await importFile(body, 'calendar', file(...nextYear))
    expect(counts(report)).toBe('5 rows: 5 taken (5 changed, 0 unchanged), 0 refused')
    const wales = await nationNow(body, 'wales')
    expect(wales.bankHolidays).toEqual([...firstCalendar.nations.wales.bankHolidays, '2033-01-03'])
    expect(wales.closures).toContainEqual({ from: '2027-03-15', to: '2027-03-19', name: 'Flood' })
    expect(wales.closures).toHaveLength(firstCalendar.nations.wales.closures.length + 1)
    expect(wales.terms.at(-1)).toEqual({ key: '2032/33 spring', from: '2033-01-01', to: '2033-04-24' })
    const england = await nationNow(body, 'england')
    expect(england.bankHolidays).toContain('2027-06-14')
    expect(england.terms).toEqual(firstCalendar.nations.england.terms)
    const edits = (await deeds(body.tools)).filter(({ stream }) => stream.startsWith('calendar#'))
    expect(edits.map(({ stream, version }) => `${stream}@${version}`).toSorted()).toEqual([
      'calendar#england@1',
      'calendar#wales@1',
    ])
  })

  test('the second time all rows are unchanged', async () => {
    const body = aBody()
    await importFile(body, 'calendar', file(...nextYear))
    const before = (await deeds(body.tools)).length
    expect(counts(await importFile(body, 'calendar', file(...nextYear)))).toBe(
      '5 rows: 5 taken (0 changed, 5 unchanged), 0 refused',
    )
    expect(await deeds(body.tools)).toHaveLength(before)
  })

  test('a dry run tells the same and changes nothing', async () => {
    const body = aBody()
    const report = await importFile(body, 'calendar', file(...nextYear), { dryRun: true })
    expect(counts(report)).toBe('5 rows: 5 taken (5 changed, 0 unchanged), 0 refused')
    expect(await deeds(body.tools)).toEqual([])
  })

  test('what the system ships with, as a file, is unchanged row by row', async () => {
    const body = aBody()
    const rows = Object.entries(firstCalendar.nations).flatMap(([nation, { bankHolidays, closures, terms }]) => [
      ...bankHolidays.map((day) => `${nation},bank-holiday,,${day},${day}`),
      ...closures.map(({ from, to, name = '' }) => `${nation},closure,${name},${from},${to}`),
      ...terms.map(({ key, from, to }) => `${nation},term,${key},${from},${to}`),
    ])
    const report = await importFile(body, 'calendar', file(...rows))
    expect(report).toMatchObject({ rows: rows.length, unchanged: rows.length, refused: [] })
  })

  test('a closure of the same name that overlaps is the same one, moved', async () => {
    const body = aBody()
    await importFile(body, 'calendar', file('wales,closure,Easter,2027-03-22,2027-04-05'))
    const easter = (await nationNow(body, 'wales')).closures.filter(
      ({ name, from }) => name === 'Easter' && from.startsWith('2027'),
    )
    expect(easter).toEqual([{ from: '2027-03-22', to: '2027-04-05', name: 'Easter' }])
  })

  test('a term is known by its key', async () => {
    const body = aBody()
    await importFile(
      body,
      'calendar',
      file('wales,term,2031/32 spring,2032-01-01,2032-04-04', 'wales,term,2031/32 summer,2032-04-05,2032-08-31'),
    )
    const { terms } = await nationNow(body, 'wales')
    expect(terms).toHaveLength(24)
    expect(terms.slice(-2).map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2032-01-01 2032-04-04',
      '2032-04-05 2032-08-31',
    ])
  })
})

describe('rows that are refused, while the good ones go in', () => {
  test.each([
    ['a nation nobody knows', 'france,closure,,2027-03-15,2027-03-19', 'nation'],
    ['a kind nobody knows', 'wales,holiday,,2027-03-15,2027-03-19', 'what'],
    ['a closure without an end', 'wales,closure,,2027-03-15,', 'to'],
    ['a closure that ends before it begins', 'wales,closure,,2027-03-15,2027-03-14', 'to'],
    ['a bank holiday of two days', 'wales,bank-holiday,,2027-03-15,2027-03-16', 'to'],
    ['a term without a key', 'wales,term,,2032-09-01,2032-12-31', 'key'],
    ['a term of another form', 'wales,term,autumn 2032,2032-09-01,2032-12-31', 'key'],
    ['a day of another form', 'wales,closure,,15/03/2027,2027-03-19', 'from'],
  ])('%s', async (_, wrong, column) => {
    const body = aBody()
    const report = await importFile(body, 'calendar', file(wrong, 'wales,bank-holiday,,2027-06-14,'))
    expect(report.refused).toMatchObject([{ row: 1, column }])
    expect((await nationNow(body, 'wales')).bankHolidays).toContain('2027-06-14')
  })

  test('terms that would leave a gap, each of them, and no others', async () => {
    const body = aBody()
    const report = await importFile(
      body,
      'calendar',
      file(
        'wales,term,2031/32 summer,2032-03-29,2032-08-31',
        'wales,term,2032/33 spring,2033-01-01,2033-04-24',
        'wales,closure,Flood,2027-03-15,2027-03-19',
      ),
    )
    expect(report.refused).toMatchObject([
      { row: 2, column: 'from', reason: expect.stringContaining('2032/33 spring') },
    ])
    expect(counts(report)).toBe('3 rows: 2 taken (1 changed, 1 unchanged), 1 refused')
    expect((await nationNow(body, 'wales')).terms).toEqual(firstCalendar.nations.wales.terms)
  })

  test('a second row that says other days for the same', async () => {
    const body = aBody()
    const report = await importFile(
      body,
      'calendar',
      file('wales,closure,Flood,2027-03-15,2027-03-19', 'wales,closure,Flood,2027-03-16,2027-03-20'),
    )
    expect(report.refused).toMatchObject([{ row: 2, column: 'from', reason: expect.stringContaining('row 1') }])
  })
})
