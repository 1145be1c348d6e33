// Laws of corrections: with none, what people did, done again by the rules, comes to what was folded; after any, the
// state is what the replay says it must be; and said back, all stands as it stood.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import type { DayWorld } from '../../../events/kernel/decider.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { awards } from '../../../events/kernel/words.ts'
import type { CorrectionAsked, RecordedFact, SchoolCommand } from '../../../events/school/commands.ts'
import { correctionsIn } from '../../../events/school/corrections.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { decisions } from '../../../events/school/events.ts'
import { replay } from '../../../events/school/replay.ts'
import { noSchool, type School } from '../../../events/school/state.ts'
import { aNote } from '../../kit/builders/school.ts'
import { registered } from '../../kit/builders/school-life.ts'
import { julian, ofJulian } from '../../kit/civil.ts'
import { holds } from '../../kit/holds.ts'

const plus = (day: string, n: number) => ofJulian(julian(day) + n)
const start = '2024-01-15'
const settings = { ...defaultSettings, flagshipWaitYears: 1 }

const anyDeed = fc.record({
  /** Days since the deed before. */
  after: fc.integer({ min: 0, max: 250 }),
  kind: fc.constantFrom(
    'grant-award',
    'grant-award',
    'take-over-history',
    'book-visit',
    'cancel-visit',
    'extend-review',
    'decide-review',
    'decide-review',
    'suspend-award',
    'reinstate-award',
    'lapse-award',
    'close-school',
    'correct',
    'correct',
    'correct',
  ),
  back: fc.integer({ min: 0, max: 900 }),
  award: fc.constantFrom(...awards),
  decision: fc.constantFrom(...decisions),
  which: fc.nat(),
  takeBack: fc.boolean(),
})
type Deed = typeof anyDeed extends fc.Arbitrary<infer D> ? D : never

interface Lived {
  school: School
  history: RecordedFact[]
  day: string
}

function worldOf(day: string): DayWorld {
  return { today: day, lastRun: day, calendar: firstCalendar, settings }
}

const mayBeCorrected = [
  'AwardGranted',
  'AwardReAccredited',
  'ReviewDecided',
  'ReviewExtended',
  'VisitBooked',
  'AwardLapsed',
  'AwardSuspended',
  'AwardEnded',
  'SchoolClosed',
]

function correctionOf({ back, decision, which, takeBack }: Deed, { day, history }: Lived): CorrectionAsked {
  const all = history.filter(({ fact }) => mayBeCorrected.includes(fact.type))
  const { event = 'none', fact } = all[which % Math.max(1, all.length)] ?? {}
  const words: Readonly<Record<string, object>> = {
    ReviewDecided: { decision },
    ReviewExtended: { to: plus(day, back) },
  }
  const said = words[fact?.type ?? ''] ?? { on: plus(day, -back) }
  return { event, reason: aNote, data: takeBack ? {} : { ...said } }
}

function commandOf(deed: Deed, lived: Lived): SchoolCommand {
  const { kind, back, award, decision, which } = deed
  const { day, history } = lived
  const on = plus(day, -back)
  switch (kind) {
    case 'grant-award':
      return { do: kind, award, on: which % 2 ? on : day }
    case 'take-over-history':
      return {
        do: kind,
        rows: [
          { award, action: 'granted', on },
          { award, action: 're-accredited', on: plus(on, back >> 1) },
        ],
      }
    case 'book-visit':
      return { do: kind, on: plus(day, back % 60) }
    case 'extend-review':
      return { do: kind, to: plus(day, 1 + (back % 300)), reason: aNote }
    case 'cancel-visit':
      return { do: kind }
    case 'decide-review':
      return { do: kind, decision }
    case 'close-school':
      return { do: kind, on: day, reason: aNote }
    case 'correct':
      return { do: 'correct-entries', corrections: [correctionOf(deed, lived)], history }
    default:
      return { do: kind, award, reason: aNote }
  }
}

/** Whether it was done. */
function act(lived: Lived, command: SchoolCommand): boolean {
  const decision = schoolDecider.decide(command, lived.school, worldOf(lived.day))
  if (isRefusal(decision) || decision.length === 0) return false
  const version = (lived.history.at(-1)?.version ?? 0) + 1
  const { day } = lived
  lived.history = [
    ...lived.history,
    ...decision.map((fact, n) => ({ event: `school#1@${version}.${n}`, version, day, fact })),
  ]
  lived.school = decision.reduce(schoolDecider.evolve, lived.school)
  return true
}

/** What corrections are about. */
function standing({ awards: held, review, closed }: School) {
  const { award, kind, n, own, due, visit } = review ?? {}
  return {
    awards: held.toSorted((a, b) => (a.award < b.award ? -1 : 1)),
    closed,
    review: review && { award, kind, n, own, due, visit: visit?.on },
  }
}

function mustBe({ history, day }: Lived) {
  const said = new Map([...correctionsIn(history)].map(([event, of]) => [event, of.said]))
  return standing(replay(history, said, worldOf(day)).school)
}

test('what was lived, done again by the rules, comes to what stands, whatever was corrected on the way', () => {
  const seen = new Map<string, number>()
  holds(fc.array(anyDeed, { minLength: 1, maxLength: 14 }), (deeds) => {
    const lived: Lived = { school: noSchool, history: [], day: start }
    act(lived, registered)
    for (const one of deeds) {
      lived.day = plus(lived.day, one.after)
      const command = commandOf(one, lived)
      if (act(lived, command)) seen.set(command.do, (seen.get(command.do) ?? 0) + 1)
      expect(standing(lived.school)).toEqual(mustBe(lived))
    }
  })
  for (const name of ['correct-entries', 'close-school', 'decide-review', 'lapse-award', 'extend-review'])
    expect(seen.get(name) ?? 0, name).toBeGreaterThan(20)
}, 60_000)
