/**
 * The pages in a real browser, on the whole system with its demo body:
 *
 *   tsx test/browser/run.ts             without scripts: sign in, find a school, book a visit, be refused, look at what
 *                                       followed; the ten commonest tasks of a coordinator with their clicks counted, with
 *                                       a mouse, a keyboard alone, and without scripts; the log followed as it grows; the
 *                                       clock moved by the time machine; then every page searched for barriers (axe-core) at the width of a desk
 *                                       and of a telephone, its weight, its policy, nothing loaded from elsewhere
 *   tsx test/browser/run.ts --pictures  also takes the pictures docs/console/README.md shows
 *
 * Ends with 1 when anything is not as it should be. Needs Debian's chromium; pngquant, if there, makes the pictures small.
 */
import assert from 'node:assert/strict'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import * as z from 'zod'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { findBarriers } from './barriers.ts'
import { keyboard, mouse } from './hands.ts'
import { takePictures } from './pictures.ts'
import { doSeveral } from './several.ts'
import { doTenTasks } from './ten-tasks.ts'

/** Compressed, with all it loads. */
const mostBytes = 100 * 1024

const widths = [1280, 360] as const

async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
}

async function signIn(page: Page, url: string, role: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.check(`input[value="${role}"]`)
  await page.fill('#name', 'Ada Byron')
  await page.click('main button')
}

const hrefOf = async (page: Page, selector: string): Promise<string> =>
  (await page.getAttribute(selector, 'href')) ?? ''
const wordsIn = async (page: Page, selector: string): Promise<string> =>
  ((await page.textContent(selector)) ?? '').replaceAll(/\s+/g, ' ').trim()
const wordsOn = (page: Page): Promise<string> => wordsIn(page, 'main')

/** What a coordinator does on a morning, with a browser that runs no scripts. */
async function withoutScripts(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${url}/reviews?state=open`)
  assert.equal(new URL(page.url()).pathname, '/sign-in', 'nobody sees a page without signing in')
  await page.check('input[value="coordinator"]')
  await page.fill('#name', 'Robin Ashdown')
  await page.click('main button')
  assert.equal(page.url(), `${url}/reviews?state=open`, 'after signing in one is where one wanted to be')

  await page.click('tbody a')
  const name = await wordsIn(page, 'h1')
  await page.click('text=Book the visit')
  await page.fill('#on', 'some day')
  await page.click('main button')
  assert.match(await wordsOn(page), /Give a day, such as 27 Mar 2027/)
  await page.fill('#on', '12 Jan 2027')
  await page.click('main button')
  assert.match(await wordsOn(page), /A visit was booked for 12 Jan 2027\./)
  assert.match(await wordsOn(page), /Visit ?12 Jan 2027/)

  await page.click('text=More that can be done')
  await page.click('text=Extend the review')
  await page.fill('#to', '1 Jan 2020')
  await page.fill('#reason', 'A new building')
  await page.click('main button')
  assert.match(await wordsOn(page), /This cannot be done ?A review can be extended to any day after today/)

  await page.click('text=Do nothing and go back')
  assert.equal(await wordsIn(page, 'h1'), name)
  await page.click('ol.app-timeline li:has-text("A visit was booked") a')
  assert.match(await wordsOn(page), /Why it happened/)
  await page.click('text=Everything that followed from the same action')
  assert.match(
    await wordsOn(page),
    /: a visit was booked for 12 Jan 2027.*: 1 (contact|office mailbox) is to be written to|to be written to.*: a visit was booked/,
  )

  await page.click('header >> text=Sign out')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await page.goto(`${url}/schools`)
  assert.equal(new URL(page.url()).pathname, '/sign-in', 'signed out is signed out')
  await context.close()
  console.log('without scripts: signed in, booked, was refused, looked it up, signed out')
}

/** A school nobody can write to: whoever looks after it is asked for. */
async function raiseTask(system: RunningSystem): Promise<void> {
  const school = 'ref:NOBODY-1'
  const must = (command: string, body: object) => system.must('POST', `/api/do/${command}`, { school, ...body })
  await system.must('POST', '/api/do/register-school', { ref: school, name: 'Nobody Primary School', nation: 'wales' })
  await must('grant-award', { award: 'inclusive-school', on: '2024-01-15' })
  await must('book-visit', { on: '2027-01-12' })
  await system.must('POST', '/local/settle')
}

/** The ten commonest tasks in three ways, each on what the ones before left. */
async function tasksInThreeWays(browser: Browser, system: RunningSystem): Promise<void> {
  // The demo body has a task for each of the first two.
  await raiseTask(system)
  const { url } = system
  const ways = [
    { how: 'with a mouse', hand: mouse, scripts: true },
    { how: 'with a keyboard alone', hand: keyboard, scripts: true },
    { how: 'without scripts', hand: mouse, scripts: false },
  ]
  for (const [row, { how, hand, scripts }] of ways.entries()) {
    const context = await browser.newContext({ javaScriptEnabled: scripts })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await signIn(page, url, 'coordinator')
    await page.goto(`${url}/schools?level=flagship`)
    const school = await wordsIn(page, 'tbody th a')
    await doTenTasks(hand(page), url, { school, row }, how)
    await doSeveral(hand(page), url, how)
    await context.close()
  }
}

/** New entries appear by themselves when asked to, and stop when asked to. */
async function followTheLog(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/log?type=StaffAdded`)
  const before = await page.locator('[data-entry]').count()
  await page.getByRole('button', { name: 'Follow new entries' }).click()
  const body = { role: 'reader', name: 'A New Reader' }
  // Not from the page: its own session would become the new reader's.
  await fetch(`${url}/local/sign-in`, { method: 'POST', body: JSON.stringify(body) })
  await page.locator('#follow-says', { hasText: 'One new entry' }).waitFor({ timeout: 20_000 })
  await page.evaluate('document.activeElement.blur()')
  await page.locator('.app-new').waitFor({ timeout: 20_000 })
  assert.equal(await page.locator('[data-entry]').count(), before + 1)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  assert.equal(await wordsIn(page, '#follow-says'), 'Paused.')
  console.log('the log: followed and paused')
}

