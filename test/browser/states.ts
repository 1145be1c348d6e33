/** States of pages that no address leads to: what a form answers, what is given back, what a role may not. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import * as z from 'zod'
import { accessCopy } from '../../events/request/copy.ts'
import type { RunningSystem } from '../kit/running-system.ts'
import type { Way } from './every-page.ts'
import { mouse } from './hands.ts'
import { doSeveral } from './several.ts'

const wordsOn = async (page: Page): Promise<string> =>
  ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ').trim()

/** What is sent back with what does not fit, what a rule refuses, and what somebody else changed meanwhile. */
export function answersOfForms(url: string, school: string): Way {
  return async (page, see) => {
    await page.goto(`${url}/schools/do/register-school`)
    await page.click('main button')
    assert.match(await wordsOn(page), /Something does not fit/)
    await see('a form with problems')

    await page.goto(`${url}${school}/do/extend-review`)
    await page.fill('#to', '1 Jan 2020')
    await page.fill('#reason', 'A new building')
    await page.click('main button')
    assert.match(await wordsOn(page), /This cannot be done/)
    await see('a form a rule refuses')

    await page.goto(`${url}${school}/do/change-school`)
    await page.locator('input[name=opened]').evaluate((field) => field.setAttribute('value', '{"town":"Elsewhere"}'))
    await page.fill('#town', 'Ashton')
    await page.click('main button')
    assert.match(await wordsOn(page), /Somebody else was first.*It now says/)
    await see('a form somebody else was before')
  }
}

/** Whether the words of each choice begin nearer to their own circle than the next circle on the line stands to them. */
const choicesStandApart = `[...document.querySelectorAll('.app-register__school:first-child .govuk-radios__item')].every(
  (item, n, items) => {
    const label = item.querySelector('label')
    const words = document.createRange()
    words.selectNodeContents(label)
    const { left, right } = words.getBoundingClientRect()
    const [here, next] = [item, items[n + 1]].map((one) => one?.getBoundingClientRect())
    const circle = Number.parseFloat(getComputedStyle(label, ':before').left)
    const isBeside = next !== undefined && next.top === here.top
    return !isBeside || left - here.left - circle - 24 < next.left + circle - right
  },
)`

/** A register in which nobody is marked says so at each school. */
export function registerWithProblems(url: string): Way {
  return async (page, see) => {
    await page.goto(`${url}/clusters`)
    await page.click('tbody a')
    await page.click('text=Record a meeting that was not planned')
    const wide = page.viewportSize() ?? { width: 1280, height: 900 }
    await page.setViewportSize({ width: 390, height: 844 })
    assert.equal(await page.evaluate(choicesStandApart), true, 'each choice stands by its own words')
    await page.setViewportSize(wide)
    await page.click('main button.govuk-button:has-text("Record the meeting")')
    assert.match(await wordsOn(page), /every member of the day is marked/)
    await see('a register with problems')
  }
}

