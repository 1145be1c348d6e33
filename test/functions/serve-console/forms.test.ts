// The forms: what a role may send is offered to it and taken from it alone, rules answer in their own words, and what was
// done is seen on the next page.
import { describe, expect, test } from 'vitest'
import { commands, isCommand } from '../../../events/commands.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { roles, type StaffRole } from '../../../events/kernel/words.ts'
import { formNamed, forms } from '../../../functions/serve-console/do/names.ts'
import { formToken, isFormToken } from '../../../functions/serve-console/form-token.ts'
import { safeNext } from '../../../functions/serve-console/pages/sign-in.tsx'
import { act } from '../../../shared/log/act.ts'
import { type Console, oakfield, openConsole, pageOf, type Seen, tokenOn, withOakfield, withSigns } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''

async function contactOf({ tools }: Console, email: string): Promise<string> {
  return (await tools.vault.holderOf('contact', email, tools.world().now)) ?? ''
}

/** Sends a form below Oakfield, and opens the page it leads to when the lists have followed. */
async function done(
  console: Console,
  school: string,
  form: string,
  fields: Readonly<Record<string, string>>,
  as: StaffRole = 'admin',
): Promise<Seen> {
  const sent = await console.send(`${pageOf(school)}/do/${form}`, fields, as)
  expect([sent.status, sent.text]).toEqual([303, ''])
  await console.settle()
  return await console.get(whither(sent), as)
}

describe('what can be done', () => {
  test('each form is a command, below the thing it is about', () => {
    for (const [name, { title }] of Object.entries(forms)) {
      expect([name, title.length > 0, isCommand(name)]).toEqual([name, true, true])
    }
    expect(formNamed('finish-task', 'schools')).toBeUndefined()
    expect(formNamed('set-sending', 'schools')).toBeUndefined()
    expect(formNamed('toString', 'schools')).toBeUndefined()
  })

  test.each(roles)('the school page offers the %s just what the role may do', async (role) => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const { html } = await console.get(pageOf(school), role)
    const offered = [...new Set([...html.matchAll(/\/do\/([a-z-]+)/g)].map(([, name]) => name))]
    const may = role === 'admin' || role === 'coordinator'
    expect(offered).toEqual(
      role === 'assessor'
        ? ['book-visit']
        : may
          ? expect.arrayContaining([
              'book-visit',
              'decide-review',
              'extend-review',
              'grant-award',
              'add-contact',
              'give-consent',
              'withdraw-consent',
            ])
          : [],
    )
  })

  test.each(
    roles.flatMap((role) =>
      (['book-visit', 'decide-review', 'add-contact', 'withdraw-consent'] as const).map(
        (form) => [role, form] as const,
      ),
    ),
  )('the %s who may not send %s is told who may, opening or sending it', async (role, form) => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const path = `${pageOf(school)}/do/${form}`
    const allowed: readonly StaffRole[] = commands[form].roles
    const opened = await console.get(path, role)
    expect(opened.status).toBe(allowed.includes(role) ? 200 : 403)
    if (allowed.includes(role)) return
    expect(opened.text).toContain('Your role may not do this')
    const token = tokenOn(await console.get('/', role))
    const sent = await console.request(
      path,
      { method: 'POST', body: new URLSearchParams({ token, on: '2026-11-10' }) },
      role,
    )
    expect(sent.status).toBe(403)
    expect((await console.tools.log.head(school))?.body.events[0]?.type).toBe('ContactLinked')
  })
})