/** The clock is moved from the page the banner leads to, and a letter that left is read. */
async function moveTheClock(page: Page, url: string): Promise<Paths> {
  await page.goto(url)
  await page.getByRole('link', { name: 'Move it' }).click()
  const before = await wordsIn(page, '.app-clock time')
  await page.getByRole('button', { name: 'To the next day' }).click()
  await page.waitForURL(/said=/, { timeout: 60_000 })
  assert.notEqual(await wordsIn(page, '.app-clock time'), before)
  console.log('the time machine: moved a day')
  return { 'time machine': '/local/machine' }
}

/** Every kind of page, by the name its findings are told under. */
export type Paths = Readonly<Record<string, string>>

async function findPaths(page: Page, url: string): Promise<Paths> {
  const first = async (path: string, selector = 'tbody a') => {
    await page.goto(url + path)
    return await hrefOf(page, selector)
  }
  const school = await first('/reviews?state=booked')
  await page.goto(url + school)
  const contactForm = await hrefOf(page, 'td ul a')
  const cluster = await first('/clusters')
  const meeting = await first(cluster, 'main tr:has-text("Held") a')
  return {
    today: '/',
    schools: '/schools',
    'schools, none found': '/schools?q=zzzz',
    school,
    'school without an award': await register(page, url),
    'book a visit': `${school}/do/book-visit`,
    'note a consent': contactForm,
    'register a school': '/schools/do/register-school',
    reviews: '/reviews',
    invoices: '/invoices',
    'invoices, none due': '/invoices?month=2001-01',
    contact: await first(school, 'a[href^="/contacts/"]'),
    imports: '/imports',
    letters: '/letters',
    'letters, not sent': '/letters?state=withheld',
    letter: await first('/letters'),
    'what leaves next': '/letters/next',
    'letters we write': '/letters/words',
    letterhead: '/letters/letterhead',
    bulletins: '/letters/bulletins',
    'write a bulletin': '/letters/bulletins/new',
    clusters: '/clusters',
    'clusters, none found': '/clusters?nation=overseas',
    'form a cluster': '/clusters/do/form-cluster',
    cluster,
    'plan a meeting': `${cluster}/do/schedule-meeting`,
    'a school joins': `${cluster}/do/join-cluster`,
    meeting,
    register: `${meeting}/record`,
    'record an unplanned meeting': `${cluster}/meetings/record`,
    'Flagships at risk': '/at-risk',
    'excuse a miss': await first('/at-risk', 'main td a[href*="excuse-absence"]'),
    'record of meetings': await first('/at-risk', 'main a[href$="/meetings"]'),
    feeds: '/feeds',
    mail: '/mail',
    'mail, none found': '/mail?state=copy',
    ...(await handInMails(page, url)),
    requests: '/requests',
    'requests, none found': '/requests?state=refused',
    'a request': await first('/requests'),
    'open a request': '/requests/do/open-request',
    'decide a request': `${await first('/requests')}/do/decide-request`,
    'addresses not written to': '/suppression',
    ...(await linksInLetters(page, url)),
    tasks: '/tasks',
    'tasks, finished': '/tasks?state=finished',
    log: '/log',
    'log, wrong filters': '/log?school=urn:999999&since=yesterday&trace=x&stream=school%23x',
    'log as a timeline': '/log?view=timeline',
    'log as it is kept': '/log?view=raw&type=LetterAsked',
    'log, which school?': '/log?school=school',
    entry: await first('/log?type=ReviewReminderDue'),
    'why a letter went': `${school}/explain?day=2026-11-20`,
    'why, which school?': '/explain?school=school',
    'who was told what': `${school}/told`,
    'list of today': '/today/not-booked',
    'list of today, narrowed': '/today/between?from=2027-01-01&until=2027-01-31&nation=wales',
    settings: '/settings',
    'one setting': '/settings/stagesBefore',
    calendars: '/settings/calendar',
    'calendar of a nation': '/settings/calendar/wales',
    'change closures': '/settings/calendar/wales/closures',
    sending: '/settings/sending',
    'set sending': '/settings/do/set-sending',
    'not found': '/nowhere',
  }
}

