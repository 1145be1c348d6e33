/**
 * Looks at every page and state in two browsers at once: one as on a desk, made as narrow as a telephone besides, and one
 * magnified to 400 %. WCAG 1.4.10 asks for content without scrolling in two directions "at a width equivalent to 320 CSS
 * pixels", and says what that is: a window of 1,280 pixels at 400 %. So the second is 320 by 256 CSS pixels, each of them
 * four by four of the screen.
 */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { findBarriers } from './barriers.ts'
import { type Scales, scalesOf } from './page-weight.ts'

/** Compressed, with all it loads, the stylesheet among it. */
const mostBytes = 100 * 1024

const desk = { width: 1280, height: 800 } as const
const telephone = { width: 360, height: 800 } as const
const magnified = { width: 320, height: 256 } as const
const magnification = 4

export interface Seen {
  /** How many pages and states were looked at. */
  readonly pages: number
  readonly barriers: number
}

/** Goes somewhere in a browser, and calls `see` at each page worth looking at. */
export type Way = (page: Page, see: (name: string) => Promise<void>) => Promise<void>

interface Looking {
  readonly page: Page
  readonly scales: Scales
  readonly isMagnified: boolean
}

/** What is looked at: ways that change nothing may be gone side by side, the others only one after the other. */
export interface Ways {
  readonly reading: readonly Way[]
  readonly changing?: readonly Way[]
}

/** Goes each way in both browsers; `context` is signed in, and the second shares its session. */
export async function lookAtAll(
  browser: Browser,
  context: BrowserContext,
  url: string,
  { reading, changing = [] }: Ways,
): Promise<Seen> {
  const second = await browser.newContext({
    viewport: magnified,
    deviceScaleFactor: magnification,
    storageState: await context.storageState(),
  })
  const inCommon = await weightInCommon(context, url)
  const found: Found = { strangers: new Set(), complaints: [], weights: new Map(), barriers: 0 }
  const lookings = [await openedIn(context, false), await openedIn(second, true)]
  for (const { page } of lookings) listen(page, url, found)
  const go = async (looking: Looking, ways: readonly Way[]) => {
    const see = (name: string) => seeOne(looking, found, name, inCommon)
    for (const way of ways) await way(looking.page, see)
  }
  await Promise.all(lookings.map((looking) => go(looking, reading)))
  for (const looking of lookings) await go(looking, changing)
  await Promise.all(lookings.map(({ page }) => page.close()))
  await second.close()
  assert.deepEqual([...found.strangers], [], 'pages load nothing from elsewhere')
  assert.deepEqual(found.complaints, [], 'the browser has nothing to complain of: no policy is broken')
  sayHeaviest(found.weights, inCommon)
  return { pages: found.weights.size, barriers: found.barriers }
}

interface Found {
  readonly strangers: Set<string>
  readonly complaints: string[]
  /** Bytes by page, with the stylesheet. */
  readonly weights: Map<string, number>
  barriers: number
}

async function openedIn(context: BrowserContext, isMagnified: boolean): Promise<Looking> {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return { page, scales: scalesOf(page), isMagnified }
}

async function seeOne(looking: Looking, found: Found, name: string, inCommon: number): Promise<void> {
  const bytes = (await looking.scales.weigh()) + inCommon
  assert.ok(bytes <= mostBytes, `${name}: ${bytes} bytes`)
  found.weights.set(name, Math.max(bytes, found.weights.get(name) ?? 0))
  const barriers = await lookAt(looking, name)
  found.barriers += barriers
}

/** What a browser loads once and keeps: the stylesheet. */
async function weightInCommon(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(url)
  const sheet = (await page.getAttribute('link[rel=stylesheet]', 'href')) ?? ''
  await page.close()
  const answer = await context.request.get(url + sheet, { headers: { 'accept-encoding': 'gzip' } })
  const bytes = Number(answer.headers()['content-length'])
  assert.ok(bytes > 1000, `the stylesheet says it has ${bytes} bytes`)
  return bytes
}

function sayHeaviest(weights: ReadonlyMap<string, number>, inCommon: number): void {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  const heaviest = [...weights].toSorted(([, a], [, b]) => b - a).slice(0, 3)
  const said = heaviest.map(([name, bytes]) => `${name} ${kilobytes(bytes - inCommon)}`)
  console.log(
    `the heaviest of ${weights.size} pages, compressed: ${said.join(', ')}; beside them the stylesheet, once, ${kilobytes(inCommon)}`,
  )
}

function listen(page: Page, url: string, { strangers, complaints }: Found): void {
  page.on('request', (request) => void (request.url().startsWith(url) || strangers.add(request.url())))
  page.on('console', (message) => {
    // A page that says no is answered with its status, and the browser says so.
    const saysNo = /status of (400|403|404|409|410|422)/.test(message.text())
    if (message.type() === 'error' && !saysNo) complaints.push(`${page.url()}: ${message.text()}`)
  })
}

async function lookAt({ page, isMagnified }: Looking, name: string): Promise<number> {
  if (isMagnified) {
    assert.deepEqual(await page.evaluate('[innerWidth, devicePixelRatio]'), [magnified.width, magnification])
    await mustFit(page, name, magnified.width)
    return findBarriers(page, `${name}, magnified`)
  }
  await mustFit(page, name, desk.width)
  await page.setViewportSize(telephone)
  await mustFit(page, name, telephone.width)
  await page.setViewportSize(desk)
  return findBarriers(page, name)
}

/** No page is wider than its window; only tables and charts may be moved to and fro, each within a region of their own. */
async function mustFit(page: Page, name: string, width: number): Promise<void> {
  const { wide, moved, cut } = await page.evaluate<Fit>(fitOf)
  assert.ok(wide <= width, `${name} is ${wide} pixels wide on ${width}`)
  assert.deepEqual(moved, [], `${name}: only tables and charts may be moved to and fro, on ${width}`)
  assert.deepEqual(cut, [], `${name}: cut off on ${width}`)
}

interface Fit {
  readonly wide: number
  /** Parts that are wider than their place, and neither a table nor a chart, which need both directions to be read. */
  readonly moved: readonly string[]
  /** Words that cannot be reached. */
  readonly cut: readonly string[]
}

/** Runs on the page. */
const fitOf = `(() => {
  const say = (element) => element.outerHTML.slice(0, 160)
  const fields = 'input, textarea, select, iframe'
  const wider = [...document.querySelectorAll('body *')].filter(
    (element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !element.matches(fields),
  )
  const overflows = (element, ...kinds) => kinds.includes(getComputedStyle(element).overflowX)
  return {
    wide: document.documentElement.scrollWidth,
    moved: wider.filter((element) => overflows(element, 'auto', 'scroll') && !element.querySelector('table, svg')).map(say),
    cut: wider.filter((element) => overflows(element, 'hidden', 'clip')).map(say),
  }
})()`
