/** The body's switches and settings. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { id, nation, nationWords, note } from '../kernel/words.ts'
import { titles } from './titles.ts'

const value = () => z.union([z.number(), z.boolean(), z.array(z.number())])

const said = (of: number | boolean | readonly number[]) =>
  typeof of === 'object' ? of.join(', ') || 'none' : typeof of === 'boolean' ? (of ? 'yes' : 'no') : String(of)

/** By whatever name: a setting of long ago may be none any more. */
const titleOf: ReadonlyMap<string, string> = new Map(Object.entries(titles))

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
  SettingChanged: fact(
    1,
    () => z.strictObject({ name: id(), before: value(), value: value(), reason: note() }),
    (d) => `the setting “${titleOf.get(d.name) ?? d.name}” changed from ${said(d.before)} to ${said(d.value)}`,
  ),
  /** `version` is the version of the nation's own stream that is in force from here on. */
  CalendarChanged: fact(
    1,
    () => z.strictObject({ nation: nation(), version: id(), reason: note().optional() }),
    (d) => `the calendar of ${nationWords[d.nation]} changed to its version ${d.version}`,
  ),
} as const

export type SettingsFact = FactOf<typeof settingsFacts>
