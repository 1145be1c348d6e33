/** The sample body's own files, which a year is played on. */
import { beforeAll, describe, expect, test } from 'vitest'
import { aBody, type Body, contact, counts, deeds, importFile, keepWords, sample, school } from './kit.ts'

const kinds = ['gias', 'schools', 'awards', 'contacts'] as const

describe('the sample, imported on 1 September 2026', () => {
  let body: Body
  const said: string[] = []

  beforeAll(async () => {
    body = aBody()
    for (const kind of kinds) said.push(`${kind}: ${counts(await importFile(body, kind, sample(`${kind}.csv`)))}`)
  }, 120_000)

  test('goes in whole', () => {
    expect(said).toEqual([
      'gias: 369 rows: 369 taken (369 changed, 0 unchanged), 0 refused',
      'schools: 50 rows: 50 taken (50 changed, 0 unchanged), 0 refused',
      'awards: 1565 rows: 1565 taken (1565 changed, 0 unchanged), 0 refused',
      'contacts: 1113 rows: 1113 taken (1113 changed, 0 unchanged), 0 refused',
    ])
  })

  test('makes the 407 schools that are named, and not the twelve that stand in the register alone', async () => {
    const streams = new Set((await deeds(body.tools)).map(({ stream }) => stream))
    expect([...streams].filter((stream) => stream.startsWith('school#'))).toHaveLength(407)
    await expect(school(body.tools, 'urn:190000')).rejects.toThrow('not registered')
  })

  test('makes one contact of each of the 1,074 addresses', async () => {
    const streams = new Set((await deeds(body.tools)).map(({ stream }) => stream))
    expect([...streams].filter((stream) => stream.startsWith('contact#'))).toHaveLength(1074)
  })

  test('takes what the register says of a school that another file names', async () => {
    expect(await school(body.tools, 'urn:499102')).toMatchObject({
      name: 'Ysgol Wythnos Hanner Tymor',
      nation: 'wales',
      entry: { pupils: 210, town: 'Ashwick', postcode: 'ZZ26 2ZZ', phone: '01632960268' },
    })
  })

  test('opens the review that a school of long standing has next', async () => {
    expect((await school(body.tools, 'urn:199106')).review).toMatchObject({
      kind: 're-accreditation',
      due: '2027-02-28',
    })
  })

  test('lets a withdrawal win over consent of another school for the same address, whatever its day', async () => {
    const { consents } = await contact(body.tools, 'head@southcroft-infant-school-259.example')
    expect(consents.service).toMatchObject({ state: 'withdrawn', since: '2020-01-23', claimed: '2022-05-16' })
  })

  test('writes every withdrawal to the suppression list', async () => {
    const withdrawn = 'head@northridge-community-college-39.example'
    expect(await body.tools.vault.suppressionOf(withdrawn)).toEqual({ service: '2022-08-12' })
    expect(await body.tools.vault.suppressionOf('office@kingham-special-school-1.example')).toEqual({
      service: '2026-09-01',
    })
  })

  test('says of every commit who sent it, and which import it belongs to', async () => {
    for (const { by, because } of await deeds(body.tools)) {
      expect(by).toBe('staff#s-1')
      expect(because).toMatch(/^import#i-/)
    }
  })

  test('holds no name, address or phone number of a person in the log', async () => {
    const log = (await deeds(body.tools)).map((commit) => JSON.stringify(commit)).join('\n')
    for (const person of ['Rhona Green', 'Qasim Roberts', '@', '01632 960 123', 'Morag Evans'])
      expect(log).not.toContain(person)
  })

  test('a second time changes nothing: every row is unchanged and nothing is committed', {
    timeout: 120_000,
  }, async () => {
    const before = (await deeds(body.tools)).length
    for (const kind of kinds) {
      const again = await importFile(body, kind, sample(`${kind}.csv`))
      expect({ kind, changed: again.changed, refused: again.refused, warnings: again.warnings }).toEqual({
        kind,
        changed: 0,
        refused: [],
        warnings: [],
      })
      expect(again.unchanged).toBe(again.rows)
    }
    expect(await deeds(body.tools)).toHaveLength(before)
  })

  test('a second time on a later day changes nothing either', { timeout: 120_000 }, async () => {
    await keepWords(body)
    body.clock.moveTo('2026-10-20T09:00:00.000Z')
    const before = (await deeds(body.tools)).length
    for (const kind of kinds) expect((await importFile(body, kind, sample(`${kind}.csv`))).changed).toBe(0)
    expect(await deeds(body.tools)).toHaveLength(before)
  })
})
