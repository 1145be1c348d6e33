// What no letter of a school’s own says: letters to its contacts about no school, and letters that failed before they were
// asked for. Who asks what a school was told sees both, in all three places.
import { beforeAll, describe, expect, test } from 'vitest'
import { deadDecider } from '../../../events/dead/decide.ts'
import { act } from '../../../shared/log/act.ts'
import { type Console, openConsole, pageOf, withOakfield } from './kit.ts'

const email = 'morag@oakfield.example'

describe('letters to a contact about no school', () => {
  let console: Console
  let page: string

  beforeAll(async () => {
    console = await openConsole()
    page = pageOf(await withOakfield(console))
    console.clock.moveTo('2026-09-10T09:00:00.000Z')
    await console.must('withdraw-consent', { email, purpose: 'service' })
    await console.must('open-request', { kind: 'access', email, received: '2026-09-10' })
    await console.settle()
  })

  test('stand in the explanation of their day, with who they went to', async () => {
    const { text } = await console.get(`${page}/explain?day=2026-09-10`)
    expect(text).toMatch(/In short .*letters were asked for on this day/)
    expect(text).toMatch(/Withdrawal confirmed To the person, about no school Morag Evans \(head\) Sent/)
    expect((await console.get(`${page}/explain?day=2026-09-11`)).text).toContain('No letter was asked for on this day.')
  })

  test('stand in the matrix and on the school’s page, marked as about no school', async () => {
    const { text } = await console.get(`${page}/told`)
    expect(text).toMatch(/10 Sept 2026 .*Withdrawal confirmed .*To the person, about no school/)
    expect(text).not.toContain('Nothing was told to anybody yet')
    const { text: school } = await console.get(page)
    expect(school).toMatch(/Withdrawal confirmed To the person, about no school 10 Sept 2026 Morag Evans/)
    expect(school).not.toContain('No letter was asked for yet')
  })

  test('that answer a request about own data are shown to the office alone, and the others are told so', async () => {
    for (const path of [`${page}/explain?day=2026-09-10`, `${page}/told`, page]) {
      expect((await console.get(path)).text).toContain('Request acknowledged')
      const { text } = await console.get(path, 'reader')
      expect(text).toContain('Withdrawal confirmed')
      expect(text).not.toMatch(/Request acknowledged|Morag/)
      expect(text).toContain('shown to admins and coordinators only')
    }
  })
})

describe('a letter that failed before it was asked for', () => {
  let console: Console
  let page: string

  beforeAll(async () => {
    console = await openConsole()
    const school = await withOakfield(console)
    page = pageOf(school)
    const other = await console.must('register-school', { ref: 'urn:300000', name: 'Beech School', nation: 'england' })
    await console.settle()
    console.clock.moveTo('2026-09-10T09:00:00.000Z')
    const { version } = await console.must('book-visit', { school: 'urn:123456', on: '2026-11-10' })
    // The queue took nothing: no function ever heard of it.
    console.bus.published.splice(0)
    await failed(school, version, 'one')
    await failed(other.stream, 1, 'other')
    await console.settle()
  })

  const failed = (stream: string, version: number, id: string) =>
    act(
      console.tools,
      deadDecider,
      `dead#${id}`,
      {
        do: 'file-dead-letter',
        filed: {
          verb: 'ask-letters',
          kind: 'queue',
          queue: 'ask-letters',
          event: `${stream}@${version}.0`,
          type: 'VisitBooked',
          stream,
          last: console.tools.world().now,
          kept: 'x',
        },
      },
      { by: 'system', because: `${stream}@${version}.0`, trace: 't' },
    )

  test('is said in the explanation of the day, with the way to what failed', async () => {
    const { text, html } = await console.get(`${page}/explain?day=2026-09-10`)
    expect(text).toContain('One letter was called for and not asked for, because something failed')
    expect(text).not.toContain('No letter was asked for on this day')
    expect(text).toMatch(
      /10 Sept 2026 : a visit was booked for 10 Nov 2026 .*, and then something failed: the letter this calls for was not asked for . Waits for a person/,
    )
    expect(html).toContain('href="/dead-letters/one"')
    expect(html).not.toContain('href="/dead-letters/other"')
  })

  test('is said on no other day', async () => {
    const { text, html } = await console.get(`${page}/explain?day=2026-09-09`)
    expect(text).toContain('No letter was asked for on this day.')
    expect(html).not.toContain('/dead-letters/one')
  })

  test('is said over the matrix and on the school’s page until it was tried again', async () => {
    for (const path of [`${page}/told`, page]) expect((await console.get(path)).html).toContain('/dead-letters/one')
    await console.send('/dead-letters/one/do/retry-dead-letter', { reason: 'The queue takes messages again' })
    await console.settle()
    for (const path of [`${page}/told`, page]) expect((await console.get(path)).html).not.toContain('/dead-letters/one')
    expect((await console.get(`${page}/explain?day=2026-09-10`)).text).toContain('Tried again')
  })
})