describe('a form', () => {
  test('books a visit, and the next page says so and shows it', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const seen = await done(console, school, 'book-visit', {
      on: '2026-11-10',
      assessor: console.staff.get('assessor') ?? '',
    })
    expect(seen.text).toContain('Done A visit was booked for 10 Nov 2026 .')
    expect(seen.text).toContain('Visit 10 Nov 2026 Assessor Robin assessor Reminders None while a visit is booked')
    const again = await console.send(`${pageOf(school)}/do/book-visit`, {
      on: '2026-11-10',
      assessor: console.staff.get('assessor') ?? '',
    })
    expect((await console.get(whither(again))).text).toContain('It was so already: nothing has changed.')
  })

  test('cancels, extends, decides, grants', async () => {
    const console = await openConsole({ today: '2026-09-01' })
    const school = await withOakfield(console)
    await done(console, school, 'book-visit', { on: '2026-11-10' })
    expect((await done(console, school, 'cancel-visit', { reason: 'The head is away' })).text).toContain(
      '“The head is away”',
    )
    const extended = await done(console, school, 'extend-review', { to: '2027-01-15', reason: 'A new building' })
    expect(extended.text).toContain('Due 15 Jan 2027 Before it was extended 1 Dec 2026')
    const decided = await done(console, school, 'extend-review', { to: '2026-12-01', reason: 'As it was' })
    expect(decided.status).toBe(200)
    expect((await done(console, school, 'decide-review', { decision: 'retained' })).text).toContain('Due 1 Dec 2027')
    const refused = await console.send(`${pageOf(school)}/do/grant-award`, { award: 'flagship', on: '2026-09-01' })
    expect(refused.status).toBe(422)
  })

  test('shows a refusal on itself, in the rule’s own words, with what was typed', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const refused = await console.send(`${pageOf(school)}/do/grant-award`, {
      award: 'flagship',
      on: '2026-08-01',
      reason: 'They asked nicely',
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(
      'This cannot be done A first Flagship needs 3 years as a Centre of Excellence. This school has been one since 1 Dec 2025 : the first possible day is 1 Dec 2028 .',
    )
    expect(refused.html).toContain('value="1 Aug 2026"')
    expect(refused.text).toContain('They asked nicely')
    expect(refused.html).toContain('<title>Error: ')
  })

  test('says everything that does not fit at once, beside its fields', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const wrong = await console.send(`${pageOf(school)}/do/add-contact`, {
      name: 'Morag Evans',
      email: 'morag at oakfield',
    })
    expect(wrong.status).toBe(400)
    expect(wrong.text).toContain('“Role at the school” is needed')
    expect(wrong.text).toContain('E-mail address: An e-mail address looks like name@school.example')
    expect(wrong.html).toMatch(/href="#email"/)
    expect(wrong.html).toContain('value="morag at oakfield"')
    const tooMany = await console.send('/schools/do/register-school', {
      ref: '123456',
      name: 'A school',
      nation: 'atlantis',
      pupils: 'many',
    })
    expect(tooMany.text).toContain('Reference: A ref is urn: and six digits, or ref: and a code')
    expect(tooMany.text).toContain('Number of pupils (optional): Give a whole number')
    expect(tooMany.text).toContain('Nation: Choose one of these')
  })

  test('registers a school and goes on to its page', async () => {
    const console = await openConsole()
    const sent = await console.send('/schools/do/register-school', { ...oakfield, pupils: '240' })
    await console.settle()
    const seen = await console.get(whither(sent))
    expect(seen.text).toContain('Done Oakfield Primary School was registered as urn:123456.')
    expect(seen.text).toContain('Pupils 240')
    expect((await console.send('/schools/do/register-school', { ...oakfield, name: 'Another' })).text).toContain(
      'Oakfield Primary School is already registered under urn:123456.',
    )
  })

  test('adds a contact, notes consent with its evidence, and withdraws it', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    await done(console, school, 'add-contact', { role: 'head', name: 'Bryn Hughes', email: 'bryn@oakfield.example' })
    const contact = await contactOf(console, 'bryn@oakfield.example')
    const given = await done(console, school, 'give-consent', {
      contact,
      purpose: 'news',
      wording: '2018-05',
      how: 'phone',
      on: '2026-08-01',
    })
    expect(given.text).toMatch(
      /Bryn Hughes bryn@oakfield.example Not given Given 1 Aug 2026 \(phone, wording 2018-05\)/,
    )
    const withdrawn = await done(console, school, 'withdraw-consent', { contact, purpose: 'news' })
    expect(withdrawn.text).toMatch(/Bryn Hughes bryn@oakfield.example Not given Withdrawn 20 Aug 2026/)
    const late = await console.send(`${pageOf(school)}/do/give-consent`, {
      contact,
      purpose: 'news',
      wording: '2018-05',
      how: 'paper',
      on: '2026-08-02',
    })
    expect(late.text).toContain('the later word stands')
  })

  test('reaches the contacts of its own school alone', async () => {
    const console = await openConsole()
    await withOakfield(console)
    const { stream: other } = await console.must('register-school', {
      ref: 'urn:222222',
      name: 'Other School',
      nation: 'england',
    })
    const contact = await contactOf(console, 'morag@oakfield.example')
    const sent = await console.send(`${pageOf(other)}/do/withdraw-consent`, { contact, purpose: 'service' })
    expect(sent.status).toBe(404)
    expect((await console.get(pageOf(other))).text).not.toContain('Morag')
  })

  test('lets an Assessor book for oneself and leave other visits alone', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const own = await done(
      console,
      school,
      'book-visit',
      { on: '2026-11-10', assessor: 'staff#somebody-else' },
      'assessor',
    )
    expect(own.text).toContain('Assessor Robin assessor')
    await console.must('book-visit', { school: oakfield.ref, on: '2026-11-11' })
    const sent = await console.send(`${pageOf(school)}/do/cancel-visit`, {}, 'assessor')
    expect(sent.status).toBe(403)
    expect(sent.text).toContain('own visits only')
  })

  test('keeps what was typed in the vault and out of the log', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    await done(console, school, 'extend-review', { to: '2027-01-15', reason: 'Morag Evans is ill' })
    for await (const { bytes } of console.tools.log.all()) expect(bytes).not.toContain('Morag')
  })

  test('finishes a task', async () => {
    const console = await openConsole()
    await withOakfield(console)
    const { stream } = await console.must('register-school', {
      ref: 'urn:222222',
      name: 'Lonely School',
      nation: 'england',
    })
    await console.must('grant-award', { school: 'urn:222222', award: 'inclusive-school', on: '2023-12-01' })
    await console.settle()
    await console.morning(stream, '2026-09-02')
    const tasks = await console.get('/tasks')
    const action = /action="(\/tasks\/[^"]+)"/.exec(tasks.html)?.[1] ?? ''
    const wrong = await console.request(
      action,
      { method: 'POST', body: new URLSearchParams({ token: tokenOn(tasks) }) },
      'admin',
    )
    expect([wrong.status, wrong.text.includes('“Outcome” is needed')]).toEqual([400, true])
    const sent = await console.request(
      action,
      { method: 'POST', body: new URLSearchParams({ token: tokenOn(tasks), outcome: 'rang the school' }) },
      'admin',
    )
    await console.settle()
    expect((await console.get(whither(sent))).text).toContain('Done The task was finished. Tasks')
    expect((await console.get('/tasks?state=finished')).text).toContain('rang the school')
    expect((await console.get('/tasks?state=finished', 'reader')).text).not.toContain('rang the school')
  })

  test('waits for the lists, and says when they are late', async () => {
    const console = await openConsole()
    const sent = await console.send('/schools/do/register-school', oakfield)
    expect((await console.get(whither(sent))).text).toContain('Lists may show it a moment later.')
  })

  test('tells only those who did it what was done', async () => {
    const console = await openConsole()
    const sent = await console.send('/schools/do/register-school', oakfield)
    await console.settle()
    expect((await console.get(whither(sent), 'reader')).text).not.toContain('Done')
    expect((await console.get('/schools?seen=school%23x%401')).status).toBe(200)
  })
})

