/** How far an import got. Its rows are commands of their own; repeating a part after an interruption changes nothing. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { ImportFact } from './events.ts'

export type Started = Extract<ImportFact, { type: 'ImportStarted' }>['data']

export interface Counts {
  readonly accepted: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  readonly warnings: number
}

export interface Import {
  readonly state: 'none' | 'running' | 'done'
  readonly started?: Started
  /** Rows done so far. */
  readonly until: number
  readonly counts: Counts
  /** It is being taken back, or was. */
  readonly undo?: Undo
}

export interface Undo {
  readonly state: 'running' | 'done'
  /** The note that says why. */
  readonly reason: string
  /** Streams up to this one are done with, in the order they are worked on. */
  readonly after?: string
  readonly takenBack: number
  readonly left: number
}

export type ImportCommand =
  | { readonly do: 'begin-undo'; readonly reason: string }
  /** The streams up to `after` are done with; `from` is where the ones before ended. */
  | {
      readonly do: 'note-undone'
      readonly from: string | undefined
      readonly after: string
      readonly takenBack: number
      readonly left: number
    }
  | { readonly do: 'end-undo' }
  | { readonly do: 'start-import'; readonly started: Started }
  /** Rows `from` to `until` (exclusive) are done, with these counts. */
  | { readonly do: 'note-progress'; readonly from: number; readonly until: number; readonly counts: Counts }

export const noCounts: Counts = { accepted: 0, changed: 0, unchanged: 0, refused: 0, warnings: 0 }

export const importDecider: Decider<ImportCommand, Import, ImportFact> = {
  shape: 2,
  initial: { state: 'none', until: 0, counts: noCounts },
  decide: decideImport,
  evolve: evolveImport,
  wakeAt: () => undefined,
}

function decideImport(command: ImportCommand, known: Import): Decision<ImportFact> {
  if (command.do === 'start-import') return known.state === 'none' ? start(command.started) : []
  if (known.state === 'none' || !known.started) return refuse('import-not-known', 'There is no such import.')
  if (command.do !== 'note-progress') return decideUndo(command, known, known.started)
  if (known.state === 'done' || command.from !== known.until) return []
  const counts = sum(known.counts, command.counts)
  const progressed: ImportFact = { type: 'ImportProgressed', data: { until: command.until, ...counts } }
  return command.until >= known.started.rows ? [progressed, { type: 'ImportFinished', data: counts }] : [progressed]
}

type OfUndo = Exclude<ImportCommand, { do: 'start-import' | 'note-progress' }>

function decideUndo(command: OfUndo, known: Import, { dryRun }: Started): Decision<ImportFact> {
  const { undo } = known
  if (command.do === 'begin-undo') return undo?.state === 'running' ? [] : beginUndo(command.reason, known, dryRun)
  if (undo?.state !== 'running') return []
  const { takenBack, left, after } = undo
  if (command.do === 'end-undo') return [{ type: 'ImportUndone', data: { takenBack, left } }]
  if (command.from !== after) return []
  const sums = { takenBack: takenBack + command.takenBack, left: left + command.left }
  return [{ type: 'ImportUndoProgressed', data: { after: command.after, ...sums } }]
}

function beginUndo(reason: string, known: Import, dryRun: boolean): Decision<ImportFact> {
  if (dryRun)
    return refuse(
      'import-was-a-trial',
      'This import was a trial: it changed nothing, so there is nothing to take back.',
    )
  if (known.state === 'running')
    return refuse('import-still-running', 'This import is still running. Take it back when it is done.')
  return [{ type: 'ImportUndoStarted', data: { reason } }]
}

function start(started: Started): ImportFact[] {
  const begun: ImportFact = { type: 'ImportStarted', data: started }
  return started.rows === 0 ? [begun, { type: 'ImportFinished', data: noCounts }] : [begun]
}

function sum(a: Counts, b: Counts): Counts {
  return {
    accepted: a.accepted + b.accepted,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    refused: a.refused + b.refused,
    warnings: a.warnings + b.warnings,
  }
}

function evolveImport(known: Import, fact: ImportFact): Import {
  switch (fact.type) {
    case 'ImportStarted':
      return { ...known, state: 'running', started: fact.data }
    case 'ImportProgressed': {
      const { until, ...counts } = fact.data
      return { ...known, until, counts }
    }
    case 'ImportFinished':
      return { ...known, state: 'done' }
    case 'ImportUndoStarted':
      return { ...known, undo: { state: 'running', reason: fact.data.reason, takenBack: 0, left: 0 } }
    case 'ImportUndoProgressed':
      return known.undo ? { ...known, undo: { ...known.undo, ...fact.data } } : known
    case 'ImportUndone':
      return known.undo ? { ...known, undo: { ...known.undo, ...fact.data, state: 'done' } } : known
  }
}
