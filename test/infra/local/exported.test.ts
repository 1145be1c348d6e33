// An export is proved before anything is brought back from it; what is brought back is equal, and nobody erased comes back.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { type MailAsRead, mailDecider } from '../../../events/mail/decide.ts'
import { startCloud } from '../../../infra/local/cloud/cloud.ts'
import { type BroughtBack, bringBack, refuseOther, type Target } from '../../../infra/local/exported/bring-back.ts'
import { openExport } from '../../../infra/local/exported/check.ts'
import { erasuresIn } from '../../../infra/local/exported/erasures.ts'
import { manifest, pathOf } from '../../../infra/local/exported/format.ts'
import { type Source, type Taking, takeExport } from '../../../infra/local/exported/take.ts'
import { tableNames, tableSpecs } from '../../../infra/local/tables.ts'
import { openBoard } from '../../../shared/board/board-dynamodb.ts'
import { type ErasureEntry, readErasure } from '../../../shared/deeds/erasure-ledger.ts'
import { mailStreamOf, readKeyOf } from '../../../shared/deeds/mail-places.ts'
import { filesClient, openFiles } from '../../../shared/files/files-s3.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { openLog, openLogToFill } from '../../../shared/log/log-dynamodb.ts'
import { openVault } from '../../../shared/vault/vault-dynamodb.ts'
import { openWholeVault } from '../../../shared/vault/whole-dynamodb.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { localConfig } from '../../kit/local-cloud.ts'
import { aContact, aLetter, aSchool, aSmallBody, bySystem, type SmallBody } from '../../kit/small-body.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

const taking: Taking = { takenAt: '2026-09-07T10:00:00.000Z', people: true, anyway: false }
const now = '2026-09-07T10:00:00.000Z'
const until = '2026-09-14T09:00:00.000Z'
const kim = { name: 'Kim Alder', email: 'kim.alder@oakfield.example' }

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'exported-')), 'out')
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
})

/** An empty body on the local cloud, in memory. */
async function aPlace() {
  const cloud = await startCloud({ dataDir: ':memory:', tables: tableSpecs(), paused: true })
  onTestFinished(() => cloud.stop())
  const client = new DynamoDBClient(localConfig(cloud.dynamodbEndpoint))
  const files = (bucket: string) => openFiles(filesClient(localConfig(cloud.endpoint)), bucket)
  return {
    cloud,
    log: openLog(client, tableNames.log),
    board: openBoard(client, tableNames.board),
    vault: openWholeVault(client, tableNames.vault),
    people: openVault(client, tableNames.vault),
    toFill: openLogToFill(client, tableNames.log),
    files: files('files'),
    seals: files('seals'),
    mail: files('mail'),
    mayBeHalf: true,
  }
}

type Place = Awaited<ReturnType<typeof aPlace>>

/** A school with a contact who is in the vault, a suppressed address, a note and a file. */
async function aBodyAt(place: Place): Promise<SmallBody> {
  const body = aSmallBody({ log: place.log, board: place.board })
  const school = await aSchool(body, 'oak', { grantedOn: '2026-03-02', says: 'Ysgol\u2028Tŷ-gwyn' })
  await aContact(body, 'kim', school)
  await place.people.claimAddress('contact', kim.email, 'contact#kim', until, now)
  await place.people.putPerson('contact#kim', kim, until)
  await place.people.keep('contact#kim')
  await place.people.putNote('rings on Mondays', 'contact#kim', until)
  await place.people.suppress('gone@elsewhere.example', 'service', '2026-01-05')
  await place.files.put('register/100.json', '[]', 'application/json')
  await place.files.put('imports/a b/../report é', 'x', 'text/csv')
  await place.mail.put(aKeptMail, 'From: kim.alder@oakfield.example\r\n\r\nPlease stop.\r\n', 'message/rfc822')
  await place.mail.put(readKeyOf(mailStreamOf(aKeptMail)), '{"text":"Please stop."}', 'application/json')
  await body.followAll()
  return body
}

const aKeptMail = 'inbound/0a1b'

async function aTakenBody(): Promise<Place> {
  const place = await aPlace()
  await aBodyAt(place)
  await takeExport(place, folder, taking)
  return place
}

