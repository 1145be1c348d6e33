// Clusters on the pages: formed, joined, planned, recorded on one screen, put right, excused; each role what it may.
import { describe, expect, test } from 'vitest'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { followAttendance } from '../../../functions/follow-attendance/follow.ts'
import { schoolIdOf } from '../../../shared/deeds/schools.ts'
import { type Console, openConsole, type Seen, tokenOn, wordsOf } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''
const [first, second, third] = ['urn:100001', 'urn:100002', 'urn:100003']
const [firstId, secondId, thirdId] = [schoolIdOf(first), schoolIdOf(second), schoolIdOf(third)]
const names = { [first]: 'Alder Primary', [second]: 'Birch School', [third]: 'Cedar Academy' }
const today = '2026-11-10'

/** Two Flagships and a Centre of Excellence in cluster North, whose Ambassador is Robin. */
async function north(): Promise<Console> {
  const console = await openConsole({ today })
  await console.must('form-cluster', {
    cluster: 'north-1',
    nation: 'england',
    ambassador: console.idOf('ambassador'),
    name: 'North',
  })
  for (const ref of [first, second, third]) {
    await console.must('register-school', { ref, name: names[ref], nation: 'england' })
    const lower = ['inclusive-school', 'centre-of-excellence'].map((award) => [award, '2018-09-01'])
    for (const [award, on] of ref === third ? lower : [...lower, ['flagship', '2022-09-01']])
      await console.must('grant-award', { school: ref, award, on })
    await console.must('join-cluster', { cluster: 'north-1', school: ref, on: '2025-09-01' })
  }
  await follow(console)
  return console
}

/** Follows what was committed: the lists, and what meetings say to their schools. */
async function follow(console: Console): Promise<void> {
  await console.follow()
  for (const event of console.bus.published.splice(0))
    if (event.stream.startsWith('meeting#')) await followAttendance(console.tools, event)
  await console.follow()
}

const meeting = (id: string, on: string, marks: readonly string[]) => ({
  cluster: 'north-1',
  meeting: id,
  on,
  kind: 'required',
  place: 'Alder Primary',
  topics: 'Sharing practice',
  attendance: Object.fromEntries([first, second, third].map((ref, n) => [ref, marks[n]])),
})

async function recorded(console: Console, id: string, on: string, ...marks: readonly string[]): Promise<void> {
  await console.must('record-meeting', meeting(id, on, marks))
  await follow(console)
}

const planned = {
  cluster: 'north-1',
  meeting: 'north-1-a',
  on: today,
  from: '15:30',
  kind: 'required',
  place: 'Online',
  topics: 'Transitions',
}

const marks = (...[a, b, c]: readonly string[]): Record<string, string> => ({
  [`mark.${firstId}`]: a ?? '',
  [`mark.${secondId}`]: b ?? '',
  [`mark.${thirdId}`]: c ?? '',
})

const details = { on: today, kind: 'required', place: 'Online', topics: 'Transitions' }

const isChosen = ({ html }: Seen, school: string, mark: string) =>
  new RegExp(`name="mark\\.${school}"[^>]*value="${mark}"[^>]*checked`).test(html)