/** Mails come in: one that asks for several things, one with long words; and where their pages and forms are. */
async function handInMails(page: Page, url: string): Promise<Paths> {
  const head = 'From: Some Body <somebody@school.example>\r\nTo: info@iqm.example\r\n'
  const asking = `${head}Subject: GDPR\r\n\r\nI withdraw my consent and ask that you delete any personal data you hold about me.\r\n`
  const long = `${head}Subject: ${'Llanfairpwllgwyngyll'.repeat(4)}\r\n\r\n${'x'.repeat(400)}\r\nHow do I withdraw my consent?\r\n`
  const pathOf = async (data: string) => {
    const given = await page.request.post(`${url}/local/inbound`, {
      data,
      headers: { 'content-type': 'message/rfc822' },
    })
    return `/mail/${z.object({ mail: z.string() }).parse(await given.json()).mail}`
  }
  const [asked, unclear] = [await pathOf(asking), await pathOf(long)]
  await page.request.post(`${url}/local/settle`)
  return { 'a mail': asked, 'a mail with long words': unclear, 'file a mail anew': `${unclear}/do/refile-mail` }
}

/** Where the links of the latest letters lead, for those who have no account. */
async function linksInLetters(page: Page, url: string): Promise<Paths> {
  const came = await page.request.get(`${url}/local/mail`)
  const texts = z.array(z.object({ text: z.string() })).parse(await came.json())
  const latest = (path: string) =>
    texts.flatMap(({ text }) => text.match(new RegExp(`/p/${path}/[\\w-]+`, 'g')) ?? []).at(-1) ?? ''
  return {
    'stop letters by a link': latest('u'),
    'a page of one’s own': latest('me'),
    'a link that leads nowhere': '/p/u/nothing',
  }
}

