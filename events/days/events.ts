/** The passing of days, as facts: a day began, its work was done, the day before was sealed. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, hash, nation, nationWords } from '../kernel/words.ts'

export const daysFacts = {
  DayBegan: fact(
    1,
    () => z.strictObject({ day: day(), since: day().optional() }),
    (d) => `the day ${d.day} began${d.since ? `, the first since ${d.since}` : ''}`,
  ),
  ShardWoken: fact(
    1,
    () => z.strictObject({ day: day(), shard: z.int().min(0) }),
    (d) => `part ${d.shard + 1} of the morning's work of ${d.day} was done`,
  ),
  WakesDone: fact(
    1,
    () => z.strictObject({ day: day() }),
    (d) => `the morning's work of ${d.day} was done`,
  ),
  /** A nation's calendar does not reach the end of the next academic year: a person enters it. Once a year. */
  CalendarExtensionNeeded: fact(
    1,
    () => z.strictObject({ nation: nation(), ends: day(), needed: day() }),
    (d) => `the calendar of ${nationWords[d.nation]} ends on ${d.ends}, and ${d.needed} is needed`,
  ),
  MorningLineDue: fact(
    1,
    () => z.strictObject({ day: day() }),
    (d) => `the line about the morning of ${d.day} was due to the admins`,
  ),
  WeekDigestDue: fact(
    1,
    () => z.strictObject({ week: day() }),
    (d) => `the digest of the week from ${d.week} was due to staff`,
  ),
  DaySealed: fact(
    1,
    () => z.strictObject({ day: day(), commits: z.int().min(0), hash: hash() }),
    (d) => `the log of ${d.day} was sealed with ${d.commits === 1 ? '1 entry' : `${d.commits} entries`}`,
  ),
} as const

export type DaysFact = FactOf<typeof daysFacts>
