// F1 to F4: a Flagship's standing is a function of the facts and the day, never of the order in which they were typed.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { addDays, morningRun } from '../../../events/kernel/day.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { type Mark, marks } from '../../../events/kernel/words.ts'
import type { SchoolCommand } from '../../../events/school/commands.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { riskOn } from '../../../events/school/standing.ts'
import type { School } from '../../../events/school/state.ts'
import { formedLongAgo, marked } from '../../kit/builders/meeting.ts'
import { a, aNote, given } from '../../kit/builders/school.ts'
import { at, nothing, on, wake } from '../../kit/given.ts'

const flagship = given(a.flagship({ since: '2025-09-01' }))

const noted = [{ type: 'ClusterMeetingMarked' }]
const missed = (meeting: string) => [{ type: 'ClusterMeetingMissed', data: { meeting: `north-1-${meeting}` } }]
const atRisk = (because: string, ...meetings: string[]) => [
  { type: 'FlagshipAtRisk', data: { because, meetings: meetings.map((day) => `north-1-${day}`) } },
]
const cleared = (because: string) => [{ type: 'FlagshipRiskCleared', data: { because } }]
const twoInARow = 'two-consecutive-meetings-missed'
const noneInTerm = 'no-meeting-attended-in-term'

const excuse = (day: string, meeting: string) =>
  at(day, { do: 'excuse-absence', meeting: `north-1-${meeting}`, reason: aNote })
const include = (day: string, meeting: string) =>
  at(day, { do: 'include-absence', meeting: `north-1-${meeting}`, reason: aNote })

describe('two meetings missed one after the other', () => {
  test('put a Flagship at risk, with the two that count', () =>
    flagship
      .after(marked({ on: '2026-09-10', mark: 'absent' }))
      .when(marked({ on: '2026-10-12', mark: 'apologies' }))
      .then(on('2026-10-12', noted, missed('2026-10-12'), atRisk(twoInARow, '2026-09-10', '2026-10-12'))))

  test('with one attended between them do not, also when that one is typed last', () => {
    flagship
      .after(marked({ on: '2026-09-10', mark: 'absent' }), marked({ on: '2026-10-05', mark: 'attended' }))
      .when(marked({ on: '2026-10-12', mark: 'absent' }))
      .then(noted, missed('2026-10-12'))
    flagship
      .after(marked({ on: '2026-09-10', mark: 'absent' }), marked({ on: '2026-10-12', mark: 'absent' }))
      .when(marked({ on: '2026-10-05', mark: 'attended', typed: '2026-10-20' }))
      .then(on('2026-10-20', noted, cleared('corrected')))
  })

  test('an extra meeting counts for nothing, attended or missed', () =>
    flagship
      .after(marked({ on: '2026-09-10', mark: 'absent' }), marked({ on: '2026-09-20', mark: 'absent', kind: 'extra' }))
      .when(marked({ on: '2026-10-12', mark: 'absent' }))
      .then(noted, missed('2026-10-12'), atRisk(twoInARow, '2026-09-10', '2026-10-12')))

  test('a meeting from before it became a Flagship never counts', () =>
    flagship
      .after(marked({ on: '2025-08-31', mark: 'absent', typed: '2025-09-02' }))
      .when(marked({ on: '2025-09-20', mark: 'absent' }))
      .then(noted, missed('2025-09-20')))

  test('a Centre of Excellence misses, and is at no risk', () =>
    given(a.centreOfExcellence({ since: '2024-09-01' }))
      .after(marked({ on: '2026-09-10', mark: 'absent' }))
      .when(marked({ on: '2026-10-12', mark: 'absent' }))
      .then(noted, missed('2026-10-12')))

  test('of one day the one with the later id is the later', () =>
    flagship
      .after(
        marked({ on: '2026-09-10', mark: 'absent', meeting: 'b' }),
        marked({ on: '2026-09-10', mark: 'attended', meeting: 'c' }),
      )
      .when(marked({ on: '2026-09-10', mark: 'absent', meeting: 'a' }))
      .then(noted, [{ type: 'ClusterMeetingMissed', data: { meeting: 'a' } }]))

  test('apologies excuse where the body says so', () =>
    flagship
      .where({ apologiesAreMisses: false })
      .after(marked({ on: '2026-09-10', mark: 'absent' }))
      .when(marked({ on: '2026-10-12', mark: 'apologies' }))
      .then(noted))
})

