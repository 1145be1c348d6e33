/** A body is taken out and brought back elsewhere: everything is equal, and both go on alike, no letter leaving twice. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { addDays } from '../../events/kernel/day.ts'
import { type RunningSystem, type SystemOptions, startSystem } from '../kit/running-system.ts'
import { partOf } from './part.ts'
import { firstDay, importSample, playLine, readAll } from './play.ts'
import { readSample } from './sample.ts'

const root = join(import.meta.dirname, '../..')
const exportedOn = '2026-09-10'
const aWeekOn = '2026-09-17'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs a command of the house beside a data directory. */
function run(command: string, dataDir: string, ...flags: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', `infra/local/${command}.ts`, ...flags]
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
    execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}

async function start(options: SystemOptions): Promise<RunningSystem> {
  const system = await startSystem(options)
  onTestFinished(() => system.kill())
  return system
}

/** The lines of a part of an export, in no order that says anything. */
function linesOf(exported: string, part: string): string[] {
  return readFileSync(join(exported, `${part}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .toSorted()
}

const inMail = 'Please send me a copy of all the information you hold on me.'
const anything = z.record(z.string(), z.unknown())
const reads = [
  '/api/schools',
  '/api/contacts',
  '/api/letters',
  '/api/log',
  '/api/tasks',
  '/api/reviews?state=open',
  '/api/staff',
  '/api/mail',
  '/api/requests',
]

/** What the outside can read, list by list. */
async function readEverything(system: RunningSystem): Promise<Record<string, unknown>> {
  const lists: [string, unknown][] = []
  for (const path of reads) lists.push([path, await readAll(system, path, anything)])
  const [newest] = await readAll(system, '/api/mail', z.object({ id: z.string() }))
  for (const path of ['/api/settings', `/api/mail/${newest?.id}`]) lists.push([path, await system.must('GET', path)])
  return Object.fromEntries(lists)
}

const mail = z.object({ day: z.string(), to: z.array(z.string()), subject: z.string(), letter: z.string() })

/** The letters that left since a day, each as where it went and what it said; and those that left twice. */
async function left(system: RunningSystem, since: string) {
  const mails = z.array(mail).parse(await system.must('GET', '/local/mail'))
  const ids = mails.map(({ letter }) => letter)
  return {
    letters: mails
      .filter(({ day }) => day >= since)
      .map(({ day, to, subject, letter }) => `${day} ${to} ${subject} ${letter}`)
      .toSorted(),
    twice: ids.filter((id, n) => ids.indexOf(id) !== n),
  }
}

/** Plays the sample's days up to one. */
async function playUntil(system: RunningSystem, sample: ReturnType<typeof partOf>, from: string, to: string) {
  const lines = sample.year
  for (let day = from; day <= to; day = addDays(day, 1)) {
    await system.must('POST', '/local/clock', { to: day })
    for (const [n, line] of lines.entries()) if (line.on === day) await playLine(system, line, `line-${n}`)
  }
  await system.must('POST', '/local/settle')
}

test('a body taken out in the middle of its work and brought back elsewhere is equal, and goes on as the first does', {
  timeout: 170_000,
}, async () => {
  const sample = partOf(readSample('test/sample'))
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const before = await start({ dataDir: first, startDay: firstDay })
  await importSample(before, sample)
  await playUntil(before, sample, addDays(firstDay, 1), exportedOn)
  const [contact] = await readAll(before, '/api/contacts', z.object({ id: z.string(), email: z.string() }))
  await before.must('POST', '/api/do/withdraw-consent', { contact: contact?.id, purpose: 'service' })
  const mailIn = `From: ${contact?.email}\r\nTo: info@iqm.example\r\nSubject: our data\r\n\r\n${inMail}\r\n`
  await before.must('POST', '/local/inbound', mailIn, { 'content-type': 'message/rfc822' })
  await before.must('POST', '/local/settle')

  // While it runs, and again when it has stopped.
  expect(await run('export', first, '--to', join(folder, 'running'))).toMatchObject({ code: 0 })
  await before.stop()
  const taken = await run('export', first, '--to', join(folder, 'out'))
  expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('THIS HOLDS PERSONAL DATA') })
  expect(taken.output).not.toContain(contact?.email)
  for (const part of ['log', 'vault', 'board', 'files'])
    expect(linesOf(join(folder, 'running'), part)).toEqual(linesOf(join(folder, 'out'), part))

  const restored = await run('restore', second, '--from', join(folder, 'out'))
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('the lists are what was exported') })
  expect(await run('verify-log', second)).toMatchObject({
    code: 0,
    output: expect.stringContaining('the log is whole'),
  })
  expect(await run('export', second, '--to', join(folder, 'again'))).toMatchObject({ code: 0 })
  for (const part of ['log', 'vault', 'files'])
    expect(linesOf(join(folder, 'again'), part)).toEqual(linesOf(join(folder, 'out'), part))

  const [one, other] = [await start({ dataDir: first }), await start({ dataDir: second })]
  const read = await readEverything(other)
  expect(read).toEqual(await readEverything(one))
  expect(JSON.stringify(read)).toContain(inMail)
  expect((await run('rebuild-board', second, '--check')).output).toBe('the board is what the log makes\n')

  await Promise.all([one, other].map((system) => playUntil(system, sample, addDays(exportedOn, 1), aWeekOn)))
  const [sent, sentAgain] = [await left(one, addDays(exportedOn, 1)), await left(other, '2026-01-01')]
  expect(sent.letters.length).toBeGreaterThan(5)
  expect(sentAgain.letters).toEqual(sent.letters)
  expect([...sent.twice, ...sentAgain.twice]).toEqual([])
})

/** A Centre of Excellence whose head is written to on 11 September 2026, ninety days before its review. */
async function aSchoolInTime(system: RunningSystem, ref: string): Promise<void> {
  const asked = { school: ref, on: '2025-12-10' }
  await system.must('POST', '/api/do/register-school', { ref, name: `School ${ref}`, nation: 'england' })
  const email = `head-${ref.slice(4).toLowerCase()}@school.example`
  await system.must('POST', '/api/do/add-contact', { school: ref, role: 'head', name: 'Kim Alder', email })
  const consent = { email, purpose: 'service', wording: '2018-05', how: 'web-form' }
  await system.must('POST', '/api/do/give-consent', consent)
  await system.must('POST', '/api/do/grant-award', { ...asked, award: 'inclusive-school' })
  await system.must('POST', '/api/do/grant-award', { ...asked, award: 'centre-of-excellence' })
}

test('letters that waited for the provider when the body was taken out leave once from where it is brought back to', {
  timeout: 60_000,
}, async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const before = await start({ dataDir: first, startDay: '2026-09-07' })
  await aSchoolInTime(before, 'ref:A1')
  await aSchoolInTime(before, 'ref:A2')
  // What tells them that their consent was noted has left by then.
  await before.must('POST', '/local/settle')
  // For hours the provider takes nothing: only messages in a queue know when the letters are to be tried again.
  const stopped = { on: 'post', do: 'error', next: 'all', error: 'AccountSuspendedException' }
  await before.must('POST', '/local/faults', stopped)
  await before.must('POST', '/local/clock', { to: '2026-09-11', at: '10:30' })
  const states = async (system: RunningSystem) =>
    (await readAll(system, '/api/letters', z.object({ kind: z.string(), state: z.string() })))
      .filter(({ kind }) => kind === 'review-reminder')
      .map(({ state }) => state)
  expect(await states(before)).toEqual(['asked', 'asked'])
  await before.kill()

  expect(await run('export', first, '--to', join(folder, 'out'))).toMatchObject({ code: 0 })
  const restored = await run('restore', second, '--from', join(folder, 'out'))
  expect(restored.output).toContain('the lists are what was exported')
  const after = await start({ dataDir: second })
  await after.must('POST', '/local/settle')
  expect(await states(after)).toEqual(['sent', 'sent'])
  await after.must('POST', '/local/clock', { to: '2026-09-12' })
  const { letters, twice } = await left(after, '2026-09-08')
  expect(letters.map((line) => line.split(' ')[1]).toSorted()).toEqual([
    'head-a1@school.example',
    'head-a2@school.example',
  ])
  expect(twice).toEqual([])
})
