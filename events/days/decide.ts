/** The body's days: one stream, `days#body`. A day begins once; its morning's work is done when every shard is. */
import { calendarEnds, isOfficeDay } from '../kernel/calendar.ts'
import { addDays, type Day, type Instant, londonDay, londonInstant, londonTime, weekday } from '../kernel/day.ts'
import { type DayWorld, type Decider, type Decision, refuse } from '../kernel/decider.ts'
import { type Nation, nations } from '../kernel/words.ts'
import type { DaysFact } from './events.ts'

export const daysStream = 'days#body'

export interface Days {
  /** The last day that began. */
  readonly began?: Day
  readonly shardsWoken: readonly number[]
  readonly done: boolean
  /** The last day whose log was sealed. */
  readonly sealed?: Day
  /** The year in which a person was last asked to extend a nation's calendar. */
  readonly asked?: Readonly<Partial<Record<Nation, number>>>
  /** The last day whose morning was told to the admins. */
  readonly told?: Day
  /** The Monday of the last week whose digest was due. */
  readonly digested?: Day
}

export type DaysCommand =
  | { readonly do: 'begin-day'; readonly day: Day }
  | { readonly do: 'note-shard-woken'; readonly day: Day; readonly shard: number }
  /** Wakes the body's days at an instant. The rules know no clock: whoever wakes them says when it is. */
  | { readonly do: 'wake'; readonly at: Instant }
  | { readonly do: 'seal-day'; readonly day: Day; readonly commits: number; readonly hash: string }

export const daysDecider: Decider<DaysCommand, Days, DaysFact> = {
  shape: 2,
  initial: { shardsWoken: [], done: false },
  decide: decideDays,
  evolve: evolveDays,
  wakeAt: (days, world) => lineDueAt(days, world),
}

/** London's time of the line to the admins (DESIGN 3), on the working days of the body's own office. */
const lineTime = '08:30'
const ownNation = 'england'

/** When the line of the day that began is due; undefined on a day off, and when it was told. */
function lineDueAt({ began, told }: Days, { calendar }: DayWorld): Instant | undefined {
  if (began === undefined || told === began || !isOfficeDay(calendar, ownNation, began)) return undefined
  return londonInstant(began, lineTime)
}

/** Once for each day that began, however late: the mornings of an outage are not told of any more. */
function wake(at: Instant, days: Days, world: DayWorld): Decision<DaysFact> {
  const due = lineDueAt(days, world)
  if (due === undefined || days.began === undefined || due > at) return []
  return [{ type: 'MorningLineDue', data: { day: days.began } }]
}

/** By these London times the day must have begun, and the morning's work be done (DESIGN 3, dead-man's switch). */
const begunBy = '08:00'
const doneBy = '09:00'

/** What should be done by an instant and is not. */
export function overdueAt(at: Instant, { began, done }: Days): { readonly morning: boolean; readonly wakes: boolean } {
  const time = londonTime(at)
  const begun = began === londonDay(at)
  return { morning: time >= begunBy && !begun, wakes: time >= doneBy && !(begun && done) }
}

function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

/** On the first working day of a week that the body lives through, when the morning's work is done. */
function digest(day: Day, { digested }: Days, { calendar }: DayWorld): DaysFact[] {
  const week = mondayOf(day)
  if (digested === week || !isOfficeDay(calendar, ownNation, day)) return []
  return [{ type: 'WeekDigestDue', data: { week } }]
}

function decideDays(command: DaysCommand, days: Days, world: DayWorld): Decision<DaysFact> {
  switch (command.do) {
    case 'begin-day':
      return beginDay(command.day, days, world)
    case 'note-shard-woken':
      return noteShard(command.day, command.shard, days, world)
    case 'wake':
      return wake(command.at, days, world)
    case 'seal-day':
      return sealDay(command, days)
  }
}

function beginDay(day: Day, days: Days, world: DayWorld): Decision<DaysFact> {
  if (days.began !== undefined && days.began >= day) return []
  const began: DaysFact = { type: 'DayBegan', data: { day, ...(days.began && { since: days.began }) } }
  return [began, ...endingCalendars(day, days, world)]
}

/** From May on, each nation whose calendar does not reach the end of the next academic year; once a year for each. */
function endingCalendars(day: Day, { asked = {} }: Days, { calendar }: DayWorld): DaysFact[] {
  const year = yearOf(day)
  if (day.slice(5) < '05-01') return []
  return nations.flatMap((nation) => {
    const ends = calendarEnds(calendar.nations[nation])
    const needed = endOfNextAcademicYear(day, nation)
    if (asked[nation] === year || ends >= needed) return []
    return [{ type: 'CalendarExtensionNeeded', data: { nation, ends, needed } } as const]
  })
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** Academic years begin on 1 September, in Scotland on 1 August (DOMAIN 6). */
function endOfNextAcademicYear(day: Day, nation: Nation): Day {
  const begins = nation === 'scotland' ? '08-01' : '09-01'
  const underWay = day.slice(5) >= begins ? yearOf(day) : yearOf(day) - 1
  return addDays(`${underWay + 2}-${begins}`, -1)
}

function noteShard(day: Day, shard: number, days: Days, world: DayWorld): Decision<DaysFact> {
  if (days.began !== day || days.shardsWoken.includes(shard)) return []
  const woken: DaysFact = { type: 'ShardWoken', data: { day, shard } }
  if (days.shardsWoken.length + 1 !== world.settings.wakeShards) return [woken]
  return [woken, { type: 'WakesDone', data: { day } }, ...digest(day, days, world)]
}

function sealDay({ day, commits, hash }: Extract<DaysCommand, { do: 'seal-day' }>, days: Days): Decision<DaysFact> {
  if (days.sealed !== undefined && days.sealed >= day) return []
  if (days.began === undefined || day >= days.began)
    return refuse('day-not-over', `The log of ${day} can be sealed when a later day has begun.`, { day })
  return [{ type: 'DaySealed', data: { day, commits, hash } }]
}

function evolveDays(days: Days, fact: DaysFact): Days {
  switch (fact.type) {
    case 'DayBegan':
      return { ...days, began: fact.data.day, shardsWoken: [], done: false }
    case 'ShardWoken':
      return { ...days, shardsWoken: [...days.shardsWoken, fact.data.shard] }
    case 'WakesDone':
      return { ...days, done: true }
    case 'CalendarExtensionNeeded':
      return { ...days, asked: { ...days.asked, [fact.data.nation]: yearOf(days.began ?? fact.data.ends) } }
    case 'MorningLineDue':
      return { ...days, told: fact.data.day }
    case 'WeekDigestDue':
      return { ...days, digested: fact.data.week }
    case 'DaySealed':
      return { ...days, sealed: fact.data.day }
  }
}
