/** Schools from a file. */
import { describe, expect, test } from 'vitest'
import { aBody, counts, deeds, importFile, school, schoolsFile } from './kit.ts'

test('a school is registered with all that its row says', async () => {
  const body = aBody()
  await importFile(
    body,
    'schools',
    schoolsFile('ref:INT-7,École du Parc,overseas,0310,Lyon,+33 4 00 00 00 00,www.parc.example'),
  )
  expect(await school(body.tools, 'ref:INT-7')).toMatchObject({
    name: 'École du Parc',
    nation: 'overseas',
    entry: { pupils: 310, town: 'Lyon', phone: '+33 4 00 00 00 00', website: 'www.parc.example' },
  })
})

test('a row that says something else changes the school; a blank cell says nothing', async () => {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile('ref:OAK,Oak School,scotland,200,Perth,01738,'))
  const report = await importFile(body, 'schools', schoolsFile('ref:OAK,Oak Academy,scotland,,,01739,'))
  expect(counts(report)).toBe('1 rows: 1 taken (1 changed, 0 unchanged), 0 refused')
  expect(await school(body.tools, 'ref:OAK')).toMatchObject({
    name: 'Oak Academy',
    entry: { pupils: 200, town: 'Perth', phone: '01739' },
  })
})

test('the same school twice in a file: equal rows are one, of unequal ones the first is taken', async () => {
  const body = aBody()
  const oak = 'ref:OAK,Oak School,scotland,200,,,'
  const report = await importFile(body, 'schools', schoolsFile(oak, oak, 'ref:OAK,Elm School,scotland,200,,,'))
  expect(counts(report)).toBe('3 rows: 2 taken (1 changed, 1 unchanged), 1 refused')
  expect(report.refused).toEqual([{ row: 3, column: 'ref', reason: expect.stringContaining('row 1') }])
  expect(await importFile(body, 'schools', schoolsFile(oak, oak))).toMatchObject({ changed: 0 })
})

test('a formula stays the text it is', async () => {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile('ref:F,"=HYPERLINK(""http://x.example"")",england,,,+44 20,'))
  expect(await school(body.tools, 'ref:F')).toMatchObject({
    name: '=HYPERLINK("http://x.example")',
    entry: { phone: '+44 20' },
  })
})

describe('rows that are refused, while the good ones go in', () => {
  test.each([
    ['a reference of another form', 'seed:1,Elm School,scotland,,,,', 'ref'],
    ['a URN of seven digits', 'urn:1234567,Elm School,england,,,,', 'ref'],
    ['no name', 'ref:ELM,,scotland,,,,', 'name'],
    ['a name too long', `ref:ELM,${'E'.repeat(201)},scotland,,,,`, 'name'],
    ['a nation that is none', 'ref:ELM,Elm School,narnia,,,,', 'nation'],
    ['pupils that are no number', 'ref:ELM,Elm School,scotland,many,,,', 'pupils'],
    ['pupils with a comma', 'ref:ELM,Elm School,scotland,"1,200",,,', 'pupils'],
    ['too many pupils', 'ref:ELM,Elm School,scotland,100001,,,', 'pupils'],
    ['too few cells', 'ref:ELM,Elm School', 'nation'],
    ['a control character', 'ref:ELM,Elm\u0000School,scotland,,,,', 'name'],
  ])('%s', async (_, row, column) => {
    const body = aBody()
    const report = await importFile(body, 'schools', schoolsFile(row, 'ref:OAK,Oak School,scotland,,,,'))
    expect(counts(report)).toBe('2 rows: 1 taken (1 changed, 0 unchanged), 1 refused')
    expect(report.refused).toEqual([{ row: 1, column, reason: expect.stringMatching(/.{8}/) }])
    expect(await school(body.tools, 'ref:OAK')).toMatchObject({ name: 'Oak School' })
  })
})

test('all that does not fit in a row is told at once, so that it is mended once', async () => {
  const report = await importFile(aBody(), 'schools', schoolsFile('urn:1,,atlantis,,,,'))
  expect(report.refused).toEqual([
    { row: 1, column: 'ref', reason: expect.stringMatching(/; name: is needed; nation: must be one of/) },
  ])
})

test('no reason repeats what was in the cell', async () => {
  const body = aBody()
  const report = await importFile(body, 'schools', schoolsFile('ref:ELM,Elm School,secretland,topsecret,,,'))
  expect(JSON.stringify(report.refused)).not.toMatch(/secret/)
})

test('a dry run decides and reports the same, and commits nothing', async () => {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile('ref:OAK,Oak School,scotland,,,,'))
  const before = await deeds(body.tools)
  const file = schoolsFile(
    'ref:OAK,Oak Academy,scotland,,,,',
    'ref:ELM,Elm School,scotland,,,,',
    'ref:ASH,Ash School,,,,,',
  )
  const trial = await importFile(body, 'schools', file, { dryRun: true })
  expect(trial).toMatchObject({ dryRun: true, state: 'done' })
  expect(await deeds(body.tools)).toEqual(before)
  const real = await importFile(body, 'schools', file)
  expect({ ...real, import: '', dryRun: true }).toEqual({ ...trial, import: '' })
})
