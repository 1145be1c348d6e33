// The register's links: a school that goes on under a new URN is found by both; what is not plain is left to a person.
import { describe, expect, test } from 'vitest'
import { closeSchool } from '../../../shared/deeds/close-school.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { aBody, type Body, counts, deeds, importFile, school, schoolsFile } from './kit.ts'

const header = 'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate'
const linksFile = (...rows: readonly string[]) => [header, ...rows, ''].join('\r\n')
const doing = { by: 'staff#s-1', because: 'api', trace: 't' }

async function bodyWith(...urns: readonly string[]): Promise<Body> {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile(...urns.map((urn) => `urn:${urn},School ${urn},england,,,,`)))
  return body
}
const refOf = async ({ tools }: Body, urn: string) => (await school(tools, `urn:${urn}`)).ref

test('a school that became an academy has the new URN, and the old one keeps finding it', async () => {
  const body = await bodyWith('100001')
  const file = linksFile(
    '100001,145678,Oakfield Academy,Successor,01-09-2025',
    '145678,100001,Oakfield,Predecessor,01/09/2025',
  )
  const report = await importFile(body, 'links', file)
  expect(counts(report)).toBe('2 rows: 2 taken (1 changed, 1 unchanged), 0 refused')
  expect(await refOf(body, '100001')).toBe('urn:145678')
  expect(await refOf(body, '145678')).toBe('urn:145678')
  expect(counts(await importFile(body, 'links', file))).toBe('2 rows: 2 taken (0 changed, 2 unchanged), 0 refused')
})

test('a trial run says the same and changes nothing', async () => {
  const body = await bodyWith('100001')
  const before = (await deeds(body.tools)).length
  const report = await importFile(body, 'links', linksFile('100001,145678,,Successor,'), { dryRun: true })
  expect(counts(report)).toBe('1 rows: 1 taken (1 changed, 0 unchanged), 0 refused')
  expect((await deeds(body.tools)).length).toBe(before)
})

test('a school that changed twice goes all the way, in whatever order the rows come', async () => {
  const body = await bodyWith('100001')
  const file = linksFile('120002,145678,,Successor,', '120002,100001,,Predecessor,')
  expect(counts(await importFile(body, 'links', file))).toBe('2 rows: 2 taken (2 changed, 0 unchanged), 0 refused')
  for (const urn of ['100001', '120002', '145678']) expect(await refOf(body, urn)).toBe('urn:145678')
  expect(counts(await importFile(body, 'links', file))).toContain('0 changed')
})

test('links about schools that are not ours say nothing', async () => {
  const body = await bodyWith('100001')
  const report = await importFile(
    body,
    'links',
    linksFile('200001,245678,,Successor,', '100001,300001,,Sixth Form Centre Link,'),
  )
  expect([counts(report), report.warnings]).toEqual(['2 rows: 2 taken (0 changed, 2 unchanged), 0 refused', []])
})

describe('a person decides, and is told which row', () => {
  const cases: [string, string[], string[], string][] = [
    [
      'a split',
      ['100001'],
      ['100001,145678,,Successor - Split School,', '100001,145679,,Successor - Split School,'],
      'LinkType',
    ],
    ['two plain successors', ['100001'], ['100001,145678,,Successor,', '100001,145679,,Successor,'], 'LinkType'],
    ['a merger', ['100001'], ['100001,145678,,Successor - merged,'], 'LinkType'],
    [
      'two schools that go on as one',
      ['100001'],
      ['100001,145678,,Successor,', '100002,145678,,Successor,'],
      'LinkType',
    ],
    ['a successor that is here already', ['100001', '145678'], ['100001,145678,,Successor,'], 'LinkURN'],
    ['a link of a day to come', ['100001'], ['100001,145678,,Successor,02-09-2026'], 'LinkEstablishedDate'],
  ]
  test.each(cases)('%s', async (_, ours, rows, column) => {
    const body = await bodyWith(...ours)
    const report = await importFile(body, 'links', linksFile(...rows))
    expect(report.changed).toBe(0)
    expect(report.warnings[0]).toMatchObject({ row: 1, column })
    expect(await refOf(body, '100001')).toBe('urn:100001')
  })

  test('a school that is closed here', async () => {
    const body = await bodyWith('100001')
    const found = await findSchool(body.tools.log, 'urn:100001')
    if (found)
      await closeSchool(
        body.tools,
        found,
        undefined,
        { on: '2026-08-31', reason: 'note-00000000-0000-4000-8000-000000000001' },
        doing,
      )
    const report = await importFile(body, 'links', linksFile('100001,145678,,Successor,'))
    expect(report.warnings.map(({ column }) => column)).toEqual(['URN'])
  })
})

test('a row that cannot be read is refused with its column, and the good ones go in', async () => {
  const body = await bodyWith('100001')
  const report = await importFile(
    body,
    'links',
    linksFile(
      '1001,145678,,Successor,',
      '100001,145678,,Successor,2025-09-01',
      '100001,145678,,Successor,31-02-2025',
      '100001,145678,,Successor,01-09-2025',
    ),
  )
  expect(report.refused.map(({ row, column }) => [row, column])).toEqual([
    [1, 'URN'],
    [2, 'LinkEstablishedDate'],
    [3, 'LinkEstablishedDate'],
  ])
  expect(await refOf(body, '100001')).toBe('urn:145678')
})

test('columns are found by their names, whatever stands between them', async () => {
  const body = await bodyWith('100001')
  const file = 'LinkName,LinkType,X,LinkURN,URN\r\nÉcole,Successor,,145678,100001\r\n'
  await importFile(body, 'links', Buffer.from(file, 'latin1'))
  expect(await refOf(body, '100001')).toBe('urn:145678')
})
