/**
 * An import may break off anywhere and be run again: nothing is lost or done twice, and its report is the one it would
 * have given undisturbed. Every single I/O step is tried, with its answer lost and with nothing done.
 */
import { describe, expect, test } from 'vitest'
import { contactDecider } from '../../../events/contact/decide.ts'
import type { ImportKind } from '../../../events/import/events.ts'
import { Fault } from '../../../events/kernel/fault.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { runImport, takeUpAll } from '../../../functions/run-import/run.ts'
import { awaitUpload, type ImportAsked, type ImportReport, startImport } from '../../../shared/deeds/imports.ts'
import { loadStream } from '../../../shared/log/act.ts'
import { listOf } from '../../kit/contract.ts'
import type { Step } from '../../kit/stand-ins/step.ts'
import {
  aBody,
  awardsFile,
  type Body,
  commits,
  contactsFile,
  deeds,
  drain,
  importFile,
  registerFile,
  schoolsFile,
  sender,
  theReport,
  withoutId,
} from './kit.ts'

const oak = '100123,Oak School,Community school,Open,200,Perth,PH1 1AA,01738,www.oak.example,,'
const shut = '100124,Shut School,Community school,Closed,,,,,,,'
const elm = '200124,Elm School,Community school,Open,,,,,,,'

/** What stands before, and a file in which as much as possible happens. */
const cases: { kind: ImportKind; register?: 'all'; before: [ImportKind, string][]; file: string }[] = [
  {
    kind: 'gias',
    register: 'all',
    before: [
      ['gias', registerFile(oak, shut)],
      ['schools', schoolsFile('urn:100123,Oak School,england,200,Perth,01738,')],
    ],
    file: registerFile(oak.replace('200', '220'), shut, elm, 'x,No URN,,Open,,,,,,,'),
  },
  {
    kind: 'schools',
    before: [['schools', schoolsFile('ref:OAK,Oak School,england,,,,')]],
    file: schoolsFile('ref:OAK,Oak Academy,england,,,,', 'ref:ELM,Elm School,wales,,,,', 'ref:ASH,,,,,,'),
  },
  {
    kind: 'awards',
    before: [
      ['gias', registerFile(oak, shut)],
      ['schools', schoolsFile('ref:ELM,Elm School,england,,,,')],
    ],
    file: awardsFile(
      'urn:100123,inclusive-school,granted,2023-03-01',
      'urn:100123,centre-of-excellence,granted,2023-03-01',
      'urn:100124,inclusive-school,granted,2023-03-01',
      'ref:ELM,flagship,granted,2023-03-01',
      'ref:ELM,flagship,re-accredited,2022-03-01',
      'ref:NONE,flagship,granted,2023-03-01',
    ),
  },
  {
    kind: 'contacts',
    before: [
      ['gias', registerFile(oak, shut)],
      ['schools', schoolsFile('ref:ELM,Elm School,england,,,,')],
      ['contacts', contactsFile('ref:ELM,head,Ada,ada@elm.example,,yes,2024-01-01,,,2018-05,paper')],
    ],
    file: contactsFile(
      'ref:ELM,head,Ada Byron,ada@elm.example,01632,yes,2024-01-01,yes,2025-01-01,2018-05,paper',
      'urn:100123,head,Ada Byron,ada@elm.example,,withdrawn,2023-01-01,,,,',
      'urn:100124,office,Office,office@shut.example,,withdrawn,,,,,',
      'ref:ELM,inclusion-lead,Grace,grace@elm.example,,yes,,,,2018-05,',
    ),
  },
]

/** A machine that dies at a step: with it done or not, and nothing after it, until it is started again. */
function mortalBody(): Body & { steps(): number; dieAt(step: number, done: boolean): void; liveAgain(): void } {
  let [count, death, done] = [0, Number.POSITIVE_INFINITY, false]
  const step: Step = async () => {
    count++
    if (count < death) return undefined
    return count === death && done ? 'error-after' : 'error-before'
  }
  return {
    ...aBody(step),
    steps: () => count,
    dieAt(at, withItDone) {
      ;[count, death, done] = [0, at, withItDone]
    },
    liveAgain() {
      death = Number.POSITIVE_INFINITY
    },
  }
}

