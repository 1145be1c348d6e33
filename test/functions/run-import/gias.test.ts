/** The register of schools, kept as a look-up. */
import { describe, expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { startImport } from '../../../shared/deeds/imports.ts'
import { lookUp } from '../../../shared/deeds/look-up.ts'
import { changeSchool, findSchool } from '../../../shared/deeds/schools.ts'
import { act } from '../../../shared/log/act.ts'
import { listOf } from '../../kit/contract.ts'
import { aBody, type Body, counts, deeds, importFile, registerFile, school } from './kit.ts'

const oak = '100123,Oak School,Community school,Open,200,Perth,PH1 1AA,01738,www.oak.example,Ada,Byron'
const bryn = '400123,Ysgol y Bryn,Welsh establishment,"Open, but proposed to close",,,,,,,'
const shut = '100124,Shut School,Community school,Closed,,,,,,,'
const soon = '100125,Soon School,Free schools,Proposed to open,,,,,,,'
const abroad = '132000,School Abroad,British schools overseas,Open,,,,,,,'

async function allFiles({ tools }: Body): Promise<string> {
  const files = await listOf(tools.files.list(''))
  const bodies = await Promise.all(files.map(({ key }) => tools.files.get(key)))
  return bodies.map((bytes) => new TextDecoder().decode(bytes)).join('\n')
}

test('entries are found right after the import, and no school is registered', async () => {
  const body = aBody()
  const report = await importFile(body, 'gias', registerFile(oak, bryn, shut, soon, abroad))
  expect(counts(report)).toBe('5 rows: 5 taken (5 changed, 0 unchanged), 0 refused')
  expect(await lookUp(body.tools.files, 'urn:100123')).toMatchObject({
    name: 'Oak School',
    nation: 'england',
    pupils: 200,
    town: 'Perth',
    postcode: 'PH1 1AA',
    phone: '01738',
    website: 'www.oak.example',
    status: 'open',
  })
  expect(await lookUp(body.tools.files, 'urn:400123')).toMatchObject({ nation: 'wales', status: 'open' })
  expect(await lookUp(body.tools.files, 'urn:100124')).toMatchObject({ status: 'closed' })
  expect(await lookUp(body.tools.files, 'urn:100125')).toMatchObject({ status: 'proposed' })
  expect(await lookUp(body.tools.files, 'urn:132000')).toMatchObject({ nation: 'overseas' })
  expect(await lookUp(body.tools.files, 'urn:999999')).toBeUndefined()
  expect(await lookUp(body.tools.files, 'ref:OAK')).toBeUndefined()
  expect(await deeds(body.tools)).toEqual([])
})

test('a URN that starts with 4 is in Wales, whatever its type', async () => {
  const body = aBody()
  await importFile(body, 'gias', registerFile('401000,Penglais,Academy converter,Open,,,,,,,'))
  expect(await lookUp(body.tools.files, 'urn:401000')).toMatchObject({ nation: 'wales' })
})

test("heads' names are kept nowhere: not in the look-up, not in a report, not in what is left of the file", async () => {
  const body = aBody()
  await importFile(body, 'gias', registerFile(oak, 'x,Broken School,,Open,,,,,,Grace,Hopper'))
  expect(await allFiles(body)).not.toMatch(/Ada|Byron|Grace|Hopper/)
})

test("heads' names are kept nowhere while the import runs either", async () => {
  const body = aBody()
  const waiting = { ...body.tools, imports: { send: async () => {} } }
  const asked = { kind: 'gias', dryRun: false, register: 'named' } as const
  await startImport(waiting, asked, new TextEncoder().encode(registerFile(oak)), { by: 'staff#s-1', trace: 't' })
  expect(await allFiles(body)).toContain('Oak School')
  expect(await allFiles(body)).not.toMatch(/Ada|Byron/)
})

test('all unchanged the second time; what another URN of the same beginning says is untouched', async () => {
  const body = aBody()
  await importFile(body, 'gias', registerFile(oak, shut))
  expect(await importFile(body, 'gias', registerFile(oak, shut))).toMatchObject({ changed: 0, unchanged: 2 })
  expect(await importFile(body, 'gias', registerFile(soon))).toMatchObject({ changed: 1 })
  expect(await lookUp(body.tools.files, 'urn:100123')).toMatchObject({ name: 'Oak School' })
  expect(await lookUp(body.tools.files, 'urn:100125')).toMatchObject({ name: 'Soon School' })
})

test('register=all registers every open school, and none that is closed or to come', async () => {
  const body = aBody()
  const report = await importFile(body, 'gias', registerFile(oak, bryn, shut, soon, abroad), { register: 'all' })
  expect(counts(report)).toBe('5 rows: 5 taken (5 changed, 0 unchanged), 0 refused')
  expect(await school(body.tools, 'urn:100123')).toMatchObject({ name: 'Oak School' })
  expect(await school(body.tools, 'urn:400123')).toMatchObject({ nation: 'wales' })
  expect((await deeds(body.tools)).map(({ events }) => events.map(({ type }) => type))).toEqual(
    Array(3).fill(['SchoolRegistered']),
  )
  const again = await importFile(body, 'gias', registerFile(oak, bryn, shut, soon, abroad), { register: 'all' })
  expect(again).toMatchObject({ changed: 0, unchanged: 5 })
})

test('register=all after the look-up was filled changes the rows of open schools alone', async () => {
  const body = aBody()
  await importFile(body, 'gias', registerFile(oak, shut))
  expect(await importFile(body, 'gias', registerFile(oak, shut), { register: 'all' })).toMatchObject({
    changed: 1,
    unchanged: 1,
  })
})

describe('a newer register', () => {
  const renamed = '100123,Oak Academy,Academy converter,Open,220,Perth,PH1 1AA,01738,www.oak.example,Ada,Byron'

  async function bodyWithOak() {
    const body = aBody()
    await importFile(body, 'gias', registerFile(oak), { register: 'all' })
    return body
  }

  test('changes name and pupils of a registered school', async () => {
    const body = await bodyWithOak()
    expect(await importFile(body, 'gias', registerFile(renamed))).toMatchObject({ changed: 1 })
    expect(await school(body.tools, 'urn:100123')).toMatchObject({ name: 'Oak Academy', entry: { pupils: 220 } })
    const [, change] = await deeds(body.tools)
    expect(change?.events).toMatchObject([{ type: 'SchoolChanged', data: { name: 'Oak Academy', pupils: 220 } }])
  })

  test('leaves alone what staff put right and the register did not change', async () => {
    const body = await bodyWithOak()
    const found = await findSchool(body.tools.log, 'urn:100123')
    const mend = { do: 'change-school', phone: '01738 999' } as const
    await act(body.tools, schoolDecider, `school#${found?.id}`, mend, { by: 'staff#s-1', because: 'api', trace: 't' })
    await importFile(body, 'gias', registerFile(renamed))
    expect(await school(body.tools, 'urn:100123')).toMatchObject({ name: 'Oak Academy', entry: { phone: '01738 999' } })
  })

  test('changes the look-up alone where nobody registered the school', async () => {
    const body = aBody()
    await importFile(body, 'gias', registerFile(oak))
    expect(await importFile(body, 'gias', registerFile(renamed))).toMatchObject({ changed: 1 })
    expect(await deeds(body.tools)).toEqual([])
    expect(await lookUp(body.tools.files, 'urn:100123')).toMatchObject({ name: 'Oak Academy' })
  })

  test('finds the school under the URN it had before it became an academy', async () => {
    const body = await bodyWithOak()
    const found = await findSchool(body.tools.log, 'urn:100123')
    if (!found) throw new Error('it is registered')
    await changeSchool(body.tools, found, { ref: 'urn:150000' }, { by: 'staff#s-1', because: 'api', trace: 't' })
    await importFile(body, 'gias', registerFile(renamed))
    expect(await school(body.tools, 'urn:150000')).toMatchObject({ ref: 'urn:150000', name: 'Oak Academy' })
  })
})

describe('rows', () => {
  test.each([
    ['a URN that is none', '12345,Elm School,,Open,,,,,,,', 'URN'],
    ['no name', '100200,,,Open,,,,,,,', 'EstablishmentName'],
    ['a postcode too long', '100200,Elm School,,Open,,,PH1 1AAAAAAAAAA,,,,', 'Postcode'],
    ['a URN a second time', oak.replace('Oak', 'Elm'), 'URN'],
  ])('%s: refused', async (_, row, column) => {
    const body = aBody()
    const report = await importFile(body, 'gias', registerFile(oak, row))
    expect(report).toMatchObject({ accepted: 1, refused: [{ row: 2, column }] })
    expect(await lookUp(body.tools.files, 'urn:100123')).toMatchObject({ name: 'Oak School' })
  })

  test('pupils that are no number, or a status nobody knows, are left out with a warning', async () => {
    const body = aBody()
    const report = await importFile(body, 'gias', registerFile('100200,Elm School,,Dreaming,lots,,,,,,'), {
      register: 'all',
    })
    expect(report.warnings.map(({ column }) => column)).toEqual(['EstablishmentStatus (name)', 'NumberOfPupils'])
    expect(await lookUp(body.tools.files, 'urn:100200')).toMatchObject({ status: 'unknown' })
    expect(await deeds(body.tools)).toEqual([])
  })
})

test('a name of which a letter was lost on the way is taken with a warning, and put right by the next import', async () => {
  const body = aBody()
  const damaged = await importFile(body, 'gias', registerFile('400123,Ysgol T\uFFFD,,Open,,,,,,,'), { register: 'all' })
  expect(damaged.warnings).toEqual([{ row: 1, column: 'EstablishmentName', reason: expect.stringContaining('lost') }])
  expect(await importFile(body, 'gias', registerFile('400123,Ysgol Tŷ,,Open,,,,,,,'))).toMatchObject({
    changed: 1,
    warnings: [],
  })
  expect(await school(body.tools, 'urn:400123')).toMatchObject({ name: 'Ysgol Tŷ' })
})

test('a dry run keeps nothing in the look-up and registers nobody', async () => {
  const body = aBody()
  const trial = await importFile(body, 'gias', registerFile(oak, shut), { dryRun: true, register: 'all' })
  expect(counts(trial)).toBe('2 rows: 2 taken (2 changed, 0 unchanged), 0 refused')
  expect(await lookUp(body.tools.files, 'urn:100123')).toBeUndefined()
  expect(await deeds(body.tools)).toEqual([])
})