describe('a form from elsewhere', () => {
  test.each(['', 'token-of-x', 'a.b', undefined])('with the token %j is not taken', async (token) => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const before = (await console.tools.log.head(school))?.body.version
    const sent = await console.request(
      `${pageOf(school)}/do/book-visit`,
      { method: 'POST', body: new URLSearchParams({ on: '2026-11-10', ...(token !== undefined && { token }) }) },
      'admin',
    )
    expect(sent.status).toBe(403)
    expect(sent.text).toContain('The form is out of date')
    expect((await console.tools.log.head(school))?.body.version).toBe(before)
  })

  test('with another person’s token is not taken', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const token = tokenOn(await console.get('/', 'coordinator'))
    const sent = await console.request(
      `${pageOf(school)}/do/book-visit`,
      { method: 'POST', body: new URLSearchParams({ on: '2026-11-10', token }) },
      'admin',
    )
    expect(sent.status).toBe(403)
  })

  test('from nobody is led to the way in', async () => {
    const console = await openConsole()
    const sent = await console.request('/schools/do/register-school', {
      method: 'POST',
      body: new URLSearchParams(oakfield),
    })
    expect([sent.status, whither(sent)]).toEqual([303, '/sign-in'])
  })

  test('that came without any session leads back to the page it stood on', async () => {
    const console = await openConsole()
    const path = `${pageOf(await withOakfield(console))}/do/book-visit`
    const headers = { referer: `http://localhost${path}` }
    const sent = await console.request(path, {
      method: 'POST',
      body: new URLSearchParams({ on: '1 Dec 2026' }),
      headers,
    })
    expect(sent.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    const elsewhere = { referer: 'https://evil.example/x' }
    const other = await console.request(path, { method: 'POST', body: new URLSearchParams(), headers: elsewhere })
    expect(other.headers.get('location')).toBe('/sign-in')
  })

  test('that is too large is not read', async () => {
    const console = await openConsole()
    const body = new URLSearchParams({ note: 'x'.repeat(300_000) })
    const sent = await console.request(
      '/schools/do/register-school',
      { method: 'POST', body, headers: { 'content-length': String(body.toString().length) } },
      'admin',
    )
    expect(sent.status).toBe(413)
  })

  test('a token is good for its own session, however often it is shown', () => {
    const token = formToken('session-1', 'salt-0001')
    expect(isFormToken(token, 'session-1')).toBe(true)
    expect(isFormToken(formToken('session-1', 'salt-0002'), 'session-1')).toBe(true)
    expect(isFormToken(token, 'session-2')).toBe(false)
    expect(isFormToken(token.replace('salt-0001', 'salt-0003'), 'session-1')).toBe(false)
  })
})

