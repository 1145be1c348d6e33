/** An import begins: what is taken in, what is refused at once, what is kept on the way and for how long. */
import { describe, expect, test } from 'vitest'
import {
  awaitUpload,
  type ImportAsked,
  importState,
  openImport,
  reportOf,
  startImport,
  takeUp,
} from '../../../shared/deeds/imports.ts'
import {
  aBody,
  type Body,
  commits,
  contactsFile,
  drain,
  registerFile,
  schoolsFile,
  sender,
  theReport,
} from '../../functions/run-import/kit.ts'
import { listOf } from '../../kit/contract.ts'

const oak = 'ref:OAK,Oak School,england,,,,'
const bytes = (text: string) => new TextEncoder().encode(text)
const of = (kind: ImportAsked['kind']): ImportAsked => ({ kind, dryRun: false, register: 'named' })

async function started(body: Body, kind: ImportAsked['kind'], file: string): Promise<string> {
  const answer = await startImport(body.tools, of(kind), bytes(file), sender)
  if ('refused' in answer) throw new Error(answer.refused)
  return answer.import
}

const keysIn = async (body: Body, prefix: string) => (await listOf(body.tools.files.list(prefix))).map(({ key }) => key)

describe('a file that can be read', () => {
  test('is on record with its kind, its rows and who sent it, and on the queue', async () => {
    const body = aBody()
    const id = await started(body, 'schools', schoolsFile(oak, 'ref:BAD,,,,,,'))
    const [commit] = await commits(body.tools)
    expect(commit).toMatchObject({ stream: `import#${id}`, by: 'staff#s-1', trace: 'trace-1' })
    expect(commit?.events).toMatchObject([
      { type: 'ImportStarted', data: { kind: 'schools', rows: 2, dryRun: false, register: 'named' } },
    ])
    expect(body.tools.imports.waiting.map((message) => message.body)).toEqual([JSON.stringify({ import: id })])
  })

  test('is told of while it runs: nothing yet of how many rows', async () => {
    const body = aBody()
    const id = await started(body, 'schools', schoolsFile(oak))
    expect(await importState(body.tools.log, id)).toBe('running')
    expect(await theReport(body.tools, id)).toMatchObject({
      import: id,
      state: 'running',
      rows: 0,
      total: 1,
      accepted: 0,
      refused: [],
    })
  })

  test('has no copy left when it is done, and its report stays', async () => {
    const body = aBody()
    const id = await started(body, 'schools', schoolsFile(oak, 'ref:BAD,,,,,,'))
    expect(await keysIn(body, 'importing/')).toHaveLength(1)
    await drain(body.tools)
    expect(await keysIn(body, 'importing/')).toEqual([])
    expect(await keysIn(body, '')).toEqual([`imports/${id}/report/0-2.json`])
    expect(await importState(body.tools.log, id)).toBe('done')
    expect((await theReport(body.tools, id)).refused).toEqual([
      { row: 2, column: 'name', reason: 'is needed; nation: is needed' },
    ])
  })

  test('with a header alone is done at once', async () => {
    const body = aBody()
    const id = await started(body, 'contacts', contactsFile())
    expect(await theReport(body.tools, id)).toMatchObject({ state: 'done', rows: 0, total: 0 })
    await drain(body.tools)
    expect(await keysIn(body, 'importing/')).toEqual([])
  })

  test('whose message comes twice, and once more when it is done, is run once', async () => {
    const body = aBody()
    const id = await started(body, 'schools', schoolsFile(oak))
    await body.tools.imports.send([{ import: id }, { import: id }])
    await drain(body.tools)
    expect(await theReport(body.tools, id)).toMatchObject({ changed: 1, unchanged: 0 })
    expect((await commits(body.tools)).filter(({ stream }) => stream.startsWith('school#'))).toHaveLength(1)
  })

  test('leaves no address, name or phone number in its log or its report', async () => {
    const body = aBody()
    await started(
      body,
      'contacts',
      contactsFile(
        'ref:NONE,head,Ada Byron,ada@oak.example,01632,,,,,,',
        'ref:NONE,head,Ada Byron,ada at oak,01632,,,,,,',
      ),
    )
    await drain(body.tools)
    const files = await Promise.all((await keysIn(body, '')).map((key) => body.tools.files.get(key)))
    const kept = [
      ...files.map((file) => new TextDecoder().decode(file)),
      JSON.stringify(await commits(body.tools)),
    ].join('\n')
    expect(kept).toContain('this school is not registered')
    expect(kept).not.toMatch(/Ada|Byron|oak|01632/)
  })
})

