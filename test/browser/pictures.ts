/** The pictures in docs/console: taken of the demo body, as it stands on its own day. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'

const folder = 'docs/console'

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
  { name: 'why', of: 'why a letter went', width: 1100, height: 1500 },
  { name: 'why-phone', of: 'why a letter went', width: 360, height: 1200 },
  { name: 'told', of: 'who was told what', width: 1100, height: 900 },
  { name: 'told-phone', of: 'who was told what', width: 360, height: 1200 },
] as const

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