describe('what is emptied and what is seldom meant', () => {
  /** Opens a form, and sends it with all it holds but what is said here. */
  const resend = async (console: Console, path: string, but: Record<string, string>) => {
    const { html } = await console.get(path)
    const fields = new FormData()
    for (const [, name = '', value = ''] of html.matchAll(/<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"/g))
      fields.set(name, withSigns(value))
    const said = Object.fromEntries(
      [...fields].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
    const nation = /name="nation"[^>]* value="(\w+)" checked/.exec(html)?.[1]
    return console.request(
      path,
      { method: 'POST', body: new URLSearchParams({ ...said, ...(nation !== undefined && { nation }), ...but }) },
      'admin',
    )
  }

  test('a telephone that was emptied is taken away, of a school and of a contact', async () => {
    const console = await openConsole()
    const school = await withOakfield(console)
    const path = `${pageOf(school)}/do/change-school`
    expect((await console.get(pageOf(school))).text).toContain('01632 960123')
    expect((await resend(console, path, { phone: '' })).status).toBe(303)
    await console.settle()
    expect((await console.get(pageOf(school))).text).not.toContain('01632 960123')
    expect((await console.get('/log?school=urn:123456')).text).toMatch(/phone was taken away/)
    const morag = await contactOf(console, 'morag@oakfield.example')
    const at = `/contacts/${morag.slice('contact#'.length)}/do/change-contact`
    expect((await resend(console, at, { phone: '01632 960777' })).status).toBe(303)
    expect((await console.tools.vault.person(morag, '2026-08-20T12:00:00.000Z'))?.phone).toBe('01632 960777')
    expect((await resend(console, at, { phone: '' })).status).toBe(303)
    expect(await console.tools.vault.person(morag, '2026-08-20T12:00:00.000Z')).toEqual({
      name: 'Morag Evans',
      email: 'morag@oakfield.example',
    })
  })

  test('a name cannot be emptied, and the form says so', async () => {
    const console = await openConsole()
    const path = `${pageOf(await withOakfield(console))}/do/change-school`
    const sent = await resend(console, path, { name: '' })
    expect([sent.status, sent.text]).toEqual([400, expect.stringContaining('“Name” is needed')])
  })

  test.each([
    ['', 'Give a day, such as 27 Mar 2027'],
    ['31 Feb 2027', 'There is no such day: give one such as 27 Mar 2027'],
  ])('the day %j is asked for in words', async (on, words) => {
    const console = await openConsole()
    const path = `${pageOf(await withOakfield(console))}/do/book-visit`
    const sent = await console.send(path, { on })
    expect([sent.status, sent.text]).toEqual([400, expect.stringContaining(words)])
    expect(sent.text).not.toContain('YYYY')
  })

  test.each([
    ['book-visit', { on: '12 Mar 2026' }, 'That is 161 days ago'],
    ['extend-review', { to: '1 Jan 2999', reason: 'x' }, 'That is in'],
  ])('a day that is seldom meant is asked about once: %s', async (form, fields, words) => {
    const console = await openConsole()
    const path = `${pageOf(await withOakfield(console))}/do/${form}`
    const asked = await console.send(path, fields)
    expect([asked.status, asked.text]).toEqual([400, expect.stringContaining(words)])
    const sure = /name="sure" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    expect((await console.send(path, { ...fields, sure })).status).toBe(303)
  })
})

describe('a form that says what comes of it', () => {
  test('offers the decisions of a review’s own kind, and what ends with an award', async () => {
    const console = await openConsole()
    const at = pageOf(await withOakfield(console))
    const decide = await console.get(`${at}/do/decide-review`)
    expect(decide.text).toMatch(/Retained .*Not retained: the award ends, and any above it/)
    expect(decide.html).not.toContain('value="re-accredited"')
    const lapse = await console.get(`${at}/do/lapse-award`)
    expect(lapse.text).toContain('Inclusive School Award; with it ends: Centre of Excellence')
  })

  test('keeps what was typed where the school that goes on is not known', async () => {
    const console = await openConsole()
    const path = `${pageOf(await withOakfield(console))}/do/close-school`
    const sent = await console.send(path, { on: '31 Jul 2026', successor: 'urn:999999', reason: 'It merges' })
    expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('No school has the reference urn:999999')])
    expect(sent.html).toContain('It merges')
  })

  test('takes no cluster that is not there for a member of staff', async () => {
    const console = await openConsole()
    const path = `/staff/${console.idOf('ambassador')}/do/change-staff`
    const sent = await console.send(path, { clusters: 'nowhere-1' })
    expect([sent.status, sent.text]).toEqual([422, expect.stringContaining('There is no cluster nowhere-1')])
  })
})

describe('signing in and out', () => {
  test('the way in is a plain form where anybody may choose who they are', async () => {
    const console = await openConsole()
    const seen = await console.request('/sign-in?next=%2Flog')
    expect(seen.status).toBe(200)
    expect(seen.html).toContain('action="/local/sign-in"')
    expect(seen.html).toContain('name="next" value="/log"')
    for (const role of roles) expect(seen.html).toContain(`value="${role}"`)
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    '/ok\\no',
    '/a b',
  ])('after it nobody is led to %j', (next) => expect(safeNext(next)).toBe('/'))

  test('after it one goes on to the page that was wanted', () =>
    expect(safeNext('/schools?q=oak&level=none')).toBe('/schools?q=oak&level=none'))

  test('out ends the session, and only by its own form', async () => {
    const console = await openConsole()
    const page = await console.get('/')
    expect((await console.request('/sign-out', { method: 'POST', body: new URLSearchParams() }, 'admin')).status).toBe(
      403,
    )
    const out = await console.request(
      '/sign-out',
      { method: 'POST', body: new URLSearchParams({ token: tokenOn(page) }) },
      'admin',
    )
    expect([out.status, whither(out)]).toEqual([303, '/sign-in'])
    expect(out.headers.get('set-cookie')).toMatch(/session=; Max-Age=0; Path=\/; HttpOnly/)
  })
})

test('a form about the review says which review it is, and whether a visit is booked', async () => {
  const console = await openConsole()
  const school = await withOakfield(console)
  const says = async () => (await console.get(`${pageOf(school)}/do/decide-review`)).text
  expect(await says()).toContain('Annual review (Centre of Excellence), due 1 Dec 2026 ; no visit is booked')
  await console.must('book-visit', { school: oakfield.ref, on: '2026-11-10' })
  expect(await says()).toContain('due 1 Dec 2026 ; visit on 10 Nov 2026')
  expect((await console.get(`${pageOf(school)}/do/add-contact`)).text).not.toContain('due 1 Dec 2026')
})

test('a task about mail that came back names all schools its contact serves, with the way to the contact', async () => {
  const console = await openConsole()
  await withOakfield(console)
  await console.must('register-school', { ref: 'urn:123499', name: 'Elmfield Primary School', nation: 'england' })
  const again = { school: 'urn:123499', role: 'head', name: 'Morag Evans', email: 'morag@oakfield.example' }
  const { stream: contact } = await console.must('add-contact', again)
  const doing = { by: 'system', because: 'mail-provider', trace: 't' }
  await act(console.tools, contactDecider, contact, { do: 'note-bounce', kind: 'permanent' }, doing)
  await console.settle()
  const tasks = await console.get('/tasks')
  expect(tasks.text).toContain('Morag Evans')
  const task = /href="(\/tasks\/[0-9a-f]+)"/.exec(tasks.html)?.[1] ?? ''
  const page = await console.get(task)
  expect(page.text).toMatch(/School Oakfield Primary School .*School Elmfield Primary School/)
  expect(page.html).toContain(`href="/contacts/${contact.replace('contact#', '')}"`)
})
