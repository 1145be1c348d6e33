/**
 * The pages in a real browser, on the whole system with its demo body:
 *
 *   tsx test/browser/run.ts             without scripts: sign in, find a school, book a visit, be refused, look at what
 *                                       followed; the ten commonest tasks of a coordinator with their clicks counted, with
 *                                       a mouse, a keyboard alone, and without scripts; the log followed as it grows; the
 *                                       clock moved by the time machine; then every page and state searched for barriers
 *                                       (axe-core) on a desk and magnified to 400 %, no wider than its window there and on
 *                                       a telephone, its weight, its policy, nothing loaded from elsewhere
 *   tsx test/browser/run.ts --pictures  also takes the pictures docs/console/README.md shows
 *
 * Ends with 1 when anything is not as it should be. Needs Debian's chromium; pngquant, if there, makes the pictures small.
 */
import assert from 'node:assert/strict'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type RunningSystem, startSystem } from '../kit/running-system.ts'
import { lookAtAll, type Way } from './every-page.ts'
import { keyboard, mouse } from './hands.ts'
import { findPaths, makeDeadLetters, mustHaveSeenAll, type Paths } from './paths.ts'
import { takePictures } from './pictures.ts'
import { doSeveral } from './several.ts'
import {
  answersOfForms,
  erasedPerson,
  formGivenBack,
  openedCopy,
  openedFeed,
  registerWithProblems,
  severalAtOnce,
} from './states.ts'
import { doTenTasks } from './ten-tasks.ts'

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
  assert.match(await wordsOn(page), /There is no such day: give one such as 27 Mar 2027/)
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
    console.log(`several at once ${how}: ${await doSeveral(hand(page), url)} clicks`)
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
  const letter = page.locator('main a[href*="/machine/mail/"]').first()
  // A weekend and some quiet days may lie before.
  for (let days = 0; days < mostQuietDays && (await letter.count()) === 0; days++) await moveADay(page)
  console.log('the time machine: moved, and a letter left')
  return { 'time machine': '/local/machine', 'a letter in the machine': (await letter.getAttribute('href')) ?? '' }
}

const mostQuietDays = 7

async function moveADay(page: Page): Promise<void> {
  const before = await wordsIn(page, '.app-clock time')
  const loaded = page.waitForEvent('load', { timeout: 60_000 })
  await page.getByRole('button', { name: 'To the next day' }).click()
  await loaded
  assert.notEqual(await wordsIn(page, '.app-clock time'), before)
}

/** To each page, one after the other. */
function toEach(url: string, paths: Paths): Way {
  return async (page, see) => {
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(url + path)
      await see(name)
    }
  }
}

/** Every page and state, on a desk and magnified; what somebody with fewer rights is shown, besides. */
async function lookAtEverything(browser: Browser, context: BrowserContext, system: RunningSystem): Promise<Paths> {
  const { url } = system
  const page = await context.newPage()
  const machine = await moveTheClock(page, url)
  await page.goto(`${url}/reviews?state=open&within=180`)
  const school = await hrefOf(page, 'tbody th a')
  await makeDeadLetters(system, school.replace('/schools/', ''))
  const paths = { ...(await findPaths(page, system)), ...machine }
  await page.close()
  for (const [name, path] of Object.entries(paths)) assert.notEqual(path, '', `${name}: no link leads there`)
  const changing = [
    answersOfForms(url, school),
    registerWithProblems(url),
    openedFeed(url),
    openedCopy(system),
    erasedPerson(system),
    severalAtOnce(url),
    formGivenBack(url, (at) => signIn(at, url, 'admin')),
  ]
  const seen = await lookAtAll(browser, context, url, { reading: [toEach(url, paths)], changing })
  const visited = Object.values(paths).map((path) => new URL(url + path).pathname)
  await mustHaveSeenAll([...visited, '/sign-in', '/requests/:seen-on-the-way/copy'])
  const reader = await browser.newContext()
  await signIn(await reader.newPage(), url, 'reader')
  const asReader = toEach(url, { 'today, a reader’s': '/', 'what a role may not': '/settings/do/set-sending' })
  const readers = await lookAtAll(browser, reader, url, { reading: [asReader] })
  const stranger = await browser.newContext()
  const strangers = await lookAtAll(browser, stranger, url, { reading: [toEach(url, { 'sign in': '/sign-in' })] })
  await Promise.all([reader.close(), stranger.close()])
  const pages = seen.pages + readers.pages + strangers.pages
  const barriers = seen.barriers + readers.barriers + strangers.barriers
  console.log(`${pages} pages and states, on a desk, a telephone and at 400 %: ${barriers} barriers`)
  if (barriers > 0) process.exitCode = 1
  return paths
}

async function main(): Promise<void> {
  const system = await startSystem({ dataDir: ':memory:', demo: '1' })
  const browser = await launch()
  try {
    await withoutScripts(browser, system.url)
    await tasksInThreeWays(browser, system)
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, system.url, 'admin')
    await followTheLog(page, system.url)
    const paths = await lookAtEverything(browser, context, system)
    if (process.argv.includes('--pictures')) await takePictures(context, system, paths)
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
