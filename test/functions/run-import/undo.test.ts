// An import is taken back: a correcting entry for each of its own, nothing people built on since, and the same file
// afterwards goes in anew.
import { describe, expect, test } from 'vitest'
import { schoolDecider } from '../../../events/school/decide.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import { giveConsent, withdrawConsent } from '../../../shared/deeds/contacts.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { beginUndo, previewUndo } from '../../../shared/deeds/undo-import.ts'
import { act } from '../../../shared/log/act.ts'
import { aNote } from '../../kit/builders/school.ts'
import {
  aBody,
  awardsFile,
  type Body,
  contact,
  contactsFile,
  counts,
  deeds,
  drain,
  importFile,
  school,
  schoolsFile,
  theReport,
} from './kit.ts'

const doing = { by: 'staff#s-1', because: 'api', trace: 'trace-undo' }
const oak = 'urn:100001'
const email = 'morag@oak.example'
const schools = schoolsFile(`${oak},Oak School,england,200,,,`, 'urn:100002,Elm School,england,,,,')
const awards = awardsFile(
  `${oak},inclusive-school,granted,2020-05-10`,
  `${oak},centre-of-excellence,granted,2021-05-10`,
  `${oak},centre-of-excellence,re-accredited,2024-05-12`,
)
const people = contactsFile(
  `${oak},head,Morag Evans,${email},,yes,2025-05-01,withdrawn,2025-06-01,2018-05,paper`,
  `${oak},inclusion-lead,Idris Cole,idris@oak.example,,yes,2025-05-01,,,2018-05,paper`,
)

interface Imported extends Body {
  readonly ids: { readonly schools: string; readonly awards: string; readonly people: string }
}

async function imported(): Promise<Imported> {
  const body = aBody()
  const ids = {
    schools: (await importFile(body, 'schools', schools)).import,
    awards: (await importFile(body, 'awards', awards)).import,
    people: (await importFile(body, 'contacts', people)).import,
  }
  body.clock.pass(3_600_000)
  return { ...body, ids }
}

async function undo({ tools }: Pick<Body, 'tools'>, id: string): Promise<void> {
  const begun = await beginUndo(tools, id, aNote, doing)
  if ('refused' in begun) throw new Error(begun.refused)
  await drain(tools)
}

const typesOf = async ({ tools }: Body, id: string) =>
  (await previewUndo(tools, id)).map(({ type, why }) => (why ? `${type}: ${why}` : type)).toSorted()
const doAt = async ({ tools }: Body, command: Parameters<typeof schoolDecider.decide>[0]) => {
  const found = await findSchool(tools.log, oak)
  return act(tools, schoolDecider, `school#${found?.id}`, command, doing)
}

describe('awards', () => {
  test('are taken back with their reviews, each by an entry that says which', async () => {
    const body = await imported()
    expect(await typesOf(body, body.ids.awards)).toEqual(['AwardGranted', 'AwardGranted', 'AwardReAccredited'])
    await undo(body, body.ids.awards)
    expect(await school(body.tools, oak)).toMatchObject({ awards: [] })
    expect((await school(body.tools, oak)).review).toBeUndefined()
    const said = (await deeds(body.tools))
      .flatMap(({ events }) => events)
      .filter(({ type }) => type === 'SchoolCorrected')
    expect(said).toHaveLength(3)
    expect(await typesOf(body, body.ids.awards)).toEqual([])
    expect((await theReport(body.tools, body.ids.awards)).undone).toEqual({ state: 'done', takenBack: 3, left: 0 })
  })

  test('that somebody decided on since stay, and it is said why', async () => {
    const body = await imported()
    await doAt(body, { do: 'book-visit', on: '2026-09-20' })
    expect(await typesOf(body, body.ids.awards)).toEqual([
      'AwardGranted: visit-since',
      'AwardGranted: visit-since',
      'AwardReAccredited: visit-since',
    ])
    await undo(body, body.ids.awards)
    expect((await school(body.tools, oak)).awards).toHaveLength(2)
  })

  test('that a higher award rests on stay by the rule', async () => {
    const body = await imported()
    await doAt(body, { do: 'grant-award', award: 'flagship', on: '2026-09-01' })
    const [first] = await previewUndo(body.tools, body.ids.awards)
    expect(first).toMatchObject({ why: 'rule', detail: expect.stringContaining('Centre of Excellence') })
    await undo(body, body.ids.awards)
    expect((await school(body.tools, oak)).review).toMatchObject({ award: 'flagship' })
  })

  test('of a school that the import itself registered from the register take the school off the lists', async () => {
    const body = aBody()
    const register =
      'URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name)\r\n100009,Ash School,Community school,Open\r\n'
    await importFile(body, 'gias', register)
    const { import: id } = await importFile(
      body,
      'awards',
      awardsFile('urn:100009,inclusive-school,granted,2020-05-10'),
    )
    await undo(body, id)
    expect(await findSchool(body.tools.log, 'urn:100009')).toBeUndefined()
  })
})

