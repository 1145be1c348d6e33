/** The cards of what the body has one of: its switches and its days. They stand in no list. */
import * as z from 'zod'
import type { Days } from '../../../events/days/decide.ts'
import type { Switchboard } from '../../../events/settings/decide.ts'
import type { Row } from '../board.ts'
import { card, type Standing } from './row.ts'

export const settingsCard = z.object({
  sending: z.enum(['off', 'staff', 'on']),
  allPaused: z.boolean(),
  pausedSchools: z.array(z.string()),
})

export type SettingsCard = z.infer<typeof settingsCard>

export function settingsRows(standing: Standing<Switchboard>): Row[] {
  const { sending, allPaused, pausedSchools } = standing.state
  return [card(standing, {}, { sending, allPaused, pausedSchools })]
}

export const daysCard = z.object({
  began: z.string().optional(),
  shardsWoken: z.array(z.int()),
  done: z.boolean(),
  sealed: z.string().optional(),
})

export type DaysCard = z.infer<typeof daysCard>

export function daysRows(standing: Standing<Days>): Row[] {
  const { began, shardsWoken, done, sealed } = standing.state
  return [card(standing, {}, { began, shardsWoken, done, sealed })]
}
