/** The pictures in docs/console: taken of the demo body, as it stands on its own day. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { BrowserContext } from 'playwright-core'

const folder = 'docs/console'

/** In pixels; what is not whole shows the first screen. */
const pictures = [
  { name: 'today', of: 'today', width: 1280, whole: true },
  { name: 'school', of: 'school', width: 1280, whole: true },
  { name: 'school-phone', of: 'school', width: 360, whole: false },
  { name: 'letters', of: 'letters', width: 1280, whole: false },
  { name: 'log', of: 'log', width: 1280, whole: false },
  { name: 'entry', of: 'entry', width: 1280, whole: true },
] as const

/** Takes all of them; `paths` says where each kind of page is. */
export async function takePictures(
  context: BrowserContext,
  url: string,
  paths: Readonly<Record<string, string>>,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const page = await context.newPage()
  for (const { name, of, width, whole } of pictures) {
    const file = `${folder}/${name}.png`
    await page.setViewportSize({ width, height: 900 })
    await page.goto(url + (paths[of] ?? '/'))
    writeFileSync(file, await page.screenshot({ fullPage: whole }))
    spawnSync('pngquant', ['--force', '--skip-if-larger', '--ext', '.png', '16', '--', file])
    console.log(`${file} ${Math.ceil(statSync(file).size / 1024)} KB`)
  }
}
