/** What settings, calendars and the switches of sending are called on the pages. */
import { defaultSettings, type SettingName, type SettingValue } from '../../events/kernel/settings.ts'
import { meanings } from '../../events/settings/meanings.ts'
import type { Tone } from '../../shared/pages/parts.tsx'

/** A value with its unit: `180, 90 and 7 days`. */
export function sayValue(name: SettingName, value: SettingValue): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const numbers = typeof value === 'number' ? [value] : [...value]
  if (numbers.length === 0) return 'None'
  const last = numbers.at(-1) ?? 0
  const listed = numbers.length === 1 ? String(last) : `${numbers.slice(0, -1).join(', ')} and ${last}`
  return `${listed}${sayUnit(name, numbers.length === 1 && last === 1)}`
}

function sayUnit(name: SettingName, single: boolean): string {
  const { unit } = meanings[name]
  if (unit === 'pupils') return ' pupils'
  if (unit !== 'days' && unit !== 'years') return ''
  return single ? ` ${unit.slice(0, -1)}` : ` ${unit}`
}

/** How a new value is typed. */
export function unitHints(name: SettingName): string {
  const { unit } = meanings[name]
  const what = unit === 'days' || unit === 'years' || unit === 'pupils' ? unit : 'one number'
  if (typeof defaultSettings[name] !== 'object') return unit === 'number' ? 'A whole number' : `In ${what}`
  return `In ${what}, with commas between them`
}

export const sendingNames: Readonly<
  Record<'on' | 'staff' | 'off', { readonly tone: Tone; readonly words: string; readonly meaning: string }>
> = {
  on: { tone: 'green', words: 'On', meaning: 'Letters leave as soon as they may.' },
  staff: {
    tone: 'yellow',
    words: 'To staff only',
    meaning: 'Letters leave to addresses of members of staff; all others are held.',
  },
  off: { tone: 'orange', words: 'Off', meaning: 'No letter leaves; all are held until sending is switched on.' },
}
