// A form sent after its session had ended: given back to whoever typed it, as it was left, and never done by itself.
import { describe, expect, test } from 'vitest'
import type { StaffRole } from '../../../events/kernel/words.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, oakfield, openConsole, pageOf, type Seen, tokenOn, withOakfield } from './kit.ts'

const whither = ({ headers }: Seen) => headers.get('location') ?? ''
const byTest = { by: 'system', because: 'test', trace: 'test' } as const

/** A console whose sessions can end: `endAfter` says for how many seconds they have, and none when undefined. */
async function withSessions() {
  let endedFor: number | undefined
  const bearerOf = async (token: string, expiredFor = 0) => {
    const known = /^(?:new-)?token-of-([\w-]+)$/.exec(token)?.[1]
    const isOver = endedFor !== undefined && !token.startsWith('new-') && endedFor > expiredFor
    return isOver ? undefined : known
  }
  const console = await openConsole({ change: { tokens: { bearerOf } } })
  const school = await withOakfield(console)
  const ended = (seconds: number) => {
    endedFor = seconds
  }
  /** As somebody who has signed in anew. */
  const anew = (path: string, as: StaffRole = 'admin', init: RequestInit = {}) =>
    console.request(path, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), cookie: `session=new-token-of-${console.idOf(as)}` },
    })
  return { console, school, ended, anew }
}

type Late = Awaited<ReturnType<typeof withSessions>>

const extension = { to: '2027-01-15', reason: 'A "new" <b>building</b>\nand a storm' }

/** Sends a form in time with its token, or after its session has ended. */
async function sendLate(
  { console, ended }: Late,
  path: string,
  fields: Record<string, string>,
  more: Record<string, string> = {},
) {
  const token = tokenOn(await console.get('/'))
  ended(60)
  const init = { method: 'POST', body: new URLSearchParams({ ...fields, token }), headers: more }
  return console.request(path, init, 'admin')
}

const headOf = async ({ tools }: Console, stream: string) => (await tools.log.head(stream))?.body.version

describe('a form whose session has ended', () => {
  test('is not done, and after signing in comes back as it was left; sent again it is done', async () => {
    const late = await withSessions()
    const { console, school, anew } = late
    const path = `${pageOf(school)}/do/extend-review`
    const before = await headOf(console, school)
    const sent = await sendLate(late, path, extension)
    expect([sent.status, whither(sent)]).toEqual([
      303,
      expect.stringMatching(/^\/sign-in\?next=%2Fagain%2Fnote-[0-9a-f-]{36}$/),
    ])
    const again = decodeURIComponent(whither(sent).replace('/sign-in?next=', ''))
    const back = await anew(again)
    expect([back.status, await headOf(console, school)]).toEqual([200, before])
    expect(back.text).toContain('Your session had ended when you sent this form, and nothing was done.')
    expect(back.html).toContain('value="15 Jan 2027"')
    expect(back.html).toContain('A &quot;new&quot; &lt;b&gt;building&lt;/b&gt;\nand a storm</textarea>')
    expect(back.headers.get('content-security-policy')).toContain("default-src 'none'")
    const body = new URLSearchParams({ ...extension, token: tokenOn(back) })
    expect((await anew(path, 'admin', { method: 'POST', body })).status).toBe(303)
    expect(await headOf(console, school)).toBe((before ?? 0) + 1)
    expect(console.reports).toEqual([])
  })

  test('is given to nobody else, and to nobody after an hour', async () => {
    const late = await withSessions()
    const { console, school, anew } = late
    const sent = await sendLate(late, `${pageOf(school)}/do/extend-review`, extension)
    const again = decodeURIComponent(whither(sent).replace('/sign-in?next=', ''))
    expect((await console.request(again)).status).toBe(303)
    const others = await anew(again, 'coordinator')
    expect([others.status, others.text]).toEqual([404, expect.stringContaining('Nothing is kept here')])
    console.clock.pass(59 * 60_000)
    expect((await anew(again)).status).toBe(200)
    console.clock.pass(2 * 60_000)
    expect((await anew(again)).status).toBe(404)
    // Another note of the vault is no form.
    const note = await console.tools.vault.putNote('{"by":"x"}', 'school#1', '2030-01-01T00:00:00.000Z')
    expect((await anew(`/again/${note}`)).status).toBe(404)
  })

  test('holds to the version it was opened at: nobody is overwritten by what came late', async () => {
    const late = await withSessions()
    const { console, anew } = late
    await console.must('form-cluster', { cluster: 'north', nation: 'england', ambassador: console.idOf('ambassador') })
    const path = '/clusters/north/do/assign-ambassador'
    const sent = await sendLate(late, path, { ambassador: `staff#${console.idOf('ambassador')}`, version: '1' })
    await console.must('join-cluster', { cluster: 'north', school: oakfield.ref, on: '2026-08-01' })
    const back = await anew(decodeURIComponent(whither(sent).replace('/sign-in?next=', '')))
    expect(back.html).toContain('name="version" value="1"')
  })

  test.each<[string, (late: Late) => Promise<Seen>]>([
    [
      'carries no token',
      ({ console, ended, school }) => {
        ended(60)
        const body = new URLSearchParams(extension)
        return console.request(`${pageOf(school)}/do/extend-review`, { method: 'POST', body }, 'admin')
      },
    ],
    [
      'carries another session’s token',
      async ({ console, ended, school }) => {
        const token = tokenOn(await console.get('/', 'coordinator'))
        ended(60)
        const body = new URLSearchParams({ ...extension, token })
        return console.request(`${pageOf(school)}/do/extend-review`, { method: 'POST', body }, 'admin')
      },
    ],
    [
      'is of a session that ended yesterday',
      async ({ console, ended, school }) => {
        const token = tokenOn(await console.get('/'))
        ended(24 * 60 * 60)
        const body = new URLSearchParams({ ...extension, token })
        return console.request(`${pageOf(school)}/do/extend-review`, { method: 'POST', body }, 'admin')
      },
    ],
    [
      'comes with a session nobody began',
      async ({ console, school }) => {
        const body = new URLSearchParams({ ...extension, token: tokenOn(await console.get('/')) })
        const headers = { cookie: 'session=made-up' }
        return console.request(`${pageOf(school)}/do/extend-review`, { method: 'POST', body, headers })
      },
    ],
    [
      'is of somebody who left the staff',
      async (late) => {
        const stream = `staff#${late.console.idOf('admin')}`
        const token = tokenOn(await late.console.get('/'))
        late.ended(60)
        await act(late.console.tools, staffDecider, stream, { do: 'remove-staff' }, byTest)
        const body = new URLSearchParams({ ...extension, token })
        return late.console.request(`${pageOf(late.school)}/do/extend-review`, { method: 'POST', body }, 'admin')
      },
    ],
    [
      'brings a file',
      (late) => {
        const body = new FormData()
        body.set('file', new Blob(['ref,name']))
        late.ended(60)
        return late.console.request('/imports/send-in', { method: 'POST', body }, 'admin')
      },
    ],
    ['only signs out', (late) => sendLate(late, '/sign-out', {})],
  ])('that %s is kept nowhere', async (_, send) => {
    const late = await withSessions()
    const sent = await send(late)
    expect([sent.status, whither(sent)]).toEqual([303, '/sign-in'])
  })
})

