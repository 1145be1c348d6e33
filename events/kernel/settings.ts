/**
 * Every value an administrator may change, with the default DOMAIN gives (marked **setting** there). Days are calendar
 * days. The version is noted in every commit decided with these settings.
 */
import * as z from 'zod'
import { once } from './once.ts'

const days = () => z.int().min(0).max(400)

/** The values DOMAIN gives; what each means is said at its schema. */
const defaults = {
  stagesBefore: [180, 90, 60, 30, 7],
  stagesAfter: [1, 14, 28],
  visitAnnouncedBefore: [14, 2],
  decisionWindowDays: 180,
  visitDecisionDays: 28,
  graceDays: 90,
  clusterWaitDays: 14,
  flagshipWaitYears: 3,
  returningFlagshipWaits: false,
  apologiesAreMisses: true,
  tooLateDays: 30,
  wakeShards: 4,
  contactRetentionMonths: 12,
  wasThisYouDays: 5,
  rawMailDays: 90,
  forwardsOrdinaryMail: true,
  feeBandTops: [400, 2000],
  invoiceDaysAfter: 0,
  viewsMonths: 12,
}

/** What each setting may be. */
export const settingValues = once(() =>
  z.strictObject({
    /** R2: days before the due day at which a reminder is planned, most first. */
    stagesBefore: z.array(z.int().min(1).max(400)).min(1).max(10),
    /** R2: days after the due day at which a reminder is planned. */
    stagesAfter: z.array(z.int().min(1).max(400)).max(10),
    /** R7: days before a booked visit at which it is announced again. */
    visitAnnouncedBefore: z.array(z.int().min(1).max(100)).max(5),
    /** R7: how long before the due day a decision may be made at the earliest. */
    decisionWindowDays: days(),
    /** R7: days after a visit without a decision until a person is asked. */
    visitDecisionDays: days(),
    /** R8: days after the due day until the time of grace ends. */
    graceDays: days(),
    /** How long a Centre of Excellence or Flagship may be in no cluster before a person is asked to find it one. */
    clusterWaitDays: days(),
    /** DOMAIN 2: whole years a school holds the Centre of Excellence before its first Flagship. */
    flagshipWaitYears: z.int().min(0).max(10),
    /** DOMAIN 2: whether a school that was a Flagship before waits again. */
    returningFlagshipWaits: z.boolean(),
    /** F2: whether apologies count as a miss. */
    apologiesAreMisses: z.boolean(),
    /** Letters whose cause is older than this are not asked for: a replay mails nobody. */
    tooLateDays: days(),
    /** DESIGN 3: over how many shards the morning's work is spread. */
    wakeShards: z.int().min(1).max(64),
    /** DOMAIN 4: months for which the vault keeps a contact who has left every school. */
    contactRetentionMonths: z.int().min(1).max(120),
    /** C5: working days for which letters to a contact pause at most while nobody says whether a mail was theirs. */
    wasThisYouDays: z.int().min(1).max(5),
    /** DOMAIN 4: days for which mail that came in is kept as it came, unknown correspondents with it. */
    rawMailDays: z.int().min(1).max(400),
    /** C6: whether ordinary mail goes on to the office. */
    forwardsOrdinaryMail: z.boolean(),
    /** DOMAIN 2: the most pupils of each fee band but the last, which has no top. */
    feeBandTops: z.array(z.int().min(1).max(100_000)).max(9),
    /** How many days after a contract year began its invoice is due. */
    invoiceDaysAfter: z.int().min(0).max(180),
    /** DOMAIN 4: months for which it is kept who saw whose name and address. */
    viewsMonths: z.int().min(1).max(120),
  }),
)

export type SettingValues = z.infer<ReturnType<typeof settingValues>>
export type SettingName = keyof SettingValues

/** The values that were changed, those alone. */
export const changedValues = once(() => settingValues().partial())
export type ChangedValues = z.infer<ReturnType<typeof changedValues>>

/** What any setting's value is made of. */
export type SettingValue = number | boolean | readonly number[]

export interface Settings extends SettingValues {
  readonly version: number
}

/** The settings of a body that changed none. */
export const defaultSettings: Settings = { ...defaults, version: 0 }

/** All settings of a body that changed these; the version is the number of changes made to them. */
export function settingsOf(changed: ChangedValues, version: number): Settings {
  return { ...settingValues().parse({ ...defaults, ...changed }), version }
}

/** The names of all settings, in the order of their schema. */
export function settingNames(): SettingName[] {
  return settingValues().keyof().options
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(defaults, name)
}

/** Settings that say when something falls due for a school, or how it stands: whoever changes one plans every school anew. */
export const planningSettings: readonly SettingName[] = [
  'stagesBefore',
  'stagesAfter',
  'visitAnnouncedBefore',
  'visitDecisionDays',
  'graceDays',
  'clusterWaitDays',
  'apologiesAreMisses',
  'invoiceDaysAfter',
]
