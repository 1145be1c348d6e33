// Why a letter went to a school, or none: any day, each letter, each contact, with the consent as it stood then.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, openConsole, pageOf, withOakfield } from './kit.ts'

let console: Console
let page: string

/** Reminded on 2 September while Morag agreed; she withdrew on 10 September; reminded again, of 60 days, on 2 October. */
beforeAll(async () => {
  console = await openConsole()
  const school = await withOakfield(console)
  await console.morning(school, '2026-09-02')
  console.clock.moveTo('2026-09-10T09:00:00.000Z')
  await console.must('withdraw-consent', { email: 'morag@oakfield.example', purpose: 'service' })
  await console.settle()
  await console.morning(school, '2026-10-02')
  page = `${pageOf(school)}/explain`
})

const on = async (day: string, as: 'admin' | 'reader' = 'admin') => (await console.get(`${page}?day=${day}`, as)).text

describe('a day on which a reminder fell due', () => {
  test('tells which, who was chosen, and what became of each letter', async () => {
    const text = await on('2026-09-02')
    expect(text).toContain('The reminder for 90 days before the due day fell due: its day came on 2 Sept 2026')
    expect(text).toContain('One named contact was chosen.')
    expect(text).toContain('One letter was asked for on this day: 1 left.')
    expect(text).toMatch(/Review reminder Morag Evans \(head\) Sent .* Given 20 Aug 2026/)
  })

  test('tells who was passed over and why, and that the office was not needed', async () => {
    const text = await on('2026-09-02')
    expect(text).toMatch(/Idris Cole Inclusion lead Not given Passed over The addressee has not agreed/)
    expect(text).toMatch(/Oakfield Office .*Not asked The office is written to only when no named contact can be/)
  })

  test('shows consents as they stood then, not as they stand now', async () => {
    expect(await on('2026-09-02')).toMatch(/Morag Evans Head Given 20 Aug 2026 \(paper, wording 2018-05\) Chosen/)
    expect(await on('2026-10-02')).toMatch(
      /Morag Evans Head Withdrawn 10 Sept 2026 \(staff\) Passed over The addressee has withdrawn consent/,
    )
  })

  test('tells of the office when no named contact could be written to', async () => {
    const text = await on('2026-10-02')
    expect(text).toContain('No named contact could be written to, so the office was chosen.')
    expect(text).toMatch(/Oakfield Office Office mailbox Not needed for the office mailbox Chosen/)
  })
})

describe('a day without a reminder', () => {
  test('says so, names the next one, and who would have been written to', async () => {
    const text = await on('2026-09-15')
    expect(text).toContain('No reminder fell due. The next one, 60 days before the due day, is planned for 2 Oct 2026')
    expect(text).toContain('No letter was asked for on this day.')
    expect(text).toMatch(/Had a reminder fallen due, it would have been so: .*Oakfield Office .*Would be chosen/)
    expect(text).toContain('Nothing was recorded of this school on 15 Sept 2026.')
  })

  test('says that it was no working day', async () => {
    expect(await on('2026-09-05')).toContain('5 Sept 2026 was no working day: reminders leave on working days only.')
  })

  test('says why each other stage of the ladder was left out', async () => {
    expect(await on('2026-09-15')).toMatch(/180 days before .* Left out Its day was over when the review was opened/)
  })
})

describe('the day picker', () => {
  test('needs no script, says what does not fit, and leads to the days beside', async () => {
    const { html, text } = await console.get(`${page}?day=2026-09-02`)
    expect(html).toContain('<form method="get"')
    expect(html).toContain(`${page}?day=2026-09-01"`)
    expect(html).toContain(`${page}?day=2026-09-03"`)
    expect(text).toContain('The day before')
    const wrong = await console.get(`${page}?day=someday`)
    expect([wrong.status, wrong.text.includes('Give a day, such as 27 Mar 2027')]).toEqual([400, true])
    expect((await console.get(`${page}?day=2+Sept+2026`)).text).toContain('90 days before the due day fell due')
  })
})

describe('the way to it', () => {
  test('leads from a school’s name and a day, from the school, from the entry and from the letter', async () => {
    const found = await console.get('/explain?school=oakfield&day=2026-09-02')
    expect([found.status, found.headers.get('location')]).toEqual([303, `${page}?day=2026-09-02`])
    expect((await console.get('/explain?school=nowhere')).text).toContain('No school is known by this name')
    expect((await console.get(page.replace('/explain', ''))).html).toContain(`href="${page}"`)
    const log = await console.get('/log?type=ReviewReminderDue')
    const [, entry = ''] = /href="(\/log\/[^"]+%40[^"]+)"/.exec(log.html) ?? []
    expect((await console.get(entry)).html).toContain(`href="${page}?day=2026-10-02"`)
    const letters = await console.get('/letters')
    const [, letter = ''] =
      /<th role="rowheader"[^>]*><a class="govuk-link" href="(\/letters\/[^"]+)"/.exec(letters.html) ?? []
    expect((await console.get(letter)).html).toContain(`href="${page}?day=`)
  })
})

describe('a reader', () => {
  test('sees the reasons and no names', async () => {
    const text = await on('2026-09-02', 'reader')
    expect(text).not.toMatch(/Morag|Idris/)
    expect(text).toMatch(/Inclusion lead Inclusion lead Not given Passed over/)
  })
})