/** Registers a school that has nothing yet, and answers where its page is. */
async function register(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/schools/do/register-school`)
  await page.fill('#ref', 'ref:NEW-1')
  await page.fill(
    '#name',
    'A School With A Name Of Ninety Letters Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  )
  await page.check('input[value="wales"]')
  await page.click('main button')
  return new URL(page.url()).pathname
}

async function everyPage(context: BrowserContext, url: string, paths: Paths): Promise<number> {
  const page = await context.newPage()
  const strangers = new Set<string>()
  let bytes = 0
  page.on('request', (request) => void (request.url().startsWith(url) || strangers.add(request.url())))
  page.on('response', (response) => {
    bytes += Number(response.headers()['content-length'] ?? 0)
  })
  const complaints: string[] = []
  // Kept by the browser after the first page, and counted with each all the same.
  await page.goto(url)
  const sheet = await page.getAttribute('link[rel=stylesheet]', 'href')
  const inCommon = Number((await page.goto(url + sheet))?.headers()['content-length'] ?? mostBytes)
  page.on('console', (message) => {
    // A page that says no is answered with its status, and the browser says so.
    const saysNo = /status of (400|404)/.test(message.text())
    if (message.type() === 'error' && !saysNo) complaints.push(`${page.url()}: ${message.text()}`)
  })
  let found = 0
  for (const [name, path] of Object.entries(paths)) {
    assert.notEqual(path, '', `${name}: no link leads there`)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      bytes = inCommon
      await page.goto(url + path)
      assert.ok(bytes <= mostBytes, `${name}: ${bytes} bytes`)
      assert.ok(await isNoWider(page, width), `${name} is wider than ${width} pixels`)
      found += await findBarriers(page, `${name} at ${width}`)
    }
    await page.setViewportSize({ width: 320, height: 800 })
    assert.ok(await isNoWider(page, 320), `${name} is wider than 320 pixels`)
  }
  found += await formWithProblems(page, url)
  found += await registerWithProblems(page, url, paths.register ?? '')
  found += await openedFeed(page, url)
  assert.deepEqual([...strangers], [], 'pages load nothing from elsewhere')
  assert.deepEqual(complaints, [], 'the browser has nothing to complain of: no policy is broken')
  return found
}

async function formWithProblems(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/schools/do/register-school`)
  await page.click('main button')
  assert.match(await wordsOn(page), /Something does not fit/)
  return findBarriers(page, 'a form with problems')
}

/** A register in which nobody is marked says so at each school. */
async function registerWithProblems(page: Page, url: string, register: string): Promise<number> {
  await page.goto(url + register.replace(/\/meetings\/.*/, '/clusters'))
  await page.click('tbody a')
  await page.click('text=Record a meeting that was not planned')
  await page.click('main button.govuk-button:has-text("Record the meeting")')
  assert.match(await wordsOn(page), /every member of the day is marked/)
  return findBarriers(page, 'a register with problems')
}

/** The address of a feed is told on the page that opened it. */
async function openedFeed(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/feeds`)
  await page.selectOption('#of', { index: 1 })
  await page.click('main button')
  const address = await page.inputValue('#address')
  assert.match(address, /\/p\/feed\/[0-9a-f]{64}\.ics$/)
  const feed = await fetch(address)
  assert.deepEqual([feed.status, feed.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
  return findBarriers(page, 'a feed that was opened')
}

async function isNoWider(page: Page, width: number): Promise<boolean> {
  return Number(await page.evaluate('document.documentElement.scrollWidth')) <= width
}

async function main(): Promise<void> {
  const system = await startSystem({ dataDir: ':memory:', demo: '1' })
  const browser = await launch()
  try {
    await withoutScripts(browser, system.url)
    await tasksInThreeWays(browser, system)
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${system.url}/sign-in`)
    const atTheDoor = await findBarriers(page, 'sign in')
    await signIn(page, system.url, 'admin')
    await followTheLog(page, system.url)
    const machine = await moveTheClock(page, system.url)
    const paths = { ...(await findPaths(page, system.url)), ...machine }
    const barriers = atTheDoor + (await everyPage(context, system.url, paths))
    console.log(`${Object.keys(paths).length} pages at ${widths.join(' and ')} pixels: ${barriers} barriers`)
    if (process.argv.includes('--pictures')) await takePictures(context, system.url, paths)
    if (barriers > 0) process.exitCode = 1
  } catch (thrown) {
    // Told before anything is closed, which may take its time.
    console.error(thrown)
    process.exitCode = 1
  } finally {
    await browser.close()
    await system.stop()
  }
}

await main()
