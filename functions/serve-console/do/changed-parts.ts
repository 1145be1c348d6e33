/**
 * Forms that change parts of what stands: only the fields somebody touched are changed. So two people may change two parts
 * at once, what one emptied is taken away, and whoever is second at the same part is told.
 */
import { Conflict } from '../../../shared/log/act.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import type { Sent } from '../page.ts'
import { askedNames } from './fields.ts'
import type { FormName } from './names.ts'

const ofParts: ReadonlySet<FormName> = new Set(['change-school', 'change-contact', 'change-staff'])

/** The field that says what stood in the others when the form was opened. */
const openedName = 'opened'

/** What was touched in a form that was sent. */
export interface Touched {
  /** The fields to be changed; those left as they were are missing. */
  readonly sent: Sent
  /** The fields that held something and were emptied. */
  readonly emptied: readonly string[]
  /** What stood in the touched fields when the form was opened. */
  readonly opened: Sent
}

/** The hidden field of a form that is opened on what stands, or drawn again as it was opened. */
export function openedField(form: FormName, standing: Sent, { [openedName]: typed }: Sent): Field[] {
  if (!ofParts.has(form)) return []
  const opened = Object.fromEntries(
    askedNames(form).flatMap((name) => (standing[name] ? [[name, standing[name]]] : [])),
  )
  return [{ is: 'hidden', name: openedName, label: '', value: typed ?? JSON.stringify(opened) }]
}

/** What was touched; undefined for forms that say all anew, and where a form does not say how it was opened. */
export function touchedIn(form: FormName, sent: Sent): Touched | undefined {
  const opened = ofParts.has(form) ? readOpened(sent[openedName]) : undefined
  if (!opened) return undefined
  const touched = askedNames(form).filter((name) => (sent[name] ?? '') !== (opened[name] ?? ''))
  const pick = (from: Sent) => Object.fromEntries(touched.flatMap((name) => (from[name] ? [[name, from[name]]] : [])))
  return { sent: pick(sent), emptied: touched.filter((name) => !sent[name]), opened: pick(opened) }
}

function readOpened(text: string | undefined): Sent | undefined {
  try {
    const opened: unknown = JSON.parse(text ?? '')
    if (typeof opened !== 'object' || opened === null) return undefined
    return Object.fromEntries(
      Object.entries(opened).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
  } catch {
    return undefined
  }
}

/** Throws Conflict where a touched field holds something else by now. */
export function throwIfOther({ sent, emptied, opened }: Touched, standing: Sent): void {
  const names = [...Object.keys(sent), ...emptied]
  if (names.some((name) => (standing[name] ?? '') !== (opened[name] ?? ''))) throw new Conflict('changed meanwhile')
}

/** A form to be looked at again: what was typed where it was touched, and else what stands now. */
export function onWhatStands(form: FormName, sent: Sent, standing: Sent): Sent {
  const touched = touchedIn(form, sent)
  if (!touched) return sent
  const emptied = Object.fromEntries(touched.emptied.map((name) => [name, '']))
  return { ...standing, ...touched.sent, ...emptied }
}