/** All that is known afterwards, without ids: they differ from run to run. */
async function whatStands({ tools }: Body): Promise<unknown> {
  const streams = new Set((await deeds(tools)).map(({ stream }) => stream))
  const schools = await Promise.all(
    [...streams]
      .filter((stream) => stream.startsWith('school#'))
      .map((stream) => loadStream(tools.log, schoolDecider, stream)),
  )
  const contacts = await Promise.all(
    [...streams]
      .filter((stream) => stream.startsWith('contact#'))
      .map(async (stream) => ({
        ...(await loadStream(tools.log, contactDecider, stream)).state,
        person: await tools.vault.person(stream, tools.world().now),
      })),
  )
  const suppressed = await Promise.all(contacts.map(({ person }) => tools.vault.suppressionOf(person?.email ?? '')))
  const events = (await deeds(tools)).flatMap(({ stream, events: of }) =>
    of.map(({ type }) => `${stream.split('#')[0]} ${type}`),
  )
  return {
    schools: schools
      .map(({ state }) => ({ ...state, contacts: state.contacts.map(({ role }) => role) }))
      .toSorted(byText),
    contacts: contacts.map((one, n) => ({ ...one, suppressed: suppressed[n] })).toSorted(byText),
    events: events.toSorted(),
  }
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

async function prepared(body: Body, before: readonly [ImportKind, string][]): Promise<void> {
  for (const [kind, file] of before) await importFile(body, kind, file)
  // The clock goes on: what was imported long before is not taken for this import's own.
  body.clock.pass(3_600_000)
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe.each(cases)('an import of $kind', ({ kind, register = 'named' as const, before, file }) => {
  const asked: ImportAsked = { kind, dryRun: false, register }

  async function undisturbed(): Promise<{ report: ImportReport; stands: unknown; steps: number }> {
    const body = mortalBody()
    await prepared(body, before)
    const started = await startImport(body.tools, asked, bytesOf(file), sender)
    if ('refused' in started) throw new Error(started.detail)
    body.dieAt(Number.POSITIVE_INFINITY, false)
    await drain(body.tools)
    const steps = body.steps()
    return { report: await theReport(body.tools, started.import), stands: await whatStands(body), steps }
  }

  test('that dies at any step, and is run again, ends as if it had not', { timeout: 120_000 }, async () => {
    const expected = await undisturbed()
    expect(expected.steps).toBeGreaterThan(10)
    for (let at = 1; at <= expected.steps; at++)
      for (const done of [true, false]) {
        const body = mortalBody()
        await prepared(body, before)
        const started = await startImport(body.tools, asked, bytesOf(file), sender)
        if ('refused' in started) throw new Error(started.detail)
        body.tools.imports.waiting.splice(0)
        body.dieAt(at, done)
        await expect(
          runImport(body.tools, started.import, () => true),
          `step ${at}`,
        ).rejects.toThrow(Fault)
        body.liveAgain()
        await runImport(body.tools, started.import, () => true)
        const report = await theReport(body.tools, started.import)
        expect(withoutId(report), `step ${at} ${done}`).toEqual(withoutId(expected.report))
        expect(await whatStands(body), `step ${at} ${done}`).toEqual(expected.stands)
        expect(await listOf(body.tools.files.list('importing/'))).toEqual([])
      }
  })

  test('that two run at once, their steps mixed, is counted once', { timeout: 120_000 }, async () => {
    const expected = await undisturbed()
    for (let seed = 1; seed <= 25; seed++) {
      const chance = dice(seed)
      const body = aBody(async () => {
        for (let n = chance(6); n > 0; n--) await Promise.resolve()
        return undefined
      })
      await prepared(body, before)
      const started = await startImport(body.tools, asked, bytesOf(file), sender)
      if ('refused' in started) throw new Error(started.detail)
      const run = () => runImport(body.tools, started.import, () => true)
      await Promise.all([run(), run()])
      expect(withoutId(await theReport(body.tools, started.import)), `seed ${seed}`).toEqual(withoutId(expected.report))
      expect(await whatStands(body), `seed ${seed}`).toEqual(expected.stands)
    }
  })

  test('whose time is up after each stretch puts itself on the queue until it is done', async () => {
    const expected = await undisturbed()
    const body = aBody()
    await prepared(body, before)
    const started = await startImport(body.tools, asked, bytesOf(file), sender)
    if ('refused' in started) throw new Error(started.detail)
    for (let message = body.tools.imports.waiting.shift(); message; message = body.tools.imports.waiting.shift())
      await runImport(body.tools, started.import, () => false)
    expect(withoutId(await theReport(body.tools, started.import))).toEqual(withoutId(expected.report))
  })
})

/** Numbers below `n`, the same for the same seed (mulberry32). */
function dice(seed: number): (n: number) => number {
  let a = seed
  return (n) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n)
  }
}