describe('sentences about meetings', () => {
  test('name the cluster and the day where the log keeps a code, and whose absence it was', async () => {
    const console = await north()
    await recorded(console, 'north-1-a', '2026-10-05', 'absent', 'attended', 'attended')
    const sent = await console.send(`/schools/${firstId}/do/excuse-absence?meeting=north-1-a&from=meeting`, {
      meeting: 'north-1-a',
      reason: 'Snow.',
    })
    await follow(console)
    expect((await console.get(whither(sent).replace(/^[^?]*/, '/meetings/north-1-a'))).text).toContain(
      'Done Alder Primary : its absence from the meeting of North on 5 Oct 2026 was excused',
    )
    for (const path of [`/schools/${firstId}`, '/log', '/log?view=timeline']) {
      const { text } = await console.get(path)
      expect(text).toMatch(/t missed the cluster meeting of North on 5 Oct 2026/)
      expect(text).toMatch(/t joined cluster North on 1 Sept 2025/)
      expect(text).not.toMatch(/north-1/)
    }
    expect((await console.get('/log?view=raw')).text).toContain('north-1-a')
  })

  test('of a recording name its cluster, and never the first of its schools', async () => {
    const console = await north()
    await recorded(console, 'north-1-a', '2026-10-05', 'absent', 'absent', 'attended')
    await recorded(console, 'north-1-b', '2026-11-09', 'absent', 'absent', 'attended')
    const atRisk = /href="(\/log\/[^"]+%40[^"]+)"/.exec((await console.get('/log?type=FlagshipAtRisk')).html)?.[1] ?? ''
    const { text } = await console.get(atRisk)
    expect(text).toMatch(/Because North : the meeting of 9 Nov 2026 was recorded with 3 schools/)
    expect(text).not.toMatch(/(Alder Primary|Birch School|Cedar Academy) : the meeting/)
    const { text: school } = await console.get(`/schools/${firstId}`)
    expect(school).toContain('the meeting of North on 5 Oct 2026 , the meeting of North on 9 Nov 2026')
    expect((await console.get('/log?type=MeetingRecorded')).text).not.toMatch(
      /School : the|Primary : the|Academy : the/,
    )
  })
})

