/** Days that are seldom meant: a mistyped year would stop every reminder unsaid. They are asked about once. */
import { addDays, type Day, daysBetween } from '../../../events/kernel/day.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import type { Sent } from '../page.ts'
import type { FormName } from './names.ts'

interface Usual {
  readonly field: string
  /** Days before today that are usual, and after it. */
  readonly back?: number
  readonly ahead?: number
}

const usual: Readonly<Partial<Record<FormName, Usual>>> = {
  'book-visit': { field: 'on', back: 0, ahead: 400 },
  'schedule-meeting': { field: 'on', back: 0, ahead: 400 },
  'extend-review': { field: 'to', ahead: 400 },
  'decide-review': { field: 'on', back: 180 },
  'join-cluster': { field: 'on', back: 400, ahead: 400 },
  'leave-cluster': { field: 'on', back: 400, ahead: 400 },
}

/** The field that says for which day somebody was asked. */
const sureName = 'sure'

/** What to ask about a day, by its field; nothing where it is usual or was asked about already. */
export function askIfMeant(form: FormName, body: Readonly<Record<string, unknown>>, sent: Sent, today: Day): Sent {
  const { field, back, ahead } = usual[form] ?? { field: '' }
  const day = body[field]
  if (typeof day !== 'string' || sent[sureName] === day) return {}
  const isPast = back !== undefined && day < addDays(today, -back)
  const isFar = ahead !== undefined && day > addDays(today, ahead)
  if (!isPast && !isFar) return {}
  const far = Math.abs(daysBetween(today, day))
  const days = far === 1 ? '1 day' : `${far} days`
  return { [field]: `That is ${isPast ? `${days} ago` : `in ${days}`}. If it is meant, send the form once more` }
}

/** The hidden field of a form drawn again with such a question. */
export function sureField(form: FormName, body: Readonly<Record<string, unknown>>): Field[] {
  const day = body[usual[form]?.field ?? '']
  return typeof day === 'string' ? [{ is: 'hidden', name: sureName, label: '', value: day }] : []
}
