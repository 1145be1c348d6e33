/**
 * What happens to schools: registered, granted, booked, decided, extended and the rest, mostly sensible, sometimes not,
 * so that the rules say no as well. Each command and each morning is decided here on paper, with the rules alone.
 */
import { addDays, addYears, type Day } from '../../events/kernel/day.ts'
import { isRefusal, type Kept } from '../../events/kernel/decider.ts'
import { type Award, type Nation, nations } from '../../events/kernel/words.ts'
import type { HistoryRow, SchoolCommand } from '../../events/school/commands.ts'
import { schoolDecider } from '../../events/school/decide.ts'
import type { SchoolFact } from '../../events/school/events.ts'
import type { School } from '../../events/school/state.ts'
import { type Happening, minute, type PlannedDay, type PlanTools } from './happenings.ts'
import { aReason } from './people.ts'
import type { Random } from './random.ts'

export interface SchoolsPlan {
  readonly happenings: readonly Happening[]
  readonly expected: ReadonlySet<string>
  /** By the reference each was first registered under. */
  readonly schools: ReadonlyMap<string, School>
}

export const schoolsInBody = 6

/** Facts that come of the passing of days. */
export const byTime: ReadonlySet<string> = new Set([
  'ReviewReminderDue',
  'ReviewDue',
  'ReviewGraceEnded',
  'VisitReminderDue',
  'VisitDecisionLate',
])

/** `2026-09-02 urn:100001 ReviewReminderDue before-90 2026-12-01`: how facts of plan and log are compared. */
export function sayFact(day: Day, ref: string, type: string, data: object): string {
  const said = Object.entries(data).filter(([key]) => ['kind', 'stage', 'due', 'on', 'before'].includes(key))
  return [day, ref, type, ...said.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)].join(' ')
}

/** The schools on paper: what the rules alone make of each command and each morning. */
interface Paper {
  readonly schools: ReadonlyMap<string, School>
  readonly expected: ReadonlySet<string>
  readonly happenings: Happening[]
  call(ref: string, command: SchoolCommand, ms: number): void
  /** Plans a school anew, as the system does by itself after a change. */
  plan(ref: string, ms: number): void
  /** Wakes a school if it wants to be; whether it did. */
  wake(ref: string, ms: number): boolean
}

function onPaper(worldAt: PlanTools['worldAt']): Paper {
  const schools = new Map<string, School>()
  const kept = new Map<string, Kept>()
  const happenings: Happening[] = []
  const expected = new Set<string>()

  const decide = (ref: string, command: SchoolCommand, ms: number): readonly SchoolFact[] => {
    const school = schools.get(ref) ?? schoolDecider.initial
    const world = worldAt(ms)
    const decision = schoolDecider.decide(command, school, { ...world, kept: kept.get(ref) })
    if (isRefusal(decision) || decision.length === 0) return []
    const after = decision.reduce(schoolDecider.evolve, school)
    schools.set(ref, after)
    const { calendar, settings } = world
    kept.set(ref, {
      calendar: calendar.version,
      settings: settings.version,
      wakeAt: schoolDecider.wakeAt(after, world),
    })
    return decision
  }

  return {
    schools,
    expected,
    happenings,
    call(ref, command, ms) {
      decide(ref, command, ms)
      happenings.push(happeningOf(ref, command, ms))
    },
    plan(ref, ms) {
      decide(ref, { do: 'plan' }, ms)
    },
    wake(ref, ms) {
      const world = worldAt(ms)
      const wakeAt = schoolDecider.wakeAt(schools.get(ref) ?? schoolDecider.initial, world)
      if (wakeAt === undefined || wakeAt > world.now) return false
      const due = decide(ref, { do: 'wake' }, ms).filter(({ type }) => byTime.has(type))
      for (const { type, data } of due) expected.add(sayFact(world.today, ref, type, data))
      return true
    },
  }
}

const refs = Array.from({ length: schoolsInBody }, (_, n) => `urn:${100001 + n}`)

export function planSchools(tools: PlanTools, days: readonly PlannedDay[]): SchoolsPlan {
  const paper = onPaper(tools.worldAt)
  for (const planned of days) {
    if (planned.first) setUpAll(tools.random, planned.day, planned.office?.[0] ?? 0, paper.call)
    planDay(tools, paper, planned)
  }
  return paper
}

