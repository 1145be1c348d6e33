/** Searches a page for barriers to people with disabilities. */
import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * Says each barrier found (its rule, its help, the element), and answers how many there are. A letter stands in a frame
 * without rights, which runs no script, a searching one neither, and would keep it waiting for ever: the frames are taken
 * out before, and what stands in them is searched as a page of its own.
 */
export async function findBarriers(page: Page, name: string): Promise<number> {
  const frames = await page.locator('iframe').evaluateAll((all) =>
    all.map((frame) => {
      const said = {
        title: frame.getAttribute('title'),
        rights: frame.getAttribute('sandbox'),
        of: frame.getAttribute('src'),
      }
      frame.remove()
      return said
    }),
  )
  let found = await search(page, name)
  for (const { title, rights, of } of frames) {
    assert.ok(title, `${name}: a frame without a title`)
    assert.equal(rights, '', `${name}: a letter with rights`)
    found += await searchLetter(page, of ?? '', `${name}, its letter`)
  }
  return found
}

/** The letter by itself, in a page that lets the search run. */
async function searchLetter(page: Page, path: string, name: string): Promise<number> {
  const answer = await page.request.get(new URL(path, page.url()).href)
  assert.equal(answer.status(), 200, name)
  const alone = await page.context().newPage()
  try {
    await alone.setContent(await answer.text())
    return await search(alone, name, wcag)
  } finally {
    await alone.close()
  }
}

/** The guidelines' own rules: a mail is no page, and has no landmarks to go through. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Of all rules, or of those with one of these marks. */
async function search(page: Page, name: string, marks?: string[]): Promise<number> {
  const builder = new AxeBuilder({ page })
  if (marks) builder.withTags(marks)
  else builder.options({ rules: { 'target-size': { enabled: true } } })
  const { violations, passes } = await builder.analyze()
  // A search that could not look finds nothing either.
  assert.ok(passes.length > (marks ? 5 : 10), `${name}: only ${passes.length} rules were looked at`)
  for (const { id, help, nodes } of violations)
    for (const { html } of nodes) console.log(`${name}: ${id}: ${help}: ${html.slice(0, 300)}`)
  return violations.length
}
