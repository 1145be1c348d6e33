/** The cards of what the body has one of: its switches and its days. They stand in no list. */
import type { Days } from '../../../events/days/decide.ts'
import type { Switchboard } from '../../../events/settings/decide.ts'
import type { Row } from '../board.ts'
import { card, type Standing } from './row.ts'

export function settingsRows(standing: Standing<Switchboard>): Row[] {
  const { sending, allPaused, pausedSchools } = standing.state
  return [card(standing, {}, { sending, allPaused, pausedSchools })]
}

export function daysRows(standing: Standing<Days>): Row[] {
  const { began, shardsWoken, done, sealed, told, digested } = standing.state
  return [card(standing, {}, { began, shardsWoken, done, sealed, told, digested })]
}
