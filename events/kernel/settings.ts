/**
 * Every value an administrator may change, with the default DOMAIN gives (marked **setting** there). Days are calendar
 * days. The version is noted in every commit decided with these settings.
 */
import * as z from 'zod'

const days = () => z.int().min(0).max(400)

export const settingValues = z.strictObject({
  /** R2: days before the due day at which a reminder is planned, most first. */
  stagesBefore: z.array(z.int().min(1).max(400)).min(1).max(10).default([180, 90, 60, 30, 7]),
  /** R2: days after the due day at which a reminder is planned. */
  stagesAfter: z.array(z.int().min(1).max(400)).max(10).default([1, 14, 28]),
  /** R7: days before a booked visit at which it is announced again. */
  visitAnnouncedBefore: z.array(z.int().min(1).max(100)).max(5).default([14, 2]),
  /** R7: how long before the due day a decision may be made at the earliest. */
  decisionWindowDays: days().default(180),
  /** R7: days after a visit without a decision until a person is asked. */
  visitDecisionDays: days().default(28),
  /** R8: days after the due day until the time of grace ends. */
  graceDays: days().default(90),
  /** DOMAIN 2: whole years a school holds the Centre of Excellence before its first Flagship. */
  flagshipWaitYears: z.int().min(0).max(10).default(3),
  /** DOMAIN 2: whether a school that was a Flagship before waits again. */
  returningFlagshipWaits: z.boolean().default(false),
  /** F2: whether apologies count as a miss. */
  apologiesAreMisses: z.boolean().default(true),
  /** Letters whose cause is older than this are not asked for: a replay mails nobody. */
  tooLateDays: days().default(30),
  /** DESIGN 3: over how many shards the morning's work is spread. */
  wakeShards: z.int().min(1).max(64).default(4),
})

export type SettingValues = z.infer<typeof settingValues>

export interface Settings extends SettingValues {
  readonly version: number
}

/** The settings of a body that changed none. */
export const defaultSettings: Settings = { ...settingValues.parse({}), version: 0 }
