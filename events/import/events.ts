/** An import: what was sent in, how far it got, how it ended. The file and the refused rows are in the files. */
import * as z from 'zod'
import { type FactOf, fact } from '../kernel/facts.ts'
import { day, hash, id, note } from '../kernel/words.ts'

export const importKinds = [
  'gias',
  'schools',
  'awards',
  'contacts',
  'clusters',
  'meetings',
  'links',
  'calendar',
] as const
export type ImportKind = (typeof importKinds)[number]

export function isImportKind(kind: string): kind is ImportKind {
  return importKinds.some((known) => known === kind)
}

const counts = () => ({
  accepted: z.int().min(0),
  changed: z.int().min(0),
  unchanged: z.int().min(0),
  refused: z.int().min(0),
  warnings: z.int().min(0),
})

const rows = (n: number) => (n === 1 ? '1 row' : `${n} rows`)

/** How many entries were taken back, and how many stay as they are. */
const undone = () => ({ takenBack: z.int().min(0), left: z.int().min(0) })
const entries = (n: number) => (n === 1 ? '1 entry' : `${n} entries`)

export const importFacts = {
  ImportStarted: fact(
    1,
    () =>
      z.strictObject({
        kind: z.enum(importKinds),
        rows: z.int().min(0),
        hash: hash(),
        dryRun: z.boolean(),
        register: z.enum(['named', 'all']),
        file: id(),
        /** The day it was sent in; missing in the earliest. */
        on: day().optional(),
      }),
    (d) => `an import of ${rows(d.rows)} of ${d.kind} started${d.dryRun ? ' as a trial' : ''}`,
  ),
  ImportProgressed: fact(
    1,
    () => z.strictObject({ until: z.int().min(0), ...counts() }),
    (d) => `the import has done ${rows(d.until)}`,
  ),
  ImportFinished: fact(
    1,
    () => z.strictObject(counts()),
    (d) => `the import ended: ${rows(d.accepted)} taken, ${d.refused} refused`,
  ),
  ImportUndoStarted: fact(
    1,
    () => z.strictObject({ reason: note() }),
    () => 'taking the import back was asked for',
  ),
  ImportUndoProgressed: fact(
    1,
    () => z.strictObject({ after: id(), ...undone() }),
    (d) => `taking the import back got on: ${entries(d.takenBack)} taken back so far`,
  ),
  ImportUndone: fact(
    1,
    () => z.strictObject(undone()),
    (d) => `the import was taken back: ${entries(d.takenBack)} taken back, ${entries(d.left)} left as they are`,
  ),
} as const

export type ImportFact = FactOf<typeof importFacts>
