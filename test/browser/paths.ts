/** Where every kind of page is, by the name its findings are told under; and that none was forgotten. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import * as z from 'zod'
import { openConsole } from '../functions/serve-console/kit.ts'
import type { RunningSystem } from '../kit/running-system.ts'

const hrefOf = async (page: Page, selector: string): Promise<string> =>
  (await page.getAttribute(selector, 'href', { timeout: 10_000 })) ?? ''

export type Paths = Readonly<Record<string, string>>

export async function findPaths(page: Page, { url }: RunningSystem): Promise<Paths> {
  const first = async (path: string, selector = 'tbody a') => {
    await page.goto(url + path)
    return await hrefOf(page, selector)
  }
  const school = await first('/reviews?state=booked')
  await page.goto(url + school)
  const contactForm = await hrefOf(page, 'td ul a')
  // One whose table shows every mark there is.
  const cluster = await first('/at-risk', 'td a[href^="/clusters/"]')
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
    'letters of a kind': '/letters/words/review-reminder',
    'a letter as it is planned': `/letters/next/${(await first('/reviews?state=open')).replace('/schools/', '')}`,
    'bulletin, one': await writeBulletin(page, url),
    'a task': await first('/tasks', 'main a[href^="/tasks/"]'),
    'finish a task': `${await first('/tasks', 'main a[href^="/tasks/"]')}/do/finish-task`,
    'take a contact off': `${await first(school, 'a[href^="/contacts/"]')}/do/remove-contact`,
    'merge contacts': `${await first(school, 'a[href^="/contacts/"]')}/merge`,
    'merge schools': `${school}/merge`,
    'correct an entry': `${await first('/log?type=VisitBooked')}/correct`,
    'an import': await first('/imports'),
    'take an import back': `${await first('/imports')}/undo`,
    'send a file in': '/imports/new',
    staff: '/staff',
    'add staff': '/staff/do/add-staff',
    'change staff': await first('/staff', 'main a[href*="change-staff"]'),
    'cancel a meeting': `${meeting}/do/cancel-meeting`,
    'close a feed': await openedFeed(page, url),
    'say what became of a letter': `${await first('/letters')}/do/resolve-letter`,
    'what could not be done': '/dead-letters',
    'one that could not be done': await first('/dead-letters', 'main a[href^="/dead-letters/"]'),
    'try it again': `${await first('/dead-letters', 'main a[href^="/dead-letters/"]')}/do/retry-dead-letter`,
    'signed out': '/signed-out',
    'a form kept for nobody': '/again/note-00000000-0000-4000-8000-000000000000',
    'several, nothing chosen': '/several/schools?do=pause-letters',
    'several, all that are found': '/several/tasks?do=finish-task&all=1',
    'several, none such': '/several/done/nothing-such',
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

/** Asks for letters while the queues stand still: some cannot be asked for, and wait for a person. */
export async function makeDeadLetters(system: RunningSystem, school: string): Promise<void> {
  await system.must('POST', '/local/faults', { on: 'queue', do: 'error', next: 'all' })
  await system.must('POST', '/api/do/book-visit', { school, on: '2027-01-20' })
  await system.must('POST', '/local/settle')
  await system.must('DELETE', '/local/faults')
  await system.must('POST', '/local/settle')
}

/** A bulletin nobody sent yet. */
async function writeBulletin(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/letters/bulletins/new`)
  await page.locator('main form input[type=text]').first().fill('Spring meetings')
  await page.locator('main form textarea').first().fill('Come and see what others do.')
  await page.locator('main form button').first().click()
  return new URL(page.url()).pathname
}

/** A feed that is open, and where it is closed. */
async function openedFeed(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/feeds`)
  await page.selectOption('#of', { index: 1 })
  await page.click('main button')
  await page.goto(`${url}/feeds`)
  return hrefOf(page, 'main a[href*="revoke-feed"]')
}

/** What is no page: files, parts of pages, letters in their frames, ways through that show nothing of their own. */
const noPages: readonly string[] = [
  ...['/sign-in/begin', '/signed-in', '/log/latest', '/log/export', '/find', '/imports/:import/rows'],
  '/requests/:request/copy.json',
  ...['/letters/:letter/files/:file'],
]

/** Every page the console serves was looked at: of each of its addresses one at least. */
export async function mustHaveSeenAll(seen: readonly string[]): Promise<void> {
  const { app } = await openConsole()
  const served = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const pages = [...new Set(served)].filter((path) => !/^\/assets|\/as-mail$/.test(path) && !noPages.includes(path))
  assert.ok(pages.length > 60, `only ${pages.length} addresses are served`)
  const wanting = pages.filter((path) => {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`)
    return !seen.some((one) => pattern.test(one))
  })
  assert.deepEqual(wanting, [], 'pages nobody looked at')
}
