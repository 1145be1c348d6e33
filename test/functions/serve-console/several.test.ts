// Something done to several of a list: looked at first, said once with its reason, done once to each, and told of each.
import { describe, expect, test } from 'vitest'
import { roles, type StaffRole } from '../../../events/kernel/words.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import { act, loadStream } from '../../../shared/log/act.ts'
import { type Console, openConsole, type Seen, tokenOn, withSigns } from './kit.ts'

const byTest = { by: 'system', because: 'test', trace: 'test' } as const
const idOf = (stream: string) => stream.slice(stream.indexOf('#') + 1)

/** Schools with a review due on 1 December 2026, named after trees. */
async function withSchools(console: Console, names: readonly string[]): Promise<string[]> {
  const streams: string[] = []
  for (const [n, name] of names.entries()) {
    const ref = `urn:20000${n}`
    const { stream } = await console.must('register-school', { ref, name, nation: 'england' })
    await console.must('grant-award', { school: ref, award: 'inclusive-school', on: '2025-12-01' })
    await console.must('grant-award', { school: ref, award: 'centre-of-excellence', on: '2025-12-01' })
    streams.push(stream)
  }
  await console.settle()
  return streams
}

async function withTasks(console: Console, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const raised = { about: 'calendar-ends', cause: `days#body@${ids.indexOf(id) + 1}.0`, due: '2026-09-10' } as const
    await act(console.tools, taskDecider, `task#${id}`, { do: 'raise-task', raised }, byTest)
  }
  await console.settle()
}

/** Hidden and ticked fields of the form a page holds, as a browser would send them back. */
function fieldsOn({ html }: Seen): URLSearchParams {
  const main = html.slice(html.indexOf('<main'))
  const inputs = [...main.matchAll(/<input ([^>]*)>/g)].map(([, attributes = '']) => attributes)
  const at = (attributes: string, name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]
  const sent = inputs.flatMap((attributes): [string, string][] => {
    const [type, name, value = ''] = [at(attributes, 'type'), at(attributes, 'name'), at(attributes, 'value')]
    const goes = type === 'hidden' || (type === 'checkbox' && attributes.includes('checked'))
    return name !== undefined && goes ? [[name, withSigns(value)]] : []
  })
  return new URLSearchParams(sent)
}

interface Doing {
  readonly list: 'schools' | 'reviews' | 'tasks'
  readonly what: string
  readonly rows: readonly string[]
  readonly says: Readonly<Record<string, string>>
}

/** The page before anything is done. */
async function lookAt(console: Console, { list, what, rows, says }: Doing): Promise<Seen> {
  const asks = await console.get(`/several/${list}?do=${what}&${rows.map((row) => `row=${row}`).join('&')}`)
  const form = fieldsOn(asks)
  for (const [name, value] of Object.entries(says)) form.set(name, value)
  return console.request(`/several/${list}`, { method: 'POST', body: form }, 'admin')
}

function press(console: Console, list: string, preview: Seen, as: 'admin' | 'coordinator' = 'admin'): Promise<Seen> {
  const form = fieldsOn(preview)
  form.set('step', 'do')
  return console.request(`/several/${list}`, { method: 'POST', body: form }, as)
}

/** The page that says what was done. */
async function pageAfter(console: Console, sent: Seen): Promise<Seen> {
  expect([sent.status, sent.text]).toEqual([303, ''])
  await console.settle()
  return console.get(sent.headers.get('location') ?? '')
}

async function doAll(console: Console, doing: Doing): Promise<Seen> {
  return pageAfter(console, await press(console, doing.list, await lookAt(console, doing)))
}

async function schoolNow({ tools }: Console, stream: string) {
  return loadStream(tools.log, schoolDecider, stream)
}

const deeds = [
  ...['extend-by', 'extend-to', 'assign-assessor', 'move-cluster', 'pause-letters', 'resume-letters'],
  ...['assign-task', 'finish-task'],
]

