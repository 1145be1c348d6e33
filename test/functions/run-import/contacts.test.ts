/** Contacts and their consents from a file (C0). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { addContact, giveConsent, removeContact } from '../../../shared/deeds/contacts.ts'
import { markErased } from '../../../shared/deeds/erasure.ts'
import { handOverContact } from '../../../shared/deeds/hand-over.ts'
import { findSchool } from '../../../shared/deeds/schools.ts'
import { loadStream } from '../../../shared/log/act.ts'
import {
  aBody,
  type Body,
  contact,
  contactsFile,
  counts,
  deeds,
  importFile,
  keepWords,
  school,
  schoolsFile,
} from './kit.ts'

const oak = 'ref:OAK'
const elm = 'ref:ELM'
const ada = 'ada@oak.example'
const byStaff = { by: 'staff#s-1', because: 'api', trace: 't' }

async function bodyWithSchools(): Promise<Body> {
  const body = aBody()
  await importFile(body, 'schools', schoolsFile(`${oak},Oak School,england,,,,`, `${elm},Elm School,england,,,,`))
  return body
}

/** A row of Ada's: what it says of `service` and `news`. */
const saying = (
  service = '',
  service_on = '',
  { at = oak, role = 'head', news = '', news_on = '', wording = '2018-05', how = 'paper' } = {},
) => `${at},${role},Ada Byron,${ada},01632 960 000,${service},${service_on},${news},${news_on},${wording},${how}`

async function imported(body: Body, ...rows: string[]) {
  return importFile(body, 'contacts', contactsFile(...rows))
}

async function eventsOf(body: Body): Promise<string[]> {
  const { id } = await contact(body.tools, ada)
  return (await deeds(body.tools))
    .filter(({ stream }) => stream === id)
    .flatMap(({ events }) => events.map(({ type }) => type))
}

describe('an address is one contact', () => {
  test('with all its schools and roles, known to each school', async () => {
    const body = await bodyWithSchools()
    const report = await imported(
      body,
      saying(),
      saying('', '', { role: 'inclusion-lead' }),
      saying('', '', { at: elm }),
    )
    expect(counts(report)).toBe('3 rows: 3 taken (3 changed, 0 unchanged), 0 refused')
    const { id, schools } = await contact(body.tools, ada)
    expect(schools).toHaveLength(3)
    expect((await school(body.tools, oak)).contacts).toEqual([
      { contact: id, role: 'head' },
      { contact: id, role: 'inclusion-lead' },
    ])
    expect((await school(body.tools, elm)).contacts).toEqual([{ contact: id, role: 'head' }])
  })

  test('however it is written', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying(), saying('', '', { at: elm }).replace(ada, '  ADA@Oak.Example '))
    expect((await contact(body.tools, ada)).schools).toHaveLength(2)
    expect(await body.tools.vault.person((await contact(body.tools, ada)).id, body.clock.now())).toMatchObject({
      email: 'ADA@Oak.Example',
    })
  })

  test('without a name where it is an office mailbox, which is nobody’s; a person needs one', async () => {
    const body = await bodyWithSchools()
    const nameless = (role: string) => saying('', '', { role }).replace('Ada Byron', '')
    const report = await imported(body, nameless('office'), nameless('head'))
    expect(report.refused).toEqual([{ row: 2, column: 'name', reason: 'is needed' }])
    const { id } = await contact(body.tools, ada)
    expect(await body.tools.vault.person(id, body.clock.now())).toMatchObject({ name: 'School office' })
  })

  test('whose name is the last that the file gives, so that the second time changes nothing', async () => {
    const body = await bodyWithSchools()
    const rows = [saying(), saying('', '', { at: elm }).replace('Ada Byron', 'Ada Lovelace')]
    await imported(body, ...rows)
    const { id } = await contact(body.tools, ada)
    expect(await body.tools.vault.person(id, body.clock.now())).toEqual({
      name: 'Ada Lovelace',
      email: ada,
      phone: '01632 960 000',
    })
    expect(await imported(body, ...rows)).toMatchObject({ changed: 0, unchanged: 2 })
  })

  test('whose name and phone a later file changes; a blank phone says nothing', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying())
    const report = await imported(body, saying().replace('Ada Byron,', 'Ada Lovelace,').replace('01632 960 000', ''))
    expect(report).toMatchObject({ changed: 1 })
    expect(await eventsOf(body)).toEqual(['ContactAdded', 'ContactChanged'])
    const { id } = await contact(body.tools, ada)
    expect(await body.tools.vault.person(id, body.clock.now())).toEqual({
      name: 'Ada Lovelace',
      email: ada,
      phone: '01632 960 000',
    })
  })

  test('the same row twice in one file counts once', async () => {
    const body = await bodyWithSchools()
    const row = saying('yes', '2024-01-10')
    expect(counts(await imported(body, row, row))).toBe('2 rows: 2 taken (1 changed, 1 unchanged), 0 refused')
  })
})

