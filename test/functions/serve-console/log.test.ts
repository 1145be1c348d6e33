// The log: any filters together, three views, what followed from what, new entries in place, all of it to take away.
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allEvents } from '../../../events/catalogue.ts'
import { daysDecider, daysStream } from '../../../events/days/decide.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { addDays } from '../../../events/kernel/day.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { itemsOf } from '../answer-api/kit.ts'
import { type Console, oakfield, openConsole, withOakfield } from './kit.ts'

interface Filled {
  readonly console: Console
  readonly school: string
  /** The entry by which Oakfield was reminded. */
  readonly reminder: string
}

const system = { by: 'system', because: 'quarter-hour', trace: 'a-trace' } as const

/** Oakfield, reminded 90 days before its review; Oakham beside it; the days up to 2 September sealed. */
async function filled(): Promise<Filled> {
  const console = await openConsole()
  const school = await withOakfield(console)
  await console.must(
    'register-school',
    { ref: 'urn:222222', name: 'Oakham Academy', nation: 'wales' },
    { as: 'coordinator' },
  )
  await console.morning(school, '2026-09-02')
  await console.must('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'service' })
  await console.settle()
  await console.morning(school, '2026-10-02')
  for (const day of ['2026-10-02', '2026-10-03'])
    await act(console.tools, daysDecider, daysStream, { do: 'begin-day', day }, system)
  const seal = { do: 'seal-day', day: '2026-09-02', commits: 1, hash: 'a'.repeat(64) } as const
  await act(console.tools, daysDecider, daysStream, seal, system)
  await console.settle()
  return { console, school, reminder: await firstOf(console, 'ReviewReminderDue', '2026-09-02') }
}

async function firstOf(console: Console, type: string, day: string): Promise<string> {
  // Newest first: the first of the day comes last.
  const item = itemsOf(await console.api(`/api/log?type=${type}&since=${day}&until=${day}`)).at(-1)
  return z.string().parse(item?.id)
}

let body: Filled
beforeAll(async () => {
  body = await filled()
})

describe('the filters', () => {
  test.each([
    ['school=Oakham', ['Oakham Academy was registered'], ['Oakfield']],
    ['school=urn:123456', ['Oakfield Primary School'], ['Oakham']],
    ['type=ReviewReminderDue', ['90 days before'], ['registered']],
    ['type=SchoolRegistered&school=oakham', ['Oakham Academy'], ['Oakfield Primary']],
    ['since=2 Sept 2026&until=2 Sept 2026', ['2 Sept 2026, 07:30'], ['20 Aug 2026,', '2 Oct 2026, 07']],
    ['until=2026-08-20&type=ContactAdded', ['20 Aug 2026'], ['2 Sept 2026, 07:30']],
  ])('%s show what fits and nothing else', async (query, there, absent) => {
    const { text } = await body.console.get(`/log?${query}`)
    const list = text.slice(text.indexOf('Entries, newest first'))
    for (const words of there) expect(list.toLowerCase()).toContain(words.toLowerCase())
    for (const words of absent) expect(list).not.toContain(words)
  })

  test('combine with who did it, and stand in every address of the page', async () => {
    const by = `staff#${body.console.idOf('coordinator')}`
    const { text, html } = await body.console.get(`/log?school=urn:222222&by=${encodeURIComponent(by)}&view=timeline`)
    expect(text).toContain('Oakham Academy')
    expect(html).toContain('school=urn%3A222222')
    const kept = new URLSearchParams({ school: 'urn:222222', by }).toString().replaceAll('&', '&amp;')
    expect(html).toContain(`href="/log?${kept}"`)
    expect((await body.console.get(`/log?school=urn:123456&by=${encodeURIComponent(by)}`)).text).toContain(
      'No entry fits.',
    )
  })

  test('offer the schools that a name may have meant, and say when there is none', async () => {
    const several = await body.console.get('/log?school=oak')
    expect(several.text).toContain('Several schools fit: choose one')
    expect(several.html).toContain('href="/log?school=urn%3A222222"')
    expect((await body.console.get('/log?school=elm')).text).toContain('No school is known by this name or reference')
  })

  test('find what one entry caused directly', async () => {
    const { text } = await body.console.get(`/log?cause=${encodeURIComponent(body.reminder)}`)
    expect(text).toContain('Only what followed directly from one entry')
    expect(text).toMatch(/a letter \(review reminder\) was asked for/)
    expect(text).not.toContain('the letter left')
  })
})

describe('the kinds of entries', () => {
  test('are offered by subject, and every kind that is recorded stands under one of them once', async () => {
    const { html } = await body.console.get('/log?type=AwardGranted')
    const [, select = ''] = /<select[^>]*name="type">(.*?)<\/select>/s.exec(html) ?? []
    expect(select).toMatch(/<optgroup label="Awards and invoices">(?:(?!<\/optgroup).)*"AwardGranted" selected/)
    const offered = [...select.matchAll(/<option value="([^"]+)"/g)].map(([, type]) => type)
    const recorded = allEvents.map(({ type }) => type)
    expect(offered.toSorted()).toEqual(recorded.toSorted())
  })

  test('of the system’s routine are left out, which is said with the way to see them', async () => {
    for (const view of ['', 'view=timeline&']) {
      const { text, html } = await body.console.get(`/log?${view}`)
      expect(text).not.toContain('he letter was taken up for sending')
      expect(text).toMatch(/\d+ kinds of entries about the system’s own routine are left out\. Show all/)
      const all = `/log?${view}routine=shown`
      expect(html).toContain(`href="${all.replace('&', '&amp;')}"`)
      const shown = await body.console.get(all)
      expect(shown.text).toContain('he letter was taken up for sending')
      expect(shown.text).toContain('Leave it out')
      expect(shown.html).toContain('<input type="hidden" name="routine" value="shown"/>')
    }
  })

  test('of the routine are there for whoever asks for one of them, or follows one thing', async () => {
    for (const query of ['type=LetterSending', `trace=${encodeURIComponent('morning 2026-09-02')}`, 'view=raw']) {
      const { text } = await body.console.get(`/log?${query}`)
      expect(text).toMatch(/letter was taken up for sending|LetterSending/)
      expect(text).not.toContain('are left out')
    }
  })
})

describe('a search that finds nothing', () => {
  test('says that the days stand the wrong way round, and not that nothing fits', async () => {
    const { text } = await body.console.get('/log?since=2026-09-10&until=2026-09-01')
    expect(text).toContain('“Until” lies before “From”: nothing can lie between them')
    expect(text).not.toContain('No entry fits')
    expect((await body.console.get('/log?since=2026-09-02&until=2026-09-02')).text).not.toContain('lies before')
  })

  test('goes on by itself over many days, and says at last that nothing fits', async () => {
    const console = await openConsole({ today: '2026-01-05' })
    await console.must('register-school', oakfield)
    for (let day = 0; day < 130; day++) {
      console.clock.moveTo(`${addDays('2026-01-06', day)}T10:00:00.000Z`)
      await console.must('change-school', { school: oakfield.ref, pupils: 100 + day })
    }
    await console.settle()
    const query = `by=${encodeURIComponent(`staff#${console.idOf('reader')}`)}`
    expect((await console.get(`/log?${query}`)).text).toContain('No entry fits.')
  })

  test('that was not ended says how far back it looked', async () => {
    let slow = 0
    const console = await openConsole({ today: '2026-01-05', change: { clock: { monotonic: () => (slow += 40) } } })
    await console.must('register-school', oakfield)
    for (let day = 0; day < 130; day++) {
      console.clock.moveTo(`${addDays('2026-01-06', day)}T10:00:00.000Z`)
      await console.must('change-school', { school: oakfield.ref, pupils: 100 + day })
    }
    await console.settle()
    const query = `by=${encodeURIComponent(`staff#${console.idOf('reader')}`)}`
    const { text, html } = await console.get(`/log?${query}`)
    expect(text).toMatch(/No entry fits back to \d+ \w+ 2026\. Older ones have not been looked at yet/)
    expect(html).toContain('cursor=')
  })
})

describe('the views', () => {
  test('as a timeline say by each day whether it is sealed', async () => {
    const { text } = await body.console.get('/log?view=timeline')
    expect(text).toContain('Sealed up to 2 Sept 2026')
    expect(text).toMatch(/2 Sept 2026 Sealed/)
    expect(text).not.toMatch(/2 Oct 2026 Sealed/)
  })

  test('as it is kept show the data and its type', async () => {
    const { text } = await body.console.get('/log?view=raw&type=ReviewReminderDue')
    expect(text).toContain('"stage":"before-90"')
  })

  test('lead from each entry to itself, its school, its letter and whoever did it', async () => {
    const { html } = await body.console.get('/log?type=LetterSent')
    for (const link of [
      'href="/log/letter%23',
      'href="/letters/',
      `href="/schools/${body.school.slice(7)}"`,
      'href="/log?by=system"',
    ])
      expect(html).toContain(link)
  })
})

describe('following the log', () => {
  test('takes one script of the console’s own, and allows no other', async () => {
    const { html, headers } = await body.console.get('/log')
    const [, path = ''] = /<script src="(\/assets\/follow-[^"]+)" defer/.exec(html) ?? []
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'; connect-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(html.match(/<script/g)).toHaveLength(1)
    const script = await body.console.request(path)
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    expect((await body.console.get('/letters')).headers.get('content-security-policy')).not.toContain('script-src')
  })

  test('answers nothing while nothing is new, and only the entries when something is', async () => {
    const page = await body.console.get('/log?type=SchoolRegistered')
    const [, latest = ''] = /data-follow="([^"]+)"/.exec(page.html) ?? []
    const [, newest = ''] = /data-entry="([^"]+)"/.exec(page.html) ?? []
    const address = latest.replaceAll('&amp;', '&')
    expect((await body.console.get(`${address}&newest=${encodeURIComponent(newest)}`)).status).toBe(204)
    const { status, html } = await body.console.get(`${address}&newest=school%23x%401.0`)
    expect(status).toBe(200)
    expect(html).toContain(`data-entry="${newest}"`)
    expect(html).not.toContain('<html')
  })

  test('works without a script by loading the page again', async () => {
    const { html, text } = await body.console.get('/log?type=LetterSent')
    expect(html).toContain('href="/log?type=LetterSent">Look for new entries</a>')
    expect(html).toContain('hidden="">Follow new entries')
    expect(html).toContain('aria-live="polite"')
    expect(text).toContain('Look for new entries')
  })

  test('leads whoever is signed out to the way in, and shows nothing', async () => {
    const answer = await body.console.request('/log/latest?view=sentences')
    expect([answer.status, answer.html]).toEqual([303, ''])
  })
})