describe('a term in which none was attended', () => {
  const missedInAutumn = flagship.after(marked({ on: '2026-10-12', mark: 'absent' }), wake('2026-10-13'))

  test('puts it at risk on the eighth day after the term', () =>
    missedInAutumn
      .when(wake('2027-01-07'), wake('2027-01-08'))
      .then(on('2027-01-08', atRisk(noneInTerm, '2026-10-12'))))

  test('it wants to be woken on that day', () =>
    flagship
      .after(marked({ on: '2026-10-12', mark: 'absent' }), wake('2026-10-13'))
      .when(wake('2026-10-14'))
      .then(nothing())
      .andWakes('2027-01-08'))

  test('does not when a later meeting was attended before it was judged', () =>
    missedInAutumn
      .after(marked({ on: '2027-01-05', mark: 'attended' }))
      .when(wake('2027-01-08'))
      .then(nothing()))

  test('is cleared by a meeting attended afterwards', () =>
    missedInAutumn
      .after(wake('2027-01-08'))
      .when(marked({ on: '2027-01-19', mark: 'attended' }))
      .then(noted, cleared('attended')))

  test('does not when it ended before the cluster was formed or imported here', () =>
    flagship
      .after(
        marked({ on: '2026-10-12', mark: 'absent', typed: '2027-01-04', clusterSince: '2027-01-04' }),
        wake('2027-01-05'),
      )
      .when(wake('2027-01-08'))
      .then(nothing()))

  test('without a counted meeting blames nobody', () => flagship.when(wake('2027-01-08')).then(nothing()))
})