describe('whom staff took off or handed over', () => {
  const file = [saying('yes', '2024-01-01'), saying('yes', '2024-01-01', { at: elm })]
  const peopleAt = async (body: Body, ref: string) => (await school(body.tools, ref)).contacts.length

  test('is brought back by no file of before, with a warning on the row; by hand they are', async () => {
    const body = await bodyWithSchools()
    await imported(body, ...file)
    const { id } = await contact(body.tools, ada)
    const { id: at } = (await findSchool(body.tools.log, oak)) ?? { id: '' }
    await removeContact(body.tools, id, at, 'head', byStaff)
    const again = await imported(body, ...file)
    expect(counts(again)).toBe('2 rows: 2 taken (0 changed, 2 unchanged), 0 refused')
    expect(again.warnings).toEqual([{ row: 1, column: 'role', reason: expect.stringContaining('taken off') }])
    expect([await peopleAt(body, oak), await peopleAt(body, elm)]).toEqual([0, 1])
    const person = await body.tools.vault.person(id, body.clock.now())
    if (person) await addContact(body.tools, at, 'head', person, byStaff)
    expect(await peopleAt(body, oak)).toBe(1)
    await imported(body, ...file)
    expect(await peopleAt(body, oak)).toBe(1)
  })

  test.each([
    ['the same mailbox', ada],
    ['another address', 'grace@oak.example'],
  ])('has a successor at %s, who keeps role and name, and for whom nobody else’s consent counts', async (_, email) => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-01'))
    const { id } = await contact(body.tools, ada)
    const { id: at } = (await findSchool(body.tools.log, oak)) ?? { id: '' }
    await handOverContact(body.tools, id, { school: at, role: 'head' }, { name: 'Grace Hopper', email }, byStaff)
    const again = await imported(body, saying('yes', '2024-01-01'))
    expect(again).toMatchObject({ changed: 0, unchanged: 1, warnings: [{ row: 1 }] })
    const [head, ...others] = (await school(body.tools, oak)).contacts
    expect(others).toEqual([])
    const successor = head?.contact ?? ''
    expect(await body.tools.vault.person(successor, body.clock.now())).toMatchObject({ name: 'Grace Hopper' })
    expect((await loadStream(body.tools.log, contactDecider, successor)).state.consents).toEqual({})
  })
})

describe('consent', () => {
  test('goes in with its evidence, each purpose by itself', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-10', { news: 'yes', news_on: '2024-02-11', how: 'phone' }))
    expect((await contact(body.tools, ada)).consents).toEqual({
      service: { state: 'given', since: '2024-01-10', wording: '2018-05', how: 'phone' },
      news: { state: 'given', since: '2024-02-11', wording: '2018-05', how: 'phone' },
    })
  })

  test('of which nobody says how is an import', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-10', { how: '' }))
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ how: 'import' })
  })

  test('of several days is kept each, and the latest stands', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2025-01-10'), saying('yes', '2024-01-10', { at: elm }))
    expect((await eventsOf(body)).filter((type) => type === 'ConsentGiven')).toHaveLength(2)
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ since: '2025-01-10' })
  })

  test('is said by no blank, and a blank takes none away', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-10'))
    expect(await imported(body, saying())).toMatchObject({ changed: 0 })
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ state: 'given' })
  })

  test('a day beside a blank says nothing, with a warning', async () => {
    const body = await bodyWithSchools()
    const report = await imported(body, saying('', '2024-01-10'))
    expect(report.warnings).toEqual([{ row: 1, column: 'service', reason: expect.stringContaining('says nothing') }])
    expect((await contact(body.tools, ada)).consents).toEqual({})
  })
})

