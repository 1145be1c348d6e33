/** The pictures in docs/console: taken of the demo body, as it stands on its own day. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import type { RunningSystem } from '../kit/running-system.ts'
import { mouse } from './hands.ts'
import { doSeveral } from './several.ts'
import { askedToErase, askedToSee } from './states.ts'

const folder = 'docs/console'

/** A picture as on a desk, and one as on a phone, where the same takes more height. */
function bothWidths(name: string, of: string, height: number) {
  return [
    { name, of, width: 1100, height },
    { name: `${name}-phone`, of, width: 360, height: Math.max(height, 1200) },
  ]
}

/** In pixels; `height` is how much is shown from the top. */
const pictures = [
  ...bothWidths('today', 'today', 1000),
  { name: 'school', of: 'school', width: 1100, height: 1650 },
  { name: 'school-phone', of: 'school', width: 360, height: 1200 },
  { name: 'cluster', of: 'cluster', width: 1100, height: 1750 },
  { name: 'cluster-phone', of: 'cluster', width: 360, height: 1700 },
  { name: 'register', of: 'register', width: 1100, height: 1050 },
  { name: 'register-phone', of: 'register', width: 360, height: 1500 },
  ...bothWidths('letters', 'letters', 1000),
  ...bothWidths('log', 'log', 1000),
  ...bothWidths('entry', 'entry', 1200),
  ...bothWidths('contact', 'contact', 1250),
  ...bothWidths('reviews', 'reviews', 1000),
  ...bothWidths('invoices', 'invoices', 900),
  ...bothWidths('tasks', 'tasks', 1000),
  ...bothWidths('imports', 'imports', 1000),
  ...bothWidths('letters-next', 'what leaves next', 1000),
  ...bothWidths('letterhead', 'letterhead', 1200),
  ...bothWidths('bulletins', 'bulletins', 700),
  ...bothWidths('settings', 'settings', 1200),
  ...bothWidths('sending', 'sending', 1000),
  ...bothWidths('why', 'why a letter went', 1500),
  ...bothWidths('told', 'who was told what', 900),
  ...bothWidths('schools', 'schools', 900),
  ...bothWidths('clusters', 'clusters', 900),
  ...bothWidths('at-risk', 'Flagships at risk', 900),
  ...bothWidths('meeting', 'meeting', 1000),
  ...bothWidths('record', 'record of meetings', 1000),
  ...bothWidths('mail', 'mail', 800),
  ...bothWidths('a-mail', 'a mail', 1000),
  ...bothWidths('requests', 'requests', 800),
  ...bothWidths('a-request', 'a request', 1000),
  ...bothWidths('a-task', 'a task', 800),
  ...bothWidths('staff', 'staff', 900),
  ...bothWidths('calendar', 'calendar of a nation', 1000),
  ...bothWidths('letter', 'letter', 1200),
  ...bothWidths('letters-of-a-kind', 'letters of a kind', 1200),
  ...bothWidths('timeline', 'log as a timeline', 1000),
  ...bothWidths('dead-letters', 'what could not be done', 700),
  ...bothWidths('a-dead-letter', 'one that could not be done', 900),
  ...bothWidths('machine', 'time machine', 1200),
]

/** Takes all of them; `paths` says where each kind of page is. */
export async function takePictures(
  context: BrowserContext,
  system: RunningSystem,
  paths: Readonly<Record<string, string>>,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const { url } = system
  const page = await context.newPage()
  for (const { name, of, width, height } of pictures) {
    await page.setViewportSize({ width, height })
    await page.goto(url + (paths[of] ?? '/'))
    await take(page, name)
  }
  await takeRights(page, system)
  await page.setViewportSize({ width: 1100, height: 900 })
  await doSeveral(mouse(page), url, async (state) => {
    if (state !== 'several: what would happen') return
    await take(page, 'several')
    await page.setViewportSize({ width: 360, height: 1200 })
    await take(page, 'several-phone')
    await page.setViewportSize({ width: 1100, height: 900 })
  })
}

/** What answers to requests about people's own data bring about. */
async function takeRights(page: Page, system: RunningSystem): Promise<void> {
  const { stream, path } = await askedToErase(system, 5)
  const copy = await askedToSee(system, 6)
  await takeBoth(page, system.url + path, 'an-erasure')
  await takeBoth(page, system.url + copy, 'a-copy')
  await system.must('POST', '/api/do/decide-request', { request: stream, outcome: 'answered' })
  await system.must('POST', '/local/settle')
  await takeBoth(page, system.url + path, 'an-erasure-done')
}

async function takeBoth(page: Page, at: string, name: string): Promise<void> {
  for (const { name: of, width, height } of bothWidths(name, name, 1200)) {
    await page.setViewportSize({ width, height })
    await page.goto(at)
    await take(page, of)
  }
}

async function take(page: Page, name: string): Promise<void> {
  const file = `${folder}/${name}.png`
  writeFileSync(file, await page.screenshot())
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--nofs', '--ext', '.png', '40', '--', file])
  console.log(`${file} ${Math.ceil(statSync(file).size / 1024)} KB`)
}
