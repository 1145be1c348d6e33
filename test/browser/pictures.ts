/** The pictures in docs/console: taken of the demo body, as it stands on its own day. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'

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
  { name: 'today', of: 'today', width: 1100, height: 1000 },
  { name: 'school', of: 'school', width: 1100, height: 1650 },
  { name: 'school-phone', of: 'school', width: 360, height: 1200 },
  { name: 'cluster', of: 'cluster', width: 1100, height: 1750 },
  { name: 'cluster-phone', of: 'cluster', width: 360, height: 1700 },
  { name: 'register', of: 'register', width: 1100, height: 1050 },
  { name: 'register-phone', of: 'register', width: 360, height: 1500 },
  { name: 'letters', of: 'letters', width: 1100, height: 1000 },
  { name: 'log', of: 'log', width: 1100, height: 1000 },
  { name: 'entry', of: 'entry', width: 1100, height: 1200 },
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
]

/** Takes all of them; `paths` says where each kind of page is. */
export async function takePictures(
  context: BrowserContext,
  url: string,
  paths: Readonly<Record<string, string>>,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const page = await context.newPage()
  for (const { name, of, width, height } of pictures) {
    const file = `${folder}/${name}.png`
    await page.setViewportSize({ width, height })
    await page.goto(url + (paths[of] ?? '/'))
    writeFileSync(file, await page.screenshot())
    spawnSync('pngquant', ['--force', '--skip-if-larger', '--nofs', '--ext', '.png', '12', '--', file])
    console.log(`${file} ${Math.ceil(statSync(file).size / 1024)} KB`)
  }
}