describe('a withdrawal', () => {
  test('wins over consent in the same file, whatever its day, and a person must look at a later one', async () => {
    const body = await bodyWithSchools()
    const report = await imported(body, saying('yes', '2025-01-10'), saying('withdrawn', '2024-01-10', { at: elm }))
    expect(report).toMatchObject({ changed: 2 })
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ state: 'withdrawn', since: '2024-01-10' })
    expect(await eventsOf(body)).toEqual([
      'ContactAdded',
      'ContactRoleAdded',
      'ConsentWithdrawn',
      'ConsentClaimedLater',
    ])
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({ service: '2024-01-10' })
  })

  test('of which a later consent was claimed raises it once, however often the file is read', async () => {
    const body = await bodyWithSchools()
    const rows = [saying('yes', '2025-01-10'), saying('withdrawn', '2024-01-10', { at: elm })]
    await imported(body, ...rows)
    expect(await imported(body, ...rows)).toMatchObject({ changed: 0, unchanged: 2 })
    expect((await eventsOf(body)).filter((type) => type === 'ConsentClaimedLater')).toHaveLength(1)
  })

  test('answers consent of an earlier day without a word', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-10'), saying('withdrawn', '2025-01-10', { at: elm }))
    expect(await eventsOf(body)).toEqual(['ContactAdded', 'ContactRoleAdded', 'ConsentWithdrawn'])
  })

  test('wins over consent that stands from an earlier file', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2025-01-10'))
    await imported(body, saying('withdrawn', '2024-01-10'))
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ state: 'withdrawn', since: '2024-01-10' })
  })

  test('is never revived by an import', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('withdrawn', '2024-01-10'))
    const report = await imported(body, saying('yes', '2026-01-10'))
    expect(report).toMatchObject({ changed: 1, refused: [] })
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({
      state: 'withdrawn',
      claimed: '2026-01-10',
    })
  })

  test("does not outdo the person's own later word, the second time its file is read", async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('withdrawn', '2024-01-10'))
    const { id } = await contact(body.tools, ada)
    const own = { purpose: 'service', wording: '2026-01', how: 'web-form', on: '2026-05-01', imported: false } as const
    await giveConsent(body.tools, id, own, byStaff)
    expect(await imported(body, saying('withdrawn', '2024-01-10'))).toMatchObject({ changed: 0 })
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ state: 'given', since: '2026-05-01' })
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({})
  })

  test('without a day is of the day of the import, also when it is read again later', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('withdrawn', ''))
    await keepWords(body)
    body.clock.moveTo('2026-10-01T09:00:00.000Z')
    expect(await imported(body, saying('withdrawn', ''))).toMatchObject({ changed: 0 })
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ since: '2026-09-01' })
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({ service: '2026-09-01' })
  })

  test('of news leaves service as it is', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2024-01-10', { news: 'withdrawn', news_on: '2024-01-10' }))
    const { consents } = await contact(body.tools, ada)
    expect([consents.service?.state, consents.news?.state]).toEqual(['given', 'withdrawn'])
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({ news: '2024-01-10' })
  })

  test('of an office mailbox is its objection', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('withdrawn', '2024-01-10', { role: 'office' }))
    expect((await contact(body.tools, ada)).consents.service).toMatchObject({ state: 'withdrawn' })
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({ service: '2024-01-10' })
  })
})

