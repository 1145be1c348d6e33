/**
 * The body's switches and settings: whether letters leave at all, which pause, the values that were changed, and which
 * version of each nation's calendar is in force. One stream, `settings#body`: one read tells whether anything changed.
 */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import { type ChangedValues, changedValues } from '../kernel/settings.ts'
import type { Nation } from '../kernel/words.ts'
import type { SettingsFact } from './events.ts'
import { type ChangeSetting, changeSetting } from './values.ts'

export const settingsStream = 'settings#body'

export interface Switchboard {
  /** `off` until somebody decides otherwise: the first letters of a body are held. */
  readonly sending: 'off' | 'staff' | 'on'
  readonly allPaused: boolean
  readonly pausedSchools: readonly string[]
  /** The settings that were changed; all others are the defaults. */
  readonly values: ChangedValues
  /** How often a setting was changed. */
  readonly changes: number
  /** The version of a nation's calendar stream that is in force; none for a nation whose calendar was never edited. */
  readonly calendars: Readonly<Partial<Record<Nation, number>>>
}

export type SettingsCommand =
  /** `mayBeOn`: only the stages production, local and emulator have `on`. */
  | {
      readonly do: 'set-sending'
      readonly position: 'off' | 'staff' | 'on'
      readonly mayBeOn: boolean
      readonly reason?: string | undefined
    }
  | { readonly do: 'pause-all' | 'resume-all'; readonly reason: string }
  | { readonly do: 'pause-school' | 'resume-school'; readonly school: string; readonly reason: string }
  | ({ readonly do: 'change-setting' } & ChangeSetting)
  /** A nation's calendar stands at this version of its stream; an older one than is known says nothing new. */
  | {
      readonly do: 'note-calendar'
      readonly nation: Nation
      readonly version: number
      readonly reason?: string | undefined
    }

export const settingsDecider: Decider<SettingsCommand, Switchboard, SettingsFact> = {
  shape: 2,
  initial: { sending: 'off', allPaused: false, pausedSchools: [], values: {}, changes: 0, calendars: {} },
  decide: decideSettings,
  evolve: evolveSettings,
  wakeAt: () => undefined,
}

function decideSettings(command: SettingsCommand, board: Switchboard): Decision<SettingsFact> {
  switch (command.do) {
    case 'set-sending':
      return setSending(command, board)
    case 'pause-all':
      return board.allPaused ? [] : [{ type: 'LettersOfAllPaused', data: { reason: command.reason } }]
    case 'resume-all':
      return board.allPaused ? [{ type: 'LettersOfAllResumed', data: { reason: command.reason } }] : []
    case 'pause-school':
      return board.pausedSchools.includes(command.school)
        ? []
        : [{ type: 'LettersOfSchoolPaused', data: { school: command.school, reason: command.reason } }]
    case 'resume-school':
      return board.pausedSchools.includes(command.school)
        ? [{ type: 'LettersOfSchoolResumed', data: { school: command.school, reason: command.reason } }]
        : []
    case 'change-setting':
      return changeSetting(command, board)
    case 'note-calendar':
      return noteCalendar(command, board)
  }
}

function noteCalendar(
  { nation, version, reason }: Extract<SettingsCommand, { do: 'note-calendar' }>,
  { calendars }: Switchboard,
): Decision<SettingsFact> {
  if (version <= (calendars[nation] ?? 0)) return []
  return [{ type: 'CalendarChanged', data: { nation, version: String(version), ...(reason && { reason }) } }]
}

function setSending(
  { position, mayBeOn, reason }: Extract<SettingsCommand, { do: 'set-sending' }>,
  board: Switchboard,
): Decision<SettingsFact> {
  if (position === 'on' && !mayBeOn)
    return refuse(
      'stage-cannot-send',
      'This stage is for trying things out: letters can go to members of staff at most. Use the production stage to write to schools.',
    )
  return position === board.sending ? [] : [{ type: 'SendingSet', data: { position, ...(reason && { reason }) } }]
}

function evolveSettings(board: Switchboard, fact: SettingsFact): Switchboard {
  switch (fact.type) {
    case 'SendingSet':
      return { ...board, sending: fact.data.position }
    case 'LettersOfAllPaused':
      return { ...board, allPaused: true }
    case 'LettersOfAllResumed':
      return { ...board, allPaused: false }
    case 'LettersOfSchoolPaused':
      return { ...board, pausedSchools: [...board.pausedSchools, fact.data.school] }
    case 'LettersOfSchoolResumed':
      return { ...board, pausedSchools: board.pausedSchools.filter((school) => school !== fact.data.school) }
    case 'SettingChanged':
      return { ...board, values: withValue(board.values, fact.data), changes: board.changes + 1 }
    case 'CalendarChanged':
      return { ...board, calendars: { ...board.calendars, [fact.data.nation]: Number(fact.data.version) } }
  }
}

/** A setting of the past that is none any more, or whose value would not fit today, stays out: the default holds. */
function withValue(
  values: ChangedValues,
  { name, value }: Extract<SettingsFact, { type: 'SettingChanged' }>['data'],
): ChangedValues {
  const read = changedValues().safeParse({ [name]: value })
  return read.success ? { ...values, ...read.data } : values
}
