// The pages: each role sees what it may, in plain words, and nothing that was typed anywhere becomes markup.
import { describe, expect, test } from 'vitest'
import { roles } from '../../../events/kernel/words.ts'
import { type Console, oakfield, openConsole, pageOf, withOakfield } from './kit.ts'

const parts = [
  '/',
  '/schools',
  '/reviews',
  '/clusters',
  '/at-risk',
  '/feeds',
  '/letters',
  '/letters/next',
  '/letters/words',
  '/letters/words/review-reminder',
  '/letters/letterhead',
  '/letters/bulletins',
  '/tasks',
  '/log',
] as const

/** Oakfield, reminded 90 days before its review, and a school nobody can write to. */
async function filled(): Promise<{ console: Console; school: string; lonely: string }> {
  const console = await openConsole()
  const school = await withOakfield(console)
  const { stream: lonely } = await console.must('register-school', {
    ref: 'urn:400001',
    name: 'Ysgol y Bryn',
    nation: 'wales',
  })
  await console.must('grant-award', { school: 'urn:400001', award: 'inclusive-school', on: '2023-12-01' })
  await console.settle()
  await console.morning(school, '2026-09-02')
  await console.morning(lonely, '2026-09-02')
  return { console, school, lonely }
}

async function firstLetter({ tools }: Console): Promise<string> {
  const { rows } = await firstOf(tools.board)
  return rows[0]?.stream ?? ''
}

async function firstOf(board: Console['tools']['board']) {
  const streams: { stream: string }[] = []
  // The first reminder: others letters confirm what was agreed to.
  for await (const row of board.all())
    if (row.stream.startsWith('letter#') && row.data.kind === 'review-reminder') streams.push(row)
  return { rows: streams }
}