function planDay(tools: PlanTools, paper: Paper, { first, firstRun, office, early }: PlannedDay): void {
  /** Schools left alone for the rest of the day. */
  const left = new Set<string>()
  if (early !== undefined) someCommand(tools, paper, early, left)
  if (firstRun !== undefined) for (const ref of refs) paper.wake(ref, firstRun)
  for (const ms of first ? [] : timesIn(tools.random, office)) {
    const ref = someCommand(tools, paper, ms, left)
    // A command may make something due at once (another nation works today): the next quarter hour records it.
    if (ref !== undefined && paper.wake(ref, ms)) left.add(ref)
  }
  changesAfter(tools, paper, office)
}

/** What changes in the evening: what is due at once by the new plan, the next quarter hour records. */
function changesAfter({ changes }: PlanTools, paper: Paper, office: PlannedDay['office']): void {
  const evening = office?.[1] ?? Number.POSITIVE_INFINITY
  for (const ms of changes.filter((one) => one > evening && one < evening + 60 * minute))
    for (const ref of paper.schools.keys()) {
      paper.plan(ref, ms)
      paper.wake(ref, ms)
    }
}

/** A command for one of the schools that are not left alone; answers which, if any. */
function someCommand(
  { random, worldAt }: PlanTools,
  paper: Paper,
  ms: number,
  left: ReadonlySet<string>,
): string | undefined {
  const ref = random.pick(refs)
  const school = paper.schools.get(ref)
  if (!school?.registered || left.has(ref)) return undefined
  if (random.chance(0.04)) otherRef(random, paper, ref, school, ms)
  else paper.call(ref, commandFor(random, school, worldAt(ms).today), ms)
  return ref
}

/** A further reference; or another school's, which is refused before the school is asked. */
function otherRef(random: Random, paper: Paper, ref: string, school: School, ms: number): void {
  const others = refs.filter((other) => !school.refs.includes(other))
  const another = random.chance(0.4) ? random.pick(others) : undefined
  const command: SchoolCommand = { do: 'change-school', ref: another ?? `ref:${ref.slice(-1)}-${random.int(1, 99)}` }
  if (another === undefined) paper.call(ref, command, ms)
  else paper.happenings.push(happeningOf(ref, command, ms))
}

/** Moments in office hours, in order and minutes apart: about one and a half a day. */
function timesIn(random: Random, office: PlannedDay['office']): number[] {
  if (!office) return []
  const [from, until] = office
  const count = random.weighed([[35, 0], [40, 1], [15, 2], [10, 3]] as const) // biome-ignore format: a table
  const slots = Math.floor((until - from) / 600_000) - 1
  const chosen = new Set(Array.from({ length: count }, () => random.int(0, Math.max(0, slots))))
  return [...chosen].toSorted((a, b) => a - b).map((slot) => from + slot * 600_000 + random.int(0, 120_000))
}

function happeningOf(ref: string, command: SchoolCommand, at: number): Happening {
  const { do: name, ...body } = command
  if (command.do === 'take-over-history')
    return { at, do: 'take over history', with: { school: ref, rows: command.rows } }
  return { at, do: 'call', command: name, body: name === 'register-school' ? body : { school: ref, ...body } }
}

type SetUp = Paper['call']

function setUpAll(random: Random, today: Day, begins: number, call: SetUp): void {
  for (const [n, ref] of refs.entries()) setUp(random, ref, n, today, begins + n * 600_000, call)
}

/** Six schools: one with the first award, two Centres of Excellence, one Flagship, one taken over with its history, one without an award. */
function setUp(random: Random, ref: string, n: number, today: Day, at: number, call: SetUp): void {
  const nation: Nation = n < 5 ? random.pick(nations) : 'england'
  call(
    ref,
    {
      do: 'register-school',
      ref,
      name: `School number ${n}`,
      nation,
      ...(random.chance(0.6) && { phone: '01632 960001' }),
    },
    at,
  )
  // Its next review falls due in these weeks or soon after.
  const due = addDays(today, random.int(1, 110))
  const awards: readonly (readonly [Award, Day])[] = awardsOf(random, n, due)
  if (n === 4) {
    const rows = awards.map(([award, on]): HistoryRow => ({ award, action: 'granted', on }))
    const again = rows.at(-1)
    const reAccredited: HistoryRow[] =
      again && addYears(again.on, 1) < today ? [{ ...again, action: 're-accredited', on: addYears(again.on, 1) }] : []
    call(ref, { do: 'take-over-history', rows: [...rows, ...reAccredited] }, at + 60_000)
    return
  }
  for (const [k, [award, on]] of awards.entries()) call(ref, { do: 'grant-award', award, on }, at + (k + 1) * 140_000)
}