async function restoreTo(
  target: Target,
  evenAltered = false,
  others: readonly ErasureEntry[] = [],
): Promise<BroughtBack> {
  const found = await openExport(folder, { evenAltered })
  await refuseOther(found, target, others)
  return bringBack(found, target, defaultSettings.wakeShards, others)
}

async function everything({ log, vault, files, seals, mail }: Place) {
  const items = await Array.fromAsync(log.items())
  const entries = await Array.fromAsync(vault.entries())
  const all = [files, seals, mail].map(async (room) => {
    const keys = (await Array.fromAsync(room.list(''))).map(({ key }) => key)
    return Promise.all(keys.map(async (key) => [key, await room.open(key)]))
  })
  return {
    items: items.toSorted((a, b) => (`${a.stream}@${a.version}` < `${b.stream}@${b.version}` ? -1 : 1)),
    entries: entries.toSorted((a, b) => (a.entry < b.entry ? -1 : 1)),
    files: await Promise.all(all),
  }
}

/** A mail that was filed and read as the contact's. */
async function fileMail(body: SmallBody, kept: string, { contact, note }: { contact: string; note: string }) {
  const stream = mailStreamOf(kept)
  const findings = { dmarc: 'pass', spf: 'pass', dkim: 'pass', spam: 'pass', virus: 'pass' } as const
  const filed = { kept, received: now, verdict: 'passed', ...findings } as const
  await act(body, mailDecider, stream, { do: 'file-mail', filed }, bySystem)
  const read: MailAsRead = {
    sender: 'contact',
    contact,
    asks: [{ ask: 'withdraw-news', sentence: note }],
    language: 'en',
    broken: [],
    attachments: 0,
  }
  await act(body, mailDecider, stream, { do: 'read-mail', read }, bySystem)
}

/** Changes a part of the export, and with `forged` its sum in the manifest too. */
function alter(part: string, change: (text: string) => string, forged = false): void {
  const path = join(folder, `${part}.jsonl`)
  const text = change(readFileSync(path, 'utf8'))
  writeFileSync(path, text)
  if (!forged) return
  const said = manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  const sum = {
    lines: text.split('\n').length - 1,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...said, parts: { ...said.parts, [part]: sum } }))
}

