/** How a setting is changed: its value is read by its own schema, and the refusal says what fits. */
import { type Decision, type Refusal, refuse } from '../kernel/decider.ts'
import {
  type ChangedValues,
  changedValues,
  isSettingName,
  type SettingName,
  type Settings,
  type SettingValue,
  settingNames,
  settingsOf,
} from '../kernel/settings.ts'
import type { SettingsFact } from './events.ts'

interface Changed {
  /** The settings that were changed so far. */
  readonly values: ChangedValues
}

export interface ChangeSetting {
  readonly name: string
  readonly value: SettingValue
  readonly reason: string
}

/** In which order the days of a list stand, however they were typed; each once. */
const orders: Readonly<Partial<Record<SettingName, 'most-first' | 'least-first'>>> = {
  stagesBefore: 'most-first',
  stagesAfter: 'least-first',
  visitAnnouncedBefore: 'most-first',
  feeBandTops: 'least-first',
}

/** What fits each setting, as the end of a sentence. */
const fits: Readonly<Record<SettingName, string>> = {
  stagesBefore: 'a list of 1 to 10 whole numbers of days from 1 to 400',
  stagesAfter: 'a list of up to 10 whole numbers of days from 1 to 400',
  visitAnnouncedBefore: 'a list of up to 5 whole numbers of days from 1 to 100',
  decisionWindowDays: 'a whole number of days from 0 to 400',
  visitDecisionDays: 'a whole number of days from 0 to 400',
  graceDays: 'a whole number of days from 0 to 400',
  clusterWaitDays: 'a whole number of days from 0 to 400',
  flagshipWaitYears: 'a whole number of years from 0 to 10',
  returningFlagshipWaits: 'true or false',
  apologiesAreMisses: 'true or false',
  tooLateDays: 'a whole number of days from 0 to 400',
  contactRetentionMonths: 'a whole number of months from 1 to 120',
  wasThisYouDays: 'a whole number of working days from 1 to 5',
  rawMailDays: 'a whole number of days from 1 to 400',
  forwardsOrdinaryMail: 'true or false',
  feeBandTops: 'a list of up to 9 whole numbers of pupils from 1 to 100000',
  invoiceDaysAfter: 'a whole number of days from 0 to 180',
  viewsMonths: 'a whole number of months from 1 to 120',
  wakeShards: 'a whole number from 1 to 64, and no smaller than it is',
}

/** The value a change would bring, in its kept order; or why it does not fit. */
export function readChange(
  { name, value }: Pick<ChangeSetting, 'name' | 'value'>,
  board: Changed,
): { readonly name: SettingName; readonly before: SettingValue; readonly value: SettingValue } | Refusal {
  if (!isSettingName(name))
    return refuse(
      'setting-not-known',
      `There is no setting of this name. The settings are ${settingNames().join(', ')}.`,
      {
        names: settingNames(),
      },
    )
  const kept = inOrder(name, value)
  if (!changedValues().safeParse({ [name]: kept }).success)
    return refuse('setting-does-not-fit', `The setting ${name} must be ${fits[name]}.`, { name, fits: fits[name] })
  const before = settingsOf(board.values, 0)[name]
  if (name === 'wakeShards' && Number(kept) < Number(before))
    return refuse(
      'wake-shards-only-grow',
      `The morning's work is spread over ${before} parts. They can become more, never fewer: what stands in a part that is gone would be woken no more.`,
      { name, standing: Number(before) },
    )
  return { name, before, value: kept }
}

/** A value as people type it: a number, `true` or `yes`, or numbers with commas between them where the setting is a list. */
export function readValue(name: string, text: string): SettingValue {
  const standing = isSettingName(name) ? settingsOf({}, 0)[name] : undefined
  const numbers = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number)
  if (typeof standing === 'object') return numbers
  if (typeof standing === 'boolean') return readYes(text) ?? Number.NaN
  return numbers.length === 1 ? (numbers[0] ?? Number.NaN) : Number.NaN
}

function readYes(text: string): boolean | undefined {
  if (/^(true|yes)$/i.test(text)) return true
  return /^(false|no)$/i.test(text) ? false : undefined
}

/** All settings as they would stand after a change; or why it does not fit. */
export function settingsIf(
  change: Pick<ChangeSetting, 'name' | 'value'>,
  board: Changed & { readonly changes: number },
): Settings | Refusal {
  const read = readChange(change, board)
  if ('refused' in read) return read
  return settingsOf(changedValues().parse({ ...board.values, [read.name]: read.value }), board.changes + 1)
}

export function changeSetting(command: ChangeSetting, board: Changed): Decision<SettingsFact> {
  const read = readChange(command, board)
  if ('refused' in read) return read
  const { name, before, value } = read
  if (JSON.stringify(before) === JSON.stringify(value)) return []
  return [
    { type: 'SettingChanged', data: { name, before: plain(before), value: plain(value), reason: command.reason } },
  ]
}

function inOrder(name: SettingName, value: SettingValue): SettingValue {
  const order = orders[name]
  if (order === undefined || !isList(value)) return value
  const sorted = [...new Set(value)].toSorted((a, b) => a - b)
  return order === 'most-first' ? sorted.toReversed() : sorted
}

function isList(value: SettingValue): value is readonly number[] {
  return typeof value === 'object'
}

function plain(value: SettingValue): number | boolean | number[] {
  return isList(value) ? [...value] : value
}