function awardsOf(random: Random, n: number, due: Day): readonly (readonly [Award, Day])[] {
  const years = random.int(1, 5)
  const inclusive = ['inclusive-school', addYears(due, -3 * random.int(1, 3) - 6)] as const
  const centre = ['centre-of-excellence', addYears(due, -years)] as const
  switch (n) {
    case 0:
      return [['inclusive-school', addYears(due, -3 * random.int(1, 3))]]
    case 1:
    case 2:
    case 4:
      return [inclusive, centre]
    case 3:
      return [inclusive, ['centre-of-excellence', addYears(due, -years - 3)], ['flagship', addYears(due, -years)]]
    default:
      return []
  }
}

/** Something staff may do to this school today. */
function commandFor(random: Random, school: School, today: Day): SchoolCommand {
  return random.weighed<(random: Random, school: School, today: Day) => SchoolCommand>([
    [9, bookVisit],
    [5, () => ({ do: 'cancel-visit', ...maybeReason(random) })],
    [7, decideReview],
    [6, extendReview],
    [
      3,
      () => ({
        do: 'recommend',
        recommendation: random.pick(['retained', 'action-required']),
        ...(random.chance(0.4) && { report: aReason(random) }),
      }),
    ],
    [5, grantAward],
    [6, changeSchool],
    [
      2,
      () => ({
        do: random.pick(['suspend-award', 'reinstate-award'] as const),
        award: topAward(school),
        reason: aReason(random),
      }),
    ],
    [2, () => ({ do: 'reinstate-award', award: topAward(school), reason: aReason(random) })],
    [
      1,
      () => ({
        do: 'lapse-award',
        award: random.pick(['inclusive-school', 'centre-of-excellence', 'flagship'] as const),
        reason: aReason(random),
      }),
    ],
    [
      1,
      () => ({
        do: 'register-school',
        ref: school.ref,
        name: random.pick([school.name, 'Another name']),
        nation: school.nation,
      }),
    ],
  ])(random, school, today)
}

function maybeReason(random: Random): { reason?: string } {
  return random.chance(0.3) ? { reason: aReason(random) } : {}
}

function topAward(school: School): Award {
  return school.review?.award ?? 'flagship'
}

/** Mostly some weeks ahead, at times tomorrow, at times held already. */
function bookVisit(random: Random, _: School, today: Day): SchoolCommand {
  const ahead = random.weighed([[12, random.int(3, 30)], [3, 1], [2, 0], [2, -random.int(1, 3)]]) // biome-ignore format: a table
  return { do: 'book-visit', on: addDays(today, ahead) }
}

function decideReview(random: Random, _: School, today: Day): SchoolCommand {
  const decision = random.weighed([[6, 'retained'], [2, 're-accredited'], [3, 'action-required'], [1, 'not-retained']] as const) // biome-ignore format: a table
  const on = random.weighed([[6, undefined], [2, addDays(today, -random.int(1, 6))], [1, addDays(today, 1)]] as const) // biome-ignore format: a table
  return { do: 'decide-review', decision, ...(on !== undefined && { on }), ...maybeReason(random) }
}

function extendReview(random: Random, { review }: School, today: Day): SchoolCommand {
  const to = random.weighed([[5, addDays(today, random.int(1, 40))], [3, addDays(review?.due ?? today, random.int(5, 60))], [1, today]] as const) // biome-ignore format: a table
  return { do: 'extend-review', to, reason: aReason(random) }
}

function grantAward(random: Random, school: School, today: Day): SchoolCommand {
  const next: Award = school.awards.some(({ award }) => award === 'centre-of-excellence')
    ? 'flagship'
    : 'centre-of-excellence'
  const award =
    school.awards.length === 0
      ? random.pick(['inclusive-school', 'inclusive-school', 'centre-of-excellence'] as const)
      : random.pick([next, next, 'flagship', 'inclusive-school'] as const)
  const on = random.weighed([[6, today], [3, addDays(today, -random.int(1, 400))], [1, addDays(today, 2)]] as const) // biome-ignore format: a table
  return { do: 'grant-award', award, on, ...maybeReason(random) }
}

function changeSchool(random: Random, school: School): SchoolCommand {
  return random.weighed<SchoolCommand>([
    [3, { do: 'change-school', pupils: random.int(50, 2500) }],
    [
      2,
      { do: 'change-school', name: `${school.name.split(' at ')[0]} at ${random.pick(['Marsh Lane', 'the Green'])}` },
    ],
    [2, { do: 'change-school', nation: random.pick(nations) }],
    [2, { do: 'change-school', phone: '01632 960002' }],
  ])
}
