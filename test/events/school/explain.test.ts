// Why a stage was sent, passed over or not yet: what is told agrees with what the mornings did.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { addDays, londonInstant, morningRun } from '../../../events/kernel/day.ts'
import { isRefusal } from '../../../events/kernel/decider.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import type { SchoolFact } from '../../../events/school/events.ts'
import { explainStages, plannedFor, type Reminded } from '../../../events/school/explain.ts'
import type { School } from '../../../events/school/state.ts'
import { a } from '../../kit/builders/school.ts'

const worldOn = (day: string, time = '10:00') => worldAt(londonInstant(day, time), firstCalendar, defaultSettings)

const fold = (facts: readonly SchoolFact[], from: School = schoolDecider.initial) =>
  facts.reduce(schoolDecider.evolve, from)

function opened(due: string, on: string, nation: School['nation'] = 'england'): School {
  const review: SchoolFact = {
    type: 'ReviewOpened',
    data: { award: 'centre-of-excellence', kind: 'annual-review', n: 1, due, on },
  }
  return fold([...a.centreOfExcellence({ since: '2025-10-01', nation }), review])
}

/** The mornings from one day to another, each with what it recorded; days in `out` had no run. */
function lived(school: School, from: string, until: string, out: (day: string) => boolean = () => false) {
  let now = school
  const reminded: Reminded[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (out(day)) continue
    const facts = schoolDecider.decide({ do: 'wake' }, now, worldAt(morningRun(day), firstCalendar, defaultSettings))
    if (isRefusal(facts)) throw new Error(facts.refused)
    for (const fact of facts)
      if (fact.type === 'ReviewReminderDue') reminded.push({ stage: fact.data.stage, due: fact.data.due, on: day })
    now = fold(facts, now)
  }
  return { school: now, reminded }
}

function fatesOn(day: string, school: School, reminded: readonly Reminded[] = []) {
  const { review } = school
  if (!review) throw new Error('no review')
  return Object.fromEntries(
    explainStages(school, review, reminded, day, worldOn(day)).map(({ stage, fate, because }) => [
      stage,
      `${fate}: ${because}`,
    ]),
  )
}

test('a stage before the review was opened is superseded, one after it is still to come', () => {
  expect(fatesOn('2026-08-20', opened('2026-12-01', '2026-08-20'))).toMatchObject({
    'before-180': 'superseded: its day was over when the review was opened, extended or taken up again on 2026-08-20',
    'before-90': 'not-yet: its day is 2026-09-02',
  })
})

test('an outage is made up for by the most advanced stage, and says so', () => {
  const out = (day: string) => day >= '2026-10-20' && day < '2026-11-27'
  const { school, reminded } = lived(opened('2026-12-01', '2026-09-10'), '2026-09-11', '2026-11-27', out)
  expect(fatesOn('2026-11-27', school, reminded)).toMatchObject({
    'before-60': 'sent: its day came on 2026-10-02',
    'before-30': 'superseded: a later stage was reached first',
    'before-7': 'sent: it was planned for 2026-11-24 and made up for on 2026-11-27',
    'after-1': 'not-yet: its day is 2026-12-02',
  })
})

test('a stage whose due day came in an outage is never sent', () => {
  const { school, reminded } = lived(
    opened('2026-12-01', '2026-09-10'),
    '2026-09-11',
    '2026-12-01',
    (day) => day >= '2026-11-20' && day < '2026-12-01',
  )
  expect(fatesOn('2026-12-01', school, reminded)['before-7']).toBe('superseded: the due day has come')
})

test('a booked visit and a suspension stop what is to come', () => {
  const school = opened('2026-12-01', '2026-08-20')
  const booked = fold(
    [
      {
        type: 'VisitBooked',
        data: {
          on: '2026-11-20',
          award: 'centre-of-excellence',
          kind: 'annual-review',
          due: '2026-12-01',
          recorded: '2026-08-21',
        },
      },
    ],
    school,
  )
  expect(fatesOn('2026-09-02', booked)['before-90']).toBe('stopped: a visit is booked for 2026-11-20')
  const suspended = fold(
    [
      {
        type: 'AwardSuspended',
        data: { award: 'centre-of-excellence', reason: 'note-00000000-0000-4000-8000-000000000001' },
      },
    ],
    school,
  )
  expect(fatesOn('2026-09-02', suspended)['before-90']).toBe('stopped: the award is suspended')
})

test('two stages on one working day are one, the later', () => {
  const settings = { ...defaultSettings, stagesBefore: [8, 7], stagesAfter: [] }
  const school = opened('2026-12-07', '2026-08-20')
  if (!school.review) throw new Error('no review')
  const world = { ...worldOn('2026-08-20'), settings }
  // Seven days before is Monday 30 November, eight the Sunday before it, sent on the Friday.
  expect(explainStages(school, school.review, [], '2026-08-20', world).map(({ sendDay }) => sendDay)).toEqual([
    '2026-11-27',
    '2026-11-30',
  ])
  const sunday = opened('2026-12-06', '2026-08-20')
  if (!sunday.review) throw new Error('no review')
  expect(
    explainStages(sunday, sunday.review, [], '2026-08-20', world).map(({ fate, because }) => [fate, because]),
  ).toEqual([
    ['superseded', 'a later stage falls on the same working day'],
    ['not-yet', 'its day is 2026-11-27'],
  ])
})

const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2026-01-01', n))
const nations = fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland', 'overseas')

test('what is told of a day agrees with what its mornings did, whatever outages there were', () => {
  void fc.assert(
    fc.property(
      days,
      nations,
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 420 }), { maxLength: 40 }),
      (opening, nation, ahead, gaps) => {
        const due = addDays(opening, ahead)
        const until = addDays(due, 120)
        const missed = new Set(gaps.map((gap) => addDays(opening, gap)))
        const { school, reminded } = lived(
          opened(due, opening, nation),
          addDays(opening, 1),
          until,
          (day) => missed.has(day) && day !== until,
        )
        if (!school.review) return
        for (const { stage, fate, on } of explainStages(school, school.review, reminded, until, worldOn(until))) {
          const sent = reminded.find((one) => one.stage === stage)
          expect([stage, fate === 'sent', on]).toEqual([stage, sent !== undefined, sent?.on])
          // At the end of a ladder nothing may hang in the air.
          if (!sent) expect([stage, fate]).toEqual([stage, 'superseded'])
        }
      },
    ),
    { numRuns: 100 },
  )
}, 30_000)

test('what a preview says of each day is what its morning does, when nothing happens in between', () => {
  void fc.assert(
    fc.property(days, nations, fc.integer({ min: 1, max: 300 }), fc.boolean(), (opening, nation, ahead, early) => {
      const due = addDays(opening, ahead)
      const until = addDays(due, 40)
      const school = opened(due, opening, nation)
      const asked = worldOn(opening, early ? '06:00' : '10:00')
      const planned: Reminded[] = []
      for (let day = opening; day <= until; day = addDays(day, 1)) {
        const one = plannedFor(school, day, asked)
        if (one?.kind === 'review-reminder') planned.push({ stage: one.stage, due: one.due, on: day })
      }
      expect(planned).toEqual(lived(school, addDays(opening, 1), until).reminded)
    }),
    { numRuns: 100 },
  )
}, 30_000)