describe('the list of clusters', () => {
  test('says of each at a glance how its term stands, and of its last term', async () => {
    const console = await north()
    expect((await console.get('/clusters')).text).toContain('North Not yet – 3 Robin ambassador England')
    await console.must('schedule-meeting', { ...planned, on: '2026-12-01' })
    await follow(console)
    expect((await console.get('/clusters')).text).toContain('North Planned 1 Dec 2026')
    await console.must('schedule-meeting', { ...planned, on: '2026-11-09' })
    await follow(console)
    expect((await console.get('/clusters')).text).toContain('North To be recorded 9 Nov 2026')
    await recorded(console, 'north-1-a', '2026-11-09', 'attended', 'attended', 'attended')
    expect((await console.get('/clusters')).text).toContain('North Met this term 9 Nov 2026')
    console.clock.moveTo('2027-05-10T09:00:00.000Z')
    expect((await console.get('/clusters')).text).toContain('North Not yet No meeting 3')
  })

  test('is narrowed by term, nation and Ambassador, and saved as a table', async () => {
    const console = await north()
    await console.must('form-cluster', { cluster: 'cym-1', nation: 'wales', ambassador: console.idOf('admin') })
    await recorded(console, 'north-1-a', '2026-11-09', 'attended', 'attended', 'attended')
    const rows = async (query: string) =>
      [...(await console.get(`/clusters?${query}`)).html.matchAll(/<th[^>]*scope="row"[^>]*><a[^>]*>([^<]*)/g)].map(
        ([, name]) => name,
      )
    expect(await rows('')).toEqual(['cym-1', 'North'])
    expect(await rows('term=met')).toEqual(['North'])
    expect(await rows('nation=wales')).toEqual(['cym-1'])
    expect(await rows(`ambassador=${encodeURIComponent(`staff#${console.idOf('admin')}`)}`)).toEqual(['cym-1'])
    const sheet = await console.get('/clusters?format=csv&term=met')
    expect(sheet.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(sheet.html.trim().split('\r\n').slice(1)).toEqual([
      'north-1,North,england,Robin ambassador,3,2026/27 autumn,met,2026-11-09,',
    ])
  })

  test('begins with an Ambassador’s own, as does their first page', async () => {
    const console = await north()
    for (const path of ['/', '/clusters']) {
      expect((await console.get(path, 'ambassador')).text).toContain('Your clusters Your clusters Cluster This term')
      expect((await console.get(path, 'reader')).text).not.toContain('Your clusters')
    }
  })
})

describe('a cluster', () => {
  test('is joined from the page of a school too, where a task leads that looks for one', async () => {
    const console = await north()
    await console.send('/clusters/north-1/do/leave-cluster', { school: firstId, on: '1 Nov 2026' })
    await follow(console)
    const path = `/schools/${firstId}/do/join-cluster`
    expect((await console.get(`/schools/${firstId}`)).html).toContain(`href="${path}"`)
    expect((await console.get(path)).html).toMatch(/value="north-1"/)
    expect((await console.send(path, { cluster: 'north-1', on: '2 Nov 2026' })).status).toBe(303)
    await follow(console)
    expect((await console.get('/clusters/north-1')).text).toContain('Alder Primary Flagship 2 Nov 2026')
  })

  test('tells members of today from those that are to join and those that left, each with their number', async () => {
    const console = await north()
    const joining = { cluster: 'north-1', on: '2027-03-01' }
    await console.must('register-school', { ref: 'urn:100009', name: 'Aspen School', nation: 'england' })
    for (const award of ['inclusive-school', 'centre-of-excellence'])
      await console.must('grant-award', { school: 'urn:100009', award, on: '2018-09-01' })
    await console.must('join-cluster', { ...joining, school: 'urn:100009' })
    await console.must('leave-cluster', { cluster: 'north-1', school: first, on: '2026-11-01' })
    await console.must('leave-cluster', { cluster: 'north-1', school: second, on: '2026-11-10' })
    await follow(console)
    const { text } = await console.get('/clusters/north-1')
    const [, members = ''] = text.split(' Members ')
    expect(members).toMatch(/^1 member today .*Cedar Academy .*1 is to join .*Aspen School .*Joins on 1 Mar 2027/)
    expect(members).toMatch(/2 have left .*Alder Primary .*Birch School/)
    expect((await console.get('/clusters')).text).toContain('North Not yet – 1 Robin')
    const school = await console.get(`/schools/${schoolIdOf('urn:100009')}`)
    expect(school.text).toContain('It is in no cluster at the moment. It joins cluster North on 1 Mar 2027 .')
  })

  test('is formed on a form, and a school joins and leaves by its reference', async () => {
    const console = await north()
    const formed = await console.send('/clusters/do/form-cluster', {
      cluster: 'south-1',
      nation: 'england',
      ambassador: `staff#${console.idOf('ambassador')}`,
    })
    expect(whither(formed)).toMatch(/^\/clusters\/south-1\?seen=/)
    const stays = await console.send('/clusters/south-1/do/join-cluster', { school: first, on: '1 Nov 2026' })
    expect([stays.status, stays.text]).toEqual([422, expect.stringContaining('The school is in cluster north-1 since')])
    const unknown = await console.send('/clusters/south-1/do/join-cluster', { school: 'urn:999999', on: '1 Nov 2026' })
    expect([unknown.status, unknown.text]).toEqual([
      422,
      expect.stringContaining('No school has the reference urn:999999'),
    ])
    expect((await console.get('/clusters/north-1/do/leave-cluster')).html).toContain('Alder Primary')
    await console.send('/clusters/north-1/do/leave-cluster', { school: firstId, on: '1 Nov 2026' })
    await console.send('/clusters/south-1/do/join-cluster', { school: first, on: '1 Nov 2026' })
    await follow(console)
    const { text } = await console.get('/clusters/north-1')
    expect(text).toContain('Alder Primary Flagship 1 Sept 2025 1 Nov 2026 , now in south-1')
    expect((await console.get(`/schools/${firstId}`)).text).toContain('It is in cluster south-1')
  })

  test('shows who was at which meeting as signs with words, excuses and strangers too', async () => {
    const console = await north()
    await console.must('leave-cluster', { cluster: 'north-1', school: third, on: '2026-11-05' })
    await recorded(console, 'north-1-a', '2026-10-01', 'attended', 'apologies', 'absent')
    const { [third]: _, ...two } = meeting('x', today, ['attended', 'absent']).attendance
    await console.must('record-meeting', { ...meeting('north-1-b', '2026-11-09', []), attendance: two })
    await console.must('excuse-absence', { school: second, meeting: 'north-1-a', reason: 'Snow.' })
    await follow(console)
    const { text } = await console.get('/clusters/north-1')
    expect(text).toContain('✓ Attended ◐ Apologies ✗ Absent – No member on that day')
    expect(text).toContain('School 1 Oct 2026 9 Nov 2026 Alder Primary ✓ Attended ✓ Attended')
    expect(text).toContain('Birch School ◐ Apologies, excused ✗ Absent')
    expect(text).toContain('Cedar Academy ✗ Absent – No member')
    expect((await console.get('/clusters/north-1?of=2025/26')).text).toContain('No meeting of 2025/26 is recorded')
  })

  test('plans a meeting under a code made of its day, and says so where that code is taken', async () => {
    const console = await north()
    const plan = {
      on: '1 Dec 2026',
      from: '15:30',
      kind: 'required',
      place: 'Online',
      topics: 'Reading',
      host: firstId,
    }
    const path = '/clusters/north-1/do/schedule-meeting'
    expect(whither(await console.send(path, plan))).toMatch(/^\/meetings\/north-1-2026-12-01\?seen=/)
    const again = await console.send(path, { ...plan, kind: 'extra' })
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('The code north-1-2026-12-01 is that of')])
    expect(whither(await console.send(path, { ...plan, kind: 'extra', meeting: 'walk' }))).toMatch(/^\/meetings\/walk/)
    await console.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: console.idOf('admin') })
    const taken = await console.send('/clusters/south-1/do/schedule-meeting', { ...plan, host: '', meeting: 'walk' })
    expect([taken.status, taken.text]).toEqual([422, expect.stringContaining('is used by cluster north-1 already')])
  })
})

