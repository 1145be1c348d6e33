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
}

export type ImportCommand =
  | { readonly do: 'start-import'; readonly started: Started }
  /** Rows `from` to `until` (exclusive) are done, with these counts. */
  | { readonly do: 'note-progress'; readonly from: number; readonly until: number; readonly counts: Counts }

export const noCounts: Counts = { accepted: 0, changed: 0, unchanged: 0, refused: 0, warnings: 0 }

export const importDecider: Decider<ImportCommand, Import, ImportFact> = {
  shape: 1,
  initial: { state: 'none', until: 0, counts: noCounts },
  decide: decideImport,
  evolve: evolveImport,
  wakeAt: () => undefined,
}

function decideImport(command: ImportCommand, known: Import): Decision<ImportFact> {
  if (command.do === 'start-import') return known.state === 'none' ? start(command.started) : []
  if (known.state === 'none' || !known.started) return refuse('import-not-known', 'There is no such import.')
  if (known.state === 'done' || command.from !== known.until) return []
  const counts = sum(known.counts, command.counts)
  const progressed: ImportFact = { type: 'ImportProgressed', data: { until: command.until, ...counts } }
  return command.until >= known.started.rows ? [progressed, { type: 'ImportFinished', data: counts }] : [progressed]
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
  }
}
