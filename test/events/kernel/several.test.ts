/** Several commands as one decision. */
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { type Decider, refuse } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { several } from '../../../events/kernel/several.ts'

type Added = { readonly type: 'Added'; readonly data: { readonly n: number } }

/** Counts up to ten; the same number twice is already so. */
const counter: Decider<number, readonly number[], Added> = {
  shape: 1,
  initial: [],
  decide: (n, known) => {
    if (n > 10) return refuse('too-much', 'More than ten is too much.', { n })
    return known.includes(n) ? [] : [{ type: 'Added', data: { n } }]
  },
  evolve: (known, { data }) => [...known, data.n],
  wakeAt: () => undefined,
}

const world = worldAt('2026-09-01T06:30:00.000Z', firstCalendar, defaultSettings)
const decide = (...commands: number[]) => several(counter).decide(commands, [1], world)

test('all facts of several commands are one decision', () => {
  expect(decide(2, 3)).toEqual([
    { type: 'Added', data: { n: 2 } },
    { type: 'Added', data: { n: 3 } },
  ])
})

test('each command is decided on what those before it made', () => {
  expect(decide(2, 2, 1)).toEqual([{ type: 'Added', data: { n: 2 } }])
})

test('the first refusal is the answer, and nothing is recorded', () => {
  expect(decide(2, 11, 12)).toMatchObject({ refused: 'too-much', facts: { n: 11 } })
})

test('no commands are nothing to do', () => {
  expect(decide()).toEqual([])
})
