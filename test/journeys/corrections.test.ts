/** A year in which things were entered wrongly, from outside: a new URN on the way, a wrong grant date, an import taken back. */
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'

const minute = { timeout: 120_000 }

async function aSystem(startDay: string): Promise<RunningSystem> {
  const system = await startSystem({ dataDir: ':memory:', startDay })
  onTestFinished(() => system.kill())
  return system
}

const doing = (system: RunningSystem) => async (command: string, body: object) =>
  z
    .object({
      stream: z.string(),
      version: z.int(),
      events: z.array(z.object({ id: z.string(), type: z.string() }).loose()),
    })
    .loose()
    .parse(await system.must('POST', `/api/do/${command}`, body))
const report = z.looseObject({
  import: z.string(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.array(z.unknown()),
})
const send = async (system: RunningSystem, kind: string, ...lines: readonly string[]) =>
  report.parse(await system.must('POST', `/api/imports/${kind}`, [...lines, ''].join('\n')))
const schoolOf = async (system: RunningSystem, name: string) =>
  z
    .looseObject({
      id: z.string(),
      ref: z.string(),
      review: z.looseObject({ due: z.string(), booked: z.boolean() }).nullable(),
      contacts: z.array(z.unknown()),
      awards: z.array(z.looseObject({ award: z.string(), since: z.string() })),
    })
    .parse(await system.must('GET', `/api/schools/${encodeURIComponent(name)}`))
const reminders = async (system: RunningSystem, school: string) =>
  z
    .object({
      items: z.array(z.looseObject({ day: z.string(), data: z.looseObject({ stage: z.string(), due: z.string() }) })),
    })
    .parse(await system.must('GET', `/api/log?type=ReviewReminderDue&school=${encodeURIComponent(school)}&limit=200`))
    .items.map(({ day, data }) => `${day} ${data.stage} ${data.due}`)
    .toReversed()
const mail = async (system: RunningSystem) =>
  z
    .array(z.object({ day: z.string(), to: z.array(z.string()), subject: z.string() }).loose())
    .parse(await system.must('GET', '/local/mail'))
const clock = (system: RunningSystem, to: string) => system.must('POST', '/local/clock', { to })
const settle = async (system: RunningSystem) =>
  expect(await system.must('POST', '/local/settle')).toEqual({ inFlight: 0, deadLetters: 0 })

const schoolsHeader = 'ref,name,nation,pupils,town,phone,website'
const awardsHeader = 'school,award,action,on'
const contactsHeader = 'school,role,name,email,phone,service,service_on,news,news_on,wording,how'
const head = (ref: string, email: string) => `${ref},head,Morag Evans,${email},,yes,2026-01-05,,,2018-05,paper`

test('a school changes its URN on the way: one history, one review, and each reminder once', minute, async () => {
  const system = await aSystem('2026-10-06')
  const perform = doing(system)
  await send(system, 'schools', schoolsHeader, 'urn:100001,Oakfield Primary School,england,,,,')
  await send(
    system,
    'awards',
    awardsHeader,
    'urn:100001,inclusive-school,granted,2023-12-07',
    'urn:100001,centre-of-excellence,granted,2023-12-07',
  )
  await send(system, 'contacts', contactsHeader, head('urn:100001', 'morag@oakfield.example'))
  await clock(system, '2026-10-15')
  const links = [
    'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate',
    '100001,145678,Oakfield Academy,Successor,01-10-2026',
  ]
  expect(await send(system, 'links', ...links)).toMatchObject({ changed: 1 })
  expect(await send(system, 'links', ...links)).toMatchObject({ changed: 0, unchanged: 1 })
  await perform('book-visit', { school: 'urn:145678', on: '2026-12-01' })
  await settle(system)
  await perform('cancel-visit', { school: 'urn:100001' })
  await clock(system, '2026-12-08')
  await settle(system)

  const [before, after] = [await schoolOf(system, 'urn:100001'), await schoolOf(system, 'urn:145678')]
  expect(before.id).toBe(after.id)
  expect(after.ref).toBe('urn:145678')
  const said = await reminders(system, 'urn:145678')
  expect(said.map((line) => line.split(' ')[1])).toEqual(['before-60', 'before-30', 'before-7', 'after-1'])
  const left = (await mail(system)).filter(({ to }) => to.includes('morag@oakfield.example'))
  // Four reminders and the visit's confirmation.
  expect(left).toHaveLength(5)
})

test(
  'a wrong grant date is corrected and reminders move: none of the old day comes after, none of the past is made up for',
  minute,
  async () => {
    const system = await aSystem('2026-08-25')
    const perform = doing(system)
    await send(system, 'schools', schoolsHeader, 'urn:100001,Oakfield Primary School,england,,,,')
    await perform('grant-award', { school: 'urn:100001', award: 'inclusive-school', on: '2020-01-10' })
    const granted = await perform('grant-award', {
      school: 'urn:100001',
      award: 'centre-of-excellence',
      on: '2025-11-03',
    })
    await send(system, 'contacts', contactsHeader, head('urn:100001', 'morag@oakfield.example'))
    await clock(system, '2026-09-10')
    // Due on 3 November: reminded 60 days before. The certificate says 3 October 2025.
    const [event] = granted.events
    const corrected = await perform('correct', {
      event: event?.id,
      reason: 'The certificate says October.',
      data: { on: '2025-10-03' },
    })
    expect(corrected.events.map(({ type }) => type)).toEqual(['SchoolCorrected', 'AwardCorrected', 'ReviewReplanned'])
    expect((await schoolOf(system, 'urn:100001')).review).toMatchObject({ due: '2026-10-03' })
    const sentBefore = (await mail(system)).length
    await settle(system)
    expect(await mail(system)).toHaveLength(sentBefore)
    await clock(system, '2026-10-06')
    await settle(system)

    const said = await reminders(system, 'urn:100001')
    expect(said.filter((line) => line > '2026-09-10')).toEqual([
      '2026-09-25 before-7 2026-10-03',
      '2026-10-05 after-1 2026-10-03',
    ])
    const log = z.looseObject({ correctedBy: z.array(z.looseObject({ id: z.string() })) })
    const shown = log.parse(await system.must('GET', `/api/log/${encodeURIComponent(event?.id ?? '')}`))
    expect(shown.correctedBy.map(({ id }) => id)).toEqual([corrected.events[0]?.id])
  },
)

test(
  'an import is taken back: what it brought is gone, what was built on it stays, and the same files go in anew',
  minute,
  async () => {
    const system = await aSystem('2026-09-01')
    const perform = doing(system)
    const count = 40
    const refs = Array.from({ length: count }, (_, n) => `urn:${100_001 + n}`)
    const files = {
      schools: [schoolsHeader, ...refs.map((ref) => `${ref},School ${ref.slice(4)},england,,,,`)],
      awards: [awardsHeader, ...refs.map((ref) => `${ref},inclusive-school,granted,2024-11-02`)],
      contacts: [contactsHeader, ...refs.map((ref) => head(ref, `head.${ref.slice(4)}@schools.example`))],
    }
    const ids = new Map<string, string>()
    for (const [kind, lines] of Object.entries(files)) ids.set(kind, (await send(system, kind, ...lines)).import)
    // One was visited since, one withdrew.
    await perform('book-visit', { school: 'urn:100001', on: '2026-09-20' })
    await perform('withdraw-consent', { email: 'head.100002@schools.example', purpose: 'service' })

    const preview = z.looseObject({
      events: z.array(z.unknown()),
      preview: z.looseObject({ takenBack: z.int(), left: z.int(), leave: z.array(z.looseObject({ why: z.string() })) }),
    })
    const told = async (kind: string) =>
      preview.parse(
        await system.must('POST', '/api/do/undo-import', {
          import: ids.get(kind),
          reason: 'The wrong file.',
          dryRun: true,
        }),
      )
    expect((await told('awards')).preview).toMatchObject({
      takenBack: count - 1,
      left: 1,
      leave: [{ why: 'visit-since' }],
    })
    expect((await told('contacts')).preview).toMatchObject({
      takenBack: 2 * count - 1,
      left: 1,
      leave: [{ why: 'withdrawn-since' }],
    })

    for (const kind of ['contacts', 'awards', 'schools']) {
      const { events } = await perform('undo-import', { import: ids.get(kind), reason: 'The wrong file.' })
      expect(events.map(({ type }) => type).at(-1)).toBe('ImportUndone')
    }
    await settle(system)
    const listed = z.object({ items: z.array(z.looseObject({ ref: z.string() })) })
    expect(listed.parse(await system.must('GET', '/api/schools?limit=200')).items.map(({ ref }) => ref)).toEqual([
      'urn:100001',
    ])
    expect((await schoolOf(system, 'urn:100001')).review).toMatchObject({ booked: true })
    expect((await system.call('GET', '/api/schools/urn%3A100002')).status).toBe(404)
    expect((await perform('undo-import', { import: ids.get('schools'), reason: 'Again.' })).events).toEqual([])

    for (const [kind, lines] of Object.entries(files))
      expect((await send(system, kind, ...lines)).changed).toBeGreaterThanOrEqual(count - 1)
    await settle(system)
    expect(listed.parse(await system.must('GET', '/api/schools?limit=200')).items).toHaveLength(count)
    expect(await schoolOf(system, 'urn:100003')).toMatchObject({ review: { due: '2027-11-02' } })
    // Nobody was written to by any of it, but the one whose visit was booked, and the one who withdrew: that is confirmed.
    expect((await mail(system)).map(({ to, subject }) => `${to[0]}: ${subject.split(' ')[0]}`).toSorted()).toEqual([
      'head.100001@schools.example: Visit',
      'head.100002@schools.example: Stopped,',
    ])
  },
)
