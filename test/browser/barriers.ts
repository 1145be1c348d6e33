/** Searches a page for barriers to people with disabilities. */
import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Says each barrier found (its rule, its help, the element), and answers how many there are. */
export async function findBarriers(page: Page, name: string): Promise<number> {
  // A letter in a frame without rights runs no script, a searching one neither: it would wait for ever.
  const { violations, passes } = await new AxeBuilder({ page }).options({ iframes: false }).analyze()
  // A search that could not look finds nothing either.
  assert.ok(passes.length > 10, `${name}: only ${passes.length} rules were looked at`)
  for (const { id, help, nodes } of violations)
    for (const { html } of nodes) console.log(`${name}: ${id}: ${help}: ${html.slice(0, 300)}`)
  return violations.length
}
