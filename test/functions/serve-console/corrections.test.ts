// Corrections on the pages: an entry of the log, two entries of a school, a school that closed, an import taken back.
import { describe, expect, test } from 'vitest'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { runImport } from '../../../functions/run-import/run.ts'
import { startImport } from '../../../shared/deeds/imports.ts'
import { centreOfExcellence, oakfield } from '../answer-api/kit.ts'
import { type Console, openConsole } from './kit.ts'

const reason = 'The certificate says otherwise.'

const see = (console_: Console, path: string, as?: StaffRole) => console_.get(path, as)

/** Sends a form and goes where it leads. */
async function send(console_: Console, path: string, fields: Readonly<Record<string, string>>) {
  const sent = await console_.send(path, fields)
  const to = sent.headers.get('location')
  if (to === null) return sent
  await console_.settle()
  return console_.get(to)
}

async function withCentre(more: Parameters<typeof openConsole>[0] = {}) {
  const console_ = await openConsole({ today: '2026-03-02', ...more })
  const stream = await centreOfExcellence(console_, '2025-10-01')
  await console_.settle()
  return { console_, stream, id: stream.replace('school#', ''), entry: encodeURIComponent(`${stream}@2.0`) }
}

describe('an entry of the log', () => {
  test('is corrected from its own page, which then says by what', async () => {
    const { console_, entry } = await withCentre()
    expect((await see(console_, `/log/${entry}`)).text).toContain('Correct this entry')
    const form = await see(console_, `/log/${entry}/correct`)
    expect(form.text).toContain('The entry itself stays')
    const done = await send(console_, `/log/${entry}/correct`, {
      how: 'anew',
      award: 'inclusive-school',
      on: '1 Sep 2025',
      reason,
    })
    expect(done.text).toContain('Corrected by')
    expect(done.text).toContain('The entry was corrected: the award is inclusive school, the day is 1 Sept 2025')
    expect(done.text).not.toMatch(/school#\S+@\d+\.\d+ was/)
  })

  test('says on the form what does not fit and what a rule refuses, and keeps what was typed', async () => {
    const { console_, entry } = await withCentre()
    const nothing = await send(console_, `/log/${entry}/correct`, {
      how: 'anew',
      award: 'inclusive-school',
      on: 'soon',
    })
    expect([nothing.status, nothing.text]).toEqual([400, expect.stringContaining('Give a day')])
    const late = await send(console_, `/log/${entry}/correct`, {
      how: 'anew',
      award: 'inclusive-school',
      on: '1 Mar 2026',
      reason,
    })
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('So corrected')])
    expect(late.html).toContain(reason)
  })

  test('that cannot be corrected, or by whom it may not, offers nothing', async () => {
    const { console_, stream, entry } = await withCentre()
    const registered = encodeURIComponent(`${stream}@1.0`)
    expect((await see(console_, `/log/${registered}`)).text).not.toContain('Correct this entry')
    expect((await see(console_, `/log/${registered}/correct`)).status).toBe(404)
    expect((await see(console_, `/log/${entry}`, 'reader')).text).not.toContain('Correct this entry')
    expect((await see(console_, `/log/${entry}/correct`, 'reader')).status).toBe(403)
  })
})

describe('a school', () => {
  test('that closed says so, and so does its successor', async () => {
    const { console_, id } = await withCentre()
    const { stream } = await console_.must('register-school', {
      ref: 'urn:145678',
      name: 'Oakfield Academy',
      nation: 'england',
    })
    const done = await send(console_, `/schools/${id}/do/close-school`, {
      on: '27 Feb 2026',
      successor: 'urn:145678',
      reason,
    })
    expect(done.text).toMatch(/Closed on 27 Feb 2026 ?\. Its successor is Oakfield Academy ?\./)
    expect(done.text).not.toContain('Grant an award')
    const next = await see(console_, `/schools/${stream.replace('school#', '')}`)
    expect(next.text).toContain(`It is the successor of ${oakfield.name}`)
  })

  test('is merged with another entry after a look at what would come of it', async () => {
    const { console_, id } = await withCentre()
    const { stream } = await console_.must('register-school', {
      ref: 'urn:145678',
      name: 'Oakfield Academy',
      nation: 'england',
    })
    const kept = stream.replace('school#', '')
    expect((await see(console_, `/schools/${kept}`)).text).toContain('Merge with another entry')
    const look = await see(console_, `/schools/${kept}/merge?drop=${encodeURIComponent(oakfield.ref)}`)
    expect(look.text).toContain('What would come of it')
    expect(look.text).toContain('urn:145678, urn:123456')
    const done = await send(console_, `/schools/${kept}/merge?drop=${id}`, { drop: id, reason })
    expect(done.text).toContain('Centre of Excellence')
    expect((await see(console_, `/schools/${id}`)).text).toContain(
      'made one with another entry of the same school: Oakfield Academy',
    )
    expect((await see(console_, `/schools/${kept}/merge`, 'coordinator')).status).toBe(403)
  })
})

test('an import is taken back from its page, after a look at what would be taken back', async () => {
  const console_ = await openConsole({ today: '2026-03-02' })
  const { tools } = console_
  const asked = { kind: 'schools', dryRun: false, register: 'named' } as const
  const file =
    'ref,name,nation,pupils,town,phone,website\r\nurn:100001,Oak School,england,,,,\r\nurn:100002,Elm School,england,,,,\r\n'
  const started = await startImport(tools, asked, new TextEncoder().encode(file), { by: 'staff#s-1', trace: 't' })
  if ('refused' in started) throw new Error(started.refused)
  const id = started.import
  await runImport(tools, id, () => true)
  await console_.must('grant-award', { school: 'urn:100001', award: 'inclusive-school', on: '2026-03-01' })
  await console_.settle()
  expect((await see(console_, '/imports')).text).toContain('Schools')
  expect((await see(console_, `/imports/${id}`)).text).toContain('Take it back')
  const look = await see(console_, `/imports/${id}/undo`)
  expect(look.text).toContain('1 entry would be taken back')
  expect(look.text).toContain('the school holds an award')
  const sent = send(console_, `/imports/${id}/undo`, { reason })
  await runImport(tools, id, () => true)
  await sent
  await runImport(tools, id, () => true)
  const undone = (await see(console_, `/imports/${id}`)).text
  expect(undone).toContain('1 entry; 1 entry left as they are')
  expect(undone).toContain('State Taken back')
  expect(undone).toContain('Not all of it was taken back. See what stays, and why')
  expect(undone).not.toContain('Take it back')
  await console_.settle()
  expect((await see(console_, '/schools')).text).not.toContain('Elm School')
  expect((await see(console_, `/imports/${id}/undo`, 'coordinator')).status).toBe(403)
})