describe('one entry', () => {
  test('tells its cause up to the first, and what followed down to the letters that left', async () => {
    const { text } = await body.console.get(`/log/${encodeURIComponent(body.reminder)}`)
    expect(text).toContain('The morning run did it.')
    expect(text).toMatch(/What followed from it .*a letter \(review reminder\) was asked for.* Left the letter left/i)
    expect(text).toContain('Sealed Yes, with its day')
    const sent = await body.console.get(
      `/log/${encodeURIComponent(await firstOf(body.console, 'LetterSent', '2026-09-02'))}`,
    )
    expect(sent.text).toMatch(
      /Because .*a letter \(review reminder\) was asked for.*And that because .*90 days before.*In the beginning: The morning run did it/,
    )
  })

  test('folds away how it is stored, for admins alone', async () => {
    const path = `/log/${encodeURIComponent(body.reminder)}`
    const { html } = await body.console.get(path)
    const [shown = '', folded = ''] = html.split('As it is stored')
    expect(shown).not.toMatch(/stream&quot;|"stream"/)
    expect(folded).toContain('stream')
    expect((await body.console.get(path, 'coordinator')).html).not.toContain('As it is stored')
  })

  test('shows letters that were withheld, and work that could not be done', async () => {
    const { console, reminder } = body
    const filed = {
      verb: 'send-letters',
      kind: 'queue',
      queue: 'send-letters',
      event: reminder,
      last: '2026-10-02T07:00:00.000Z',
      kept: 'x',
    } as const
    await act(
      console.tools,
      deadDecider,
      'dead#one',
      { do: 'file-dead-letter', filed },
      { ...system, because: reminder },
    )
    await console.settle()
    const { text, html } = await console.get(`/log/${encodeURIComponent(reminder)}`)
    expect(text).toContain('Could not be done A letter did not leave.')
    expect(html).toContain('href="/dead-letters/one"')
  })

  test('ends with what became of a letter that was held, whatever it was that let it go', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const id = school.replace('school#', '')
    await console.must('pause-letters', { scope: 'school', id, reason: 'The school is moving' })
    const { version } = await console.must('book-visit', { school: oakfield.ref, on: '2026-11-10' })
    await console.settle()
    const path = `/log/${encodeURIComponent(`${school}@${version}.0`)}`
    const held = await console.get(path)
    expect(held.text).toMatch(/Held The letter is held/)
    expect(held.text).not.toContain('In the end')
    const { stream, version: at } = await console.must('resume-letters', {
      scope: 'school',
      id,
      reason: 'It has moved',
    })
    const letter = /"(\/letters\/[0-9a-f]+)"/.exec(held.html)?.[1]?.replace('/letters/', 'letter#') ?? ''
    const resumed = { ...system, because: `${stream}@${at}.0` }
    await act(console.tools, letterDecider, letter, { do: 'release-letter' }, resumed)
    await act(console.tools, letterDecider, letter, { do: 'claim-letter' }, resumed)
    const verdict = { verdict: 'withhold', why: 'withdrawn', since: '2026-08-20' } as const
    await act(console.tools, letterDecider, letter, { do: 'note-verdict', verdict }, resumed)
    await console.settle()
    const { text, html } = await console.get(path)
    expect(text).toMatch(/In the end: Not sent .*The letter was not sent: withdrawn since 20 Aug 2026/)
    expect(html).toContain(`href="/${letter.replace('#', 's/')}"`)
  })

  test('that caused many alike folds them together, with a way to all of them', async () => {
    const { console } = body
    for (let n = 0; n < 45; n++) {
      const filed = { verb: 'ask-letters', kind: 'call', last: '2026-10-02T07:00:00.000Z', kept: `k${n}` } as const
      await act(
        console.tools,
        deadDecider,
        `dead#many-${n}`,
        { do: 'file-dead-letter', filed },
        { ...system, because: `${body.school}@1.0` },
      )
    }
    await console.settle()
    const { text, html } = await console.get(`/log/${encodeURIComponent(`${body.school}@1.0`)}`)
    expect(text).toContain('Something could not be done: 40 or more')
    expect(html).toContain(`href="/log?cause=${encodeURIComponent(`${body.school}@1.0`)}"`)
  })
})

