/**
 * All rows of a commit. A stream's rows are a function of its state, and only what a commit changed is put, under that
 * commit's version; what it took away becomes a tombstone of that version.
 *
 * Why commits may be followed in any order, any number of times, and the board ends the same: call r(v) what a row's
 * identity holds after commit v (something or nothing). Following v compares r(v) with r(v-1), both from the log, which
 * does not change; so whether v writes, and what, never depends on what was followed before. Let w be the last version
 * that changed r. Every order in which all were followed writes w at least once, and no write of a higher version
 * exists; a write of a lower one gives way to what stands (the guard) or is overwritten. So the row ends as r(w) at
 * version w, and since nothing changed after w, r(w) is what the row must be. A row's version is that of the last
 * commit that changed it, on whichever way it came to be: a board made anew is equal, tombstones and all.
 */
import { bulletinDecider } from '../../../events/bulletin/decide.ts'
import { clusterDecider } from '../../../events/cluster/decide.ts'
import { contactDecider } from '../../../events/contact/decide.ts'
import { daysDecider } from '../../../events/days/decide.ts'
import { deadDecider } from '../../../events/dead/decide.ts'
import { kindOfStream } from '../../../events/deciders.ts'
import { feedDecider } from '../../../events/feed/decide.ts'
import { importDecider } from '../../../events/import/decide.ts'
import { Fault } from '../../../events/kernel/fault.ts'
import { letterDecider } from '../../../events/letter/decide.ts'
import { mailDecider } from '../../../events/mail/decide.ts'
import { requestDecider } from '../../../events/request/decide.ts'
import { schoolDecider } from '../../../events/school/decide.ts'
import { settingsDecider } from '../../../events/settings/decide.ts'
import { staffDecider } from '../../../events/staff/decide.ts'
import { taskDecider } from '../../../events/task/decide.ts'
import type { Row } from '../board.ts'
import { inWake } from '../lists.ts'
import { daysRows, settingsRows } from './body.ts'
import { bulletinRows } from './bulletin.ts'
import { clusterRows } from './cluster.ts'
import { contactRows } from './contact.ts'
import { deadRows } from './dead.ts'
import { feedRows } from './feed.ts'
import { importRows } from './import.ts'
import { letterRows } from './letter.ts'
import { mailRows } from './mail.ts'
import { requestRows } from './request.ts'
import { card, type Standing } from './row.ts'
import { schoolRows } from './school.ts'
import { staffRows } from './staff.ts'
import { taskRows } from './task.ts'

/** A commit as its rows need it; `state` and `shape` are of the present form. */
export interface Kept {
  readonly stream: string
  readonly version: number
  readonly shape: number
  readonly state: Readonly<Record<string, unknown>>
  /** When the stream wants to be woken next. */
  readonly wakeAt?: string | undefined
}

/** Of one kind of stream: its rows, if the commit's state is of the present form. */
type RowsOf = (commit: Kept) => Row[] | undefined

function ofKind<S>(
  decider: { readonly shape: number; readonly initial: S },
  rows: (standing: Standing<S>) => Row[],
): RowsOf {
  return (commit) => (isOfShape(decider, commit) ? rows(commit) : undefined)
}

/** The shape's number is the promise of the state's form: it is raised whenever the form changes. */
function isOfShape<S>(
  decider: { readonly shape: number; readonly initial: S },
  commit: Kept,
): commit is Kept & Standing<S> {
  return commit.shape === decider.shape
}

const rowsOfKind: Readonly<Record<string, RowsOf>> = {
  school: ofKind(schoolDecider, schoolRows),
  contact: ofKind(contactDecider, contactRows),
  cluster: ofKind(clusterDecider, clusterRows),
  letter: ofKind(letterDecider, letterRows),
  task: ofKind(taskDecider, taskRows),
  request: ofKind(requestDecider, requestRows),
  dead: ofKind(deadDecider, deadRows),
  mail: ofKind(mailDecider, mailRows),
  staff: ofKind(staffDecider, staffRows),
  import: ofKind(importDecider, importRows),
  settings: ofKind(settingsDecider, settingsRows),
  days: ofKind(daysDecider, daysRows),
  bulletin: ofKind(bulletinDecider, bulletinRows),
  feed: ofKind(feedDecider, feedRows),
}

/**
 * The rows a stream has after a commit; none for a kind that is not shown. Whoever wants to be woken has a place among
 * the wakes on its card. Throws a Fault when the state is of an older form: it must be folded anew first.
 */
export function rowsOf(commit: Kept, wakeShards: number): Row[] {
  const of = rowsOfKind[kindOfStream(commit.stream)]
  const rows = of ? of(commit) : []
  if (!rows) throw new Fault('board.rows', `OlderState ${commit.stream}@${commit.version}`)
  const { wakeAt } = commit
  if (wakeAt === undefined) return rows
  const wake = inWake(commit.stream, wakeAt, wakeShards)
  const [first = card(commit, {}, {}), ...others] = rows
  return [{ ...first, places: { ...first.places, ...wake } }, ...others]
}

export interface Changes {
  readonly put: readonly Row[]
  readonly gone: readonly { readonly stream: string; readonly name: string; readonly version: number }[]
}

/** What a commit changed in its stream's rows: `before` are those of the commit before it, empty for the first. */
export function changesOf(before: readonly Row[], after: readonly Row[], version: number): Changes {
  const stood = new Map(before.map((row) => [row.name, row]))
  const isNew = (row: Row) => {
    const standing = stood.get(row.name)
    return !standing || !isSameRow(standing, row)
  }
  const names = new Set(after.map(({ name }) => name))
  return {
    put: after.filter(isNew),
    gone: before.flatMap(({ stream, name }) => (names.has(name) ? [] : [{ stream, name, version }])),
  }
}

/** Whether two rows show the same and stand in the same places; their versions do not count. */
export function isSameRow(a: Pick<Row, 'places' | 'data'>, b: Pick<Row, 'places' | 'data'>): boolean {
  return isSame(a.places, b.places) && isSame(a.data, b.data)
}

// As what is kept of them: the order of properties says nothing, since a row made by older code, or read back, may have
// another, and a property without a value is none. Compared as they are, because texts of both took five times as long.
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, n) => isSame(one, b[n]))
  return (
    isRecord(a) && isRecord(b) && countOf(a) === countOf(b) && Object.keys(a).every((key) => isSame(a[key], b[key]))
  )
}

function countOf(record: Readonly<Record<string, unknown>>): number {
  return Object.values(record).filter((value) => value !== undefined).length
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