describe('every page', () => {
  test.each(roles.flatMap((role) => parts.map((part) => [part, role] as const)))(
    '%s is shown to the %s',
    async (part, role) => {
      const console = await openConsole()
      await withOakfield(console)
      const seen = await console.get(part, role)
      expect(seen.status).toBe(200)
      expect(seen.text).toContain(`Robin ${role}`)
      expect(console.reports).toEqual([])
    },
  )

  test('leads those who are not signed in to the way in, and back to the page after it', async () => {
    const console = await openConsole()
    const seen = await console.request('/schools?q=oak')
    expect([seen.status, seen.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fschools%3Fq%3Doak'])
  })

  test('says so to somebody who was removed from the staff, and shows nothing', async () => {
    const console = await openConsole()
    await withOakfield(console)
    await console.must('remove-staff', { staff: console.idOf('reader') })
    const seen = await console.get('/schools', 'reader')
    expect(seen.status).toBe(403)
    expect(seen.text).toContain('not on the staff')
    expect(seen.text).not.toContain('Oakfield')
  })

  test('runs no script, loads nothing from elsewhere, and is kept by no cache', async () => {
    const console = await openConsole()
    const { headers, html } = await console.get('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=/)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toContain('max-age')
  })

  test('speaks of no part of the machine', async () => {
    const { console, school } = await filled()
    const letter = await firstLetter(console)
    const paths = [...parts, pageOf(school), `/letters/${letter.slice('letter#'.length)}`]
    for (const path of paths) {
      const { text } = await console.get(path)
      expect(text.match(/\b(streams?|shards?|commits?|undefined|null|NaN|\[object|event id)\b/gi), path).toBeNull()
    }
  })

  test('weighs little before it is compressed', async () => {
    const { console, school } = await filled()
    for (const path of [...parts, pageOf(school)])
      expect((await console.get(path)).html.length, path).toBeLessThan(100_000)
  })

  test('says where the clock stands when it is a test clock, and nothing when it is the real one', async () => {
    const tested = await openConsole({ change: { testClock: () => true } })
    expect((await tested.get('/')).text).toContain(
      'The clock stands at 20 Aug 2026, 10:00 : this is not the real time.',
    )
    const real = await openConsole()
    expect((await real.get('/')).text).not.toContain('The clock stands')
  })

  test('that is not there says so, with a way on', async () => {
    const console = await openConsole()
    for (const path of [
      '/nowhere',
      '/schools/urn:999999',
      '/letters/none',
      '/log/school%23x%401.0',
      '/log/x',
      '/schools/urn:999999/do/book-visit',
    ]) {
      const seen = await console.get(path)
      expect([path, seen.status]).toEqual([path, 404])
      expect(seen.text).toContain('There is no such')
    }
  })

  test('that breaks says a number to tell, and nothing of what broke', async () => {
    const console = await openConsole({
      change: {
        newId: () => 'trace-7',
        world: () => {
          throw new Error('morag@oakfield.example')
        },
      },
    })
    const seen = await console.get('/')
    expect(seen.status).toBe(500)
    expect(seen.text).toContain('tell whoever runs the system this number: trace-7')
    expect(seen.html).not.toContain('morag')
    expect(console.reports).toHaveLength(1)
  })
})

describe('the stylesheet', () => {
  test('is one file that may be kept for ever', async () => {
    const console = await openConsole()
    const { html } = await console.get('/')
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
    const { status, headers } = await console.request(path)
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
    ])
  })

  test('leaves compressed where the browser takes that', async () => {
    const console = await openConsole()
    const { html } = await console.get('/')
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
    const answer = await console.app.request(path, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(30_000)
  })
})

describe('what was typed elsewhere', () => {
  test('is text everywhere, whatever it looks like', async () => {
    const console = await openConsole()
    const name = '<script>alert(1)</script> & "Sons"'
    const { stream } = await console.must('register-school', {
      ref: 'urn:111111',
      name,
      nation: 'england',
      website: 'javascript:alert(1)',
      town: '<b>Town',
    })
    await console.must('grant-award', {
      school: 'urn:111111',
      award: 'inclusive-school',
      on: '2023-12-01',
      reason: '<i>reason',
    })
    await console.must('add-contact', {
      school: 'urn:111111',
      role: 'head',
      name: '<img src=x>',
      email: 'x@oakfield.example',
    })
    await console.must('give-consent', {
      email: 'x@oakfield.example',
      purpose: 'service',
      wording: '2018-05',
      how: 'paper',
    })
    await console.settle()
    await console.morning(stream, '2026-09-02')
    const letter = await firstLetter(console)
    const paths = [
      ...parts,
      pageOf(stream),
      `${pageOf(stream)}/do/give-consent`,
      `/letters/${letter.slice(7)}`,
      '/schools?q=%22%3E%3Cscript%3E',
      '/log?school=%3Cscript%3E&stream=%22%3E%3Cb%3E&type=%3Cb%3E&by=%3Cb%3E',
    ]
    for (const path of paths)
      expect((await console.get(path)).html, path).not.toMatch(
        /<script(?! src="\/assets\/follow-)|<b>|<i>|<img|href="javascript/,
      )
    expect((await console.get('/schools')).text).toContain(name)
    expect((await console.get(pageOf(stream))).text).toContain('“<i>reason”')
  })
})

describe('the school', () => {
  test('shows its entry, awards, open review, people, letters and what happened', async () => {
    const { console, school } = await filled()
    const { text } = await console.get(pageOf(school))
    for (const words of [
      'Oakfield Primary School',
      'urn:123456',
      'Sampleton',
      'Inclusive School Award Held 1 Dec 2025',
      'Annual review (Centre of Excellence)',
      'Due 1 Dec 2026',
      'Last reminder 90 days before',
      'None booked',
      'Morag Evans morag@oakfield.example Given 20 Aug 2026 (paper, wording 2018-05)',
      'Not needed for the office mailbox',
      'Review reminder',
      'Sent',
      'the reminder 90 days before',
      'The Centre of Excellence award was granted on 1 Dec 2025',
      '“A lively school”',
      'Robin admin',
    ])
      expect(text).toContain(words)
  })

  test('is found by its reference, present or former, and by its id', async () => {
    const { console, school } = await filled()
    await console.must('change-school', { school: oakfield.ref, ref: 'urn:654321' })
    for (const name of ['urn:123456', 'urn:654321', school.slice(7)])
      expect((await console.get(`/schools/${name}`)).text).toContain('Former references urn:123456')
  })

  test.each(['admin', 'coordinator'] as const)(
    'shows the %s who its people are, and reasons that were typed',
    async (role) => {
      const { console, school } = await filled()
      const { text } = await console.get(pageOf(school), role)
      expect(text).toContain('morag@oakfield.example')
      expect(text).toContain('A lively school')
    },
  )

  test.each(['ambassador', 'assessor', 'reader'] as const)(
    'shows the %s roles and consents, and no names, addresses or reasons',
    async (role) => {
      const { console, school } = await filled()
      const letter = await firstLetter(console)
      for (const path of [
        pageOf(school),
        '/letters',
        `/letters/${letter.slice(7)}`,
        `/letters/${letter.slice(7)}/as-mail`,
        '/log',
        '/tasks',
      ]) {
        const { html } = await console.get(path, role)
        expect(html, path).not.toMatch(/Morag|Evans|Idris|morag@|A lively school/)
      }
      expect((await console.get(pageOf(school), role)).text).toContain('Names and addresses are not shown to your role')
    },
  )

  test('shows the Assessor of its booked visit who its people are', async () => {
    const { console, school } = await filled()
    await console.must('book-visit', { school: oakfield.ref, on: '2026-11-10', assessor: console.idOf('assessor') })
    expect((await console.get(pageOf(school), 'assessor')).text).toContain('Morag Evans morag@oakfield.example')
    expect((await console.get(pageOf(school), 'reader')).text).not.toContain('Morag')
  })

  test('that nobody can write to says so, and no more once somebody agreed to letters', async () => {
    const { console, lonely } = await filled()
    const says = async () => (await console.get(pageOf(lonely))).text
    expect(await says()).toContain('Nobody can be written to')
    await console.must('add-contact', {
      school: 'urn:400001',
      role: 'head',
      name: 'Mair Puw',
      email: 'mair@bryn.example',
    })
    expect(await says()).toContain('Nobody can be written to')
    await console.must('give-consent', {
      email: 'mair@bryn.example',
      purpose: 'service',
      wording: '2018-05',
      how: 'phone',
    })
    expect(await says()).not.toContain('Nobody can be written to')
  })
})

describe('schools', () => {
  test.each([
    ['q=oak', true, false],
    ['q=YSGOL', false, true],
    ['level=centre-of-excellence', true, false],
    ['nation=wales', false, true],
    ['q=oak&nation=wales', false, false],
    ['level=none', false, false],
    ['q=&level=&nation=', true, true],
    ['level=nonsense', true, true],
  ])('are found by %s', async (query, oak, bryn) => {
    const { console } = await filled()
    const { text } = await console.get(`/schools?${query}`)
    expect([text.includes('Oakfield Primary School'), text.includes('Ysgol y Bryn')]).toEqual([oak, bryn])
    if (!oak && !bryn) expect(text).toContain('No school fits.')
  })

  test('come a page at a time, each with a way on and back', async () => {
    const console = await openConsole()
    for (let n = 0; n < 60; n++)
      await console.must('register-school', {
        ref: `urn:1000${String(n).padStart(2, '0')}`,
        name: `School ${String(n).padStart(2, '0')}`,
        nation: 'england',
      })
    await console.settle()
    const first = await console.get('/schools?nation=england')
    const next = /href="(\/schools\?[^"]*cursor=[^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('nation=england')
    const second = await console.get(next)
    expect(second.text).toContain('School 59')
    expect(second.text).not.toContain('School 00')
    expect(second.html).toContain('href="/schools?nation=england"')
    expect(second.text).toContain('Back to the beginning')
  })
})

describe('letters', () => {
  test('say why each was asked for, and why it was not sent', async () => {
    const { console, school } = await filled()
    await console.must('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'service' })
    await console.must('withdraw-consent', { email: 'office@oakfield.example', purpose: 'service' })
    await console.settle()
    await console.morning(school, '2026-10-02')
    const { text } = await console.get('/letters')
    expect(text).toContain(
      'The annual review (Centre of Excellence) is due on 1 Dec 2026 : the reminder 90 days before',
    )
    expect(text).toContain('Morag Evans (head)')
    expect((await console.get('/letters?state=sent')).text).toContain('Review reminder')
    expect((await console.get('/letters?state=withheld')).text).toContain('No letter fits.')
  })

  test('that are held say by what', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    await console.must('set-sending', { position: 'off', reason: 'A pause' })
    await console.morning(school, '2026-09-02')
    expect((await console.get('/letters?state=held')).text).toContain('Sending is switched off')
    expect((await console.get('/')).text).toMatch(/Sending: Off .* 1 Letters held/)
  })

  test('tell their life in sentences and show their words', async () => {
    const { console } = await filled()
    const letter = await firstLetter(console)
    const seen = await console.get(`/letters/${letter.slice(7)}`)
    for (const words of [
      'A letter (review reminder) was asked for',
      'The letter left',
      'Subject:',
      'Dear Morag Evans,',
      'Oakfield Primary School',
    ])
      expect(seen.text).toContain(words)
  })

  test('are shown as a mail program shows them in a box without rights', async () => {
    const { console } = await filled()
    const letter = await firstLetter(console)
    const { headers, html } = await console.get(`/letters/${letter.slice(7)}/as-mail`)
    expect(html).toContain('Dear Morag Evans,')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  })
})

describe('the log', () => {
  test('tells what happened, to which school, and who did it, newest first', async () => {
    const { console } = await filled()
    const { text } = await console.get('/log')
    expect(text).toContain('Oakfield Primary School : the Centre of Excellence award was granted on 1 Dec 2025')
    expect(text.indexOf('fell due')).toBeLessThan(text.indexOf('was registered as'))
    expect(text).toContain('Robin admin')
  })

  test('is narrowed by any filters together, all of them in the address', async () => {
    const { console, lonely } = await filled()
    const admin = encodeURIComponent(console.staff.get('admin') ?? '')
    const shown = async (query: string) =>
      (await console.get(`/log?${query}`)).text.split('Entries, newest first')[1] ?? ''
    expect(await shown(`school=urn:400001&type=AwardGranted&by=${admin}&since=2026-08-20&until=2026-08-20`)).toMatch(
      /Ysgol y Bryn : the Inclusive School Award was granted/,
    )
    expect(await shown('type=AwardGranted&since=2026-08-21')).toBe('')
    expect(await shown(`school=${lonely.slice(7)}`)).not.toContain('Oakfield')
    expect(await shown('by=system&type=ReviewReminderDue')).not.toContain('Robin')
    expect(await shown('trace=morning%202026-09-02&stream=days%23body')).toBe('')
  })

  test('says so when a filter names no school or no day', async () => {
    const { console } = await filled()
    const { text } = await console.get('/log?school=urn:999999&since=yesterday')
    expect(text).toContain('School (name or reference): No school is known by this name or reference')
    expect(text).toContain('From: Give a day, such as 27 Mar 2027')
  })

  test('can be downloaded as it is narrowed', async () => {
    const { console } = await filled()
    expect((await console.get('/log?school=urn:400001&by=system')).html).toContain(
      '/log/export?school=urn%3A400001&amp;by=system&amp;format=csv',
    )
  })

  test('shows of one entry what caused it, what followed from it, and how it is kept', async () => {
    const { console, school } = await filled()
    const reminded = (await console.get('/log?type=ReviewReminderDue&school=urn:123456')).html
    const path = /href="(\/log\/[^"]+%40[^"]+)"/.exec(reminded)?.[1] ?? ''
    const { text } = await console.get(path)
    expect(text).toContain('The morning run did it.')
    const [, followed = ''] = text.split('What followed from it')
    expect(followed).toContain('1 contact is to be written to')
    expect(followed).toMatch(/A letter \(review reminder\) was asked for .*The letter left/)
    expect(text).toContain('"type": "ReviewReminderDue"')
    expect(text).toContain(`"stream": "${school}"`)
    const asked = (await console.get('/log?type=LetterSent&school=urn:123456')).html
    const sent = await console.get(/href="(\/log\/[^"]+%40[^"]+)"/.exec(asked)?.[1] ?? '')
    expect(sent.text).toMatch(
      /Because a letter \(review reminder\) was asked for .*And that because a reminder \(90 days before\)/,
    )
  })
})

describe('reviews and tasks', () => {
  test('reviews come soonest first, with their state', async () => {
    const { console } = await filled()
    const { text } = await console.get('/reviews')
    expect(text).toMatch(
      /Oakfield Primary School Annual review \(Centre of Excellence\) 1 Dec 2026 Open None booked 90 days before/,
    )
    expect((await console.get('/reviews?state=booked')).text).toContain('No open review fits.')
    expect((await console.get('/reviews?within=30')).text).toContain('No open review fits.')
    expect((await console.get('/reviews?within=90&state=open')).text).toContain('Oakfield')
  })

  test('tasks say what is to be done, by when, and where it came from', async () => {
    const { console } = await filled()
    const { text } = await console.get('/tasks')
    expect(text).toContain('Nobody at Ysgol y Bryn can be reached by e-mail.')
    expect(text).toContain('Why this task is here')
    expect(text).toContain('9 Sept 2026')
    expect((await console.get('/tasks?about=grace-ended')).text).toContain('Nothing waits for a person.')
    expect((await console.get('/tasks', 'reader')).text).not.toContain('Finish this task')
  })

  test('today says how many of each there are', async () => {
    const { console } = await filled()
    const { text } = await console.get('/')
    expect(text).toContain('Today, 2 Sept 2026')
    expect(text).toMatch(/1 Waiting for a person .* 1 Schools nobody can write to/)
    expect(text).toContain('Sending: On')
  })
})