describe('the plan of a meeting', () => {
  test('is changed from what stands, and not over a change somebody else made meanwhile', async () => {
    const console = await north()
    await console.must('schedule-meeting', { ...planned, on: '2026-12-01' })
    const path = '/meetings/north-1-a/do/schedule-meeting'
    const opened = await console.get(path)
    expect(opened.html).toContain('value="15:30"')
    await console.must('schedule-meeting', { ...planned, on: '2026-12-03' })
    const version = /name="version" value="(\d+)"/.exec(opened.html)?.[1] ?? ''
    const fields = { on: '4 Dec 2026', kind: 'required', place: 'Online', topics: 'Transitions', version }
    const sent = await console.send(path, fields)
    expect([sent.status, sent.text]).toEqual([409, expect.stringContaining('Somebody else changed this')])
    const { version: _, ...anew } = fields
    const versionNow = /name="version" value="(\d+)"/.exec(sent.html)?.[1] ?? ''
    expect((await console.send(path, { ...anew, version: versionNow })).status).toBe(303)
    expect((await console.get('/meetings/north-1-a')).text).toContain('4 Dec 2026')
  })

  test('is cancelled with a reason, and can be planned again', async () => {
    const console = await north()
    await console.must('schedule-meeting', { ...planned, on: '2026-12-01' })
    const sent = await console.send('/meetings/north-1-a/do/cancel-meeting', { reason: 'Snow everywhere' })
    await follow(console)
    const { text } = await console.get(whither(sent))
    expect(text).toContain('It was cancelled')
    expect(text).toContain('“Snow everywhere”')
    expect(text).toContain('Plan it again')
  })
})

