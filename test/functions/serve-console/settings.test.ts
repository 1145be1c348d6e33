// Settings, calendars and sending on the pages: read by all, changed by admins, with a look at what would move first.
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { roles } from '../../../events/kernel/words.ts'
import { linesOf, readLines } from '../../../functions/serve-console/calendar-lines.ts'
import { type Console, openConsole, pageOf, type Seen, withOakfield } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''

/** Sends a form that must go, and opens the page it leads to. */
async function done(console: Console, path: string, fields: Readonly<Record<string, string>>): Promise<Seen> {
  const sent = await console.send(path, fields)
  expect([sent.status, sent.text]).toEqual([303, ''])
  await console.settle()
  return console.get(whither(sent))
}

const reason = 'The committee said so.'

describe('the settings', () => {
  test.each(roles)('the %s reads them all, with what each means and the rule it belongs to', async (role) => {
    const console = await openConsole()
    const { status, text } = await console.get('/settings', role)
    expect(status).toBe(200)
    expect(text).toContain('Time of grace How many days after its due day')
    expect(text).toContain('180, 90, 60, 30 and 7 days')
    expect(text).toContain('Reviews and reminders, R8')
  })

  test('an admin changes one, with a reason; the page says what it is now and who said so', async () => {
    const console = await openConsole()
    const { text } = await done(console, '/settings/graceDays', { value: '60', reason })
    expect(text).toContain('Done The setting “Time of grace” changed from 90 to 60.')
    expect(text).toContain('It is 60 days When nobody changes it 90 days')
    expect(text).toContain('Robin admin')
    expect(text).toContain(`“${reason}”`)
  })

  test('what would move is seen before anything is changed', async () => {
    const console = await openConsole()
    await withOakfield(console)
    const seen = await console.send('/settings/stagesBefore', { value: '180, 80, 7', do: 'look' })
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Something would move for one school. Nothing is changed yet.')
    expect(seen.text).toContain('Oakfield Primary School Reminder 90 days before 2 Sept 2026 Not any more')
    expect(seen.text).toContain('Oakfield Primary School Reminder 80 days before Not planned 11 Sept 2026')
    expect(seen.html).toContain('value="180, 80, 7"')
    expect((await console.get('/settings/stagesBefore')).text).toContain('It is 180, 90, 60, 30 and 7 days')
  })

  test('what does not fit is said on the form, with what fits', async () => {
    const console = await openConsole()
    const wrong = await console.send('/settings/graceDays', { value: 'soon', reason })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('“Time of grace” must be a whole number of days from 0 to 400.')
    expect((await console.send('/settings/graceDays', { value: '60' })).status).toBe(400)
    expect((await console.get('/settings/grace')).status).toBe(404)
  })

  test.each(roles.filter((role) => role !== 'admin'))('the %s is offered no form and may send none', async (role) => {
    const console = await openConsole()
    const page = await console.get('/settings/graceDays', role)
    expect(page.text).toContain('Only an admin may change it.')
    expect(page.html).not.toContain('name="value"')
    expect((await console.send('/settings/graceDays', { value: '60', reason }, role)).status).toBe(403)
    expect((await console.get('/settings/calendar/wales/closures', role)).status).toBe(403)
    expect((await console.send('/settings/calendar/wales/closures', { lines: '', reason }, role)).status).toBe(403)
  })
})

