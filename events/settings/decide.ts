/** The body's switches: whether letters leave at all, and which pause. One stream, `settings#body`. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { SettingsFact } from './events.ts'

export const settingsStream = 'settings#body'

export interface Switchboard {
  /** `off` until somebody decides otherwise: the first letters of a body are held. */
  readonly sending: 'off' | 'staff' | 'on'
  readonly allPaused: boolean
  readonly pausedSchools: readonly string[]
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

export const settingsDecider: Decider<SettingsCommand, Switchboard, SettingsFact> = {
  shape: 1,
  initial: { sending: 'off', allPaused: false, pausedSchools: [] },
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
  }
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
    default:
      return board
  }
}
