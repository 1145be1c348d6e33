/** Two ways to go through pages: with a mouse, and with a keyboard alone. Each counts what its user has to press. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

export interface Hand {
  readonly page: Page
  /** Presses a link, a button, a fold or a choice. */
  press(what: Locator): Promise<void>
  /** Types into a field; this is no click. */
  type(field: Locator, text: string): Promise<void>
  /** How often something was pressed since the last time this was asked. */
  clicks(): number
}

export function mouse(page: Page): Hand {
  let count = 0
  return {
    page,
    press: async (what) => {
      count += 1
      await andLoad(page, what, () => what.click())
    },
    type: (field, text) => field.fill(text),
    clicks: () => {
      const all = count
      count = 0
      return all
    },
  }
}

/** A link or a button leads to another page, which is waited for; a fold or a choice does not. */
async function andLoad(page: Page, what: Locator, press: () => Promise<void>): Promise<void> {
  const stays = await what.evaluate((element) => ['SUMMARY', 'INPUT'].includes(element.tagName))
  const loaded = stays ? undefined : page.waitForEvent('load')
  await press()
  await loaded
}

/** More presses of Tab than any page needs. */
const mostTabs = 400

/** Tab, arrows, Enter and Space: what cannot be reached so is found here. */
export function keyboard(page: Page): Hand {
  let count = 0
  return {
    page,
    press: async (what) => {
      count += 1
      if ((await what.getAttribute('type')) === 'radio') return choose(page, what)
      await reach(page, what)
      // Enter in a box would send its form.
      if ((await what.getAttribute('type')) === 'checkbox') return page.keyboard.press('Space')
      await andLoad(page, what, () => page.keyboard.press('Enter'))
    },
    type: async (field, text) => {
      await reach(page, field)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    clicks: () => {
      const all = count
      count = 0
      return all
    },
  }
}

async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor({ state: 'attached' })
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await what.evaluate((element) => element === element.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`the keyboard does not reach ${what}`)
}

/** A choice of several is one stop of Tab; the arrows go through it. */
async function choose(page: Page, what: Locator): Promise<void> {
  const name = (await what.getAttribute('name')) ?? ''
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if ((await page.evaluate('document.activeElement.name')) === name) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  for (let steps = 0; steps < 12 && !(await what.isChecked()); steps++) await page.keyboard.press('ArrowDown')
  assert.ok(await what.isChecked(), `the arrows do not reach ${what}`)
}
