// What was typed to do harm: as a school's name, a group, a reason, a topic, an outcome. Text on every page, no formula in any table.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, openConsole, pageOf } from './kit.ts'

/** Each would run somewhere if it were ever taken for more than text. */
const scripts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  '</title><svg onload=alert(1)>',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
] as const
const formulas = ['=HYPERLINK("http://x.example")', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '=cmd|calc'] as const

let console: Console
let pages: string[]

beforeAll(async () => {
  console = await openConsole()
  await console.must('set-sending', { position: 'on', reason: scripts[0] })
  const schools: string[] = []
  for (const [n, name] of [...scripts, ...formulas].entries()) {
    const ref = `urn:1100${String(n).padStart(2, '0')}`
    const { stream } = await console.must('register-school', { ref, name, nation: 'england', town: name, group: name })
    await console.must('grant-award', { school: ref, award: 'inclusive-school', on: '2023-09-10', reason: name })
    await console.must('grant-award', { school: ref, award: 'centre-of-excellence', on: '2023-09-10', reason: name })
    schools.push(stream)
  }
  const ambassador = console.idOf('ambassador')
  await console.must('form-cluster', { cluster: 'north-1', nation: 'england', ambassador, name: scripts[1] })
  await console.must('form-cluster', { cluster: 'south-1', nation: 'wales', ambassador, name: formulas[0] })
  await console.must('join-cluster', { cluster: 'north-1', school: 'urn:110000', on: '2026-08-01' })
  await console.must('schedule-meeting', {
    cluster: 'north-1',
    meeting: 'north-1-a',
    on: '2026-10-01',
    kind: 'required',
    place: scripts[1],
    topics: scripts[0],
  })
  await console.must('add-contact', { school: 'urn:110000', role: 'head', name: scripts[1], email: 'x@oak.example' })
  await console.must('give-consent', { email: 'x@oak.example', purpose: 'service', wording: '2018-05', how: 'paper' })
  await console.must('write-bulletin', { bulletin: 'b-1', subject: scripts[1], paragraphs: [...scripts] })
  await console.must('change-letter', { kind: 'review-reminder', paragraph: scripts[0] })
  await console.must('change-setting', { name: 'graceDays', value: 91, reason: scripts[1] })
  await console.must('pause-letters', { scope: 'school', id: 'urn:110001', reason: scripts[0] })
  await console.settle()
  const [school = ''] = schools
  await console.morning(school, '2026-09-02')
  await console.morning(schools[1] ?? '', '2026-09-02')
  const page = pageOf(school)
  pages = [
    ...['/', '/schools', '/reviews', '/letters', '/tasks', '/clusters', '/log', '/log?view=timeline', '/log?view=raw'],
    ...['/today/overdue', '/today/unreachable', '/today/not-booked', '/clusters/north-1', '/explain?school=script'],
    ...[page, `${page}/explain?day=2026-09-02`, `${page}/told`, `${page}/meetings`, '/meetings/north-1-a'],
    ...['/letters/bulletins', '/letters/bulletins/b-1', '/letters/words', '/letters/words/review-reminder'],
    ...['/letters/next', '/settings', '/settings/graceDays', '/invoices', '/feeds', '/at-risk', '/staff'],
    ...['/meetings/north-1-a/record', '/clusters/north-1/do/schedule-meeting', `${page}/do/change-school`],
    `/several/schools?do=pause-letters&row=${school.slice('school#'.length)}`,
    ...queries(),
  ]
})

/** The same from the address, as any site may send a browser here. */
function queries(): string[] {
  const filters = ['stream', 'school', 'type', 'by', 'cause', 'trace', 'since', 'until', 'view', 'cursor']
  return scripts.flatMap((script) => {
    const said = encodeURIComponent(script)
    return [
      `/log?${filters.map((name) => `${name}=${said}`).join('&')}`,
      `/log/latest?${filters.map((name) => `${name}=${said}`).join('&')}`,
      `/?cluster=${said}&assessor=${said}&nation=${said}&group=${said}`,
      `/today/between?from=${said}&until=${said}&group=${said}`,
      `/explain?school=${said}&day=${said}`,
      `/several/schools?do=move-cluster&row=${said}`,
      `/schools?q=${said}`,
      `/reviews?state=${said}`,
      `/sign-in?next=${said}`,
    ]
  })
}

test('what was typed to run on a page is text on every page', async () => {
  for (const path of pages) {
    const { status, html } = await console.get(path)
    expect([path, status < 500]).toEqual([path, true])
    expect(html, path).not.toMatch(
      /<script(?! src="\/assets\/)|<img|<svg on|onerror=(?!alert\(1\)&gt;)|href="javascript/i,
    )
  }
  expect(console.reports).toEqual([])
})

test('and reads as it was typed', async () => {
  const { text } = await console.get('/today/overdue')
  expect(text).not.toContain('&lt;')
  expect((await console.get('/schools')).text).toContain(scripts[0])
})

describe('a table to take away', () => {
  test.each(['/log/export?format=csv', '/today/all?format=csv', '/today/between?format=csv', '/clusters?format=csv'])(
    '%s begins no cell with what a spreadsheet would run',
    async (path) => {
      const { html: csv } = await console.get(path)
      const cells = cellsOf(csv)
      expect(cells.length).toBeGreaterThan(20)
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
      expect(cells).toContain(`'${formulas[0]}`)
    },
  )
})

/** The cells of a table as a spreadsheet reads them. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"'),
  )
}
