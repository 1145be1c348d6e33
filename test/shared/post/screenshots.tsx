/**
 * Takes pictures of the letters as a mail program would draw them, to be looked at by a person:
 *
 *   tsx test/shared/post/screenshots.tsx              the pictures docs/letters/README.md shows
 *   tsx test/shared/post/screenshots.tsx --all FOLDER every letter, at both widths and as it prints
 *
 * Each is also searched for barriers to people with disabilities (axe-core); one found ends the command with 1.
 * Needs Debian's chromium; pngquant, if there, makes the pictures small.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import * as z from 'zod'
import { purposes } from '../../../events/kernel/words.ts'
import { letterOf, letters } from '../../../shared/post/letters/all.ts'
import { renderLetter } from '../../../shared/post/render.tsx'
import { whyByRight } from '../../../shared/post/why.ts'
import { aRequest, exampleOf } from './letters/a-request.ts'

/** In pixels; paper is A4 without its margins. */
const widths = { desktop: 700, phone: 360, paper: 640 } as const
type Width = keyof typeof widths

const everyLetter = Object.values(letters).flatMap(({ kind, examples }) =>
  Object.keys(examples).map((example) => ({ kind, example })),
)

/** Shown in the docs at a phone's width as well. */
const alsoOnAPhone = ['review-reminder before-30']

const agreed = z.object({ agreed: z.enum(purposes) })

function htmlOf(kind: string, example: string): string {
  const definition = letterOf(kind)
  if (!definition) throw new Error(`no such letter: ${kind}`)
  const facts = exampleOf(definition, example)
  // A consent to news is confirmed as news.
  const purpose = agreed.safeParse(facts).data?.agreed
  // An answer about a person's own data is no letter by consent: its foot says so.
  const ofRights = definition.purpose === 'rights' && { why: whyByRight, links: undefined }
  return renderLetter(definition, aRequest(facts, { purpose, ...ofRights })).html
}

async function picture(browser: Browser, file: string, html: string, width: Width): Promise<void> {
  const context = await browser.newContext({ viewport: { width: widths[width], height: 640 } })
  const page = await context.newPage()
  if (width === 'paper') await page.emulateMedia({ media: 'print' })
  await page.setContent(html)
  const wide = await page.evaluate('document.documentElement.scrollWidth')
  if (typeof wide === 'number' && wide > widths[width]) console.log(`${file}: ${wide} px wide at ${widths[width]}`)
  writeFileSync(file, await page.screenshot({ fullPage: true }))
  await findBarriers(file, page)
  await context.close()
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--ext', '.png', '32', '--', file])
  console.log(`${file} ${Math.ceil(statSync(file).size / 1024)} KB`)
}

/** A letter is no page: the mail program around it has the landmarks. */
const pagesOnly = ['landmark-one-main', 'region']

async function findBarriers(file: string, page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).disableRules(pagesOnly).analyze()
  for (const { id, help, nodes } of violations) console.log(`${file}: ${id}: ${help}: ${nodes[0]?.html}`)
  if (violations.length > 0) process.exitCode = 1
}

async function main(): Promise<void> {
  const [all, folder = 'docs/letters'] = process.argv.slice(2)
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  })
  try {
    for (const { kind, example } of everyLetter) {
      const html = htmlOf(kind, example)
      const name = join(folder, `${kind}-${example}`)
      await picture(browser, `${name}.png`, html, 'desktop')
      if (all === '--all' || alsoOnAPhone.includes(`${kind} ${example}`))
        await picture(browser, `${name}-phone.png`, html, 'phone')
      if (all === '--all') await picture(browser, `${name}-paper.png`, html, 'paper')
    }
  } finally {
    await browser.close()
  }
}

await main()
