/**
 * What an admin changes on the way: settings, and the calendar of a nation. In the evening, when all else of the day is
 * done, so that the rules can say on paper what must come of it; and mostly sensible, so that the rules say no as well.
 */
import { calendarOf, type EditedNations } from '../../events/calendar/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import { worldAt } from '../../events/days/world.ts'
import type { Calendar } from '../../events/kernel/calendar.ts'
import { addDays, type Day } from '../../events/kernel/day.ts'
import type { World } from '../../events/kernel/decider.ts'
import type { Settings, SettingValues } from '../../events/kernel/settings.ts'
import { nations } from '../../events/kernel/words.ts'
import { type Call, minute, type PlannedDay } from './happenings.ts'
import { aReason } from './people.ts'
import type { Random } from './random.ts'

export interface Changes {
  readonly calls: readonly Call[]
  /** When the world becomes another, in order. */
  readonly moments: readonly number[]
  readonly worldAt: (ms: number) => World
}

interface Era {
  readonly from: number
  readonly settings: Settings
  readonly calendar: Calendar
  readonly edited: EditedNations
}

/** Values that are not the defaults: what stands by default already would be no change. */
const others: readonly Partial<SettingValues>[] = [
  { graceDays: 12 },
  { graceDays: 33 },
  { visitDecisionDays: 5 },
  { visitDecisionDays: 9 },
  { stagesBefore: [120, 75, 60, 45, 20, 9, 3] },
  { stagesBefore: [100, 50, 25, 10] },
  { stagesAfter: [2, 5, 9, 30] },
  { visitAnnouncedBefore: [10, 5, 1] },
]

/** Changes of a body whose machine is never down for days: what a change and an outage do together is proved on paper. */
export function planChanges(random: Random, base: Settings, days: readonly PlannedDay[], mayChange: boolean): Changes {
  const eras: Era[] = [{ from: 0, settings: base, calendar: firstCalendar, edited: {} }]
  const calls: Call[] = []
  for (const { day, at } of evenings(random, mayChange ? days : [])) {
    if (random.chance(0.3)) calls.push(wrongChange(random, day, at - 2 * minute))
    const last = eras.at(-1)
    if (last) eras.push(random.chance(0.5) ? changed(random, last, at, calls) : edited(random, last, day, at, calls))
  }
  const eraAt = (ms: number) => eras.findLast(({ from }) => from <= ms) ?? eras[0]
  return {
    calls,
    moments: eras.slice(1).map(({ from }) => from),
    worldAt(ms) {
      const { settings = base, calendar = firstCalendar } = eraAt(ms) ?? {}
      return worldAt(new Date(ms).toISOString(), calendar, settings)
    },
  }
}

/** Some evenings after office hours, never the first: nothing is there yet. */
function evenings(random: Random, days: readonly PlannedDay[]): { readonly day: Day; readonly at: number }[] {
  return days.flatMap(({ day, office, first }) =>
    !first && office && random.chance(0.07) ? [{ day, at: office[1] + random.int(4, 8) * minute }] : [],
  )
}

function changed(random: Random, era: Era, at: number, calls: Call[]): Era {
  const change = random.pick(others)
  const [[name = '', value] = []] = Object.entries(change)
  calls.push({ at, do: 'call', command: 'change-setting', body: { name, value, reason: aReason(random) } })
  return { ...era, from: at, settings: { ...era.settings, ...change, version: era.settings.version + 1 } }
}

function edited(random: Random, era: Era, day: Day, at: number, calls: Call[]): Era {
  const nation = random.pick(nations)
  const standing = era.calendar.nations[nation]
  const from = addDays(day, random.int(-3, 50))
  const closure = { from, to: addDays(from, random.int(0, 6)), name: 'Flood' }
  const kept = random.chance(0.3) ? standing.closures.filter(({ to }) => to < day) : standing.closures
  const closures = [...kept, closure].toSorted((a, b) => (a.from < b.from ? -1 : 1))
  calls.push({ at, do: 'call', command: 'change-calendar', body: { nation, closures, reason: aReason(random) } })
  const version = (era.edited[nation]?.version ?? 0) + 1
  const all = { ...era.edited, [nation]: { version, calendar: { ...standing, closures } } }
  return { ...era, from: at, edited: all, calendar: calendarOf(all) }
}

/** What the rules say no to. */
function wrongChange(random: Random, day: Day, at: number): Call {
  const reason = aReason(random)
  const term = { key: '2032/33 autumn', from: '2032-09-01', to: '2032-12-31' }
  const calendar = (parts: object) => ['change-calendar', { nation: 'wales', ...parts, reason }] as const
  const [command, body] = random.pick([
    ['change-setting', { name: 'colour', value: 1, reason }],
    ['change-setting', { name: 'graceDays', value: -1, reason }],
    ['change-setting', { name: 'wakeShards', value: 1, reason }],
    calendar({ closures: [{ from: day, to: addDays(day, -1) }] }),
    calendar({ terms: [] }),
    calendar({ terms: [{ ...term, to: '2032-08-31' }] }),
    calendar({ terms: [term, { ...term, from: '2033-01-01', to: '2033-03-01' }] }),
    calendar({ terms: [term, { key: '2032/33 spring', from: '2033-01-02', to: '2033-03-01' }] }),
  ] as const)
  return { at, do: 'call', command, body }
}
