// C2 and C3 as laws: whatever is done to a letter, told twice, out of its turn or late, it leaves at most once, and when
// it does not leave it says why.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import type { Instant } from '../../../events/kernel/day.ts'
import { isRefusal, type World } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type Letter, type LetterCommand, letterDecider } from '../../../events/letter/decide.ts'
import { heldBys, whyNots } from '../../../events/letter/events.ts'
import { aReminder } from '../../kit/builders/letter.ts'
import { holds } from '../../kit/holds.ts'

const begin = '2026-09-14T06:31:00.000Z'

const told = fc.oneof(
  { weight: 6, arbitrary: fc.constant<LetterCommand>({ do: 'claim-letter' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...whyNots)
      .map((why): LetterCommand => ({ do: 'note-verdict', verdict: { verdict: 'withhold', why } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...heldBys)
      .map((by): LetterCommand => ({ do: 'note-verdict', verdict: { verdict: 'hold', by } })),
  },
  { weight: 3, arbitrary: fc.constant<LetterCommand>({ do: 'release-letter' }) },
  { weight: 2, arbitrary: fc.constant<LetterCommand>({ do: 'note-sent', provider: 'p-1', letterVersion: 1 }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('try-later', 'all-stopped', 'took-too-long')
      .map((why): LetterCommand => ({ do: 'give-back', why })),
  },
  { weight: 3, arbitrary: fc.constant<LetterCommand>({ do: 'take-up-again', silenceSeconds: 900 }) },
  { weight: 1, arbitrary: fc.constant<LetterCommand>({ do: 'note-refused', why: 'MessageRejected' }) },
  { weight: 2, arbitrary: fc.constant<LetterCommand>({ do: 'note-uncertain' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('sent', 'not-sent').map((outcome): LetterCommand => ({ do: 'resolve-letter', outcome })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('send', 'delivery', 'bounce', 'complaint')
      .map((event): LetterCommand => ({ do: 'note-provider-event', event, at: begin })),
  },
  { weight: 3, arbitrary: fc.constant<LetterCommand>({ do: 'wake' }) },
  { weight: 1, arbitrary: fc.constant<LetterCommand>({ do: 'ask-letter', asked: aReminder() }) },
)

const lives = fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 40 }), command: told }), {
  minLength: 3,
  maxLength: 25,
})

function later(now: Instant, minutes: number): Instant {
  return new Date(Date.parse(now) + minutes * 60_000).toISOString()
}

/** In September, London is an hour before UTC; none of these lives reaches midnight there. */
function worldOf(now: Instant): World {
  const today = now.slice(0, 10)
  return { now, today, lastRun: today, calendar: firstCalendar, settings: defaultSettings }
}

interface Life {
  readonly letter: Letter
  readonly types: readonly string[]
}

function live(steps: readonly { readonly minutes: number; readonly command: LetterCommand }[]): Life {
  let letter = letterDecider.initial
  let now: Instant = begin
  const types: string[] = []
  for (const { minutes, command } of [
    { minutes: 0, command: { do: 'ask-letter', asked: aReminder() } } as const,
    ...steps,
  ]) {
    now = later(now, minutes)
    const world = worldOf(now)
    const decision = letterDecider.decide(command, letter, world)
    if (isRefusal(decision)) continue
    letter = decision.reduce(letterDecider.evolve, letter)
    types.push(...decision.map(({ type }) => type))
    const next = letterDecider.wakeAt(letter, world)
    if (command.do === 'wake' && next !== undefined && next <= now) throw new Error(`woken at ${now}, it wants ${next}`)
  }
  return { letter, types }
}

/** After these nobody begins to send the letter any more. */
const over = ['LetterSent', 'LetterWithheld', 'LetterRefused', 'LetterUncertain', 'LetterResolved']

test('a letter leaves at most once, and is not begun again after it left or was withheld', () => {
  let sent = 0
  holds(lives, (steps) => {
    const { letter, types } = live(steps)
    const first = types.findIndex((type) => over.includes(type))
    expect(types.filter((type) => type === 'LetterAsked')).toHaveLength(1)
    expect(types.filter((type) => type === 'LetterSent').length).toBeLessThanOrEqual(1)
    if (first >= 0) expect(types.slice(first)).not.toContain('LetterSending')
    if (types.includes('LetterWithheld')) expect(letter).toMatchObject({ state: 'withheld' })
    sent += Number(types.includes('LetterSent'))
  })
  expect(sent, 'a law over nothing proves nothing').toBeGreaterThan(100)
}, 30_000)

test(
  'a letter that did not leave says why, and a held one what holds it',
  () =>
    holds(lives, (steps) => {
      const { letter, types } = live(steps)
      if (letter.state === 'withheld' && !types.includes('LetterResolved')) expect(whyNots).toContain(letter.whyNot)
      if (letter.state === 'held') expect(heldBys).toContain(letter.heldBy)
      else expect(letter.heldBy).toBeUndefined()
      if (letter.state === 'uncertain')
        expect(letter.unresolved || letterDecider.wakeAt(letter, worldOf(begin)) !== undefined).toBe(true)
    }),
  30_000,
)