describe('what is brought back', () => {
  test('is every commit byte for byte, every entry of the vault and every file; and the lists made from the log', async () => {
    const [first, second] = [await aTakenBody(), await aPlace()]
    const { verified, rows, erased } = await restoreTo(second)
    expect(await everything(second)).toEqual(await everything(first))
    expect(await second.people.suppressionOf('gone@elsewhere.example')).toEqual({ service: '2026-01-05' })
    expect(await second.people.holderOf('contact', kim.email, now)).toBe('contact#kim')
    expect(verified.findings).toEqual([])
    expect(rows).toMatchObject({ behind: 0, differ: [] })
    expect(rows.same).toBeGreaterThan(5)
    expect(erased).toBe(0)
  })

  test('goes into an empty body only: what is not of this export is named and nothing is written', async () => {
    await aTakenBody()
    const other = await aPlace()
    const body = aSmallBody({ log: other.log, board: other.board })
    await aSchool(body, 'elsewhere')
    await expect(restoreTo(other)).rejects.toThrow('(school#elsewhere@1): a restore goes into an empty system')
    expect(await Array.fromAsync(other.log.items())).toHaveLength(1)
    const withPeople = await aPlace()
    await withPeople.people.suppress(kim.email, 'news', '2026-01-05')
    await expect(restoreTo(withPeople)).rejects.toThrow('the vault there hold')
  })

  test('is finished by doing it again when it broke off', async () => {
    const [first, second] = [await aTakenBody(), await aPlace()]
    let puts = 0
    const putBack: Target['toFill']['putBack'] = async (commit) => {
      if (++puts > 3) throw new Error('the machine died')
      return second.toFill.putBack(commit)
    }
    await expect(restoreTo({ ...second, toFill: { putBack } })).rejects.toThrow('the machine died')
    expect(await Array.fromAsync(second.log.items())).toHaveLength(3)
    await restoreTo(second)
    expect(await everything(second)).toEqual(await everything(first))
    await expect(restoreTo({ ...second, mayBeHalf: false })).rejects.toThrow('a restore goes into an empty system')
  })

  test('comes by the same command to a body that is reached by its environment alone, as on AWS', async () => {
    const [first, second] = [await aTakenBody(), await aPlace()]
    const env = {
      PATH: process.env.PATH,
      ...second.cloud.env,
      LOG_TABLE: tableNames.log,
      BOARD_TABLE: tableNames.board,
      VAULT_TABLE: tableNames.vault,
      FILES_BUCKET: 'files',
      SEALED_BUCKET: 'seals',
      MAIL_BUCKET: 'mail',
    }
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'infra/local/restore.ts', '--from', folder], {
      cwd: root,
      env,
    })
    expect(stdout).toContain('the log is whole')
    expect(await everything(second)).toEqual(await everything(first))
  })

  test('never overwrites a commit or an entry that stands in its place', async () => {
    const place = await aTakenBody()
    const [commit] = await Array.fromAsync(place.log.all())
    if (!commit) throw new Error('nothing was recorded')
    expect(await place.toFill.putBack(commit)).toBe('stood')
    expect(await place.toFill.putBack({ ...commit, bytes: `${commit.bytes} ` })).toBe('other')
    const entries = await Array.fromAsync(place.vault.entries())
    const entry = entries.find(({ entry: name }) => name === 'person#contact#kim')
    if (!entry) throw new Error('nobody is in the vault')
    expect(await place.vault.putBack(entry)).toBe('stood')
    expect(await place.vault.putBack({ ...entry, until })).toBe('other')
    expect((await place.log.read(commit.body.stream, commit.body.version))?.bytes).toBe(commit.bytes)
  })

  test('leaves out whom the log says was erased: person, claim on the address and notes; the suppression stays', async () => {
    const first = await aPlace()
    const body = await aBodyAt(first)
    await act(body, contactDecider, 'contact#kim', { do: 'erase-person', request: 'request#1' }, bySystem)
    const note = await first.people.putNote('Please stop.', mailStreamOf(aKeptMail), until)
    await first.mail.put('inbound/other', 'somebody else', 'message/rfc822')
    await fileMail(body, aKeptMail, { contact: 'contact#kim', note })
    await takeExport(first, folder, taking)
    const second = await aPlace()
    expect(await restoreTo(second)).toMatchObject({ erased: 4, erasedMail: 2 })
    expect((await Array.fromAsync(second.mail.list(''))).map(({ key }) => key)).toEqual(['inbound/other'])
    const names = (await Array.fromAsync(second.vault.entries())).map(({ entry }) => entry.split('#')[0])
    expect(names.toSorted()).toEqual(['hash-key', 'suppress'])
    expect(await second.people.suppressionOf('gone@elsewhere.example')).toEqual({ service: '2026-01-05' })
  })
})

