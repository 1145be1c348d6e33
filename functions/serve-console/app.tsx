/**
 * The console as one app: who is asking, pages, forms, assets. Pages are complete without scripts; the policy for their
 * contents allows none but the one file that follows the log, on its page alone, and no style but the stylesheet.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { isOffice } from '../../shared/deeds/callers.ts'
import { findCluster } from '../../shared/deeds/clusters.ts'
import { findSchool } from '../../shared/deeds/schools.ts'
import { letterheadNow } from '../../shared/deeds/wording.ts'
import { sheetHeaders } from '../../shared/files/sheet.ts'
import { GivenBack, type Typed, tokenField, typedAnchor } from '../../shared/pages/form.tsx'
import { renderPage } from '../../shared/pages/layout.tsx'
import { addressOf } from '../../shared/pages/parts.tsx'
import { assets } from '../../shared/pages/stylesheet.ts'
import { defaultLetterhead } from '../../shared/post/letterhead.ts'
import { isBulkList } from './bulk/lists.ts'
import { callerOf } from './caller.ts'
import { formPage, sendForm } from './do/form.tsx'
import { formPlaces } from './do/places.ts'
import { formToken, isFormToken } from './form-token.ts'
import { againPath, type KeptForm, keepOfEarlier, keepOfFormer, readKept } from './kept-form.ts'
import { type Answer, type Asked, fieldsOf, type Sent, type Shown } from './page.ts'
import { asTyped, notKept, GivenBack as SaysGivenBack } from './pages/again.tsx'
import { atRiskPage } from './pages/at-risk.tsx'
import {
  bulletinAsMail,
  bulletinPage,
  bulletinsPage,
  newBulletinPage,
  orderBulletin,
  sendText,
  testBulletin,
} from './pages/bulletins.tsx'
import { calendarPage, calendarPartPage, calendarsPage, sendCalendarPart } from './pages/calendar.tsx'
import { clusterPage } from './pages/cluster.tsx'
import { clustersPage } from './pages/clusters.tsx'
import { contactPage } from './pages/contact.tsx'
import { correctPage, sendCorrection } from './pages/correct.tsx'
import { deadLetterPage, deadLettersPage } from './pages/dead-letters.tsx'
import { explainPage, findExplainPage } from './pages/explain.tsx'
import { feedsPage, sendFeed } from './pages/feeds.tsx'
import { importPage, importsPage, sendInPath, sendUndo, toldRows, undoPage } from './pages/imports.tsx'
import { invoicesPage } from './pages/invoices.tsx'
import { fileOfLetter, letterAsMail, letterPage } from './pages/letter.tsx'
import { exampleAsMail, letterKindPage, letterWordsPage, sendParagraph, sendTest } from './pages/letter-words.tsx'
import { letterheadPage, sendLetterhead } from './pages/letterhead.tsx'
import { lettersPage } from './pages/letters.tsx'
import { lettersNextPage, plannedAsMail, plannedLetterPage } from './pages/letters-next.tsx'
import { latestEntries, logPage } from './pages/log.tsx'
import { logEntryPage } from './pages/log-entry.tsx'
import { exportLog } from './pages/log-export.ts'
import { mailPage, mailsPage } from './pages/mail.tsx'
import { meetingPage, seeMeeting } from './pages/meeting.tsx'
import { mergeContactsPage } from './pages/merge-contacts.tsx'
import { mergePage, sendMerge } from './pages/merge-schools.tsx'
import { registerPage, sendRegister, type ToRecord } from './pages/register.tsx'
import { requestCopyFile, requestCopyPage } from './pages/request-copy.tsx'
import { requestPage, requestsPage } from './pages/requests.tsx'
import { reviewsPage } from './pages/reviews.tsx'
import { schoolPage } from './pages/school.tsx'
import { schoolMeetingsPage } from './pages/school-meetings.tsx'
import { findPage, schoolsPage } from './pages/schools.tsx'
import { sendIn, sendInPage } from './pages/send-in.tsx'
import { sendingPage } from './pages/sending.tsx'
import { sendSetting, settingPage, settingsPage } from './pages/settings.tsx'
import { sendOn, sendSeveral, severalDonePage, severalPage } from './pages/several.tsx'
import { beginPath, notSignedIn, safeNext, signedOut, signInPage } from './pages/sign-in.tsx'
import { staffPage } from './pages/staff.tsx'
import { broken, notFound, notOnTheStaff, oldForm, tooLarge } from './pages/stop.tsx'
import { lookUpAddress, suppressionPage } from './pages/suppression.tsx'
import { taskPage } from './pages/task.tsx'
import { tasksPage } from './pages/tasks.tsx'
import { todayPage } from './pages/today.tsx'
import { todayListPage, todaySheet } from './pages/today-list.tsx'
import { toldPage } from './pages/told.tsx'
import { whatWasDone } from './seen.tsx'
import { sentOnce } from './sent-once.ts'
import { beginSession, endSession, enterSession, sessionOf } from './session.ts'
import type { ConsoleTools } from './tools.ts'
import { roleNames } from './words.ts'

interface Env {
  /** A page is drawn within another's request: with a form that is given back. */
  Bindings: { typed?: Typed }
  Variables: { trace: string; asked: Asked; sent: Sent; file: Uint8Array | undefined }
}
type At = Context<Env>

