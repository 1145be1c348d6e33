/**
 * What happens to a body from outside through some weeks, from the seed alone: who calls when, on which quarter hours
 * the rule fires, when the machine is down. The rules are asked on the way, on paper, so the plan says as well which
 * facts must come of it, however badly everything between goes.
 */
import { addDays, type Day } from '../../events/kernel/day.ts'
import { defaultSettings, type Settings } from '../../events/kernel/settings.ts'
import { at, type Happening, minute, type PlannedDay, type PlanTools, quarterHour } from './happenings.ts'
import { planChanges } from './plan-changes.ts'
import { planClusters } from './plan-clusters.ts'
import { planPeople } from './plan-people.ts'
import { planSchools, type SchoolsPlan } from './plan-schools.ts'
import type { Random } from './random.ts'

/** Both ends as milliseconds; nothing runs in between and nobody can call. */
export interface Outage {
  readonly from: number
  readonly until: number
}

/** One function is not to be had for a while. */
export interface Pause {
  readonly at: number
  readonly name: string
  readonly milliseconds: number
}

export interface Plan {
  readonly start: Day
  readonly days: readonly Day[]
  readonly settings: Settings
  readonly outages: readonly Outage[]
  readonly pauses: readonly Pause[]
  /** Quarter hours at which the rule fires whatever waits. */
  readonly quarterHours: ReadonlySet<number>
  /** In order of time. */
  readonly happenings: readonly Happening[]
  /** What must be recorded of schools by the passing of days: `2026-09-02 urn:100001 ReviewDue annual-review 2026-09-02`. */
  readonly expected: ReadonlySet<string>
  /** The schools as the rules leave them. */
  readonly schools: SchoolsPlan['schools']
  /** When the weeks are over and only what was begun is finished. */
  readonly end: number
}

export function planOf(random: Random, length: number): Plan {
  const start = addDays('2026-01-01', random.int(0, 1500))
  const days = Array.from({ length }, (_, n) => addDays(start, n))
  const settings = settingsOf(random)
  const outages = outagesOf(random, days)
  const quarterHours = new Set(days.flatMap((day, n) => runsOf(random, day, n === 0)).filter((ms) => isUp(outages, ms)))
  const planned = days.map((day, n) => plannedDay(random, day, n === 0, outages, quarterHours))
  const isNeverAway = outages.length === 0
  const changes = planChanges(random.fork('changes'), settings, planned, isNeverAway)
  const tools: PlanTools = { random, worldAt: changes.worldAt, changes: changes.moments }
  const schools = planSchools(tools, planned)
  const end = at(days.at(-1) ?? start, '18:00')
  const people = planPeople(tools, planned, schools, end)
  const meeting = planClusters(random.fork('clusters'), planned, [...schools.schools.keys()])
  const happenings = [...schools.happenings, ...people, ...changes.calls, ...meeting].toSorted((a, b) => a.at - b.at)
  const { expected } = schools
  const pauses = pausesOf(random.fork('pauses'), days, end)
  return { start, days, settings, outages, pauses, quarterHours, happenings, expected, schools: schools.schools, end }
}

/** Values an administrator may have set, so that what takes months falls into weeks as well. */
function settingsOf(random: Random): Settings {
  return {
    ...defaultSettings,
    graceDays: random.pick([90, 90, 20, 7]),
    visitDecisionDays: random.pick([28, 7]),
    wakeShards: random.pick([1, 2, 4]),
    contactRetentionMonths: random.pick([12, 1, 1]),
  }
}

function isUp(outages: readonly Outage[], ms: number): boolean {
  return outages.every(({ from, until }) => ms < from || ms >= until)
}

/** Some bodies have a machine that is down for days, some one that is down for an hour in the middle of a morning run. */
function outagesOf(random: Random, days: readonly Day[]): Outage[] {
  const outages: Outage[] = []
  const [long, short] = [random.int(3, Math.max(3, days.length - 12)), random.int(2, Math.max(2, days.length - 2))]
  const begins = days[long]
  if (begins && days.length > 20 && random.chance(0.35)) {
    const ends = addDays(begins, random.int(1, 9))
    outages.push({
      from: at(begins, '05:00') + random.int(0, 7_200_000),
      until: at(ends, random.pick(['05:30', '07:10', '11:07'])),
    })
  }
  const morning = days[short]
  if (morning && random.chance(0.35) && isUp(outages, at(morning, '07:30'))) {
    const from = at(morning, '07:30') + random.int(500, 20_000)
    outages.push({ from, until: from + random.pick([random.int(5, 45), random.int(45, 300)]) * minute })
  }
  return outages
}

/**
 * For how many minutes each may be away at most. What the mail provider tells must be followed within the half hour
 * after which an interrupted letter is tried again. Entries of the vault may wait longer than their week.
 */
const longestPauses: readonly (readonly [name: string, minutes: number])[] = [
  ['ask-letters', 2000],
  ['send-letters', 2000],
  ['pass-on-letters', 2000],
  ['release-letters', 2000],
  ['note-deliveries', 8],
  ['raise-tasks', 2000],
  ['follow-attendance', 2000],
  ['keep-entries', 15_000],
  ['tidy-vault', 3000],
  ['seal-log', 3000],
]

function pausesOf(random: Random, days: readonly Day[], end: number): Pause[] {
  return Array.from({ length: random.int(0, 5) }, () => {
    const [name, minutes] = random.pick(longestPauses)
    const from = at(random.pick(days), '07:30') + random.int(0, 600) * minute
    return { at: from, name, milliseconds: Math.min(random.int(1, minutes) * minute, Math.max(0, end - from)) }
  })
}

function runsOf(random: Random, day: Day, first: boolean): number[] {
  const noon = random.chance(0.25) ? [at(day, '12:15')] : []
  const evening = random.chance(0.5) ? [at(day, '17:45')] : []
  return first ? [at(day, '12:15'), at(day, '17:45')] : [at(day, '07:30'), ...noon, ...evening]
}

/** Long enough after a run for its work to be done, whatever went wrong in between. */
const settled = 75 * minute

function plannedDay(
  random: Random,
  day: Day,
  first: boolean,
  outages: readonly Outage[],
  quarterHours: Set<number>,
): PlannedDay {
  const [morning, evening] = [at(day, '07:30'), at(day, '17:00')]
  const back = outages.find(({ until }) => until > morning && until < evening)?.until
  if (back !== undefined) quarterHours.add(Math.ceil(back / quarterHour) * quarterHour)
  const firstRun = [...quarterHours]
    .filter((ms) => ms >= morning && ms <= at(day, '23:59'))
    .toSorted((a, b) => a - b)[0]
  const from = first ? at(day, '09:00') : Math.max(at(day, '10:00'), (firstRun ?? evening) + settled)
  const open = from < evening && isUp(outages, from) && isUp(outages, evening)
  const early = at(day, '06:05') + random.int(0, 40 * minute)
  const isEarly = !first && random.chance(0.15) && isUp(outages, early) && isUp(outages, early + 30 * minute)
  return { day, firstRun, office: open ? [from, evening] : undefined, early: isEarly ? early : undefined, first }
}