describe('what was erased after the export was taken', () => {
  /** An export that knows Kim, and the ledger of the erasure that came after it. */
  async function beforeErasure() {
    const first = await aPlace()
    const body = await aBodyAt(first)
    const noteOf = (text: string, about: string) => first.people.putNote(text, about, until)
    const [theirs, passage, hidden] = [
      await noteOf('she is on leave', 'task#about-kim'),
      await noteOf('Kim  ALDER rang', 'school#oak'),
      await noteOf('K. Alder-Marsh rang', 'school#oak'),
    ]
    await noteOf('nothing of anybody', 'school#oak')
    await fileMail(body, aKeptMail, { contact: 'contact#kim', note: await noteOf('Please stop.', 'mail#1') })
    await first.mail.put('inbound/other', 'somebody else', 'message/rfc822')
    await takeExport(first, folder, taking)
    const erasure: ErasureEntry = {
      request: 'request#1',
      on: '2026-09-10',
      contacts: ['contact#kim', 'contact#entered-since'],
      mails: [mailStreamOf(aKeptMail)],
      notes: [theirs],
      held: { contacts: ['contact#kim'], mails: [], notes: [theirs] },
      addresses: [],
      passages: [passage, hidden],
      doubtful: [],
      suppressed: 1,
      provider: true,
    }
    return { erasure, passage, hidden }
  }

  const namesIn = async (place: Place) => {
    const entries = JSON.stringify(await Array.fromAsync(place.vault.entries()))
    const mails = (await Array.fromAsync(place.mail.list(''))).map(({ key }) => key)
    return { entries, mails }
  }

  test('never comes back: the ledger of the body it replaces is gone by before anything is written', async () => {
    const { erasure, passage } = await beforeErasure()
    const place = await aPlace()
    const done = await restoreTo(place, false, [erasure])
    // Person, claim, two notes about them and that of the mail; the mail and what was read of it.
    expect(done).toMatchObject({ erasures: 1, marked: 1, erasedMail: 2, withheldNotes: 1 })
    expect(done.verified.findings).toEqual([])
    expect(done.rows.differ).toEqual([])
    const { entries, mails } = await namesIn(place)
    expect(entries).not.toMatch(/kim|alder|on leave|Mondays/i)
    expect(entries).toContain('nothing of anybody')
    expect(mails).toEqual(['inbound/other'])
    expect(await place.people.note(passage, now)).toBe('[removed] rang')
    expect(await place.people.suppressionOf(kim.email)).toEqual({
      service: '2026-09-10',
      news: '2026-09-10',
      erased: '2026-09-10',
    })
    const { state } = await loadStream(place.log, contactDecider, 'contact#kim')
    expect(state).toMatchObject({ erased: true })
    expect(readErasure((await place.files.get('erasures/1.json')) ?? new Uint8Array())).toEqual(erasure)
  })

  test('is finished by doing it again, wherever it broke off, and goes with the body’s own next export', async () => {
    const { erasure } = await beforeErasure()
    const whole = await aPlace()
    await restoreTo(whole, false, [erasure])
    const place = await aPlace()
    const dies = async () => {
      throw new Error('the machine died')
    }
    // Before the lists are made, when all else is there; and before anything but the ledger is.
    await expect(restoreTo({ ...place, toFill: { putBack: dies } }, false, [erasure])).rejects.toThrow('died')
    await expect(restoreTo({ ...place, board: { ...place.board, put: dies } }, false, [erasure])).rejects.toThrow(
      'died',
    )
    expect(await restoreTo(place, false, [erasure])).toMatchObject({ erasures: 1, marked: 0, withheldNotes: 1 })
    expect((await namesIn(place)).entries).not.toMatch(/kim|alder|on leave/i)
    folder = join(folder, '..', 'again')
    await takeExport(place, folder, taking)
    const third = await aPlace()
    expect(await restoreTo(third)).toMatchObject({ erasures: 1, marked: 0, withheldNotes: 0 })
    expect(await everything(third)).toEqual(await everything(place))
  })

  test('is read from a folder: the files of a bucket, or another export; what is none is named', async () => {
    const { erasure } = await beforeErasure()
    const place = await aPlace()
    await restoreTo(place, false, [erasure])
    const other = join(folder, '..', 'other')
    // The ledger holds no people: an export for counting has it too.
    await takeExport(place, other, { ...taking, people: false })
    expect(await erasuresIn(other)).toEqual([erasure])
    const copied = join(folder, '..', 'copied')
    mkdirSync(join(copied, 'erasures'), { recursive: true })
    writeFileSync(join(copied, 'erasures', '1.json'), JSON.stringify(erasure))
    for (const one of [copied, join(copied, 'erasures')]) expect(await erasuresIn(one)).toEqual([erasure])
    writeFileSync(join(copied, 'erasures', '2.json'), '{}')
    await expect(erasuresIn(copied)).rejects.toThrow('2.json is no entry of the ledger of erasures')
    mkdirSync(join(folder, '..', 'empty'))
    await expect(erasuresIn(join(folder, '..', 'empty'))).rejects.toThrow('holds no ledger of erasures')
  })
})

