/** What an import needs to run, and what is the same for all its rows. */
import type { Day, Instant } from '../../events/kernel/day.ts'
import type { SourceRow } from '../../shared/deeds/import-files.ts'
import type { ImportTools } from '../../shared/deeds/imports.ts'
import type { DeedTools } from '../../shared/deeds/tools.ts'
import type { Doing } from '../../shared/log/act.ts'

export type RunTools = DeedTools & ImportTools

/** One import on its way. */
export interface Run {
  readonly id: string
  /** `import#<id>`: what stands as `because` in every commit it makes. */
  readonly stream: string
  readonly startedAt: Instant
  /** The day it started: a row is judged by the same day however often the import breaks off. */
  readonly today: Day
  readonly dryRun: boolean
  readonly register: 'named' | 'all'
  readonly doing: Doing
}

/** The rows of the file, their cells in the order of `columns`. */
export interface SourceRows {
  readonly columns: readonly string[]
  readonly rows: readonly SourceRow[]
}

export interface Told {
  readonly column: string
  readonly reason: string
}

/** What becomes of one row. */
export interface RowResult {
  readonly row: number
  readonly became: 'changed' | 'unchanged' | 'refused'
  /** Why it was refused. */
  readonly why?: Told
  readonly warnings?: readonly Told[]
}

export function refused(row: number, column: string, reason: string): RowResult {
  return { row, became: 'refused', why: { column, reason } }
}

/** Commands decided at the same time; rows of one school or one address are never among them twice. */
export const concurrency = 8
/** A stream's state has a size; no school has so many contacts, no person so many roles, no file so many rows of one school. */
export const most = 500