/** A form holds some fields; a report of 20,000 characters is the longest. */
const formLimit = 256 * 1024

/** A request to a function holds 6 MB, and a file in it takes a third more than its size. */
const fileLimit = 4 * 1024 * 1024

function atMost(tools: ConsoleTools, maxSize: number, sentence: string) {
  return bodyLimit({ maxSize, onError: (c: At) => draw(c, tools, tooLarge(sentence)) })
}

export function serveConsole(tools: ConsoleTools): Hono<Env> {
  const app = new Hono<Env>({ strict: false })
  app.use(compress())
  app.use(async (c, next) => {
    c.set('trace', tools.newId())
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) if (!c.res.headers.has(name)) c.header(name, value)
  })
  serveOpenly(app, tools)
  app.use(signedIn(tools))
  const formAtMost = atMost(tools, formLimit, 'This form holds more than a page can take: 256,000 characters in all.')
  app.post(
    sendInPath,
    atMost(tools, fileLimit, 'This file is too large for a page: files up to 4 MB can be sent in here.'),
  )
  app.post('*', (c, next) => (c.req.path === sendInPath ? next() : formAtMost(c, next)), readForm(tools), doOnce(tools))
  servePages(app, tools)
  serveForms(app, tools)
  serveCorrections(app, tools)
  app.post('/sign-out', (c) => endSession(c, tools))
  app.notFound((c) => answer(c, tools, notFound('page')))
  app.onError((error, c) => {
    tools.report(error, { path: c.req.routePath, trace: c.get('trace') })
    return draw(c, tools, { ...broken(c.get('trace')), status: 500 })
  })
  return app
}

/** What needs no session: the stylesheet, and the way in. */
function serveOpenly(app: Hono<Env>, tools: ConsoleTools): void {
  for (const { path, type, text } of assets)
    app.get(path, (c) =>
      c.body(text, 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }),
    )
  const next = (c: At) => safeNext(c.req.query('next'))
  app.get('/sign-in', (c) =>
    draw(c, tools, signInPage(tools.managedLogin === undefined, next(c), c.req.query('without'))),
  )
  app.get(beginPath, (c) => beginSession(c, tools, next(c)))
  app.get('/signed-in', async (c) => (await enterSession(c, tools)) ?? draw(c, tools, notSignedIn))
  app.get('/signed-out', (c) => draw(c, tools, signedOut))
}