describe('people', () => {
  test('lose roles and consents; a withdrawal is never taken back', async () => {
    const body = await imported()
    expect(await typesOf(body, body.ids.people)).toEqual([
      'ConsentGiven',
      'ConsentGiven',
      'ConsentWithdrawn: withdrawal-stands',
      'ContactAdded',
      'ContactAdded',
    ])
    await undo(body, body.ids.people)
    expect(await contact(body.tools, email)).toMatchObject({ schools: [], consents: { news: { state: 'withdrawn' } } })
    expect((await contact(body.tools, email)).consents.service).toBeUndefined()
    expect(await body.tools.vault.suppressionOf(email)).toEqual({ news: '2025-06-01' })
    expect((await school(body.tools, oak)).contacts).toEqual([])
  })

  test('who withdrew since, or gave consent themselves since, keep what they said', async () => {
    const body = await imported()
    const [morag, idris] = [(await contact(body.tools, email)).id, (await contact(body.tools, 'idris@oak.example')).id]
    await withdrawConsent(
      body.tools,
      morag,
      { do: 'withdraw-consent', purpose: 'service', how: 'staff', on: '2026-09-01' },
      doing,
    )
    const own = { purpose: 'service', wording: '2025-01', how: 'phone', on: '2026-09-01', imported: false } as const
    await giveConsent(body.tools, idris, own, doing)
    expect(await typesOf(body, body.ids.people)).toContain('ConsentGiven: withdrawn-since')
    await undo(body, body.ids.people)
    expect((await contact(body.tools, email)).consents.service).toMatchObject({
      state: 'withdrawn',
      since: '2026-09-01',
    })
    expect((await contact(body.tools, 'idris@oak.example')).consents.service).toMatchObject({
      state: 'given',
      since: '2026-09-01',
    })
  })
})

describe('schools', () => {
  test('registered by it and untouched go off the lists; one that holds an award stays', async () => {
    const body = await imported()
    expect(await typesOf(body, body.ids.schools)).toEqual(['SchoolRegistered', 'SchoolRegistered: has-awards'])
    await undo(body, body.ids.schools)
    expect(await findSchool(body.tools.log, 'urn:100002')).toBeUndefined()
    expect((await school(body.tools, oak)).registered).toBe(true)
  })

  test('that somebody changed by hand since stay', async () => {
    const body = aBody()
    const { import: id } = await importFile(body, 'schools', schools)
    await doAt(body, { do: 'change-school', town: 'Queenham' })
    expect(await typesOf(body, id)).toEqual(['SchoolRegistered', 'SchoolRegistered: changed-since'])
  })

  test('get their earlier values back, where nobody changed them since', async () => {
    const body = await imported()
    const file = schoolsFile(`${oak},Oak Academy,england,210,Perth,01738,`)
    const { import: id } = await importFile(body, 'schools', file)
    await doAt(body, { do: 'change-school', pupils: 215 })
    await undo(body, id)
    const { name, entry } = await school(body.tools, oak)
    expect({ name, entry }).toEqual({ name: 'Oak School', entry: { pupils: 215 } })
  })

  test('get their earlier reference back, and both keep finding them', async () => {
    const body = await imported()
    const links = 'URN,LinkURN,LinkType\r\n100001,120002,Successor\r\n120002,145678,Successor\r\n'
    const { import: id } = await importFile(body, 'links', links)
    expect((await school(body.tools, oak)).ref).toBe('urn:145678')
    await undo(body, id)
    expect((await school(body.tools, 'urn:145678')).ref).toBe(oak)
  })
})

test('all taken back in turn leaves nothing on the lists, and the same files go in anew', async () => {
  const body = await imported()
  for (const id of [body.ids.people, body.ids.awards, body.ids.schools]) await undo(body, id)
  expect(await findSchool(body.tools.log, oak)).toBeUndefined()
  for (const [kind, file] of [
    ['schools', schools],
    ['awards', awards],
    ['contacts', people],
  ] as const)
    expect(counts(await importFile(body, kind, file))).toMatch(/\(([1-9]) changed, 0 unchanged\), 0 refused/)
  expect(await school(body.tools, oak)).toMatchObject({ ref: oak, review: { due: '2027-05-10' } })
  expect((await contact(body.tools, email)).consents).toMatchObject({
    service: { state: 'given' },
    news: { state: 'withdrawn' },
  })
  expect((await school(body.tools, oak)).contacts).toHaveLength(2)
})

test('it is refused while the import runs and for a trial, and changes nothing the second time', async () => {
  const body = await imported()
  const trial = await importFile(body, 'awards', awards, { dryRun: true })
  expect(await beginUndo(body.tools, trial.import, aNote, doing)).toMatchObject({ refused: 'import-was-a-trial' })
  await undo(body, body.ids.awards)
  const before = (await deeds(body.tools)).length
  await undo(body, body.ids.awards)
  expect((await deeds(body.tools)).length).toBe(before)
})

test('one that breaks off anywhere goes on where it got to', async () => {
  for (let broken = 0; broken < 12; broken++) {
    const body = await imported()
    let left = broken
    const append = body.tools.log.append
    const failing = {
      ...body.tools,
      log: {
        ...body.tools.log,
        append: async (commit: Parameters<typeof append>[0]) => {
          if (left-- <= 0) throw new Error('the power failed')
          return append(commit)
        },
      },
    }
    await beginUndo(body.tools, body.ids.people, aNote, doing)
    await runImport(failing, body.ids.people, () => false).catch(() => undefined)
    await drain(body.tools)
    expect((await contact(body.tools, email)).schools).toEqual([])
    expect((await school(body.tools, oak)).contacts).toEqual([])
    expect((await theReport(body.tools, body.ids.people)).undone).toMatchObject({ state: 'done' })
  }
})
