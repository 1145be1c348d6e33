// One command from outside: what does not fit, what is not there, what a rule says no to, and what is done.
import { describe, expect, test } from 'vitest'
import { centreOfExcellence, oakfield, openBody, pathsOf, problem } from './kit.ts'
import { commandNames, furnish, headsAddress, typicalBodies } from './typical.ts'

describe('a command that is done', () => {
  test('says its stream, its version and each event with who did it and why', async () => {
    const body = await openBody()
    const came = await body.ask('register-school', oakfield, { as: 'coordinator' })
    expect(came.status).toBe(200)
    expect(came.body).toMatchObject({
      stream: expect.stringMatching(/^school#[0-9a-f-]{36}$/),
      version: 1,
      events: [
        {
          type: 'SchoolRegistered',
          version: 1,
          at: '2026-09-01T09:00:00.000Z',
          by: body.staff.get('coordinator'),
          because: 'api',
          data: oakfield,
        },
      ],
    })
    const { stream, events } = await body.must('register-school', { ...oakfield, ref: 'urn:200000' })
    expect(events[0]).toMatchObject({ id: `${stream}@1.0`, stream })
  })

  test('has no events when it was already so', async () => {
    const body = await openBody()
    const { stream } = await body.must('register-school', oakfield)
    expect(await body.must('register-school', oakfield)).toEqual({ stream, version: 1, events: [] })
  })

  test.each(commandNames)('%s has a typical body, and is done or refused by a rule', async (name) => {
    const body = await openBody()
    await furnish(body)
    const came = await body.ask(name, typicalBodies(body)[name])
    const ruledOut = { 'grant-award': 'flagship-needs-three-years', 'cancel-visit': 'no-visit-booked' }[name]
    expect([name, came.status, problem.partial().parse(came.body).refused]).toEqual([
      name,
      ruledOut ? 422 : 200,
      ruledOut,
    ])
  })

  test('finds a school by its reference, a former one, and its id', async () => {
    const body = await openBody()
    const { stream } = await body.must('register-school', oakfield)
    await body.must('change-school', { school: oakfield.ref, ref: 'urn:777777' })
    for (const school of [oakfield.ref, 'urn:777777', stream.replace('school#', '')]) {
      const { stream: same } = await body.must('change-school', { school, pupils: 300 })
      expect(same).toBe(stream)
    }
  })

  test('keeps what a person typed in the vault, and its place in the event', async () => {
    const body = await openBody()
    await furnish(body)
    const { events } = await body.must('recommend', {
      school: oakfield.ref,
      recommendation: 'retained',
      report: 'Mr Grey was ill.',
    })
    const note = String(events[0]?.data.report)
    expect(note).toMatch(/^note-/)
    expect(await body.tools.vault.note(note, '2026-09-07T10:00:00.000Z')).toBe('Mr Grey was ill.')
    // The event is followed within moments; a note nobody named is gone in a week.
    expect(await body.tools.vault.note(note, '2026-09-08T10:00:00.000Z')).toBeUndefined()
  })

  test('keeps names and addresses out of the log, whatever is asked', async () => {
    const body = await openBody()
    await furnish(body)
    for (const [name, typical] of Object.entries(typicalBodies(body))) await body.ask(name, typical)
    let kept = ''
    for await (const { bytes } of body.tools.log.all()) kept += bytes
    expect(kept.length).toBeGreaterThan(5000)
    expect(kept).not.toMatch(
      /Morag|Evans|Idris|Cole|Ann Other|oakfield\.example|staff\.example|01632|committee|calm, warm|Rang/,
    )
  })

  test('names an assessor by address, and the event by id alone', async () => {
    const body = await openBody()
    await furnish(body)
    const { events } = await body.must('book-visit', {
      school: oakfield.ref,
      on: '2026-09-20',
      assessor: 'Robin.Assessor@staff.example',
    })
    expect(events[0]?.data.assessor).toBe(body.staff.get('assessor'))
    const nobody = await body.ask('book-visit', { school: oakfield.ref, on: '2026-09-21', assessor: 'Sir Nobody' })
    expect([nobody.status, problem.parse(nobody.body).what]).toEqual([404, 'member of staff'])
  })

  test('pauses and resumes the letters of all, of a school, of a contact', async () => {
    const body = await openBody()
    await furnish(body)
    const reason = 'Half term.'
    const all = await body.must('pause-letters', { scope: 'all', reason })
    expect([all.stream, all.events[0]?.type]).toEqual(['settings#body', 'LettersOfAllPaused'])
    const school = await body.must('pause-letters', { scope: 'school', id: oakfield.ref, reason })
    expect(school.events[0]?.data.school).toMatch(/^school#/)
    const contact = await body.must('pause-letters', { scope: 'contact', id: headsAddress, reason })
    expect(contact.stream).toMatch(/^contact#/)
    for (const [scope, id, type] of [
      ['all', undefined, 'LettersOfAllResumed'],
      ['school', oakfield.ref, 'LettersOfSchoolResumed'],
      ['contact', headsAddress, 'LettersResumed'],
    ] as const) {
      const { events } = await body.must('resume-letters', { scope, ...(id && { id }), reason })
      expect(events.map((event) => event.type)).toEqual([type])
    }
  })

  test('registers a school that the register of schools alone holds, by its being named', async () => {
    const body = await openBody()
    const entry = {
      name: 'Kingham School',
      nation: 'england',
      town: 'Kingham',
      phone: '01632 960010',
      status: 'open',
      import: 'i-1',
    }
    await body.tools.files.put('register/100.json', JSON.stringify({ '100399': entry }), 'application/json')
    const { stream } = await body.must('grant-award', {
      school: 'urn:100399',
      award: 'inclusive-school',
      on: '2026-09-01',
    })
    const school = await body.get('/api/schools/urn%3A100399')
    expect(school.body).toMatchObject({
      id: stream.replace('school#', ''),
      name: 'Kingham School',
      town: 'Kingham',
      level: 'inclusive-school',
    })
  })

  test('takes over what the register knows of a school that is registered by hand', async () => {
    const body = await openBody()
    const entry = { name: 'Kingham School', nation: 'england', town: 'Kingham', status: 'open', import: 'i-1' }
    await body.tools.files.put('register/100.json', JSON.stringify({ '100399': entry }), 'application/json')
    const said = { ref: 'urn:100399', name: 'Kingham Special School', nation: 'england' }
    const { events } = await body.must('register-school', said)
    expect(events[0]?.data).toEqual({ ...said, town: 'Kingham' })
    expect((await body.must('register-school', said)).events).toEqual([])
  })
})

describe('a body that does not fit', () => {
  test('is told every problem at once, by path', async () => {
    const body = await openBody()
    const came = await body.ask('register-school', {
      ref: 'X',
      nation: 'france',
      pupils: -1,
      colour: 'red',
      shape: 'round',
    })
    expect(came.status).toBe(400)
    expect(came.headers.get('content-type')).toBe('application/problem+json')
    expect(pathsOf(came).toSorted()).toEqual(['colour', 'name', 'nation', 'pupils', 'ref', 'shape'])
    expect(problem.parse(came.body).issues).toContainEqual({ path: 'name', message: 'is needed' })
  })

  test('is told of a choice not made beside all other problems', async () => {
    const body = await openBody()
    const came = await body.ask('withdraw-consent', { purpose: 'gossip', email: 'no address', contact: 'c-1', x: 1 })
    expect(pathsOf(came).toSorted()).toEqual(['contact', 'email', 'purpose', 'x'])
    const pause = await body.ask('pause-letters', { scope: 'school' })
    expect(pathsOf(pause).toSorted()).toEqual(['id', 'reason'])
  })

  test('never hears its own words again', async () => {
    const body = await openBody()
    const secret = 'Morag Evans 01632'
    for (const sent of [
      JSON.stringify({ school: 'urn:1', role: secret, name: { first: secret }, email: secret, phone: [secret] }),
      `{"name": "${secret}`,
      `${secret}{}`,
    ]) {
      const came = await body.request('/api/do/add-contact', { method: 'POST', body: sent, as: 'admin' })
      expect(came.status).toBe(400)
      expect(came.text).not.toContain('Morag')
      expect(came.text).not.toContain('01632')
    }
  })

  test('says where JSON ends being JSON', async () => {
    const body = await openBody()
    const send = (sent: string | Uint8Array<ArrayBuffer>) =>
      body.request('/api/do/register-school', { method: 'POST', body: sent, as: 'admin' })
    for (const sent of [
      '',
      '   ',
      '{',
      '{"a":1,}',
      'null',
      '[]',
      '7',
      '"x"',
      '{"a":1}x',
      new Uint8Array([0x7b, 0xff, 0x7d]),
    ]) {
      const came = await send(sent)
      expect([sent, came.status]).toEqual([sent, 400])
      expect(problem.parse(came.body).issues?.length).toBeGreaterThan(0)
    }
    expect(problem.parse((await send('{"a":1,}')).body).issues?.[0]?.message).toContain('character 7')
  })

  test('has no way round the form by names that every object has', async () => {
    const body = await openBody()
    const sent = `{"ref":"urn:123456","name":"A","nation":"wales","__proto__":{"pupils":1},"constructor":1,"toString":2}`
    const came = await body.request('/api/do/register-school', { method: 'POST', body: sent, as: 'admin' })
    expect(pathsOf(came).toSorted()).toEqual(['__proto__', 'constructor', 'toString'])
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect((await body.ask(name, {})).status).toBe(404)
  })

  test('may be 256 KB and no more', async () => {
    const body = await openBody()
    await furnish(body)
    const frame = JSON.stringify({ school: oakfield.ref, recommendation: 'retained' }).length
    const padded = (bytes: number) =>
      `${JSON.stringify({ school: oakfield.ref, recommendation: 'retained' })}${' '.repeat(bytes - frame)}`
    const send = (sent: string | Uint8Array<ArrayBuffer>, headers = {}) =>
      body.request('/api/do/recommend', { method: 'POST', body: sent, as: 'admin', headers })
    expect((await send(padded(256 * 1024))).status).toBe(200)
    for (const headers of [{}, { 'content-length': String(256 * 1024 + 1) }]) {
      const came = await send(padded(256 * 1024 + 1), headers)
      expect(came.status).toBe(413)
      expect(problem.parse(came.body).title).toContain('256 KB')
    }
    expect((await body.request('/api/do/recommend', { method: 'POST', body: padded(300_000) })).status).toBe(401)
  })
})

describe('what is not there', () => {
  test('is named by its kind', async () => {
    const body = await openBody()
    await furnish(body)
    const missing: [string, object, string][] = [
      ['grant-award', { school: 'urn:000001', award: 'flagship', on: '2026-09-01' }, 'school'],
      ['add-contact', { school: 'ref:NOWHERE', role: 'head', name: 'A', email: 'a@b.example' }, 'school'],
      ['change-contact', { contact: 'c-0', name: 'A' }, 'contact'],
      ['withdraw-consent', { email: 'nobody@nowhere.example', purpose: 'news' }, 'contact'],
      ['withdraw-consent', { contact: 'c-0', purpose: 'news' }, 'contact'],
      ['remove-contact', { contact: headsAddress, school: 'urn:000001' }, 'school'],
      ['pause-letters', { scope: 'school', id: 'urn:000001', reason: 'x' }, 'school'],
      ['pause-letters', { scope: 'contact', id: 'nobody@nowhere.example', reason: 'x' }, 'contact'],
      ['change-staff', { staff: 's-0', role: 'reader' }, 'member of staff'],
      ['remove-staff', { staff: '' }, 'member of staff'],
      ['assign-task', { task: 't-0', owner: body.idOf('admin') }, 'task'],
      ['assign-task', { task: 't-1', owner: 'nobody@staff.example' }, 'member of staff'],
      ['finish-task', { task: 't-0', outcome: 'done' }, 'task'],
      ['resolve-letter', { letter: 'l-0', outcome: 'sent', reason: 'x' }, 'letter'],
      ['no-such-command', {}, 'command'],
    ]
    for (const [command, sent, what] of missing) {
      const came = await body.ask(command, sent)
      expect([command, came.status, problem.parse(came.body).what]).toEqual([command, 404, what])
      expect(came.text).not.toContain('nowhere')
    }
    expect((await body.get('/api/nothing')).status).toBe(404)
    expect((await body.request('/elsewhere')).status).toBe(404)
  })
})

describe('a rule that says no', () => {
  test('says its name, a sentence, and what is to be seen', async () => {
    const body = await openBody()
    await centreOfExcellence(body, '2024-09-02')
    const came = await body.ask('grant-award', { school: oakfield.ref, award: 'flagship', on: '2026-09-01' })
    expect(came.status).toBe(422)
    expect(came.headers.get('content-type')).toBe('application/problem+json')
    expect(came.body).toMatchObject({
      type: expect.stringContaining('flagship-needs-three-years'),
      refused: 'flagship-needs-three-years',
      detail: expect.stringContaining('2027-09-02'),
      facts: { firstDay: '2027-09-02', since: '2024-09-02' },
    })
  })

  test('is heard from every rule that a command can meet', async () => {
    const body = await openBody({ mayBeOn: false })
    const heard = async (command: string, sent: object) => problem.parse((await body.ask(command, sent)).body).refused
    await body.must('register-school', oakfield)
    const school = oakfield.ref
    expect(await heard('register-school', { ...oakfield, name: 'Another' })).toBe('school-already-registered')
    expect(await heard('recommend', { school, recommendation: 'retained' })).toBe('no-open-review')
    expect(await heard('lapse-award', { school, award: 'flagship', reason: 'x' })).toBe('award-not-held')
    expect(await heard('grant-award', { school, award: 'inclusive-school', on: '2026-09-02' })).toBe(
      'day-in-the-future',
    )
    expect(await heard('grant-award', { school, award: 'centre-of-excellence', on: '2026-09-01' })).toBe(
      'centre-needs-inclusive-school',
    )
    await body.must('grant-award', { school, award: 'inclusive-school', on: '2026-01-01' })
    expect(await heard('grant-award', { school, award: 'inclusive-school', on: '2026-01-02' })).toBe(
      'award-already-held',
    )
    expect(await heard('decide-review', { school, decision: 'retained' })).toBe('review-window-not-open')
    expect(await heard('extend-review', { school, to: '2026-09-01', reason: 'x' })).toBe('extension-not-in-the-future')
    expect(await heard('cancel-visit', { school })).toBe('no-visit-booked')
    await body.must('register-school', { ...oakfield, ref: 'urn:222222', name: 'Northridge' })
    expect(await heard('change-school', { school: 'urn:222222', ref: school })).toBe('ref-is-another-school')
    await body.must('add-contact', { school, role: 'head', name: 'A', email: 'a@oakfield.example' })
    await body.must('add-contact', { school, role: 'head', name: 'B', email: 'b@oakfield.example' })
    expect(await heard('change-contact', { contact: 'a@oakfield.example', email: 'b@oakfield.example' })).toBe(
      'address-is-another-contact',
    )
    await body.must('withdraw-consent', { email: 'a@oakfield.example', purpose: 'service' })
    const given = { email: 'a@oakfield.example', purpose: 'service', wording: '2018-05' }
    expect(await heard('give-consent', { ...given, how: 'e-mail' })).toBe('withdrawal-stands')
    expect(await heard('give-consent', { ...given, how: 'paper', on: '2026-08-31' })).toBe('withdrawal-is-later')
    expect(await heard('give-consent', { ...given, how: 'paper', on: '2026-09-02' })).toBe('day-in-the-future')
    expect(
      await heard('add-staff', { role: 'admin', name: 'R', email: 'robin.reader@staff.example', alerts: 'all' }),
    ).toBe('staff-already-known')
    expect(await heard('set-sending', { position: 'on', reason: 'x' })).toBe('stage-cannot-send')
  })
})

describe('a version that was asked for', () => {
  test('must be the one that stands', async () => {
    const body = await openBody()
    await body.must('register-school', oakfield)
    const change = (ifMatch: string, pupils: number) =>
      body.ask('change-school', { school: oakfield.ref, pupils }, { headers: { 'if-match': ifMatch } })
    expect((await change('1', 100)).status).toBe(200)
    const late = await change('1', 200)
    expect([late.status, late.headers.get('retry-after')]).toEqual([409, '1'])
    expect((await change('"2"', 200)).status).toBe(200)
    for (const wrong of ['x', '-1', '*', 'W/"3"'])
      expect([wrong, pathsOf(await change(wrong, 300))]).toEqual([wrong, ['If-Match']])
  })

  test('of a deed counts for its first stream', async () => {
    const body = await openBody()
    await furnish(body)
    const came = await body.ask(
      'add-contact',
      { school: oakfield.ref, role: 'other', name: 'Morag Evans', email: headsAddress },
      { headers: { 'if-match': '7' } },
    )
    expect(came.status).toBe(409)
    const done = await body.ask(
      'add-contact',
      { school: oakfield.ref, role: 'other', name: 'Morag Evans', email: headsAddress },
      { headers: { 'if-match': '1' } },
    )
    expect(done.status).toBe(200)
  })
})

describe('when something breaks', () => {
  test('a race lost five times is told as one, to be tried again', async () => {
    const body = await openBody({ change: ({ log }) => ({ log: { ...log, append: async () => 'lost-race' } }) })
    const came = await body.ask('register-school', oakfield)
    expect([came.status, came.headers.get('retry-after')]).toEqual([409, '1'])
  })

  test('an outside that does not answer is told without its words, and reported by route', async () => {
    const body = await openBody({
      change: ({ log }) => ({
        log: {
          ...log,
          append: async () => {
            throw new Error('secret words of a table')
          },
        },
      }),
    })
    const came = await body.ask('register-school', oakfield)
    expect(came.status).toBe(500)
    expect(came.text).not.toContain('secret')
    expect(problem.parse(came.body).trace).toBeTypeOf('string')
    expect(body.reports.map(({ path }) => path)).toEqual(['/api/do/:command'])
  })
})

test('every answer says how it is to be handled', async () => {
  const body = await openBody()
  for (const came of [
    await body.get('/api/settings'),
    await body.get('/nowhere'),
    await body.request('/api/settings'),
    await body.ask('set-sending', {}),
  ]) {
    expect(came.headers.get('cache-control')).toBe('no-store')
    expect(came.headers.get('x-content-type-options')).toBe('nosniff')
    expect(came.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(came.headers.get('referrer-policy')).toBe('no-referrer')
  }
})
