/**
 * Settings and calendar as they stand, from the log: one strong read of `settings#body` tells whether anything changed, and
 * a nation's calendar is read only when its version did. What was read is only ever replaced by something later.
 */
import {
  calendarDecider,
  calendarOf,
  calendarStream,
  type EditedNations,
  nationCalendarOf,
} from '../../events/calendar/decide.ts'
import { firstCalendar } from '../../events/days/first-calendar.ts'
import type { Calendar, NationCalendar } from '../../events/kernel/calendar.ts'
import { Fault } from '../../events/kernel/fault.ts'
import { defaultSettings, type Settings, settingsOf } from '../../events/kernel/settings.ts'
import { type Nation, nations } from '../../events/kernel/words.ts'
import { type Switchboard, settingsDecider, settingsStream } from '../../events/settings/decide.ts'
import { foldFacts, isStateOf, loadStream } from './act.ts'
import type { Log } from './log.ts'

export interface Standing {
  /** The version of `settings#body` it was read from. */
  readonly version: number
  readonly settings: Settings
  readonly calendar: Calendar
  readonly edited: EditedNations
}

/** What the system ships with: how a body stands that never changed anything. */
export const shipped: Standing = { version: 0, settings: defaultSettings, calendar: firstCalendar, edited: {} }

type Reads = Pick<Log, 'head' | 'read' | 'history'>

/** How things stand now; the same object when nothing changed since `known`. */
export async function readStanding(log: Log, known: Standing = shipped): Promise<Standing> {
  const { version, state } = await loadStream(log, settingsDecider, settingsStream)
  if (version <= known.version) return known
  const edited = await readNations(log, state, known.edited)
  const settings = known.settings.version === state.changes ? known.settings : settingsOf(state.values, state.changes)
  const calendar = edited === known.edited ? known.calendar : calendarOf(edited)
  return { version, settings, calendar, edited }
}

async function readNations(log: Reads, { calendars }: Switchboard, known: EditedNations): Promise<EditedNations> {
  const changed = nations.filter((nation) => (calendars[nation] ?? 0) !== (known[nation]?.version ?? 0))
  if (changed.length === 0) return known
  const read = changed.map(async (nation) => {
    const version = calendars[nation] ?? 0
    return [nation, { version, calendar: await readNation(log, nation, version) }] as const
  })
  return { ...known, ...Object.fromEntries(await Promise.all(read)) }
}

/** A nation's calendar at a version of its stream: the one that is in force, whatever was said in it since. */
async function readNation(log: Reads, nation: Nation, version: number): Promise<NationCalendar> {
  const stream = calendarStream(nation)
  const commit = await log.read(stream, version)
  if (!commit) throw new Fault('standing', `NoCalendar ${stream}@${version}`)
  if (isStateOf(calendarDecider, commit.body)) return nationCalendarOf(nation, commit.body.state)
  let edited = calendarDecider.initial
  for await (const { body } of log.history(stream)) {
    if (body.version > version) break
    edited = foldFacts(calendarDecider, edited, body.events)
  }
  return nationCalendarOf(nation, edited)
}