describe('the register', () => {
  test('has a choice for each member, nothing chosen; a link opens it with everybody present', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    await follow(console)
    const opened = await console.get('/meetings/north-1-a/record', 'ambassador')
    expect(opened.text).toMatch(/Alder Primary Attended Apologies Absent Birch School .* Cedar Academy/)
    expect(opened.html).not.toMatch(/name="mark[^>]*checked/)
    expect(opened.text).toContain('also when a substitute came for the school')
    const page = await console.get('/meetings/north-1-a', 'ambassador')
    expect(page.html).toContain('/meetings/north-1-a/record?all=attended')
    const all = await console.get('/meetings/north-1-a/record?all=attended', 'ambassador')
    for (const id of [firstId, secondId, thirdId]) expect(isChosen(all, id, 'attended')).toBe(true)
  })

  test('marks all others as present without a script, keeping what was chosen', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    const path = '/meetings/north-1-a/record'
    const shown = await console.send(path, { ...details, [`mark.${secondId}`]: 'absent', do: 'all' }, 'ambassador')
    expect(shown.status).toBe(200)
    expect([isChosen(shown, firstId, 'attended'), isChosen(shown, secondId, 'absent')]).toEqual([true, true])
  })

  test('says its button once to those who hear it, and has it first for the enter key', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    const { html } = await console.get('/meetings/north-1-a/record')
    const [, form = ''] = html.split('action="/meetings/north-1-a/record"')
    const [, hidden = '', heard = ''] = /<div aria-hidden="true">(.*?)<\/div>(.*?)<\/form>/s.exec(form) ?? []
    expect(hidden).toContain('tabindex="-1">Record the meeting</button>')
    expect(form.indexOf('<button')).toBe(form.indexOf(hidden))
    expect(heard.match(/>Record the meeting<\/button>/g)).toHaveLength(1)
  })

  test('is sent once, kept with its impact notes, and put right by recording again', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    const path = '/meetings/north-1-a/record'
    const fields = { ...details, ...marks('attended', 'absent', 'apologies'), [`impact.${firstId}`]: 'A quiet room' }
    const sent = await console.send(path, fields, 'ambassador')
    await follow(console)
    const { text } = await console.get(whither(sent), 'ambassador')
    expect(text).toContain('The meeting of 10 Nov 2026 was recorded with 3 schools')
    expect(text).toContain('Alder Primary ✓ Attended A quiet room')
    expect((await console.get('/meetings/north-1-a', 'reader')).text).not.toContain('A quiet room')

    const again = await console.get(path)
    expect([isChosen(again, firstId, 'attended'), isChosen(again, secondId, 'absent')]).toEqual([true, true])
    expect(again.html).toContain('A quiet room')
    const same = await console.send(path, fields)
    expect(whither(same)).toBe('/meetings/north-1-a?same=1')
    await console.send(path, { ...fields, ...marks('attended', 'attended', 'apologies') })
    await follow(console)
    const right = (await console.get('/meetings/north-1-a')).text
    expect(right).toContain('Birch School ✓ Attended')
    expect(right).toContain('A quiet room')
  })

  test('says at each school that has no choice that one is needed, and keeps the rest', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    const sent = await console.send('/meetings/north-1-a/record', { ...details, [`mark.${firstId}`]: 'attended' })
    expect(sent.status).toBe(400)
    expect(sent.html).toContain(`href="#mark.${secondId}"`)
    expect(isChosen(sent, firstId, 'attended')).toBe(true)
  })

  test('refuses a day to come, a school that is no member, one nobody knows, and another cluster’s meeting', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    await console.must('register-school', { ref: 'urn:100009', name: 'Stranger', nation: 'england' })
    await console.must('form-cluster', { cluster: 'south-1', nation: 'england', ambassador: console.idOf('admin') })
    const all = { ...details, ...marks('attended', 'attended', 'attended') }
    const path = '/meetings/north-1-a/record'
    const refused = async (more: Record<string, string>, at = path) => {
      const { status, text } = await console.send(at, { ...all, ...more })
      return [status, text]
    }
    expect(await refused({ on: '11 Nov 2026' })).toEqual([422, expect.stringContaining('11 Nov 2026 is still to come')])
    const stranger = { [`mark.${schoolIdOf('urn:100009')}`]: 'attended' }
    expect(await refused(stranger)).toEqual([422, expect.stringContaining('no members: urn:100009')])
    expect(await refused({ 'mark.urn:999999': 'attended' })).toEqual([
      422,
      expect.stringContaining('No school is registered as urn:999999'),
    ])
    const taken = await console.send('/clusters/south-1/meetings/record', { ...details, meeting: 'north-1-a' })
    expect([taken.status, taken.text]).toEqual([422, expect.stringContaining('is used by cluster north-1 already')])
    expect((await console.getJson('/api/clusters/north-1')).body).toMatchObject({ meetings: [{ state: 'scheduled' }] })
  })

  test('is never written over what another recorded meanwhile without being told', async () => {
    const console = await north()
    await console.must('schedule-meeting', planned)
    const path = '/meetings/north-1-a/record'
    const opened = await console.get(path, 'ambassador')
    const version = /name="version" value="(\d+)"/.exec(opened.html)?.[1] ?? ''
    await recorded(console, 'north-1-a', today, 'absent', 'attended', 'attended')
    const mine = { ...details, ...marks('attended', 'attended', 'attended') }
    const sent = await console.send(path, { ...mine, version }, 'ambassador')
    expect([sent.status, sent.text]).toEqual([409, expect.stringContaining('recorded or changed this meeting')])
    expect(isChosen(sent, firstId, 'attended')).toBe(true)
    const now = /name="version" value="(\d+)"/.exec(sent.html)?.[1] ?? ''
    expect((await console.send(path, { ...mine, version: now }, 'ambassador')).status).toBe(303)
  })

  test('of a meeting nobody planned asks for the day, and marks the members of that day', async () => {
    const console = await north()
    await console.must('leave-cluster', { cluster: 'north-1', school: third, on: '2026-10-01' })
    const path = '/clusters/north-1/meetings/record'
    expect((await console.get(path)).text).not.toContain('Cedar')
    const shown = await console.send(path, { ...details, on: '20 Sept 2026', do: 'look' })
    expect(shown.text).toContain('Cedar Academy')
    const all = { ...details, on: '20 Sept 2026', kind: 'extra', ...marks('attended', 'attended', 'absent') }
    const sent = await console.send(path, all)
    expect(whither(sent)).toMatch(/^\/meetings\/north-1-2026-09-20\?seen=/)
    const again = await console.send(path, all)
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('is that of this cluster')])
  })

  test.each([
    ['ambassador', 403],
    ['coordinator', 303],
    ['assessor', 403],
    ['reader', 403],
  ] as const)('of a cluster of somebody else’s is answered to the %s with %s', async (role, status) => {
    const console = await north()
    await console.must('assign-ambassador', { cluster: 'north-1', ambassador: console.idOf('admin') })
    await console.must('schedule-meeting', planned)
    await follow(console)
    const token = tokenOn(await console.get('/', role))
    const body = new URLSearchParams({ token, ...details, ...marks('attended', 'attended', 'attended') })
    const sent = await console.request('/meetings/north-1-a/record', { method: 'POST', body }, role)
    expect(sent.status).toBe(status)
    expect((await console.get('/meetings/north-1-a/record', role)).status).toBe(status === 403 ? 403 : 200)
  })
})