/** Lets members of staff on; leads all others to the way in, or says that they are none. */
function signedIn(tools: ConsoleTools) {
  return async (c: At, next: () => Promise<void>) => {
    const session = sessionOf(c)
    const caller = await callerOf(tools, session)
    if (caller === 'nobody' || session === undefined) return leadIn(c, await keepOfFormer(tools, c.req.raw, session))
    if (caller === 'no-role') return draw(c, tools, notOnTheStaff(tools.managedLogin?.endAt))
    await tools.look(c.req.method)
    const query = (name: string) => c.req.query(name)?.trim() || undefined
    // Waits for what a form wrote, before the page reads its lists.
    const done = await whatWasDone(tools, caller, query('seen'), query('same'), c.req.path)
    c.set('asked', {
      tools,
      caller,
      token: formToken(session, tools.newId()),
      trace: c.get('trace'),
      query,
      done,
      typed: c.env?.typed,
    })
    return next()
  }
}

/** To the way in, and from there to the page that was wanted, or to the form that came too late. */
function leadIn(c: At, kept: string | undefined): Response {
  const { pathname, search, origin } = new URL(c.req.url)
  // A form that cannot be kept leads back at least to the page it stood on.
  const page = c.req.method === 'GET' ? pathname + search : fromHere(c.req.header('referer'), origin)
  const wanted = page === '/' ? undefined : page
  return c.redirect(addressOf('/sign-in', { next: kept === undefined ? wanted : againPath(kept) }), 303)
}

/** The path of a page of ours that a request came from. */
function fromHere(referer = '', origin: string): string | undefined {
  return referer.startsWith(`${origin}/`) ? referer.slice(origin.length) : undefined
}

/** Reads a form that was sent from a page of this session; all others are not taken. */
function readForm(tools: ConsoleTools) {
  return async (c: At, next: () => Promise<void>) => {
    const { fields, file } = await fieldsIn(c)
    if (!isFormToken(fields.get(tokenField), sessionOf(c) ?? '')) {
      const kept = await keepOfEarlier(tools, c.req.raw, { by: c.get('asked').caller.id, fields })
      return kept === undefined ? answer(c, tools, oldForm) : c.redirect(againPath(kept), 303)
    }
    c.set('sent', Object.fromEntries([...fields].filter(([, value]) => value !== '')))
    c.set('file', file)
    return next()
  }
}

/** Answers a form that was sent before as it was answered then. */
function doOnce(tools: ConsoleTools) {
  return async (c: At, next: () => Promise<void>) => {
    // A session is ended as often as it is asked for.
    if (c.req.path === '/sign-out') return next()
    const { pathname, search } = new URL(c.req.url)
    const { asked, sent: fields, file } = c.var
    const led = await sentOnce(tools, { by: asked.caller.id, action: pathname + search, fields, file }, async () => {
      await next()
      return { status: c.res.status, body: c.res.headers.get('location') ?? '' }
    })
    return c.finalized ? undefined : c.redirect(led.body, 303)
  }
}

/** The fields of a form, trimmed, and the one file a form may carry; an empty one is none. */
async function fieldsIn(c: At): Promise<{ fields: ReadonlyMap<string, string>; file: Uint8Array | undefined }> {
  if (!c.req.header('content-type')?.startsWith('multipart/form-data'))
    return { fields: fieldsOf([...new URLSearchParams(await c.req.text())]), file: undefined }
  const parts = [...(await c.req.formData())]
  const files = parts.flatMap(([, value]) => (typeof value === 'string' || value.size === 0 ? [] : value))
  const texts = parts.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  return { fields: fieldsOf(texts), file: files[0] && new Uint8Array(await files[0].arrayBuffer()) }
}

