/** Two people with the same form open: whoever is second is told, and overwrites nothing. */
import { Conflict } from '../../../shared/log/act.ts'
import type { Asked } from '../page.ts'
import type { FormName } from './names.ts'

/** What a form is about, and the version of it at which it was opened. */
interface Guarded {
  readonly about: string
  readonly version?: number | undefined
}

/** Forms that change what others may change: each says at which version of what it is about it was opened. */
const guarded: ReadonlySet<FormName> = new Set([
  'grant-award',
  'lapse-award',
  'suspend-award',
  'reinstate-award',
  'book-visit',
  'cancel-visit',
  'recommend',
  'decide-review',
  'extend-review',
  'assign-ambassador',
  'assign-task',
  'finish-task',
  'decide-request',
  'extend-request',
  'resolve-letter',
])

/** The same of deeds that begin with another stream: they are compared before, for no commit of theirs can be. */
const compared: ReadonlySet<FormName> = new Set(['change-school', 'change-contact', 'change-staff'])

/** What a form is below, with the version it is opened at. */
export async function guardedBelow<B extends Guarded>({ tools }: Asked, form: FormName, below: B): Promise<B> {
  if (below.version !== undefined || !(guarded.has(form) || compared.has(form))) return below
  return { ...below, version: (await tools.log.head(below.about))?.body.version }
}

/** Whether a form is compared here, and not by the commit itself. */
export function isCompared(form: FormName): boolean {
  return compared.has(form)
}

/** Throws Conflict when what a compared form is about is not as it was opened. */
export function throwIfChanged(form: FormName, below: Guarded, version: number | undefined): void {
  if (isCompared(form) && version !== undefined && version !== below.version) throw new Conflict('changed meanwhile')
}
