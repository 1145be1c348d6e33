/** A reference belongs to one school: `ref#<ref>` is written before the school takes it, so that uniqueness holds by construction. */
import { type Decider, type Decision, refuse } from '../kernel/decider.ts'
import type { RefFact } from './events.ts'

export interface Ref {
  readonly school?: string
}

export interface RefCommand {
  readonly do: 'take-ref'
  readonly ref: string
  readonly school: string
  /** The school it is taken over from, when two entries are made one. */
  readonly from?: string
}

export const refDecider: Decider<RefCommand, Ref, RefFact> = {
  shape: 1,
  initial: {},
  decide: takeRef,
  evolve: (_, fact) => ({ school: fact.data.school }),
  wakeAt: () => undefined,
}

function takeRef({ ref, school, from }: RefCommand, known: Ref): Decision<RefFact> {
  if (known.school === school) return []
  if (known.school !== undefined && known.school !== from)
    return refuse('ref-is-another-school', `${ref} belongs to another school already.`, { ref, school: known.school })
  return [{ type: 'RefTaken', data: { ref, school } }]
}
