// Two people with the same form open, and one person who presses a button twice: nothing is overwritten, nothing done twice.
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../events/kernel/fault.ts'
import { type Console, oakfield, openConsole, pageOf, type Seen, withOakfield, withSigns } from './kit.ts'

type Fields = Readonly<Record<string, string>>

/** The address of a page, and of a form on it. */
interface At {
  readonly page: string
  readonly action: string
}

async function opened() {
  const console = await openConsole()
  const school = await withOakfield(console)
  return { console, school }
}

/** What a form on a page says for itself: the session's token, how it stood when it was opened. */
function hiddenOn({ html }: Seen, action: string): Record<string, string> {
  const from = html.indexOf(`action="${action}"`)
  const form = html.slice(from, html.indexOf('</form>', from))
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, withSigns(value)]))
}

/** Sends a form as it stands on a page that was opened earlier. */
function sendAs(console: Console, action: string, page: Seen, fields: Fields) {
  const body = new URLSearchParams({ ...fields, ...hiddenOn(page, action) })
  return console.request(action, { method: 'POST', body }, 'admin')
}

/** Two have the same form open; the first sends it, then the second. */
async function sentByTwo(console: Console, { page, action }: At, first: Fields, second: Fields) {
  const mine = await console.get(page)
  const yours = await console.get(page)
  expect((await sendAs(console, action, mine, first)).status).toBe(303)
  const late = await sendAs(console, action, yours, second)
  return { late, again: () => sendAs(console, action, late, second) }
}

const sentence = 'Somebody else was first Somebody else changed this while you had it open'
const reason = 'The board wishes it'

describe('two people with the same form', () => {
  test.each([
    ['extend-review', { to: '2027-01-15', reason: 'A storm' }, { to: '2027-02-15', reason: 'A flood' }],
    ['book-visit', { on: '2026-11-10' }, { on: '2026-11-12' }],
  ])('do not overwrite one another: %s is looked at again, then sent', async (form, first, second) => {
    const { console, school } = await opened()
    const path = `${pageOf(school)}/do/${form}`
    const { late, again } = await sentByTwo(console, { page: path, action: path }, first, second)
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(sentence)])
    expect((await again()).status).toBe(303)
  })

  const entry = { ref: 'urn:123456', name: oakfield.name, nation: 'england', phone: oakfield.phone }

  test('whoever is second reads what the entry now says', async () => {
    const { console, school } = await opened()
    const path = `${pageOf(school)}/do/change-school`
    const first = { ...entry, town: 'Elmton', nation: 'wales' }
    const { late } = await sentByTwo(console, { page: path, action: path }, first, { ...entry, town: 'Ashton' })
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(sentence)])
    expect(late.text).toMatch(/It now says Town Elmton Reference/)
    expect(late.html).toContain('value="Ashton"')
    // What was not touched shows what stands, so that sending it takes nothing back.
    expect(late.html).toMatch(/value="wales" checked/)
    expect((await sendAs(console, path, late, { ...entry, nation: 'wales', town: 'Ashton' })).status).toBe(303)
    expect((await console.get(pageOf(school))).text).toMatch(/Wales.*Ashton|Ashton.*Wales/)
  })

  test('change two parts of one entry at once, and both stand', async () => {
    const { console, school } = await opened()
    const path = `${pageOf(school)}/do/change-school`
    const [mine, yours] = [await console.get(path), await console.get(path)]
    const standing = { ...entry, town: oakfield.town }
    expect((await sendAs(console, path, mine, { ...standing, town: 'Elmton' })).status).toBe(303)
    expect((await sendAs(console, path, yours, { ...standing, phone: '01632 960999' })).status).toBe(303)
    const { text } = await console.get(pageOf(school))
    expect([text.includes('Elmton'), text.includes('01632 960999')]).toEqual([true, true])
  })

  const calendar = '/settings/calendar/wales/bankHolidays'
  const words = '/letters/words/review-reminder'
  const letterhead = { name: 'The Body', address: '1 Street', signatory: 'Ann Other', replyTo: 'info@body.example' }

  test.each([
    ['a setting', { page: '/settings/graceDays', action: '/settings/graceDays' }, { value: '40' }, { value: '50' }],
    [
      'whether letters leave',
      { page: '/settings/do/set-sending', action: '/settings/do/set-sending' },
      { position: 'off' },
      { position: 'staff' },
    ],
    ['a calendar', { page: calendar, action: calendar }, { lines: '3 May 2027' }, { lines: '4 May 2027' }],
    [
      'the letterhead',
      { page: '/letters/letterhead', action: '/letters/letterhead' },
      { ...letterhead, colour: '#1d4f7c' },
      { ...letterhead, colour: '#1d4f7d' },
    ],
    [
      'a paragraph in letters',
      { page: words, action: `${words}/paragraph` },
      { paragraph: 'Closed in August.' },
      { paragraph: 'Closed in July.' },
    ],
  ])('nor do they in %s', async (_, at, first, second) => {
    const { console } = await opened()
    const { late, again } = await sentByTwo(console, at, { ...first, reason }, { ...second, reason })
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(sentence)])
    expect((await again()).status).toBe(303)
  })

  test('of a calendar each line is told that the other one has', async () => {
    const { console } = await opened()
    const standing = (await console.get(calendar)).html
    const lines = /<textarea[^>]*name="lines"[^>]*>\n?([^<]*)/.exec(standing)?.[1]?.trim() ?? ''
    const [first, second] = ['1 Jun 2032', '2 Jun 2032'].map((day) => ({ lines: `${lines}\n${day}`, reason }))
    const { late } = await sentByTwo(console, { page: calendar, action: calendar }, first ?? {}, second ?? {})
    expect(late.text).toMatch(/Stands now, and is not below 1 Jun 2032 Is below, and does not stand 2 Jun 2032/)
  })

  test('a bulletin is sent with the words that were looked at, and no others', async () => {
    const { console } = await opened()
    const text = { subject: 'News of the autumn', paragraphs: 'The meetings are set.' }
    await console.send('/letters/bulletins/new', { bulletin: 'autumn-2026', ...text })
    await console.settle()
    const page = '/letters/bulletins/autumn-2026'
    const [mine, yours] = [await console.get(page), await console.get(page)]
    expect((await sendAs(console, page, mine, { ...text, subject: 'News in September' })).status).toBe(303)
    for (const action of [page, `${page}/send`]) {
      const late = await sendAs(console, action, yours, text)
      expect([action, late.status, late.text]).toEqual([action, 409, expect.stringContaining(sentence)])
    }
    expect((await sendAs(console, `${page}/send`, await console.get(page), {})).status).toBe(303)
  })

  test('an entry of the log is corrected as it was read, and two entries are merged as they were looked at', async () => {
    const { console, school } = await opened()
    const entry = `/log/${encodeURIComponent(`${school}@2.0`)}/correct`
    const says = (on: string) => ({ how: 'anew', award: 'inclusive-school', on, reason })
    const corrected = await sentByTwo(console, { page: entry, action: entry }, says('1 Nov 2025'), says('2 Nov 2025'))
    expect([corrected.late.status, corrected.late.text]).toEqual([409, expect.stringContaining(sentence)])
    expect((await corrected.again()).status).toBe(303)

    const { stream: other } = await console.must('register-school', { ...oakfield, ref: 'urn:123999' })
    const merge = `${pageOf(school)}/merge`
    const drop = other.slice('school#'.length)
    const looked = await console.get(`${merge}?drop=${drop}`)
    await console.must('grant-award', { school: 'urn:123999', award: 'inclusive-school', on: '2026-05-01' })
    const late = await sendAs(console, merge, looked, { drop, reason })
    expect([late.status, late.text]).toEqual([409, expect.stringContaining(sentence)])
    expect((await sendAs(console, merge, late, { drop, reason })).status).toBe(303)
  })

  test('a setting that is only looked at is still held to the version it was opened at', async () => {
    const { console } = await opened()
    const at = '/settings/graceDays'
    const [mine, yours] = [await console.get(at), await console.get(at)]
    expect((await sendAs(console, at, mine, { value: '40', reason })).status).toBe(303)
    const looked = await sendAs(console, at, yours, { value: '50', reason, do: 'look' })
    expect(looked.status).toBe(200)
    expect((await sendAs(console, at, looked, { value: '50', reason })).status).toBe(409)
  })
})