/** The address of a feed is told on the page that opened it. */
export function openedFeed(url: string): Way {
  return async (page, see) => {
    await page.goto(`${url}/feeds`)
    await page.selectOption('#of', { index: 1 })
    await page.click('main button')
    const address = await page.inputValue('#address')
    assert.match(address, /\/p\/feed\/[0-9a-f]{64}\.ics$/)
    const feed = await fetch(address)
    assert.deepEqual([feed.status, feed.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
    await see('a feed that was opened')
  }
}

export function severalAtOnce(url: string): Way {
  return async (page, see) => {
    await doSeveral(mouse(page), url, see)
  }
}

/** A form opened before one signed in anew comes back as it was left, and its deed is done when it is sent again. */
export function formGivenBack(url: string, signIn: (page: Page) => Promise<void>): Way {
  return async (page, see) => {
    await page.goto(`${url}/schools/do/register-school`)
    await page.fill('#name', 'A School Typed For An Hour')
    await page.check('input[value="wales"]')
    const other = await page.context().newPage()
    await signIn(other)
    await other.close()
    await page.click('main form:has(#name) button')
    assert.match(await wordsOn(page), /Your session had ended when you sent this form, and nothing was done/)
    assert.equal(await page.inputValue('#name'), 'A School Typed For An Hour')
    assert.ok(await page.isChecked('input[value="wales"]'))
    await see('a form given back')
    await page.fill('#ref', `ref:LATE-${Date.now()}`)
    await page.click('main form:has(#name) button')
    assert.match(await wordsOn(page), /A School Typed For An Hour/)
    assert.match(new URL(page.url()).pathname, /^\/schools\/[0-9a-f-]{36}$/)
  }
}

const contacts = z.object({ items: z.array(z.object({ id: z.string(), email: z.string().optional() }).loose()) })
const done = z.object({ stream: z.string() }).loose()
const post = z.array(z.object({ text: z.string() }).loose())

/** Somebody asks for access on a day; staff look at the copy and answer; the letter leads to it. */
async function answeredAccess(
  page: Page,
  { url, must }: RunningSystem,
  received: string,
  see: (name: string) => Promise<void>,
) {
  const { items } = contacts.parse(await must('GET', '/api/contacts?limit=50'))
  const email = items.find((contact) => contact.email !== undefined)?.email ?? ''
  const { stream } = done.parse(await must('POST', '/api/do/open-request', { kind: 'access', email, received }))
  await page.goto(`${url}/requests/${stream.replace('request#', '')}/copy`)
  assert.match(await wordsOn(page), /The copy, as the person will see it/)
  await see('the copy of a request')
  await mustSave(page, email)
  await must('POST', '/api/do/decide-request', { request: stream, outcome: 'answered' })
  await must('POST', '/local/settle')
  const letters = post.parse(await must('GET', '/local/mail'))
  const link = letters.flatMap(({ text }) => text.match(/\/p\/copy\/[\w-]+/g) ?? []).at(-1)
  assert.ok(link, 'a letter leads to the copy')
  return { link, email }
}

/** The file is saved by a click, under the policy of its page, and is JSON. */
async function mustSave(page: Page, email: string): Promise<void> {
  const saving = page.waitForEvent('download')
  await page.click('text=Save it as a file')
  const copy = accessCopy().parse(JSON.parse(await readFile(await (await saving).path(), 'utf8')))
  assert.equal(copy.entries[0]?.address, email)
}

/** The copy somebody asked for: its link, what it opens, and that it opens no more. */
export function openedCopy(system: RunningSystem): Way {
  let days = 0
  return async (page, see) => {
    // Asked anew by each browser: the same person asks the same on another day.
    days += 1
    const { link, email } = await answeredAccess(page, system, `2026-10-0${days}`, see)
    await page.goto(system.url + link)
    await see('the link to a copy')
    await page.click('main button')
    assert.match(await wordsOn(page), /What we keep about you.*Your name and address.*What the law has us tell you/)
    await see('a copy that was opened')
    await mustSave(page, email)
    await page.goto(system.url + link)
    assert.match(await wordsOn(page), /opened already/)
    await see('a copy that was opened before')
  }
}

type AskedFor = { readonly stream: string; readonly path: string }

/** A request, entered by staff, of the contact at this place in the list. */
async function asked({ must }: RunningSystem, kind: 'access' | 'erasure', at: number): Promise<AskedFor> {
  const { items } = contacts.parse(await must('GET', '/api/contacts?limit=50'))
  const contact = items.filter(({ email }) => email !== undefined).at(at)?.id
  const opened = await must('POST', '/api/do/open-request', { kind, contact, received: '2026-10-01' })
  const { stream } = done.parse(opened)
  return { stream, path: `/requests/${stream.replace('request#', '')}` }
}

export function askedToErase(system: RunningSystem, at: number): Promise<AskedFor> {
  return asked(system, 'erasure', at)
}

/** The path of the copy, for staff. */
export async function askedToSee(system: RunningSystem, at: number): Promise<string> {
  return `${(await asked(system, 'access', at)).path}/copy`
}

/** Somebody is erased: what would go, and then what went; their own page, without a name. */
export function erasedPerson(system: RunningSystem): Way {
  let people = 0
  return async (page, see) => {
    // Nobody is erased twice: each browser erases another one, from the end of the list.
    people += 1
    const { stream, path } = await askedToErase(system, -people)
    await page.goto(system.url + path)
    assert.match(await wordsOn(page), /What answering removes.*The entry of/)
    await see('an erasure that waits to be decided')
    const whose = (await page.getAttribute('main a[href^="/contacts/"]', 'href')) ?? ''
    await system.must('POST', '/api/do/decide-request', { request: stream, outcome: 'answered' })
    await system.must('POST', '/local/settle')
    await page.goto(system.url + path)
    assert.match(await wordsOn(page), /What was removed.*What stays, and why/)
    await see('an erasure that was carried out')
    await page.goto(system.url + whose)
    assert.match(await wordsOn(page), /Name and address are no longer kept/)
    await see('a contact who was erased')
  }
}