/** What a role is answered that opens a deed of a list, and sends it with nothing said. */
async function openedAndSent(
  console: Console,
  role: StaffRole,
  { list, what, row }: Readonly<Record<'list' | 'what' | 'row', string>>,
): Promise<readonly [number, number]> {
  const opened = await console.get(`/several/${list}?do=${what}&row=${row}`, role)
  const token = tokenOn(await console.get('/', role))
  const body = new URLSearchParams({ token, do: what, rows: row, row: `${row}@3`, run: 'run-of-nobody', step: 'do' })
  const sent = await console.request(`/several/${list}`, { method: 'POST', body }, role)
  return [opened.status, sent.status]
}

describe('choosing several', () => {
  test.each(roles)('the lists offer the %s boxes only where the role may do something with them', async (role) => {
    const console = await openConsole()
    const [school = ''] = await withSchools(console, ['Ash'])
    await withTasks(console, ['t-1'])
    const office = role === 'admin' || role === 'coordinator'
    const answers: Record<string, readonly [number, number]> = {}
    for (const list of ['schools', 'reviews', 'tasks'] as const) {
      const { html } = await console.get(`/${list}`, role)
      expect([list, html.includes('type="checkbox"'), html.includes('id="several"')]).toEqual([list, office, office])
      const row = list === 'tasks' ? 't-1' : idOf(school)
      for (const what of deeds) answers[`${list} ${what}`] = await openedAndSent(console, role, { list, what, row })
    }
    const expected = Object.keys(answers).map((key) => {
      const fits = key.endsWith('-task') === key.startsWith('tasks')
      return [key, office ? (fits ? [200, 400] : [404, 404]) : [403, 403]]
    })
    expect(answers).toEqual(Object.fromEntries(expected))
    expect((await schoolNow(console, school)).version).toBe(3)
  })

  test('nothing chosen, or a list that is none, is said in plain words', async () => {
    const console = await openConsole()
    const none = await console.get('/several/schools?do=pause-letters')
    expect([none.status, none.text]).toEqual([400, expect.stringContaining('Nothing was chosen')])
    expect((await console.get('/several/staff?do=pause-letters')).status).toBe(404)
    expect((await console.get('/several/schools?do=close-school&row=x')).status).toBe(404)
  })

  test('all that the filters find can be taken, and no more than two hundred', async () => {
    const console = await openConsole()
    await withTasks(
      console,
      Array.from({ length: 203 }, (_, n) => `t-${n}`),
    )
    const asks = await console.get('/several/tasks?do=finish-task&all=1&state=open')
    expect(asks.text).toContain('At most 200 can be done in one go, and there are more: these are the first 200')
    expect(fieldsOn(asks).get('rows')?.split(',')).toHaveLength(200)
    const narrowed = await console.get('/several/tasks?do=finish-task&all=1&state=open&owner=me')
    expect(narrowed.text).toContain('Nothing was chosen')
    const form = fieldsOn(asks)
    form.set('rows', `${form.get('rows')},t-201`)
    const sent = await console.request('/several/tasks', { method: 'POST', body: form }, 'admin')
    expect([sent.status, sent.text]).toEqual([
      400,
      expect.stringContaining('At most 200 tasks can be changed in one go. Nothing was done'),
    ])
  })
})

