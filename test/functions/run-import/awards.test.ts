/** The history of awards, taken over. */
import { describe, expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { act } from '../../../shared/log/act.ts'
import { aBody, awardsFile, counts, deeds, importFile, registerFile, school, schoolsFile } from './kit.ts'

const oak = 'ref:OAK,Oak School,england,200,,,'

async function bodyWithOak() {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile(oak))
  return body
}

describe('rows of one school', () => {
  test('go in by one command, whatever their order in the file', async () => {
    const body = await bodyWithOak()
    const report = await importFile(
      body,
      'awards',
      awardsFile(
        'ref:OAK,flagship,granted,2025-03-01',
        'ref:OAK,centre-of-excellence,re-accredited,2024-03-01',
        'ref:OAK,centre-of-excellence,granted,2021-03-01',
        'ref:OAK,inclusive-school,granted,2021-03-01',
      ),
    )
    expect(counts(report)).toBe('4 rows: 4 taken (4 changed, 0 unchanged), 0 refused')
    expect(report.warnings).toEqual([])
    const { awards, review } = await school(body.tools, 'ref:OAK')
    expect(awards.map(({ award, since, confirmedOn }) => `${award} ${since} ${confirmedOn}`)).toEqual([
      'inclusive-school 2021-03-01 2021-03-01',
      'centre-of-excellence 2021-03-01 2024-03-01',
      'flagship 2025-03-01 2025-03-01',
    ])
    expect(review).toMatchObject({ award: 'flagship', due: '2027-03-01' })
    expect((await deeds(body.tools)).filter(({ stream }) => stream.startsWith('school#'))).toHaveLength(2)
  })

  test('a row that was there already is unchanged beside one that is new', async () => {
    const body = await bodyWithOak()
    await importFile(body, 'awards', awardsFile('ref:OAK,inclusive-school,granted,2021-03-01'))
    const report = await importFile(
      body,
      'awards',
      awardsFile('ref:OAK,inclusive-school,granted,2021-03-01', 'ref:OAK,inclusive-school,re-accredited,2024-03-01'),
    )
    expect(counts(report)).toBe('2 rows: 2 taken (1 changed, 1 unchanged), 0 refused')
  })

  test('the same row twice in one file counts once', async () => {
    const body = await bodyWithOak()
    const row = 'ref:OAK,inclusive-school,granted,2021-03-01'
    expect(counts(await importFile(body, 'awards', awardsFile(row, row)))).toBe(
      '2 rows: 2 taken (1 changed, 1 unchanged), 0 refused',
    )
  })
})

describe('history that breaks a rule goes in with a warning', () => {
  test('a Flagship before three years as a Centre of Excellence', async () => {
    const body = await bodyWithOak()
    const report = await importFile(
      body,
      'awards',
      awardsFile(
        'ref:OAK,inclusive-school,granted,2023-01-10',
        'ref:OAK,centre-of-excellence,granted,2023-01-10',
        'ref:OAK,flagship,granted,2025-01-10',
      ),
    )
    expect(counts(report)).toBe('3 rows: 3 taken (3 changed, 0 unchanged), 0 refused')
    expect(report.warnings).toEqual([{ row: 3, column: 'award', reason: expect.stringContaining('2026-01-10') }])
    expect((await school(body.tools, 'ref:OAK')).awards).toHaveLength(3)
  })

  test('a Centre of Excellence without the Inclusive School Award', async () => {
    const body = await bodyWithOak()
    const report = await importFile(body, 'awards', awardsFile('ref:OAK,centre-of-excellence,granted,2024-05-01'))
    expect(report).toMatchObject({ changed: 1, warnings: [{ row: 1, column: 'award' }] })
  })

  test('a re-accreditation of an award that nobody knows of changes nothing, and says so', async () => {
    const body = await bodyWithOak()
    const report = await importFile(body, 'awards', awardsFile('ref:OAK,flagship,re-accredited,2024-05-01'))
    expect(report).toMatchObject({ changed: 0, unchanged: 1, warnings: [{ row: 1, column: 'action' }] })
  })
})

