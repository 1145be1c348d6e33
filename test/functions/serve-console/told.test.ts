// Who at a school was told what: each matter by each contact, with what came of it and the consent as it stood then.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, oakfield, openConsole, pageOf, withOakfield } from './kit.ts'

let console: Console
let page: string

beforeAll(async () => {
  console = await openConsole()
  const school = await withOakfield(console)
  await console.morning(school, '2026-09-02')
  console.clock.moveTo('2026-09-10T09:00:00.000Z')
  await console.must('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'service' })
  await console.settle()
  await console.morning(school, '2026-10-02')
  page = `${pageOf(school)}/told`
})

describe('the matrix', () => {
  test('has a row for each matter and a column for each contact, with the consent at that moment', async () => {
    const { text } = await console.get(page)
    expect(text).toMatch(/About Morag Evans \(head\) Idris Cole \(inclusion lead\) Oakfield Office \(office mailbox\)/)
    const [, first = '', second = ''] = text.split(/Review reminder(?= The annual)/)
    expect(first).toMatch(/Passed over The addressee has withdrawn consent Consent: withdrawn 10 Sept 2026/)
    expect(first).toMatch(/Sent Consent: not needed for the office/)
    expect(second).toMatch(
      /Sent Consent: given 20 Aug 2026 Passed over The addressee has not agreed .* Consent: not given Not written to/,
    )
  })

  test('leads to each letter, each contact and to what was considered on the day', async () => {
    const { html } = await console.get(page)
    expect(html).toContain(`href="${page.replace('told', 'explain')}?day=2026-09-02"`)
    expect(html).toMatch(/href="\/letters\/[0-9a-f]+"/)
    expect(html).toMatch(/href="\/contacts\//)
  })

  test('names each cell’s contact, so that a telephone can show it', async () => {
    expect((await console.get(page)).html).toContain('data-head="Morag Evans (head)"')
  })

  test('shows a reader roles and no names', async () => {
    const { text } = await console.get(page, 'reader')
    expect(text).not.toMatch(/Morag|Idris/)
    expect(text).toContain('About Head Inclusion lead Office mailbox')
  })

  test('of a school nobody wrote to says so', async () => {
    const { stream } = await console.must('register-school', { ...oakfield, ref: 'urn:300000' })
    await console.settle()
    expect((await console.get(`${pageOf(stream)}/told`)).text).toContain('Nothing was told to anybody yet.')
    expect((await console.get('/schools/none/told')).status).toBe(404)
  })

  test('is a link away from the school’s page', async () => {
    expect((await console.get(page.replace('/told', ''))).html).toContain(`href="${page}"`)
  })
})