describe('the risk is over', () => {
  const risky = flagship.after(
    marked({ on: '2026-09-10', mark: 'absent' }),
    marked({ on: '2026-10-12', mark: 'absent' }),
  )

  test('when the next meeting is attended', () =>
    risky.when(marked({ on: '2026-11-02', mark: 'attended' })).then(noted, cleared('attended')))

  test('when one of the two is excused, and is back when the excuse is taken back', () => {
    risky.when(excuse('2026-10-20', '2026-10-12')).then([{ type: 'AbsenceExcused' }], cleared('excused'))
    risky
      .after(excuse('2026-10-20', '2026-10-12'))
      .when(include('2026-10-21', '2026-10-12'))
      .then([{ type: 'AbsenceIncluded' }], atRisk(twoInARow, '2026-09-10', '2026-10-12'))
  })

  test('when one of the two is cancelled or turns out to be attended', () => {
    risky
      .when(marked({ on: '2026-10-12', mark: 'none', version: 2, typed: '2026-10-15' }))
      .then(noted, cleared('corrected'))
    risky
      .when(marked({ on: '2026-10-12', mark: 'attended', version: 2, typed: '2026-10-15' }))
      .then(noted, cleared('attended'))
  })

  test('when it is no Flagship any more; suspended it is none meanwhile, and the risk returns with it', () => {
    risky
      .when(at('2026-10-20', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .then([{ type: 'AwardLapsed' }, { type: 'ReviewOpened' }], cleared('award-ended'))
    risky
      .after(at('2026-10-20', { do: 'suspend-award', award: 'flagship', reason: aNote }))
      .when(at('2026-11-20', { do: 'reinstate-award', award: 'flagship', reason: aNote }))
      .then([{ type: 'AwardReinstated' }], atRisk(twoInARow, '2026-09-10', '2026-10-12'))
  })

  test('a second reason while at risk is no new event', () =>
    risky.when(marked({ on: '2026-11-02', mark: 'absent' })).then(noted, missed('2026-11-02')))
})

// The law itself: any marks and excuses, typed in any order on one day, come to the same standing.
const meeting = fc.record({
  on: fc.integer({ min: 0, max: 500 }).map((n) => addDays('2025-09-01', n)),
  mark: fc.constantFrom(...marks),
  kind: fc.constantFrom('required', 'required', 'extra'),
  excused: fc.boolean(),
})

function play(school: School, command: SchoolCommand, today: string): School {
  const world = worldAt(morningRun(today), firstCalendar, defaultSettings)
  const decision = schoolDecider.decide(command, school, world)
  return isRefusal(decision) ? school : decision.reduce(schoolDecider.evolve, school)
}

const aFlagship = a.flagship({ since: '2025-09-01' }).reduce<School>(schoolDecider.evolve, schoolDecider.initial)

/** What is said of it; which reason was there first is another matter (F4). */
function standingOf(school: School, today: string) {
  const { risk, marks: known, awards } = school
  return { atRisk: risk !== undefined, risk: riskOn(school, today, firstCalendar, defaultSettings), known, awards }
}

test('the standing depends on the set of what was recorded, not on its order', () => {
  const typed = fc.array(meeting, { minLength: 1, maxLength: 9 }).chain((meetings) => {
    const all = meetings.map((one, n) => ({
      ...one,
      kind: one.kind === 'extra' ? ('extra' as const) : ('required' as const),
      id: `m-${n}`,
    }))
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
  })
  void fc.assert(
    fc.property(typed, fc.integer({ min: 0, max: 200 }), ([first, second], later) => {
      const today = addDays('2027-01-15', later)
      const after = (meetings: typeof first) => {
        const recorded = meetings.reduce(
          (school, { on: day, mark, kind, id }) =>
            play(
              school,
              { do: 'note-mark', meeting: id, on: day, kind, mark, version: 1, clusterSince: formedLongAgo },
              today,
            ),
          aFlagship,
        )
        return meetings
          .filter(({ excused }) => excused)
          .reduce(
            (school, { id }) => play(school, { do: 'excuse-absence', meeting: id, reason: aNote }, today),
            recorded,
          )
      }
      expect(standingOf(after(second), today)).toEqual(standingOf(after(first), today))
      const { atRisk, risk } = standingOf(after(first), today)
      expect(atRisk).toBe(risk !== undefined)
    }),
    { numRuns: 1000 },
  )
})

test('excusing and then taking the excuse back restores the standing', () => {
  void fc.assert(
    fc.property(fc.array(meeting, { minLength: 1, maxLength: 8 }), fc.nat(), (meetings, pick) => {
      const today = '2027-02-01'
      const school = meetings.reduce(
        (known, { on: day, mark }, n) =>
          play(
            known,
            {
              do: 'note-mark',
              meeting: `m-${n}`,
              on: day,
              kind: 'required',
              mark,
              version: 1,
              clusterSince: formedLongAgo,
            },
            today,
          ),
        aFlagship,
      )
      const id = `m-${pick % meetings.length}`
      const excused = play(school, { do: 'excuse-absence', meeting: id, reason: aNote }, today)
      const restored = play(excused, { do: 'include-absence', meeting: id, reason: aNote }, today)
      expect(standingOf(restored, today)).toEqual(standingOf(school, today))
    }),
    { numRuns: 1000 },
  )
})

type Step = { readonly do: 'pass' } | { readonly do: 'mark'; readonly on: string; readonly mark: Mark }

function commandOf(step: Step, version: number): SchoolCommand {
  if (step.do === 'pass') return { do: 'wake' }
  const { on: day, mark } = step
  const id = `m-${version % 4}`
  return { do: 'note-mark', meeting: id, on: day, kind: 'required', mark, version, clusterSince: formedLongAgo }
}

test('no mark, excuse, correction or passing day takes the award away: only a person does', () => {
  const step = fc.oneof(
    meeting.map((one) => ({ do: 'mark' as const, ...one })),
    fc.integer({ min: 1, max: 120 }).map((days) => ({ do: 'pass' as const, days })),
  )
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let [school, today] = [aFlagship, '2026-09-02']
      const types: SchoolFact['type'][] = []
      for (const [n, one] of steps.entries()) {
        if (one.do === 'pass') today = addDays(today, one.days)
        const world = worldAt(morningRun(today), firstCalendar, defaultSettings)
        const decision = schoolDecider.decide(commandOf(one, n + 1), school, world)
        if (isRefusal(decision)) throw new Error(decision.detail)
        types.push(...decision.map(({ type }) => type))
        school = decision.reduce(schoolDecider.evolve, school)
      }
      expect(school.awards).toEqual(aFlagship.awards)
      expect(types.filter((type) => type.startsWith('Award'))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