describe('Flagships at risk', () => {
  async function atRisk(): Promise<Console> {
    const console = await north()
    await recorded(console, 'north-1-a', '2026-10-01', 'absent', 'attended', 'attended')
    await recorded(console, 'north-1-b', '2026-11-09', 'apologies', 'attended', 'attended')
    return console
  }

  test('are shown with the meetings that count and with what would clear them', async () => {
    const console = await atRisk()
    await console.must('schedule-meeting', { ...planned, meeting: 'north-1-c', on: '2026-12-01' })
    await follow(console)
    const { text } = await console.get('/at-risk')
    expect(text).toContain('Since 10 Nov 2026 , because its two latest cluster meetings were both missed')
    expect(text).toMatch(/1 Oct 2026 – see the meeting ✗ Absent North Alder Primary Excuse/)
    expect(text).toContain('attending the next meeting that counts: that of 1 Dec 2026')
    expect(text).toContain('an excuse of any one of these misses')
    expect((await console.get(`/schools/${firstId}`)).html).toContain(`href="/at-risk#${firstId}"`)
    expect((await console.get('/at-risk?format=csv')).html).toContain('2026-10-01 Absent (north-1-a)')
  })

  test('are excused from there, with a reason, and counted again', async () => {
    const console = await atRisk()
    const link = /href="(\/schools\/[^"]*excuse-absence[^"]*)"/.exec((await console.get('/at-risk', 'ambassador')).html)
    const path = (link?.[1] ?? '').replaceAll('&amp;', '&')
    const sent = await console.send(path, { meeting: 'north-1-a', reason: 'A burst pipe' }, 'ambassador')
    expect(whither(sent)).toMatch(/^\/at-risk\?seen=/)
    await follow(console)
    expect((await console.get(whither(sent), 'ambassador')).text).toContain('No Flagship at risk fits.')
    const again = `/schools/${firstId}/do/include-absence`
    expect((await console.get(again)).text).toContain('1 Oct 2026: absent (north-1-a)')
    await console.send(again, { meeting: 'north-1-a', reason: 'It was another school' })
    await follow(console)
    expect((await console.get('/at-risk')).text).toContain('Alder Primary')
  })

  test('cannot be excused by an Ambassador of other clusters', async () => {
    const console = await atRisk()
    await console.must('assign-ambassador', { cluster: 'north-1', ambassador: console.idOf('admin') })
    await follow(console)
    expect((await console.get('/at-risk', 'ambassador')).html).not.toContain('excuse-absence')
    const path = `/schools/${firstId}/do/excuse-absence`
    const sent = await console.send(path, { meeting: 'north-1-a', reason: 'Snow' }, 'ambassador')
    expect(sent.status).toBe(403)
  })

  test('change with what apologies mean, and the setting says so before it is changed', async () => {
    const console = await atRisk()
    const looked = await console.send('/settings/apologiesAreMisses', { value: 'false', do: 'look', reason: 'x' })
    expect(looked.text).toContain('Standing of Flagships that would change')
    expect(looked.text).toMatch(/Alder Primary At risk .* Good/)
  })
})