describe('an export is refused', () => {
  test.each(['log', 'vault', 'board', 'files'])(
    'when a byte of its %s was changed, and the part is named',
    async (part) => {
      await aTakenBody()
      alter(part, (text) => text.replace('e', 'f'))
      await expect(restoreTo(await aPlace())).rejects.toThrow(`${part}.jsonl is not what was exported: it was altered`)
    },
  )

  test('when a commit was dropped from it', async () => {
    await aTakenBody()
    const dropThird = (text: string) => text.split('\n').toSpliced(2, 1).join('\n')
    alter('log', dropThird)
    await expect(restoreTo(await aPlace())).rejects.toThrow(/^log\.jsonl has \d+ lines, and \d+ were exported$/)
  })

  test('when a commit was dropped and the manifest forged to match: the log itself says what is missing', async () => {
    await aTakenBody()
    alter(
      'log',
      (text) =>
        text
          .split('\n')
          .filter((line) => !/"stream":"school#oak","version":2/.test(line))
          .join('\n'),
      true,
    )
    await expect(restoreTo(await aPlace())).rejects.toThrow('is not whole: gap: school#oak@2 is missing')
  })

  test('when a file is missing or was changed', async () => {
    await aTakenBody()
    const path = pathOf({ room: 'files', key: 'register/100.json' })
    writeFileSync(join(folder, path), '{}')
    await expect(restoreTo(await aPlace())).rejects.toThrow(`${path} is not what was exported`)
    rmSync(join(folder, path))
    await expect(restoreTo(await aPlace())).rejects.toThrow(`${path} is missing`)
    rmSync(join(folder, 'vault.jsonl'))
    await expect(restoreTo(await aPlace())).rejects.toThrow('vault.jsonl is missing')
  })

  test('when it was killed, naming what is missing; and taking it again puts it right', async () => {
    const place = await aPlace()
    await aBodyAt(place)
    const dying: Source = {
      ...place,
      vault: {
        async *entries() {
          yield* []
          throw new Error('the machine died')
        },
      },
    }
    await expect(takeExport(dying, folder, taking)).rejects.toThrow('the machine died')
    await expect(restoreTo(await aPlace())).rejects.toThrow(
      'manifest.json is missing; board.jsonl, log.jsonl, vault.jsonl',
    )
    await takeExport(place, folder, taking)
    expect((await restoreTo(await aPlace())).verified.findings).toEqual([])
    await expect(takeExport(place, folder, taking)).rejects.toThrow('holds an export already')
  })

  test('when it was taken without people, and then it holds none', async () => {
    const place = await aPlace()
    await aBodyAt(place)
    const { parts } = await takeExport(place, folder, { ...taking, people: false })
    expect(parts.vault).toBeUndefined()
    expect(readFileSync(join(folder, 'files.jsonl'), 'utf8')).not.toMatch(/imports\/|inbound\/|"read\//)
    expect(readFileSync(join(folder, 'log.jsonl'), 'utf8')).not.toContain('Alder')
    await expect(restoreTo(await aPlace())).rejects.toThrow('without people')
  })
})

describe('a body is taken', () => {
  test('so that nobody but who took it can read it', async () => {
    await aTakenBody()
    for (const name of ['manifest.json', 'log.jsonl', 'vault.jsonl', 'board.jsonl', 'files.jsonl'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'files/files/register')).mode & 0o777).toBe(0o700)
  })

  test('not while it is unknown whether a letter left, unless it is said to', async () => {
    const place = await aPlace()
    const body = await aBodyAt(place)
    const letter = await aLetter(body, 'one', aReminder())
    await act(body, letterDecider, letter, { do: 'claim-letter' }, bySystem)
    await expect(takeExport(place, folder, taking)).rejects.toThrow('1 letters are just being sent (letter#one)')
    expect(await takeExport(place, folder, { ...taking, anyway: true })).toMatchObject({ lettersInDoubt: 1 })
  })

  test('while it runs: whoever comes in after the log was read waits for a fact, and goes after a week without', async () => {
    const place = await aPlace()
    const body = await aBodyAt(place)
    const moving: Source = {
      ...place,
      vault: {
        async *entries() {
          await body.log.head('school#oak')
          await place.people.putPerson('contact#late', { name: 'Lee Late', email: 'lee@late.example' })
          yield* place.vault.entries()
        },
      },
      board: {
        async *all() {
          yield* place.board.all()
          await aSchool(body, 'late')
          await body.followAll()
        },
      },
    }
    await takeExport(moving, folder, taking)
    const second = await aPlace()
    const { rows, verified } = await restoreTo(second)
    expect(rows.differ).toEqual([])
    expect(verified.findings).toEqual([])
    expect(await second.log.head('school#late')).toBeDefined()
    expect(await second.people.person('contact#late', '2026-09-08T00:00:00.000Z')).toMatchObject({ name: 'Lee Late' })
    expect(await second.people.person('contact#late', '2026-09-15T00:00:00.000Z')).toBeUndefined()
    expect(await second.people.person('contact#kim', '2036-09-15T00:00:00.000Z')).toEqual(kim)
  })
})
