/**
 * The ten commonest things a coordinator does, each from the first page, with the clicks it takes: none more than five,
 * and "why did this school get no reminder?" no more than three.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Hand } from './hands.ts'

interface Task {
  readonly name: string
  readonly mostClicks: number
  /** Does it; throws where it cannot be done so. */
  readonly go: (hand: Hand, about: About) => Promise<void>
}

const words = async (page: Page): Promise<string> =>
  ((await page.textContent('main')) ?? '').replaceAll(/\s+/g, ' ').trim()

/** A part of the console, from the ways at its top. */
const part = ({ page }: Hand, name: string) =>
  page.locator('nav[aria-label=Console]').getByRole('link', { name, exact: true })
const link = ({ page }: Hand, name: string | RegExp) => page.locator('main').getByRole('link', { name }).first()
const submit = ({ page }: Hand, name: string | RegExp) => page.locator('main').getByRole('button', { name }).first()
const fold = ({ page }: Hand, name: string | RegExp) => page.locator('summary', { hasText: name }).first()

/** The school's own page, from the first page: by a review that is due soon. */
async function toSchool(hand: Hand, row: number): Promise<void> {
  await hand.press(link(hand, 'Due in the next 30 days'))
  await hand.press(hand.page.locator('tbody th a').nth(row))
}

async function find(hand: Hand, school: string): Promise<void> {
  await hand.type(hand.page.locator('#q'), school)
  await hand.press(hand.page.locator('form[action="/find"] button'))
}

/** Whom a task is about. */
export interface About {
  /** A school's name. */
  readonly school: string
  /** Which of the reviews that are due soon: no two ways through change the same school. */
  readonly row: number
}

async function says(hand: Hand, what: RegExp): Promise<void> {
  assert.match(await words(hand.page), what)
}

export const tenTasks: readonly Task[] = [
  {
    name: 'why did this school get no reminder?',
    mostClicks: 3,
    go: async (hand, { school }) => {
      await hand.press(fold(hand, 'Why did a school get a letter'))
      await hand.type(hand.page.locator('#why-school'), school)
      await hand.type(hand.page.locator('#why-day'), '15 Nov 2026')
      await hand.press(hand.page.locator('form[action="/explain"] button'))
      await says(hand, /In short ?No (reminder fell due|review was open)/)
    },
  },
  {
    name: 'the same from the school’s own page',
    mostClicks: 3,
    go: async (hand, { row }) => {
      await toSchool(hand, row)
      await hand.press(link(hand, 'Why a letter went, or none'))
      await says(hand, /Who was considered/)
    },
  },
  {
    name: 'see which reviews are overdue',
    mostClicks: 1,
    go: async (hand) => {
      await hand.press(link(hand, 'Overdue'))
      await says(hand, /Reviews: overdue/)
    },
  },
  {
    name: 'find a school by its name',
    mostClicks: 1,
    go: async (hand, { school }) => {
      await find(hand, school)
      await says(hand, /Open review/)
    },
  },
  {
    name: 'book a visit',
    mostClicks: 4,
    go: async (hand, { row }) => {
      await toSchool(hand, row)
      await hand.press(link(hand, 'Book the visit'))
      await hand.type(hand.page.locator('#on'), '12 Jan 2027')
      await hand.press(hand.page.locator('main form[method=post] button').first())
      await says(hand, /A visit was booked for 12 Jan 2027/)
    },
  },
  {
    name: 'note that a contact withdrew',
    mostClicks: 5,
    go: async (hand, { school }) => {
      await find(hand, school)
      await hand.press(fold(hand, 'Change'))
      await hand.press(link(hand, /^Withdraw consent/))
      await hand.press(hand.page.locator('input[name=purpose][value=news]'))
      await hand.press(hand.page.locator('main form[method=post] button').first())
      await says(hand, /withdrawn|It was so already/)
    },
  },
  {
    name: 'finish a task',
    mostClicks: 3,
    go: async (hand) => {
      await hand.press(part(hand, 'Tasks'))
      await hand.press(fold(hand, 'Finish this task'))
      await hand.type(
        hand.page.locator('details[open] textarea, details[open] input[type=text]').first(),
        'Rang the school',
      )
      await hand.press(hand.page.locator('details[open] button').first())
      await says(hand, /was finished|finished the task|The task/i)
    },
  },
  {
    name: 'see who at a school was told what',
    mostClicks: 3,
    go: async (hand, { row }) => {
      await toSchool(hand, row)
      await hand.press(link(hand, 'Who was told what'))
      await says(hand, /Who was told what/)
    },
  },
  {
    name: 'see what leaves next',
    mostClicks: 2,
    go: async (hand) => {
      await hand.press(part(hand, 'Letters'))
      await hand.press(link(hand, 'What leaves next'))
      await says(hand, /What open reviews call for/)
    },
  },
  {
    name: 'read all that happened to a school on some days',
    mostClicks: 2,
    go: async (hand, { school }) => {
      await hand.press(part(hand, 'Log'))
      await hand.type(hand.page.locator('#school'), school)
      await hand.type(hand.page.locator('#since'), '1 Sept 2026')
      await hand.press(submit(hand, 'Show'))
      await says(hand, new RegExp(`Entries, newest first.*${school}`))
    },
  },
]

/** Does all ten, each from the first page; says the clicks of each. */
export async function doTenTasks(hand: Hand, url: string, about: About, how: string): Promise<void> {
  const told: string[] = []
  for (const { name, mostClicks, go } of tenTasks) {
    await hand.page.goto(url)
    hand.clicks()
    await go(hand, about)
    const clicks = hand.clicks()
    assert.ok(clicks <= mostClicks && clicks <= 5, `${name}: ${clicks} clicks ${how}`)
    told.push(`${name} ${clicks}`)
  }
  console.log(`ten tasks ${how}, with their clicks: ${told.join('; ')}`)
}