describe('the record of a school’s cluster meetings', () => {
  async function withRecord(): Promise<Console> {
    const console = await north()
    await recorded(console, 'north-1-old', '2026-06-01', 'attended', 'attended', 'attended')
    const impact = { [first]: '=HYPERLINK("http://x") A quiet room' }
    await console.must('record-meeting', {
      ...meeting('north-1-a', '2026-10-01', ['attended', 'absent', 'attended']),
      impact,
    })
    await follow(console)
    return console
  }

  test('holds day, place, topics, presence and impact, by academic year and since the last review', async () => {
    const console = await withRecord()
    const path = `/schools/${firstId}/meetings`
    const { text } = await console.get(path)
    expect(text).toContain(
      '1 Oct 2026 – see the meeting Alder Primary Cluster north-1 Sharing practice ✓ Attended =HYP',
    )
    expect(text).not.toContain('1 Jun 2026')
    expect((await console.get(`${path}?of=2025/26`)).text).toContain('1 Jun 2026')
    expect((await console.get(`${path}?of=since-review`)).text).toContain('Attended 2 of 2')
  })

  test('is saved as a table in which nothing is a formula', async () => {
    const console = await withRecord()
    const { html } = await console.get(`/schools/${firstId}/meetings?format=csv`)
    expect(html).toContain('day,cluster,meeting,kind,place,topics,attendance,excused,impact')
    expect(html).toContain(`"'=HYPERLINK(""http://x"") A quiet room"`)
  })

  test.each([
    ['admin', true],
    ['coordinator', true],
    ['ambassador', true],
    ['assessor', false],
    ['reader', false],
  ] satisfies [StaffRole, boolean][])('shows the %s what was written of the school: %s', async (role, shows) => {
    const console = await withRecord()
    for (const query of ['', '?format=csv'])
      expect((await console.get(`/schools/${firstId}/meetings${query}`, role)).html.includes('quiet room')).toBe(shows)
  })
})

test('what was typed about clusters and meetings is text everywhere', async () => {
  const console = await openConsole({ today })
  const evil = '<script>alert(1)</script>'
  const { stream } = await console.must('register-school', { ref: first, name: evil, nation: 'england' })
  await console.must('form-cluster', {
    cluster: 'c-1',
    nation: 'england',
    ambassador: console.idOf('admin'),
    name: evil,
  })
  await console.must('join-cluster', { cluster: 'c-1', school: first, on: '2025-09-01' })
  const { from: _, ...held } = planned
  await console.must('record-meeting', {
    ...held,
    cluster: 'c-1',
    place: evil,
    topics: evil,
    attendance: { [first]: 'absent' },
    impact: { [first]: evil },
  })
  await follow(console)
  const id = stream.slice('school#'.length)
  for (const path of [
    '/clusters',
    '/clusters/c-1',
    '/meetings/north-1-a',
    '/meetings/north-1-a/record',
    `/schools/${id}/meetings`,
    '/clusters/c-1/do/schedule-meeting',
    '/clusters?term=%3Cscript%3E&nation=%3Cscript%3E&ambassador=%3Cscript%3E',
    '/clusters/c-1?of=%3Cscript%3E',
  ]) {
    const { html, status } = await console.get(path)
    expect([path, status, /<script/.test(html), wordsOf(html).length > 0]).toEqual([path, 200, false, true])
  }
})