describe('looking at what would happen', () => {
  test('says it of each in the words of the log, or the rule that says no, and does nothing', async () => {
    const console = await openConsole()
    const [ash = '', birch = '', cedar = ''] = await withSchools(console, ['Ash', 'Birch', 'Cedar'])
    await console.must('lapse-award', { school: 'urn:200001', award: 'centre-of-excellence', reason: 'They stopped' })
    await console.must('lapse-award', { school: 'urn:200001', award: 'inclusive-school', reason: 'They stopped' })
    const before = await Promise.all([ash, birch, cedar].map((one) => schoolNow(console, one)))
    const doing = {
      list: 'reviews',
      what: 'extend-by',
      rows: [ash, birch, cedar].map(idOf),
      says: { by: '30', reason: 'A storm' },
    } as const
    const preview = await lookAt(console, doing)
    expect(preview.text).toContain('Nothing is done yet. 2 schools would change, 1 would be refused.')
    expect(preview.text).toContain('The review due on 1 Dec 2026 was extended to 31 Dec 2026')
    expect(preview.text).toContain('The school has no open review: it holds no award. Grant one first.')
    expect(preview.text).toContain('Reason: A storm')
    const after = await Promise.all([ash, birch, cedar].map((one) => schoolNow(console, one)))
    expect(after).toEqual(before)
    expect(await Array.fromAsync(console.tools.files.list('bulk/'))).toEqual([])
  })

  test('what does not fit is said before any row is looked at', async () => {
    const console = await openConsole()
    const [ash = ''] = await withSchools(console, ['Ash'])
    const says = async (what: string, given: Record<string, string>) =>
      (await lookAt(console, { list: 'schools', what, rows: [idOf(ash)], says: given })).text
    expect(await says('extend-by', { by: '0', reason: 'x' })).toContain('Give a number of days, 366 at most')
    expect(await says('extend-by', { by: '3' })).toContain('“Reason” is needed')
    expect(await says('move-cluster', { on: '2026-09-01', reason: 'x' })).toContain('Cluster: Choose one of these')
    expect(await says('assign-assessor', { assessor: 'staff#x' })).toContain('“Reason” is needed')
  })

  test('a reason that was typed to do harm is text, and goes on as it was typed', async () => {
    const console = await openConsole()
    const [ash = ''] = await withSchools(console, ['Ash'])
    const reason = '"><script>alert(1)</script>, or =1+1'
    const preview = await lookAt(console, {
      list: 'schools',
      what: 'pause-letters',
      rows: [idOf(ash)],
      says: { reason },
    })
    expect(preview.html).not.toContain('<script>alert')
    expect(fieldsOn(preview).get('reason')).toBe(reason)
  })
})

/** All that stands in the log and among the files. */
async function keptOutsideTheVault({ tools }: Console): Promise<string> {
  const files = await Array.fromAsync(tools.files.list('bulk/'), async ({ key }) =>
    new TextDecoder().decode(await tools.files.get(key)),
  )
  expect(files.length).toBeGreaterThan(0)
  const commits = await Array.fromAsync(tools.log.all(), ({ bytes }) => bytes)
  return [...files, ...commits].join()
}