describe('an address on the suppression list that is nobody here yet', () => {
  test('comes in withdrawn, and a later consent is for a person to look at', async () => {
    const body = await bodyWithSchools()
    await body.tools.vault.suppress(ada, 'service', '2025-06-01')
    await imported(body, saying('yes', '2026-01-10', { news: 'yes', news_on: '2026-01-10' }))
    const { consents } = await contact(body.tools, ada)
    expect(consents.service).toMatchObject({ state: 'withdrawn', since: '2025-06-01', claimed: '2026-01-10' })
    expect(consents.news).toMatchObject({ state: 'given' })
  })

  test('stays on it', async () => {
    const body = await bodyWithSchools()
    await body.tools.vault.suppress(ada, 'service', '2025-06-01')
    await imported(body, saying('yes', '2026-01-10'), saying('withdrawn', '2026-02-10', { at: elm }))
    expect(await body.tools.vault.suppressionOf(ada)).toEqual({ service: '2025-06-01' })
  })
})

describe('an address whose owner was erased', () => {
  test('is brought back by no file: its rows are refused, on a dry run too, and say when and what to do', async () => {
    const body = await bodyWithSchools()
    await imported(body, saying('yes', '2026-01-10'))
    const before = await contact(body.tools, ada)
    await markErased(body.tools, { contact: before.id, request: 'request#1' }, byStaff)
    await body.tools.vault.forget(before.id, [])
    for (const dryRun of [true, false]) {
      const report = await importFile(
        body,
        'contacts',
        contactsFile(saying('yes', '2026-01-10'), saying('', '', { at: elm })),
        { dryRun },
      )
      expect(counts(report)).toBe('2 rows: 0 taken (0 changed, 0 unchanged), 2 refused')
      expect(report.refused[0]).toMatchObject({ row: 1, column: 'email' })
      expect(report.refused[0]?.reason).toMatch(/erased on their own request on \d{4}-.*leave the row out/)
      expect(JSON.stringify(report)).not.toContain(ada)
    }
    expect(await body.tools.vault.holderOf('contact', ada, '9999-01-01T00:00:00Z')).toBeUndefined()
  })

  test('is taken again once somebody was added with it by hand', async () => {
    const body = await bodyWithSchools()
    await body.tools.vault.suppress(ada, 'erased', '2026-01-10')
    const oakfield = await findSchool(body.tools.log, oak)
    await addContact(body.tools, oakfield?.id ?? '', 'head', { name: 'Ada Byron', email: ada }, byStaff)
    expect(counts(await imported(body, saying('', '', { role: 'inclusion-lead' })))).toMatch(/1 taken/)
  })
})