describe('a button pressed twice', () => {
  test('does it once, and leads where the first press led', async () => {
    const { console, school } = await opened()
    const path = `${pageOf(school)}/do/book-visit`
    const page = await console.get(path)
    const [first, second] = await Promise.all([1, 2].map(() => sendAs(console, path, page, { on: '2026-11-10' })))
    expect([first?.status, second?.status]).toEqual([303, 303])
    expect(second?.headers.get('location')).toBe(first?.headers.get('location'))
    const log = await console.getJson(`/api/log?stream=${encodeURIComponent(school)}`)
    expect(log.text.split('"VisitBooked"')).toHaveLength(2)
  })

  test('sends one test letter, and from the page that follows another one', async () => {
    const { console } = await opened()
    console.post.left.splice(0)
    const [page, action] = ['/letters/words/review-reminder', '/letters/words/review-reminder/test']
    const press = async (seen: Seen) => {
      await sendAs(console, action, seen, { example: 'before-30' })
      console.clock.pass(1000)
      await console.settle()
    }
    const seen = await console.get(page)
    await press(seen)
    await press(seen)
    expect(console.post.left).toHaveLength(1)
    await press(await console.get(page))
    expect(console.post.left).toHaveLength(2)
  })

  test('opens one request about own data, not two', async () => {
    const { console } = await opened()
    const action = '/requests/do/open-request'
    const page = await console.get(action)
    const fields = { kind: 'access', email: 'stranger@elsewhere.example', received: '2026-08-18' }
    const [first, second] = [await sendAs(console, action, page, fields), await sendAs(console, action, page, fields)]
    expect([first.status, second.headers.get('location')]).toEqual([303, first.headers.get('location')])
  })

  test('with something else filled in is another form, and what a rule refused may be tried again', async () => {
    const { console, school } = await opened()
    const path = `${pageOf(school)}/do/extend-review`
    const page = await console.get(path)
    const wrong = { to: '2026-01-01', reason: 'A flood' }
    expect((await sendAs(console, path, page, wrong)).status).toBe(422)
    expect((await sendAs(console, path, page, wrong)).status).toBe(422)
    expect((await sendAs(console, path, page, { ...wrong, to: '2027-01-15' })).status).toBe(303)
  })

  test('that broke off is done when it is pressed again', async () => {
    let isCut = false
    const console = await openConsole({
      change: ({ log }) => ({
        log: {
          ...log,
          append: (body) => (isCut ? Promise.reject(new Fault('log.append', 'Cut')) : log.append(body)),
        },
      }),
    })
    const path = `${pageOf(await withOakfield(console))}/do/book-visit`
    const page = await console.get(path)
    isCut = true
    expect((await sendAs(console, path, page, { on: '2026-11-10' })).status).toBe(500)
    isCut = false
    expect((await sendAs(console, path, page, { on: '2026-11-10' })).status).toBe(303)
  })
})
