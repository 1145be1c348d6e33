// The first page: each figure counts what its list holds, the filters go with every link, the year ahead is drawn and told.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Console, openConsole, withOakfield } from './kit.ts'

let console: Console

/** On 20 August 2026: Oakfield due on 1 December, Bryn (Wales, a trust, nobody to write to) overdue, Elm booked. */
beforeAll(async () => {
  console = await openConsole()
  await withOakfield(console)
  const school = async (ref: string, name: string, more: object, since: string) => {
    const { stream } = await console.must('register-school', { ref, name, ...more })
    await console.must('grant-award', { school: ref, award: 'inclusive-school', on: since })
    return stream
  }
  const bryn = await school('urn:400001', 'Ysgol y Bryn', { nation: 'wales', group: '=cmd|Trust' }, '2023-09-10')
  await school('urn:200001', 'Elm School', { nation: 'england' }, '2023-11-20')
  await console.must('book-visit', { school: 'urn:200001', on: '2026-11-04', assessor: console.idOf('assessor') })
  await console.settle()
  await console.morning(bryn, '2026-09-11')
})

/** The number over the words of a figure. */
const figure = (text: string, words: string) =>
  Number(new RegExp(`(\\d+) ${words.replaceAll(/[()]/g, '\\$&')}`).exec(text)?.[1])

describe('the figures', () => {
  test('count reviews by how they stand, each with its meaning', async () => {
    const { text } = await console.get('/')
    expect(figure(text, 'Not booked')).toBe(1)
    expect(figure(text, 'Overdue')).toBe(1)
    expect(figure(text, 'Visits booked')).toBe(1)
    expect(figure(text, 'Due in the next 30 days')).toBe(0)
    expect(text).toContain('Due within 90 days, and no visit is booked yet.')
  })

  test('count what waits for a person, and schools nobody can write to', async () => {
    const { text } = await console.get('/')
    expect(figure(text, 'Waiting for a person Open tasks')).toBeGreaterThan(0)
    // Elm School's visit was to be confirmed to somebody as well.
    expect(figure(text, 'Schools nobody can write to')).toBe(2)
  })

  test.each([
    'due',
    'not-booked',
    'overdue',
    'grace-ended',
    'visited',
    'booked',
    'at-risk',
    'tasks',
    'late',
    'unreachable',
    'requests',
    'mail',
    'undone',
    'held',
    'uncertain',
    'bounced',
  ])('of %s lead to a list as long as they say', async (name) => {
    const { html } = await console.get('/')
    const shown = new RegExp(`app-figure__number">(\\d+)</span><span><a class="govuk-link" href="/today/${name}"`).exec(
      html,
    )?.[1]
    const list = await console.get(`/today/${name}`)
    expect(list.status).toBe(200)
    const rows = list.html.match(/<tr role="row" class="govuk-table__row"><th role="rowheader"/g)?.length ?? 0
    expect(String(rows)).toBe(shown)
  })

  test('of requests and mail are for those who answer them alone', async () => {
    await console.must('open-request', { kind: 'access', email: 'morag@oakfield.example', received: '2026-09-10' })
    await console.settle()
    expect((await console.get('/today/requests')).text).toMatch(/12 Oct 2026 .*due by law on this day/)
    for (const role of ['ambassador', 'assessor', 'reader'] as const) {
      expect((await console.get('/', role)).text).not.toContain('Requests with a statutory day')
      for (const list of ['requests', 'mail']) expect((await console.get(`/today/${list}`, role)).status).toBe(404)
      expect((await console.get('/today/all?format=csv', role)).html).not.toContain('due by law')
    }
  })

  test('of lists that are not there say so', async () => {
    expect((await console.get('/today/nothing')).status).toBe(404)
    expect((await console.get('/today/nothing?format=csv')).status).toBe(404)
  })
})

describe('the filters', () => {
  test.each([
    ['nation=wales', 'overdue', 'Ysgol y Bryn', true],
    ['nation=england', 'overdue', 'Ysgol y Bryn', false],
    ['group=trust', 'overdue', 'Ysgol y Bryn', true],
    ['group=other', 'unreachable', 'Ysgol y Bryn', false],
    ['nation=wales', 'unreachable', 'Ysgol y Bryn', true],
    ['cluster=north', 'booked', 'Elm School', false],
  ])('%s narrow the list of %s', async (query, list, name, isThere) => {
    expect((await console.get(`/today/${list}?${query}`)).text.includes(name)).toBe(isThere)
  })

  test('by the Assessor of the visit go with every link of the page', async () => {
    const query = new URLSearchParams({ assessor: `staff#${console.idOf('assessor')}`, nation: 'england' })
    const { html, text } = await console.get(`/?${query}`)
    expect(figure(text, 'Visits booked')).toBe(1)
    expect(figure(text, 'Overdue')).toBe(0)
    const links = [...html.matchAll(/href="(\/today\/[^"]+)"/g)].map(([, href = '']) => href)
    expect(links.length).toBeGreaterThan(20)
    expect(links.every((href) => href.includes('nation=england') && href.includes('assessor='))).toBe(true)
    expect((await console.get(`/today/booked?${query}`)).text).toContain(
      'Only schools visited by Robin assessor, in England.',
    )
  })
})