function servePages(app: Hono<Env>, tools: ConsoleTools): void {
  const pages = {
    '/': todayPage,
    '/log': logPage,
    '/explain': findExplainPage,
    '/find': findPage,
    '/schools': schoolsPage,
    '/letters': lettersPage,
    '/letters/next': lettersNextPage,
    '/letters/words': letterWordsPage,
    '/letters/bulletins': bulletinsPage,
    '/reviews': reviewsPage,
    '/clusters': clustersPage,
    '/at-risk': atRiskPage,
    '/feeds': feedsPage,
    '/invoices': invoicesPage,
    '/tasks': tasksPage,
    '/imports': importsPage,
    '/settings': settingsPage,
    '/settings/sending': sendingPage,
    '/settings/calendar': calendarsPage,
    '/dead-letters': deadLettersPage,
    '/mail': mailsPage,
    '/requests': requestsPage,
    '/suppression': suppressionPage,
    '/staff': staffPage,
  }
  for (const [path, page] of Object.entries(pages))
    app.get(path, async (c) => answer(c, tools, await page(c.get('asked'))))
  serveSettings(app, tools)
  serveLog(app, tools)
  serveToday(app, tools)
  app.get('/schools/:school', async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await schoolPage(c.get('asked'), found) : notFound('school'))
  })
  app.get('/schools/:school/told', async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await toldPage(c.get('asked'), found) : notFound('school'))
  })
  app.get('/schools/:school/explain', async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await explainPage(c.get('asked'), found) : notFound('school'))
  })
  serveClusters(app, tools)
  serveWords(app, tools)
  serveSeveral(app, tools)
  serveAgain(app, tools)
  app.post('/suppression', async (c) => answer(c, tools, await lookUpAddress(c.get('asked'), c.get('sent'))))
  app.get('/requests/:request/copy', async (c) =>
    answer(c, tools, await requestCopyPage(c.get('asked'), c.req.param('request'))),
  )
  app.get('/requests/:request/copy.json', async (c) => {
    const json = await requestCopyFile(c.get('asked'), c.req.param('request'))
    if (json === undefined) return answer(c, tools, notFound('copy'))
    c.header('content-disposition', 'attachment; filename="copy.json"')
    return c.body(json, 200, { 'content-type': 'application/json; charset=utf-8' })
  })
  app.get('/requests/:request', async (c) =>
    answer(c, tools, await requestPage(c.get('asked'), c.req.param('request'))),
  )
  app.get('/dead-letters/:dead', async (c) =>
    answer(c, tools, await deadLetterPage(c.get('asked'), c.req.param('dead'))),
  )
  app.get('/mail/:mail', async (c) => answer(c, tools, await mailPage(c.get('asked'), c.req.param('mail'))))
  app.get('/tasks/:task', async (c) => answer(c, tools, await taskPage(c.get('asked'), c.req.param('task'))))
  app.get('/contacts/:contact', async (c) =>
    answer(c, tools, await contactPage(c.get('asked'), c.req.param('contact'))),
  )
  app.get('/contacts/:contact/merge', async (c) =>
    answer(c, tools, await mergeContactsPage(c.get('asked'), c.req.param('contact'))),
  )
  app.get('/letters/:letter', async (c) => answer(c, tools, await letterPage(c.get('asked'), c.req.param('letter'))))
  app.get('/letters/:letter/as-mail', async (c) => {
    return mail(c, tools, await letterAsMail(c.get('asked'), c.req.param('letter')))
  })
  app.get('/letters/:letter/files/:file', async (c) => {
    const { letter, file } = c.req.param()
    const found = await fileOfLetter(c.get('asked'), letter, file)
    if (!found) return answer(c, tools, notFound('file'))
    c.header('content-disposition', `attachment; filename="${found.name}"`)
    return c.body(found.text, 200, { 'content-type': found.type })
  })
}

/** Something done to several of a list: said, looked at, done. */
function serveSeveral(app: Hono<Env>, tools: ConsoleTools): void {
  const done = '/several/done/:run'
  app.get(done, async (c) => answer(c, tools, await severalDonePage(c.get('asked'), c.req.param('run'))))
  app.post(done, async (c) => answer(c, tools, await sendOn(c.get('asked'), c.req.param('run'))))
  const several = '/several/:list'
  app.get(several, async (c) => {
    const list = c.req.param('list')
    if (!isBulkList(list)) return answer(c, tools, notFound('list'))
    return answer(c, tools, await severalPage(c.get('asked'), list, c.req.queries('row') ?? []))
  })
  app.post(several, async (c) => {
    const list = c.req.param('list')
    if (!isBulkList(list)) return answer(c, tools, notFound('list'))
    return answer(c, tools, await sendSeveral(c.get('asked'), list, c.get('sent')))
  })
}