describe('a file that cannot be read is refused at once, and nothing is kept of it', () => {
  test.each([
    ['without its columns', 'schools', 'ref,name\nref:OAK,Oak\n', 'csv-columns-missing'],
    ['of another kind', 'awards', schoolsFile(oak), 'csv-columns-missing'],
    ['without anything', 'gias', '', 'csv-empty'],
  ] as const)('%s', async (_, kind, file, refused) => {
    const body = aBody()
    expect(await startImport(body.tools, of(kind), bytes(file), sender)).toMatchObject({ refused })
    expect([await keysIn(body, ''), await commits(body.tools), body.tools.imports.waiting]).toEqual([[], [], []])
  })

  test('in Windows-1252, when it is not the register', async () => {
    const body = aBody()
    const latin = Uint8Array.from([...bytes(schoolsFile('ref:OAK,Si')), 0xe2, 0x6e])
    expect(await startImport(body.tools, of('schools'), latin, sender)).toMatchObject({ refused: 'csv-not-utf8' })
  })
})

describe('a file above the limit', () => {
  async function uploaded(body: Body, file: string, kind: ImportAsked['kind'] = 'schools'): Promise<string> {
    const { import: id, upload } = await awaitUpload(body.tools, of(kind), sender)
    await body.tools.files.put(upload.replace('memory:', ''), file, 'text/csv')
    return id
  }

  test('is waited for', async () => {
    const body = aBody()
    const { import: id } = await awaitUpload(body.tools, of('schools'), sender)
    expect(await takeUp(body.tools, id)).toBe(false)
    expect(await theReport(body.tools, id)).toMatchObject({ state: 'running', rows: 0, waitsFor: 'upload' })
  })

  test('is taken up when it is there, as whoever asked for its address', async () => {
    const body = aBody()
    const id = await uploaded(body, schoolsFile(oak))
    expect(await takeUp(body.tools, id)).toBe(true)
    await drain(body.tools)
    expect(await theReport(body.tools, id)).toMatchObject({ state: 'done', changed: 1 })
    expect((await commits(body.tools)).map(({ by }) => by)).toEqual(['staff#s-1', 'staff#s-1', 'staff#s-1'])
    expect(await keysIn(body, '')).toEqual([`imports/${id}/report/0-1.json`])
  })

  test("of the register loses its heads' names before its rows are worked on", async () => {
    const body = aBody()
    const id = await uploaded(body, registerFile('100123,Oak School,,Open,,,,,,Ada,Byron'), 'gias')
    await openImport(body.tools, id)
    const files = await Promise.all((await keysIn(body, '')).map((key) => body.tools.files.get(key)))
    expect(files.map((file) => new TextDecoder().decode(file)).join()).not.toMatch(/Ada|Byron/)
    expect(await keysIn(body, 'uploads/')).toEqual([])
  })

  test('that cannot be read says so where its report is asked for', async () => {
    const body = aBody()
    const id = await uploaded(body, 'nonsense')
    await takeUp(body.tools, id)
    await drain(body.tools)
    expect(await theReport(body.tools, id)).toMatchObject({
      state: 'done',
      refused: [{ reason: expect.stringContaining('Missing: ref') }],
    })
    expect(await keysIn(body, 'uploads/')).toEqual([])
  })

  test('that never comes is forgotten after an hour', async () => {
    const body = aBody()
    const { import: id } = await awaitUpload(body.tools, of('schools'), sender)
    body.clock.pass(61 * 60 * 1000)
    expect(await takeUp(body.tools, id)).toBe(false)
    expect(await reportOf(body.tools, id)).toBeUndefined()
  })
})

test('nothing is known of an import that was never given', async () => {
  const body = aBody()
  expect(await reportOf(body.tools, 'i-unknown')).toBeUndefined()
  expect(await importState(body.tools.log, 'i-unknown')).toBe('none')
})