describe('doing it', () => {
  test('tasks are given to a colleague and finished, each entry with who did it and why', async () => {
    const console = await openConsole()
    await withTasks(console, ['t-1', 't-2', 't-3'])
    const owner = `staff#${console.idOf('coordinator')}`
    const says = { owner, reason: 'She knows the nations' }
    const given = await doAll(console, { list: 'tasks', what: 'assign-task', rows: ['t-1', 't-2'], says })
    expect(given.text).toContain('It was done for 2 tasks.')
    const rows = ['t-1', 't-2', 't-3']
    const finished = await doAll(console, {
      list: 'tasks',
      what: 'finish-task',
      rows,
      says: { outcome: 'Calendar came' },
    })
    expect(finished.text).toContain('It was done for 3 tasks.')
    for (const id of rows) {
      const { state } = await loadStream(console.tools.log, taskDecider, `task#${id}`)
      expect([id, state.state, state.owner]).toEqual([id, 'finished', id === 't-3' ? undefined : owner])
    }
    const trace = /href="(\/log\?trace=[^"]+)"/.exec(given.html)?.[1] ?? ''
    const log = await console.get(trace)
    expect(log.text.match(/Robin admin/g)?.length).toBeGreaterThanOrEqual(2)
    const entry = /href="(\/log\/task[^"]+)"/.exec(given.html)?.[1] ?? ''
    expect((await console.get(entry)).text).toContain('“She knows the nations”')
    // The words are the vault's alone.
    expect(await keptOutsideTheVault(console)).not.toMatch(/knows the nations|Calendar came/)
  })

  test('schools move from one cluster to another, in two steps that are one', async () => {
    const console = await openConsole()
    const [ash = '', birch = '', cedar = ''] = await withSchools(console, ['Ash', 'Birch', 'Cedar'])
    const ambassador = console.idOf('ambassador')
    for (const cluster of ['north', 'south'])
      await console.must('form-cluster', { cluster, nation: 'england', ambassador, name: `The ${cluster} country` })
    await console.must('join-cluster', { cluster: 'north', school: 'urn:200000', on: '2026-08-01' })
    await console.must('join-cluster', { cluster: 'south', school: 'urn:200001', on: '2026-08-02' })
    await console.settle()
    const says = { cluster: 'south', on: '1 Sept 2026', reason: 'Nearer' }
    const rows = [ash, birch, cedar].map(idOf)
    const preview = await lookAt(console, { list: 'schools', what: 'move-cluster', rows, says })
    expect(preview.text).toMatch(
      /It left cluster The north country on 1 Sept 2026 It joined cluster The south country on 1 Sept 2026/,
    )
    expect(preview.text).toContain('2 schools would change, 1 is so already')
    const done = await pageAfter(console, await press(console, 'schools', preview))
    expect(done.text).toContain('It was done for 2 schools.')
    expect(done.text).toContain('It joined cluster The south country on 1 Sept 2026')
    const stays = async (school: string) => (await schoolNow(console, school)).state.memberships
    expect(await stays(ash)).toEqual([
      { cluster: 'north', joinedOn: '2026-08-01', leftOn: '2026-09-01' },
      { cluster: 'south', joinedOn: '2026-09-01' },
    ])
    expect(await stays(birch)).toEqual([{ cluster: 'south', joinedOn: '2026-08-02' }])
    expect(await stays(cedar)).toEqual([{ cluster: 'south', joinedOn: '2026-09-01' }])
    // A day before it joined where it is: the first step's rule stops both.
    const earlier = { ...says, cluster: 'north', on: '2026-07-01' }
    const refused = await lookAt(console, { list: 'schools', what: 'move-cluster', rows: [idOf(ash)], says: earlier })
    expect(refused.text).toContain('1 would be refused')
    expect(refused.html).not.toContain('value="do"')
  })

  test('letters are paused, and visits given to another Assessor', async () => {
    const console = await openConsole()
    const [ash = '', birch = ''] = await withSchools(console, ['Ash', 'Birch'])
    await console.must('book-visit', { school: 'urn:200000', on: '2026-10-01' })
    await console.settle()
    const rows = [ash, birch].map(idOf)
    const paused = await doAll(console, { list: 'schools', what: 'pause-letters', rows, says: { reason: 'A flood' } })
    expect(paused.text).toContain('It was done for 2 schools.')
    for (const school of [ash, birch])
      expect((await console.get(`/schools/${idOf(school)}`)).text).toContain('Letters to this school are paused')
    const assessor = `staff#${console.idOf('assessor')}`
    const given = await doAll(console, {
      list: 'reviews',
      what: 'assign-assessor',
      rows,
      says: { assessor, reason: 'Ill' },
    })
    expect(given.text).toContain('It was done for 1 school.')
    expect((await schoolNow(console, ash)).state.review?.visit).toMatchObject({ on: '2026-10-01', assessor })
  })

  test('sent twice, and twice at once, it is done once', async () => {
    const console = await openConsole()
    const streams = await withSchools(console, ['Ash', 'Birch', 'Cedar'])
    const doing = {
      list: 'reviews',
      what: 'extend-by',
      rows: streams.map(idOf),
      says: { by: '30', reason: 'x' },
    } as const
    const preview = await lookAt(console, doing)
    const both = await Promise.all([press(console, 'reviews', preview), press(console, 'reviews', preview)])
    const again = await press(console, 'reviews', preview)
    expect(new Set([...both, again].map(({ headers }) => headers.get('location'))).size).toBe(1)
    for (const school of streams) expect((await schoolNow(console, school)).version).toBe(4)
    expect((await pageAfter(console, again)).text).toContain('It was done for 3 schools.')
  })

  test('broken off between its steps or before it was noted, it is gone on with and done once', async () => {
    let appends = 0
    const console = await openConsole({
      change: ({ log }) => ({
        log: {
          ...log,
          append: (body) => {
            appends += 1
            // The school has left, and before it joins the machine stops.
            if (appends === 3) throw new Error('stopped')
            return log.append(body)
          },
        },
      }),
    })
    const [ash = ''] = await withSchools(console, ['Ash'])
    const ambassador = console.idOf('ambassador')
    for (const cluster of ['north', 'south'])
      await console.must('form-cluster', { cluster, nation: 'england', ambassador })
    await console.must('join-cluster', { cluster: 'north', school: 'urn:200000', on: '2026-08-01' })
    await console.settle()
    const says = { cluster: 'south', on: '2026-09-01', reason: 'Nearer' }
    const preview = await lookAt(console, { list: 'schools', what: 'move-cluster', rows: [idOf(ash)], says })
    expect((await press(console, 'schools', preview)).status).toBe(500)
    expect((await schoolNow(console, ash)).state.memberships).toHaveLength(1)
    const done = await pageAfter(console, await press(console, 'schools', preview))
    expect(done.text).toContain('It was done for 1 school.')
    const { state, version } = await schoolNow(console, ash)
    expect(state.memberships).toHaveLength(2)
    await press(console, 'schools', preview)
    expect((await schoolNow(console, ash)).version).toBe(version)
  })

  test('what somebody changed meanwhile is left alone, said, and looked at again', async () => {
    const console = await openConsole()
    const [ash = '', birch = ''] = await withSchools(console, ['Ash', 'Birch'])
    const doing = {
      list: 'reviews',
      what: 'extend-by',
      rows: [ash, birch].map(idOf),
      says: { by: '30', reason: 'x' },
    } as const
    const preview = await lookAt(console, doing)
    await console.must('extend-review', { school: 'urn:200000', to: '2027-03-01', reason: 'Somebody else' })
    const done = await pageAfter(console, await press(console, 'reviews', preview))
    expect(done.text).toContain('Changed since they were looked at')
    expect(done.text).toContain('It was done for 1 of 2 schools.')
    expect((await schoolNow(console, ash)).state.review?.due).toBe('2027-03-01')
    const again = await console.request('/several/reviews', { method: 'POST', body: fieldsOn(done) }, 'admin')
    expect(again.text).toContain('Extend the open reviews by some days')
    expect(fieldsOn(again).get('rows')).toBe(idOf(ash))
  })

  test('there being no time for all, it says how far it got, and goes on when asked', async () => {
    let slow = 0
    const console = await openConsole({ change: { clock: { monotonic: () => (slow += 5_000) } } })
    await withTasks(
      console,
      Array.from({ length: 60 }, (_, n) => `t-${n}`),
    )
    const rows = Array.from({ length: 60 }, (_, n) => `t-${n}`)
    const doing = { list: 'tasks', what: 'finish-task', rows, says: { outcome: 'Done' } } as const
    const preview = await lookAt(console, doing)
    const first = await pageAfter(console, await press(console, 'tasks', preview))
    expect(first.text).toContain('There was no time for 36 tasks yet.')
    const path = /action="(\/several\/done\/[^"]+)"/.exec(first.html)?.[1] ?? ''
    const second = await console.request(path, { method: 'POST', body: fieldsOn(first) }, 'admin')
    const third = await pageAfter(
      console,
      await console.request(path, { method: 'POST', body: fieldsOn(await pageAfter(console, second)) }, 'admin'),
    )
    expect(second.status).toBe(303)
    expect(third.text).toContain('It was done for 60 tasks.')
  })

  test('a run is its own beginner’s: nobody else reads it, goes on with it, or sends it again', async () => {
    const console = await openConsole()
    await withTasks(console, ['t-1'])
    const preview = await lookAt(console, { list: 'tasks', what: 'finish-task', rows: ['t-1'], says: { outcome: 'x' } })
    const sent = await press(console, 'tasks', preview)
    const path = sent.headers.get('location') ?? ''
    expect((await console.get(path, 'coordinator')).status).toBe(404)
    const form = fieldsOn(preview)
    form.set('token', tokenOn(await console.get('/', 'coordinator')))
    form.set('step', 'do')
    for (const to of [path, '/several/tasks'])
      expect((await console.request(to, { method: 'POST', body: form }, 'coordinator')).status).toBe(404)
  })
})