describe('a form opened in an earlier session', () => {
  const sendWith = async ({ console, school, anew }: Late, headers: Record<string, string>) => {
    const body = new URLSearchParams({ ...extension, token: tokenOn(await console.get('/')) })
    return anew(`${pageOf(school)}/do/extend-review`, 'admin', { method: 'POST', body, headers })
  }

  test('comes back to be looked at', async () => {
    const late = await withSessions()
    const before = await headOf(late.console, late.school)
    const sent = await sendWith(late, { 'sec-fetch-site': 'same-origin' })
    expect(whither(sent)).toMatch(/^\/again\/note-/)
    expect((await late.anew(whither(sent))).html).toContain('value="15 Jan 2027"')
    expect(await headOf(late.console, late.school)).toBe(before)
  })

  test.each(['cross-site', 'same-site', 'none', ''])('that the browser says came %j is refused', async (site) => {
    const late = await withSessions()
    const sent = await sendWith(late, site === '' ? {} : { 'sec-fetch-site': site })
    expect([sent.status, sent.text]).toEqual([403, expect.stringContaining('The form is out of date')])
  })
})

describe('where it comes back', () => {
  const backFrom = async (late: Late, path: string, fields: Record<string, string>, from?: string) => {
    const referer: Record<string, string> = from === undefined ? {} : { referer: `http://localhost${from}` }
    const sent = await sendLate(late, path, fields, referer)
    return late.anew(decodeURIComponent(whither(sent).replace('/sign-in?next=', '')))
  }

  test('is the page it stood on, where it has none of its own', async () => {
    const kind = '/letters/words/review-reminder'
    const back = await backFrom(await withSessions(), `${kind}/paragraph`, { paragraph: 'Come and see us' }, kind)
    expect(back.text).toContain('nothing was done')
    expect(back.html).toContain('Come and see us</textarea>')
  })

  test('is the register with all its marks', async () => {
    const late = await withSessions()
    const { console, school } = late
    await console.must('form-cluster', { cluster: 'north', nation: 'england', ambassador: console.idOf('ambassador') })
    await console.must('join-cluster', { cluster: 'north', school: oakfield.ref, on: '2026-08-01' })
    const id = school.slice('school#'.length)
    const fields = {
      on: '2026-08-20',
      kind: 'extra',
      place: 'Hall',
      topics: 'Belonging',
      [`mark.${id}`]: 'apologies',
      [`impact.${id}`]: 'They will try it',
      version: '0',
    }
    const back = await backFrom(late, '/clusters/north/meetings/record', fields)
    expect(back.html).toMatch(/value="apologies" checked/)
    expect(back.html).toContain('They will try it</textarea>')
    expect(back.html).toMatch(/value="extra" checked/)
  })

  test('is what was said for several, with the same rows', async () => {
    const late = await withSessions()
    const id = late.school.slice('school#'.length)
    const fields = { do: 'extend-by', rows: id, by: '12', reason: 'A storm' }
    const back = await backFrom(late, '/several/reviews', fields, `/several/reviews?do=extend-by&row=${id}`)
    expect(back.html).toContain('value="12"')
    expect(back.html).toContain('A storm</textarea>')
    expect(back.html).toContain(`name="rows" value="${id}"`)
  })

  test('is a page with the words alone, where the form is there no more', async () => {
    const back = await backFrom(await withSessions(), '/schools/none/do/extend-review', { ...extension, version: '3' })
    expect(back.text).toContain('What you typed')
    expect(back.text).toContain('A "new" <b>building</b> and a storm')
    expect(back.html).not.toContain('<b>building')
    expect(back.text).not.toContain('Version')
    expect(back.html).not.toContain('action="/schools')
  })
})