describe('a large import, in stretches', () => {
  const rows = Array.from({ length: 900 }, (_, n) => `ref:S${n},School ${n},england,,,,`)

  test('grows: rows are accepted and refused at any moment, and the last word is the whole', async () => {
    const body = aBody()
    const started = await startImport(
      body.tools,
      { kind: 'schools', dryRun: false, register: 'named' },
      bytesOf(schoolsFile(...rows, 'ref:BAD,,,,,,')),
      sender,
    )
    if ('refused' in started) throw new Error(started.detail)
    const seen: number[] = []
    for (let message = body.tools.imports.waiting.shift(); message; message = body.tools.imports.waiting.shift()) {
      await runImport(body.tools, started.import, () => false)
      const { rows: done, accepted, refused, total } = await theReport(body.tools, started.import)
      expect(done).toBe(accepted + refused.length)
      expect(total).toBe(901)
      seen.push(done)
    }
    expect(seen).toEqual([250, 500, 750, 901])
  })

  test('started and left lying, its message lost, is taken up by the quarter hour', async () => {
    const body = aBody()
    const started = await startImport(
      body.tools,
      { kind: 'schools', dryRun: false, register: 'named' },
      bytesOf(schoolsFile(...rows)),
      sender,
    )
    if ('refused' in started) throw new Error(started.detail)
    body.tools.imports.waiting.splice(0)
    await takeUpAll(body.tools)
    await drain(body.tools)
    expect(await theReport(body.tools, started.import)).toMatchObject({ state: 'done', changed: 900 })
    await takeUpAll(body.tools)
    expect(body.tools.imports.waiting).toEqual([])
  })

  test('whose sender died before its start was on record is taken up all the same, and run once', async () => {
    const body = mortalBody()
    // The rows are kept; the start is not.
    body.dieAt(2, false)
    await expect(
      startImport(
        body.tools,
        { kind: 'schools', dryRun: false, register: 'named' },
        bytesOf(schoolsFile(...rows)),
        sender,
      ),
    ).rejects.toThrow(Fault)
    body.liveAgain()
    await takeUpAll(body.tools)
    await drain(body.tools)
    expect(await deeds(body.tools)).toHaveLength(900)
  })
})

test('an import nobody began is nothing to do', async () => {
  const body = aBody()
  await runImport(body.tools, 'i-unknown', () => true)
  expect(await commits(body.tools)).toEqual([])
})

test('a file that came by its own way and cannot be read is not tried again', async () => {
  const body = aBody()
  const { import: id, upload } = await awaitUpload(
    body.tools,
    { kind: 'schools', dryRun: false, register: 'named' },
    sender,
  )
  await body.tools.files.put(upload.replace('memory:', ''), 'nonsense', 'text/csv')
  await takeUpAll(body.tools)
  await drain(body.tools)
  await takeUpAll(body.tools)
  expect(body.tools.imports.waiting).toEqual([])
  expect(await theReport(body.tools, id)).toMatchObject({ state: 'done', refused: [{ row: 0 }] })
})