/** A form that came after its session had ended, on its own page, as it was left: it is shown, and never done from here. */
function serveAgain(app: Hono<Env>, tools: ConsoleTools): void {
  app.get('/again/:kept', async (c) => {
    const kept = await readKept(tools, c.req.param('kept'), c.get('asked').caller.id)
    if (!kept) return answer(c, tools, notKept)
    return (await pageWith(app, c.req.raw, kept)) ?? answer(c, tools, asTyped(kept))
  })
}

/** The page of the form's address, or the one it stood on, with the form as it was left; undefined where neither holds it. */
async function pageWith(app: Hono<Env>, { url, headers }: Request, kept: KeptForm): Promise<Response | undefined> {
  const asking = new Headers(headers)
  asking.delete('accept-encoding')
  const paths = [kept.action, kept.from].filter((path) => path !== undefined)
  for (const path of paths) {
    const page = await app.fetch(new Request(new URL(path, url), { headers: asking }), { typed: kept })
    const html = await page.text()
    if (page.ok && html.includes(`id="${typedAnchor}"`)) return new Response(html, { headers: page.headers })
  }
  return undefined
}

/** The lists behind the figures of the first page. */
function serveToday(app: Hono<Env>, tools: ConsoleTools): void {
  app.get('/today/:list', async (c) => {
    const [asked, list] = [c.get('asked'), c.req.param('list')]
    if (asked.query('format') !== 'csv') return answer(c, tools, await todayListPage(asked, list))
    const sheet = await todaySheet(asked, list)
    return sheet === undefined ? answer(c, tools, notFound('list')) : c.body(sheet, 200, sheetHeaders('today'))
  })
}

/** The log beyond its page: what is new, all of it to take away, one entry. */
function serveLog(app: Hono<Env>, tools: ConsoleTools): void {
  app.get('/log/latest', async (c) => {
    const html = await latestEntries(c.get('asked'))
    return html === undefined ? c.body(null, 204) : c.html(html)
  })
  app.get('/log/export', async (c) => {
    const file = await exportLog(c.get('asked'))
    if (!file) return answer(c, tools, notFound('export'))
    return c.body(ReadableStream.from(bytesOf(file.text())), 200, {
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.name}"`,
    })
  })
  app.get('/log/:event', async (c) => answer(c, tools, await logEntryPage(c.get('asked'), c.req.param('event'))))
}

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of text) yield encoder.encode(piece)
}

/** Clusters, their meetings and registers, and what they come to for a school. */
function serveClusters(app: Hono<Env>, tools: ConsoleTools): void {
  app.get('/clusters/:cluster', async (c) => {
    const found = await findCluster(tools.log, c.req.param('cluster'))
    return answer(c, tools, found ? await clusterPage(c.get('asked'), found) : notFound('cluster'))
  })
  app.get('/meetings/:meeting', async (c) =>
    answer(c, tools, await meetingPage(c.get('asked'), c.req.param('meeting'))),
  )
  app.get('/schools/:school/meetings', async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await schoolMeetingsPage(c.get('asked'), found) : notFound('school'))
  })
  const register = (path: string, find: (c: At) => Promise<ToRecord | undefined>) => {
    app.get(path, async (c) => {
      const to = await find(c)
      return answer(c, tools, to ? await registerPage(c.get('asked'), to) : notFound('meeting'))
    })
    app.post(path, async (c) => {
      const to = await find(c)
      return answer(c, tools, to ? await sendRegister(c.get('asked'), to, c.get('sent')) : notFound('meeting'))
    })
  }
  app.post('/feeds', async (c) => answer(c, tools, await sendFeed(c.get('asked'), c.get('sent'))))
  register('/meetings/:meeting/record', async (c) => {
    const seen = await seeMeeting(c.get('asked'), c.req.param('meeting') ?? '')
    return seen && { cluster: seen.cluster, seen }
  })
  register('/clusters/:cluster/meetings/record', async (c) => {
    const cluster = await findCluster(tools.log, c.req.param('cluster') ?? '')
    return cluster && { cluster }
  })
}