describe('taking the log away', () => {
  const formula = '=HYPERLINK("http://elsewhere.example","Oak")'

  test('as CSV gives what the filters keep, and no cell that a spreadsheet would run', async () => {
    const console = await openConsole()
    for (const [n, name] of [formula, '+1', '-1', '@x', '\t=1', '＝1', oakfield.name].entries())
      await console.must('register-school', { ref: `urn:10000${n}`, name, nation: 'england' })
    await console.settle()
    const { html: csv, headers } = await console.get('/log/export?format=csv&type=SchoolRegistered')
    expect(headers.get('content-disposition')).toContain('log.csv')
    expect(csv).toMatch(/^when,what happened,school,/)
    const raw = await console.app.request('/log/export', {
      headers: { cookie: `session=token-of-${console.idOf('admin')}` },
    })
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(csv).toContain(`"'${formula.replaceAll('"', '""')}"`)
    const cells = csv.split('\r\n').flatMap((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    expect(cells.filter((cell) => /^"?[=+\-@\t＝]/.test(cell))).toEqual([])
    expect(csv.trim().split('\r\n')).toHaveLength(8)
  })

  test('as JSON gives the same entries with their sentences', async () => {
    const { html: json, headers } = await body.console.get('/log/export?format=json&type=ReviewReminderDue')
    const { entries } = z.object({ entries: z.array(z.looseObject({})) }).parse(JSON.parse(json))
    expect(headers.get('content-type')).toContain('application/json')
    expect(entries.map(({ day, school }) => [day, school])).toEqual([
      ['2026-10-02', 'urn:123456'],
      ['2026-09-02', 'urn:123456'],
    ])
  })

  test('never holds what a person typed, nor a person’s name', async () => {
    const everything = (await body.console.get('/log/export?format=csv')).html
    expect(everything.length).toBeGreaterThan(5000)
    expect(everything).not.toMatch(/A lively school|Morag|morag@/)
  })
})