describe('rows that are refused, while the good ones go in', () => {
  const row = (changes: Record<string, string>) => {
    const fields = {
      school: oak,
      role: 'head',
      name: 'Ada Byron',
      email: ada,
      phone: '',
      service: '',
      service_on: '',
      news: '',
      news_on: '',
      wording: '2018-05',
      how: 'paper',
    }
    return Object.values({ ...fields, ...changes }).join(',')
  }

  test.each([
    ['no school', { school: '' }, 'school'],
    ['a school nobody knows', { school: 'ref:ASH' }, 'school'],
    ['a role nobody has', { role: 'caretaker' }, 'role'],
    ['no name', { name: '' }, 'name'],
    ['no address', { email: '' }, 'email'],
    ['an address that is none', { email: 'ada at oak' }, 'email'],
    ['two addresses in one cell', { email: '"a@oak.example; b@oak.example"' }, 'email'],
    ['a word that is no consent', { service: 'maybe' }, 'service'],
    ['consent without its day', { service: 'yes' }, 'service_on'],
    ['news without its day', { news: 'yes' }, 'news_on'],
    ['consent of a day to come', { service: 'yes', service_on: '2026-09-02' }, 'service_on'],
    ['a withdrawal of a day to come', { service: 'withdrawn', service_on: '2026-09-02' }, 'service_on'],
    ['a day that is none', { news: 'yes', news_on: '10/01/2024' }, 'news_on'],
    ['consent without the words agreed to', { service: 'yes', service_on: '2024-01-10', wording: '' }, 'wording'],
    ['a way nobody knows', { service: 'yes', service_on: '2024-01-10', how: 'telepathy' }, 'how'],
    ['a control character in the name', { name: 'Ada\u0000Byron' }, 'name'],
  ])('%s', async (_, changes, column) => {
    const body = await bodyWithSchools()
    const good = row({ email: 'grace@oak.example', name: 'Grace Hopper', service: 'YES', service_on: '2024-01-10' })
    const report = await imported(body, row(changes), good)
    expect(counts(report)).toBe('2 rows: 1 taken (1 changed, 0 unchanged), 1 refused')
    expect(report.refused).toEqual([{ row: 1, column, reason: expect.stringMatching(/.{8}/) }])
    await expect(contact(body.tools, ada)).rejects.toThrow('nobody')
  })

  test('nothing of a person is repeated in a reason', async () => {
    const body = await bodyWithSchools()
    const report = await imported(
      body,
      row({ email: 'ada at oak', name: 'Ada Byron' }),
      row({ role: 'Ada', phone: '0'.repeat(41) }),
    )
    expect(JSON.stringify(report.refused)).not.toMatch(/ada at oak|Ada|Byron|000000/)
  })

  test('a line break in a name becomes a space, so that no header can be smuggled into a letter', async () => {
    const body = await bodyWithSchools()
    await imported(body, row({ name: '"Ada\r\nBcc: all@oak.example"' }))
    const { id } = await contact(body.tools, ada)
    expect(await body.tools.vault.person(id, body.clock.now())).toMatchObject({ name: 'Ada Bcc: all@oak.example' })
  })

  test('the five hundred and first contact of a school', { timeout: 120_000 }, async () => {
    const body = await bodyWithSchools()
    const rows = Array.from({ length: 502 }, (__, n) => row({ email: `c${n}@oak.example` }))
    const report = await imported(body, ...rows)
    expect(report).toMatchObject({ accepted: 500, refused: [{ column: 'school' }, { column: 'school' }] })
    expect((await school(body.tools, oak)).contacts).toHaveLength(500)
    expect(await imported(body, ...rows.slice(0, 500))).toMatchObject({ unchanged: 500 })
  })
})

test('a dry run decides and reports the same, and keeps nothing', async () => {
  const body = await bodyWithSchools()
  const rows = [saying('yes', '2025-01-10'), saying('withdrawn', '2024-01-10', { at: elm }), saying('yes', '')]
  const before = await deeds(body.tools)
  const trial = await importFile(body, 'contacts', contactsFile(...rows), { dryRun: true })
  expect(await deeds(body.tools)).toEqual(before)
  expect(await body.tools.vault.suppressionOf(ada)).toEqual({})
  await expect(contact(body.tools, ada)).rejects.toThrow('nobody')
  const real = await imported(body, ...rows)
  expect({ ...real, import: '', dryRun: true }).toEqual({ ...trial, import: '' })
})

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2024-03-${String(n).padStart(2, '0')}`)
const said = fc.constantFrom('', 'yes', 'withdrawn')
/** A row of one of two addresses at one of two schools; everything but the order is fixed. */
const aRow = fc
  .tuple(
    fc.constantFrom(oak, elm),
    fc.constantFrom('a', 'b'),
    said,
    day,
    said,
    day,
    fc.constantFrom('paper', 'phone', ''),
  )
  .map(
    ([at, who, service, service_on, news, news_on, how]) =>
      `${at},head,Somebody,${who}@oak.example,,${service},${service_on},${news},${news_on},2018-05,${how}`,
  )

test('the order of the rows makes no difference to the consents', { timeout: 120_000 }, async () => {
  const consentsAfter = async (rows: readonly string[]) => {
    const body = await bodyWithSchools()
    await imported(body, ...rows)
    const of = async (who: string) => (await contact(body.tools, `${who}@oak.example`).catch(() => undefined))?.consents
    return { a: await of('a'), b: await of('b') }
  }
  const shuffled = fc
    .array(aRow, { minLength: 1, maxLength: 6 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
  const property = fc.asyncProperty(shuffled, async ([rows, otherwise]) => {
    expect(await consentsAfter(otherwise)).toEqual(await consentsAfter(rows))
  })
  await fc.assert(property, { numRuns: 200, seed: 20260901 })
})
