/** The body's days: one stream, `days#body`. A day begins once; its morning's work is done when every shard is. */
import { calendarEnds } from '../kernel/calendar.ts'
import { addDays, type Day } from '../kernel/day.ts'
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
}

export type DaysCommand =
  | { readonly do: 'begin-day'; readonly day: Day }
  | { readonly do: 'note-shard-woken'; readonly day: Day; readonly shard: number }
  | { readonly do: 'seal-day'; readonly day: Day; readonly commits: number; readonly hash: string }

export const daysDecider: Decider<DaysCommand, Days, DaysFact> = {
  shape: 1,
  initial: { shardsWoken: [], done: false },
  decide: decideDays,
  evolve: evolveDays,
  wakeAt: () => undefined,
}

function decideDays(command: DaysCommand, days: Days, world: DayWorld): Decision<DaysFact> {
  switch (command.do) {
    case 'begin-day':
      return beginDay(command.day, days, world)
    case 'note-shard-woken':
      return noteShard(command.day, command.shard, days, world.settings.wakeShards)
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

function noteShard(day: Day, shard: number, days: Days, shards: number): Decision<DaysFact> {
  if (days.began !== day || days.shardsWoken.includes(shard)) return []
  const woken: DaysFact = { type: 'ShardWoken', data: { day, shard } }
  return days.shardsWoken.length + 1 === shards ? [woken, { type: 'WakesDone', data: { day } }] : [woken]
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
    case 'DaySealed':
      return { ...days, sealed: fact.data.day }
  }
}