describe('rows that are refused', () => {
  test.each([
    ['a day that is still to come', 'ref:OAK,inclusive-school,granted,2026-09-02', 'on'],
    ['a day that is none', 'ref:OAK,inclusive-school,granted,2026-02-30', 'on'],
    ['a day written another way', 'ref:OAK,inclusive-school,granted,01/03/2021', 'on'],
    ['no day', 'ref:OAK,inclusive-school,granted,', 'on'],
    ['an award nobody gives', 'ref:OAK,gold-star,granted,2021-03-01', 'award'],
    ['an action nobody takes', 'ref:OAK,inclusive-school,revoked,2021-03-01', 'action'],
    ['no school', ',inclusive-school,granted,2021-03-01', 'school'],
    ['a school nobody knows', 'ref:ELM,inclusive-school,granted,2021-03-01', 'school'],
    ['a URN that the register does not hold', 'urn:123456,inclusive-school,granted,2021-03-01', 'school'],
  ])('%s', async (_, row, column) => {
    const body = await bodyWithOak()
    const good = 'ref:OAK,inclusive-school,granted,2022-03-01'
    const report = await importFile(body, 'awards', awardsFile(row, good))
    expect(counts(report)).toBe('2 rows: 1 taken (1 changed, 0 unchanged), 1 refused')
    expect(report.refused).toEqual([{ row: 1, column, reason: expect.stringMatching(/.{8}/) }])
  })

  test('today is not to come', async () => {
    const body = await bodyWithOak()
    expect(await importFile(body, 'awards', awardsFile('ref:OAK,inclusive-school,granted,2026-09-01'))).toMatchObject({
      changed: 1,
    })
  })

  test('rows of one school beyond 500', async () => {
    const body = await bodyWithOak()
    const row = 'ref:OAK,inclusive-school,granted,2021-03-01'
    const report = await importFile(body, 'awards', awardsFile(...Array.from({ length: 502 }, () => row)))
    expect(report).toMatchObject({ accepted: 500, refused: [{ row: 501 }, { row: 502 }] })
  })
})

describe('a school that the register holds and nobody registered', () => {
  test('is registered by being named', async () => {
    const body = aBody()
    await importFile(
      body,
      'gias',
      registerFile('400123,Ysgol y Bryn,Welsh establishment,Open,90,Bangor,LL57 1AA,01248,www.bryn.example,Nia,Evans'),
    )
    const report = await importFile(body, 'awards', awardsFile('urn:400123,inclusive-school,granted,2024-03-01'))
    expect(counts(report)).toBe('1 rows: 1 taken (1 changed, 0 unchanged), 0 refused')
    expect(await school(body.tools, 'urn:400123')).toMatchObject({
      name: 'Ysgol y Bryn',
      nation: 'wales',
      entry: { pupils: 90, postcode: 'LL57 1AA' },
    })
  })

  test('is registered with a warning when the register says that it is closed', async () => {
    const body = aBody()
    await importFile(body, 'gias', registerFile('100123,Old School,Community school,Closed,,,,,,,'))
    const report = await importFile(body, 'awards', awardsFile('urn:100123,inclusive-school,granted,2024-03-01'))
    expect(report).toMatchObject({
      changed: 1,
      warnings: [{ row: 1, column: 'school', reason: expect.stringContaining('closed') }],
    })
  })
})

test('an award that ended since is not brought back by the file of its history', async () => {
  const body = await bodyWithOak()
  const file = awardsFile('ref:OAK,inclusive-school,granted,2021-03-01')
  await importFile(body, 'awards', file)
  const found = await findSchool(body.tools.log, 'ref:OAK')
  const lapse = { do: 'lapse-award', award: 'inclusive-school', reason: `note-${body.tools.newId()}` } as const
  await act(body.tools, schoolDecider, `school#${found?.id}`, lapse, { by: 'staff#s-1', because: 'api', trace: 't' })
  expect(await importFile(body, 'awards', file)).toMatchObject({ changed: 0, unchanged: 1 })
  expect((await school(body.tools, 'ref:OAK')).awards).toMatchObject([{ state: 'lapsed' }])
})