describe('the calendars', () => {
  test('each nation has its page, with what is to come', async () => {
    const console = await openConsole()
    expect((await console.get('/settings/calendar', 'reader')).text).toContain('Wales 31 Aug 2032')
    const { text } = await console.get('/settings/calendar/wales', 'reader')
    expect(text).toContain('Easter 20 Mar 2027 4 Apr 2027')
    expect(text).toContain('2026/27 autumn 1 Sept 2026 31 Dec 2026')
    expect((await console.get('/settings/calendar/france')).status).toBe(404)
  })

  test.each(['closures', 'bankHolidays', 'terms'] as const)(
    'its %s are lines that are read back as they are',
    (part) => {
      const { wales } = firstCalendar.nations
      expect(readLines(part, linesOf(part, wales))).toEqual({ parts: { [part]: wales[part] } })
    },
  )

  test('an admin writes a line more; it is looked at first, then made', async () => {
    const console = await openConsole()
    await withOakfield(console)
    const path = '/settings/calendar/england/closures'
    const lines = `${linesOf('closures', firstCalendar.nations.england)}\n2 Sep 2026 to 3 Sep 2026, Flood`
    const look = await console.send(path, { lines, do: 'look' })
    expect(look.text).toContain('Reminder 90 days before 2 Sept 2026')
    const { text } = await done(console, path, { lines, reason })
    expect(text).toContain('Done The calendar was edited: it has 55 closures.')
    expect(text).toContain('Flood 2 Sept 2026 3 Sept 2026')
    expect((await console.get('/settings/calendar')).text).toContain('England 31 Aug 2032 55 72 Yes')
  })

  test.each([
    ['closures', 'some day', 'Line 1 has no day such as 27 Mar 2027'],
    ['closures', '4 Apr 2027 to 20 Mar 2027, Easter', 'ends on 20 Mar 2027'],
    ['bankHolidays', '3 May 2027 to 4 May 2027', 'a line of its own'],
    ['terms', '1 Sept 2027 to 31 Dec 2027, autumn', 'such as 2026/27 autumn'],
    ['terms', '', 'must have at least one term'],
  ])('a line of %s that cannot be: %s', async (part, lines, words) => {
    const console = await openConsole()
    const wrong = await console.send(`/settings/calendar/wales/${part}`, { lines, reason })
    expect([400, 422]).toContain(wrong.status)
    expect(wrong.text).toContain(words)
  })
})

describe('going live', () => {
  test('the page says where the switch stands, and what would leave today and what not and why', async () => {
    const console = await openConsole({ today: '2026-08-20' })
    const school = await withOakfield(console)
    await done(console, '/settings/do/set-sending', { position: 'off', reason })
    await console.morning(school, '2026-09-02')
    await console.morning(school, '2026-10-02')
    const { text } = await console.get('/settings/sending', 'reader')
    expect(text).toContain('Off No letter leaves')
    expect(text).toContain('One letter would leave, 1 would not.')
    expect(text).toContain('Would leave It waits already')
    expect(text).toContain('Would not leave A later letter or a change of the review took its place')
    expect(text).not.toContain('Set whether letters leave')
  })

  test('an admin switches it, and the history says who and why', async () => {
    const console = await openConsole()
    const { text } = await done(console, '/settings/do/set-sending', { position: 'staff', reason })
    expect(text).toContain('To staff only')
    expect(text).toContain('Sending of letters was set to staff')
    expect(text).toContain(`“${reason}”`)
  })

  test('where nobody may be written to, on is shown and not to be had', async () => {
    const console = await openConsole({ change: { mayBeOn: false } })
    expect((await console.get('/settings/sending')).text).toContain('sending cannot be switched on here')
    const form = await console.get('/settings/do/set-sending')
    expect(form.html).toMatch(/value="on"[^>]*disabled/)
    expect(form.text).toContain('only in the production system')
    expect((await console.send('/settings/do/set-sending', { position: 'on', reason })).status).toBe(422)
  })

  test('letters to all, and to one school, are paused and go on', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    expect((await done(console, '/settings/do/pause-letters', { reason })).text).toContain(
      'Letters to all schools are paused.',
    )
    expect((await done(console, '/settings/do/resume-letters', { reason })).text).not.toContain('are paused.')
    const paused = await done(console, `${pageOf(school)}/do/pause-letters`, { reason })
    expect(paused.text).toContain('Letters to this school are paused')
    const sending = await console.get('/settings/sending')
    expect(sending.html).toContain(`${pageOf(school)}/do/resume-letters`)
    const resumed = await done(console, `${pageOf(school)}/do/resume-letters`, { reason })
    expect(resumed.text).not.toContain('Letters to this school are paused')
  })
})