describe('the year ahead', () => {
  test('is drawn as a picture with its words, beside a table that leads to each month’s and week’s reviews', async () => {
    const { html, text } = await console.get('/')
    expect(html).toMatch(/<svg [^>]*role="img" aria-labelledby="chart-title"/)
    expect(text).toContain('2 reviews are due in the year ahead')
    expect(text).toMatch(/1 Dec 2026 to 31 Dec 2026 1 1 0/)
    expect(text).toMatch(/16 Nov 2026 to 22 Nov 2026 1 0 1/)
    const december = await console.get('/today/between?from=2026-12-01&until=2026-12-31')
    expect(december.text).toContain('Oakfield Primary School 1 Dec 2026 Annual review')
    expect(december.text).not.toContain('Elm School')
  })

  test('is drawn by weeks, and by months for a narrow window, each bar leading to its reviews', async () => {
    const { html } = await console.get('/?nation=england')
    expect(html).toMatch(/class="app-chart__drawing app-wide-only"><svg [^>]*aria-labelledby="chart-title"/)
    expect(html).toMatch(/class="app-chart__drawing app-narrow-only"><svg [^>]*aria-labelledby="months-title"/)
    const bars = [...html.matchAll(/<a href="([^"]+)" tabindex="-1"><title>([^<]+)/g)].map(([, ...bar]) => bar)
    expect(bars).toContainEqual([
      '/today/between?nation=england&amp;from=2026-12-01&amp;until=2026-12-31',
      '1 Dec 2026 to 31 Dec 2026: 1 due, 1 without a visit booked',
    ])
    expect(bars).toContainEqual([
      '/today/between?nation=england&amp;from=2026-11-16&amp;until=2026-11-22',
      '16 Nov 2026 to 22 Nov 2026: 1 due, 0 without a visit booked',
    ])
    expect(bars).toHaveLength(4)
  })

  test('says the last day of each month and week on paper too', async () => {
    const { html } = await console.get('/')
    expect(html).toMatch(
      /<time[^>]*datetime="2026-12-01">1 Dec 2026<\/time> to <time[^>]*datetime="2026-12-31">31 Dec 2026<\/time><\/a>/,
    )
  })

  test('is asked for between two days, and says when the first is after the last, or one is no day', async () => {
    const { html, text } = await console.get('/today/between?from=2026-12-01&until=31+Dec+2026')
    expect(text).toContain('Oakfield Primary School 1 Dec 2026')
    expect(html).toMatch(/id="from" name="from"[^>]*value="1 Dec 2026"/)
    const turned = await console.get('/today/between?from=2026-12-31&until=2026-12-01')
    expect(turned.text).toContain('Due until: This day is before the first one: change one of the two')
    expect(turned.text).not.toContain('nobody has to act')
    expect((await console.get('/today/between?from=soon')).text).toContain('Due from: Give a day, such as 27 Mar 2027')
  })

  test('holds no style of its own, so that the policy lets it be seen', async () => {
    expect((await console.get('/')).html).not.toMatch(/<svg[^>]*style=|<style/)
  })
})

describe('the tables to take away', () => {
  test('hold the same rows as the list, and no formula', async () => {
    const { html: csv, headers } = await console.get('/today/overdue?format=csv')
    expect(headers.get('content-type')).toContain('text/csv')
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain('Reviews: overdue,Ysgol y Bryn,urn:400001,Wales,2026-09-10,')
    const all = (await console.get('/today/all?format=csv')).html
    expect(all).toContain('Schools nobody can write to,Ysgol y Bryn')
    expect(all).toContain('Reviews: visits booked,Elm School')
    expect(all).not.toMatch(/(^|,)"?[=+@]/m)
  })
})

test('the question why a letter came, or none, is asked on the first page', async () => {
  const { html } = await console.get('/')
  expect(html).toMatch(/<form method="get" action="\/explain"[^>]*aria-label="Ask about a school"/)
})
