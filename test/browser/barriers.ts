/** Searches a page for barriers to people with disabilities. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Says each barrier found (its rule, its help, the element), and answers how many there are. */
export async function findBarriers(page: Page, name: string): Promise<number> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  for (const { id, help, nodes } of violations)
    for (const { html } of nodes) console.log(`${name}: ${id}: ${help}: ${html.slice(0, 300)}`)
  return violations.length
}
