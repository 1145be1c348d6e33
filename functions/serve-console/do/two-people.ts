/**
 * Two people with the same form open: whoever is second is told what stands now, and overwrites nothing. Forms that change
 * parts compare those parts (changed-parts.ts); forms that only add, or only switch (a school joins, a miss is excused), need no
 * guard: their rules say when it is already so.
 */
import { Conflict, type Doing } from '../../../shared/log/act.ts'
import type { Field } from '../../../shared/pages/fields.tsx'
import type { Asked, Sent } from '../page.ts'
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
  'set-sending',
  'refile-mail',
])

/** Said to whoever was second. */
export const changedMeanwhile =
  'Somebody else changed this while you had it open. Look at what stands now; sending the form once more takes its place.'

/** What a form is below, with the version it is opened at. */
export async function guardedBelow<B extends Guarded>({ tools }: Asked, form: FormName, below: B): Promise<B> {
  if (below.version !== undefined || !guarded.has(form)) return below
  return { ...below, version: (await tools.log.head(below.about))?.body.version }
}

/** The field that says at which version the form was opened. */
const versionName = 'version'

/** The hidden field of a form that is opened at a version, or drawn again at the one it was opened at. */
export function versionField(version: number | undefined, { [versionName]: typed }: Sent = {}): Field[] {
  const value = typed ?? (version === undefined ? undefined : String(version))
  return value === undefined ? [] : [{ is: 'hidden', name: versionName, label: '', value }]
}

/** The version a form that was sent was opened at. */
export function versionSent({ [versionName]: version = '' }: Sent): number | undefined {
  return /^\d{1,9}$/.test(version) ? Number(version) : undefined
}

/** For what was looked at before it is done: throws Conflict where it is not as it was looked at. */
export function throwIfMoved(sent: Sent, now: number): void {
  const version = versionSent(sent)
  if (version !== undefined && version !== now) throw new Conflict('changed meanwhile')
}

/** For a command on the very stream whose version its form carries: only as it was opened, else a Conflict. */
export function asOpened(sent: Sent): Pick<Doing, 'ifVersion'> {
  const version = versionSent(sent)
  return version === undefined ? {} : { ifVersion: version }
}

/** What came of it; `changed` where somebody else was first. Throws all else that it throws. */
export async function unlessChanged<T>(deed: Promise<T>): Promise<T | 'changed'> {
  try {
    return await deed
  } catch (thrown) {
    if (thrown instanceof Conflict) return 'changed'
    throw thrown
  }
}

/** What was typed, to be drawn anew at the version that stands now. */
export function openedAnew({ [versionName]: _, ...values }: Sent): Sent {
  return values
}
