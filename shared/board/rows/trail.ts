/** The trail: one row for each event, found by day, school, type, trace and cause. Never changed once it stands. */
import * as z from 'zod'
import { kindOfStream } from '../../../events/deciders.ts'
import { londonDay } from '../../../events/kernel/day.ts'
import { once } from '../../../events/kernel/once.ts'
import { type Row, trailName } from '../board.ts'
import { inTrail, listOf, trailOfCause, trailOfDay, trailOfSchool, trailOfTrace, trailOfType } from '../lists.ts'
import { idOf } from './row.ts'

/** A commit as the trail needs it: what a commit of the log is, said here since the rooms are strangers. */
export interface Recorded {
  readonly stream: string
  readonly version: number
  readonly shape: number
  readonly state: Readonly<Record<string, unknown>>
  readonly events: readonly {
    readonly type: string
    readonly v: number
    readonly data: Readonly<Record<string, unknown>>
  }[]
  readonly at: string
  readonly by: string
  readonly because: string
  readonly trace: string
}

const entry = once(() =>
  z.object({
    type: z.string(),
    at: z.string(),
    by: z.string(),
    because: z.string(),
    trace: z.string(),
    /** Ids of the schools it concerns. */
    schools: z.array(z.string()),
    data: z.record(z.string(), z.unknown()),
  }),
)

/** An event as the log page shows it. `id` is the event's id, `schools` the ids of schools it concerns. */
export interface TrailEntry extends z.infer<ReturnType<typeof entry>> {
  readonly id: string
  readonly stream: string
  readonly version: number
  /** London's day of recording. */
  readonly day: string
}

/** The rows of a commit's events. An event that concerns several schools has a further row for each after the first. */
export function trailRows(commit: Recorded): Row[] {
  return entriesOf(commit).flatMap((one, n) => rowsOfEntry(one, n))
}

/** The events of a commit as the log page shows them, first to last. */
export function entriesOf(commit: Recorded): TrailEntry[] {
  const { stream, version, at, by, because, trace } = commit
  const day = londonDay(at)
  return commit.events.map(({ type, data }, n) => {
    const id = `${stream}@${version}.${n}`
    return { id, stream, version, day, type, at, by, because, trace, schools: schoolsOf(commit, data), data }
  })
}

/** Reads a row of the trail. */
export function entryOf(row: Row): TrailEntry {
  const data = entry().parse(row.data)
  const n = Number(row.name.split('.')[1]?.split('+')[0])
  return {
    id: `${row.stream}@${row.version}.${n}`,
    stream: row.stream,
    version: row.version,
    day: londonDay(data.at),
    ...data,
  }
}

/** The row that says that anything was recorded on a day; the same whichever commit of the day it comes from. */
export function trailDayRow(at: string): Row {
  const day = londonDay(at)
  const { index, keys } = listOf('trailDays')
  return {
    stream: `day#${day}`,
    name: 'trail',
    version: 1,
    places: { [index]: { key: keys[0] ?? '', sort: day } },
    data: { day },
  }
}

function rowsOfEntry(one: TrailEntry, n: number): Row[] {
  const { stream, version, day, type, at, by, because, trace, schools, data } = one
  const shown: z.infer<ReturnType<typeof entry>> = { type, at, by, because, trace, schools, data }
  const [school, ...further] = schools
  const row = { stream, name: trailName(version, n), version, data: shown }
  const places = {
    ...inTrail(trailOfDay(day), stream, at),
    ...inTrail(trailOfType(type, day.slice(0, 7)), stream, at),
    ...inTrail(trailOfTrace(trace), stream, at),
    // Only an event causes: all that an import or a morning did would make one hot key.
    ...(eventId.test(because) && inTrail(trailOfCause(because), stream, at)),
    ...(school !== undefined && inTrail(trailOfSchool(school), stream, at)),
  }
  return [
    { ...row, places },
    ...further.map((id, i) => ({
      ...row,
      name: `${row.name}+${i + 1}`,
      places: inTrail(trailOfSchool(id), stream, at),
    })),
  ]
}

const eventId = /@\d+\.\d+$/

/** The schools an event concerns: its own, the one it names, or those its contact, meeting, letter or task belongs to. */
function schoolsOf(commit: Recorded, data: Readonly<Record<string, unknown>>): string[] {
  const kind = kindOfStream(commit.stream)
  if (kind === 'school') return [idOf(commit.stream)]
  if (typeof data.school === 'string') return [idOf(data.school)]
  const known = schoolsOfState()[kind]?.safeParse(commit.state)
  return known?.success ? [...new Set(known.data.map(idOf))] : []
}

const schoolsOfState = once((): Readonly<Record<string, z.ZodType<string[]>>> => {
  const school = z.string()
  return {
    contact: z.object({ schools: z.array(z.object({ school })) }).transform((s) => s.schools.map((one) => one.school)),
    meeting: z.object({ everMarked: z.array(school) }).transform((s) => s.everMarked),
    letter: z.object({ asked: z.object({ school }) }).transform((s) => [s.asked.school]),
    task: z.object({ raised: z.object({ school }) }).transform((s) => [s.raised.school]),
  }
})