/** Settings and calendars: a form of theirs shows what would move before it is made. */
function serveSettings(app: Hono<Env>, tools: ConsoleTools): void {
  const calendar = '/settings/calendar/:nation'
  app.get(calendar, async (c) => answer(c, tools, await calendarPage(c.get('asked'), c.req.param('nation'))))
  app.get(`${calendar}/:part`, async (c) => {
    const { nation, part } = c.req.param()
    return answer(c, tools, await calendarPartPage(c.get('asked'), nation, part))
  })
  app.post(`${calendar}/:part`, async (c) => {
    const { nation, part } = c.req.param()
    return answer(c, tools, await sendCalendarPart(c.get('asked'), nation, part, c.get('sent')))
  })
  app.get('/settings/:name', async (c) => answer(c, tools, await settingPage(c.get('asked'), c.req.param('name'))))
  app.post('/settings/:name', async (c) =>
    answer(c, tools, await sendSetting(c.get('asked'), c.req.param('name'), c.get('sent'))),
  )
}

/** A mail by itself. It carries its styles in itself and is shown in a box without rights: no scripts, no forms, nothing loaded. */
function mail(c: At, tools: ConsoleTools, html: string | undefined): Response | Promise<Response> {
  if (html === undefined) return answer(c, tools, notFound('letter'))
  return c.html(html, 200, {
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'x-frame-options': 'SAMEORIGIN',
  })
}

/** The body's own words around its letters, its bulletins, and what leaves next. */
function serveWords(app: Hono<Env>, tools: ConsoleTools): void {
  const kind = '/letters/words/:kind'
  app.get(kind, async (c) => answer(c, tools, await letterKindPage(c.get('asked'), c.req.param('kind'))))
  app.get(`${kind}/as-mail`, async (c) => mail(c, tools, await exampleAsMail(c.get('asked'), c.req.param('kind'))))
  app.post(`${kind}/paragraph`, async (c) =>
    answer(c, tools, await sendParagraph(c.get('asked'), c.req.param('kind'), c.get('sent'))),
  )
  app.post(`${kind}/test`, async (c) =>
    answer(c, tools, await sendTest(c.get('asked'), c.req.param('kind'), c.get('sent'))),
  )
  app.get('/letters/letterhead', async (c) => answer(c, tools, await letterheadPage(c.get('asked'))))
  app.post('/letters/letterhead', async (c) => answer(c, tools, await sendLetterhead(c.get('asked'), c.get('sent'))))
  const planned = '/letters/next/:school'
  app.get(planned, async (c) => answer(c, tools, await plannedLetterPage(c.get('asked'), c.req.param('school'))))
  app.get(`${planned}/as-mail`, async (c) => mail(c, tools, await plannedAsMail(c.get('asked'), c.req.param('school'))))
  serveBulletins(app, tools)
}

function serveBulletins(app: Hono<Env>, tools: ConsoleTools): void {
  const one = '/letters/bulletins/:bulletin'
  app.get('/letters/bulletins/new', (c) => answer(c, tools, newBulletinPage(c.get('asked'))))
  app.post('/letters/bulletins/new', async (c) =>
    answer(c, tools, await sendText(c.get('asked'), undefined, c.get('sent'))),
  )
  app.get(one, async (c) => answer(c, tools, await bulletinPage(c.get('asked'), c.req.param('bulletin'))))
  app.post(one, async (c) => answer(c, tools, await sendText(c.get('asked'), c.req.param('bulletin'), c.get('sent'))))
  app.get(`${one}/as-mail`, async (c) => mail(c, tools, await bulletinAsMail(c.get('asked'), c.req.param('bulletin'))))
  app.post(`${one}/send`, async (c) =>
    answer(c, tools, await orderBulletin(c.get('asked'), c.req.param('bulletin'), c.get('sent'))),
  )
  app.post(`${one}/test`, async (c) => answer(c, tools, await testBulletin(c.get('asked'), c.req.param('bulletin'))))
}

