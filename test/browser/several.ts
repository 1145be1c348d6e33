/** Several of a list, chosen and changed in one go: ticked, looked at, done. The same with a mouse and a keyboard alone. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Hand } from './hands.ts'

const words = async (page: Page): Promise<string> =>
  ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ').trim()

/** Called with each page on the way, by its name. */
type See = (name: string) => Promise<void>

/** Extends two reviews by some months; `see` looks at the pages on the way. Answers the clicks. */
export async function doSeveral(hand: Hand, url: string, see: See = async () => undefined): Promise<number> {
  const { page } = hand
  const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true })
  await page.goto(`${url}/reviews?within=180`)
  hand.clicks()
  for (const row of [0, 1]) await hand.press(page.locator('tbody input[type=checkbox]').nth(row))
  await hand.press(button('With those ticked'))
  assert.match(await words(page), /2 schools ?Extend the open reviews by some days/)
  await see('several: what is said once')
  await hand.press(button('Look at what would happen'))
  assert.match(await words(page), /Something does not fit/)
  await see('several: something does not fit')
  await hand.type(page.locator('#by'), '100')
  await hand.type(page.locator('#reason'), 'The trains stand still')
  await hand.press(button('Look at what would happen'))
  assert.match(await words(page), /Nothing is done yet\. 2 schools would change\./)
  await see('several: what would happen')
  await hand.press(button('Extend the reviews'))
  assert.match(await words(page), /It was done for 2 schools\./)
  await see('several: what was done')
  await hand.press(page.getByRole('link', { name: 'All that followed, in the log' }))
  assert.match(await words(page), /was extended to .* was extended to /)
  return hand.clicks()
}
