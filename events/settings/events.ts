/** The body's switches and settings. */
import * as z from 'zod'
import { type FactOf, fact, factNotYet } from '../kernel/facts.ts'
import { id, note } from '../kernel/words.ts'

export const settingsFacts = {
  SendingSet: fact(
    1,
    () => z.strictObject({ position: z.enum(['off', 'staff', 'on']), reason: note().optional() }),
    (d) => `sending of letters was set to ${d.position}`,
  ),
  LettersOfAllPaused: fact(
    1,
    () => z.strictObject({ reason: note() }),
    () => 'all letters pause',
  ),
  LettersOfAllResumed: fact(
    1,
    () => z.strictObject({ reason: note().optional() }),
    () => 'all letters go on',
  ),
  LettersOfSchoolPaused: fact(
    1,
    () => z.strictObject({ school: id(), reason: note() }),
    () => 'letters to a school pause',
  ),
  LettersOfSchoolResumed: fact(
    1,
    () => z.strictObject({ school: id(), reason: note().optional() }),
    () => 'letters to a school go on',
  ),
  SettingChanged: factNotYet(
    1,
    () =>
      z.strictObject({ name: id(), value: z.union([z.number(), z.boolean(), z.array(z.number())]), reason: note() }),
    (d) => `the setting ${d.name} changed`,
  ),
  CalendarChanged: factNotYet(
    1,
    () => z.strictObject({ nation: id(), version: id(), reason: note() }),
    (d) => `the calendar of ${d.nation} changed`,
  ),
} as const

export type SettingsFact = FactOf<typeof settingsFacts>