/** Forms of commands, each below what it is about. */
function serveForms(app: Hono<Env>, tools: ConsoleTools): void {
  for (const { path, find } of formPlaces) {
    const found = (c: At) =>
      find(c.get('asked'), { form: c.req.param('form') ?? '', named: c.req.param(), sent: c.get('sent') })
    app.get(path, async (c) => {
      const at = await found(c)
      return answer(c, tools, at ? await formPage(c.get('asked'), at.form, at.below) : notFound('form'))
    })
    app.post(path, async (c) => {
      const at = await found(c)
      return answer(c, tools, at ? await sendForm(c.get('asked'), at.form, at.below, c.get('sent')) : notFound('form'))
    })
  }
}

/** Deeds that are looked at before they are done: corrections, merges, imports taken back. */
function serveCorrections(app: Hono<Env>, tools: ConsoleTools): void {
  const entry = '/log/:event/correct'
  app.get(entry, async (c) => answer(c, tools, await correctPage(c.get('asked'), c.req.param('event'))))
  app.post(entry, async (c) =>
    answer(c, tools, await sendCorrection(c.get('asked'), c.req.param('event'), c.get('sent'))),
  )
  const merge = '/schools/:school/merge'
  app.get(merge, async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await mergePage(c.get('asked'), found) : notFound('school'))
  })
  app.post(merge, async (c) => {
    const found = await findSchool(tools.log, c.req.param('school'))
    return answer(c, tools, found ? await sendMerge(c.get('asked'), found, c.get('sent')) : notFound('school'))
  })
  app.get(sendInPath, async (c) => answer(c, tools, sendInPage(c.get('asked'))))
  app.post(sendInPath, async (c) => answer(c, tools, await sendIn(c.get('asked'), c.get('sent'), c.get('file'))))
  app.get('/imports/:import/rows', async (c) => {
    const csv = await toldRows(c.get('asked'), c.req.param('import'))
    if (csv === undefined) return answer(c, tools, notFound('import'))
    return c.body(csv, 200, sheetHeaders('rows-of-the-import'))
  })
  app.get('/imports/:import', async (c) => answer(c, tools, await importPage(c.get('asked'), c.req.param('import'))))
  const undo = '/imports/:import/undo'
  app.get(undo, async (c) => answer(c, tools, await undoPage(c.get('asked'), c.req.param('import'))))
  app.post(undo, async (c) => answer(c, tools, await sendUndo(c.get('asked'), c.req.param('import'), c.get('sent'))))
}

/** A page, the way on, or a table to be saved. */
function answer(c: At, tools: ConsoleTools, given: Answer): Response | Promise<Response> {
  if ('sheet' in given) return c.body(given.sheet.text, 200, sheetHeaders(given.sheet.name))
  return 'to' in given ? c.redirect(given.to, 303) : draw(c, tools, given)
}

async function draw(c: At, tools: ConsoleTools, shown: Shown): Promise<Response> {
  const { title, part, content, script, status = 200, frames = false } = shown
  const asked: Asked | undefined = c.get('asked')
  const page = renderPage({
    title,
    problem: status === 400 || status === 422 || status === 409,
    body: await nameOfBody(tools),
    part,
    who: asked && {
      name: asked.caller.name,
      role: roleNames[asked.caller.role],
      token: asked.token,
      closed: isOffice(asked.caller) ? [] : ['/imports'],
    },
    testClock: tools.testClock() ? tools.world().now : undefined,
    script,
    children: (
      <>
        {asked?.done}
        {asked?.typed ? <SaysGivenBack /> : null}
        <GivenBack.Provider value={asked?.typed}>{content}</GivenBack.Provider>
      </>
    ),
  })
  // Signing out leads on to the provider's pages: a browser asks whether a form may.
  const policy = securityHeaders['content-security-policy'].replace(
    "form-action 'self'",
    ["form-action 'self'", tools.managedLogin?.origin].filter((part) => part !== undefined).join(' '),
  )
  const more = `${frames ? "; frame-src 'self'" : ''}${script === undefined ? '' : "; script-src 'self'; connect-src 'self'"}`
  c.header('content-security-policy', `${policy}${more}`)
  return c.html(page, status)
}

/** A page that says what broke must not break over the name at its top. */
async function nameOfBody(tools: ConsoleTools): Promise<string> {
  try {
    return (await letterheadNow(tools)).name
  } catch {
    return defaultLetterhead.name
  }
}

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
