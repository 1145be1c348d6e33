/** Hears every refusal of every rule while a run goes: a decider is asked as always, and what it says is noted on the way. */
import { deciders } from '../../events/deciders.ts'

/** Starts to listen; answers how to stop. */
export function refusalsNoted(hear: (refused: string) => void): () => void {
  const undo = Object.values(deciders).map((decider) => {
    const before = { decide: decider.decide }
    Object.assign(decider, { decide: noting(before.decide, hear) })
    return () => Object.assign(decider, before)
  })
  return () => {
    for (const again of undo) again()
  }
}

function noting(decide: unknown, hear: (refused: string) => void) {
  return (...asked: readonly unknown[]): unknown => {
    const decision: unknown = typeof decide === 'function' ? Reflect.apply(decide, undefined, [...asked]) : undefined
    if (isRefusal(decision)) hear(decision.refused)
    return decision
  }
}

function isRefusal(decision: unknown): decision is { readonly refused: string } {
  return (
    typeof decision === 'object' && decision !== null && 'refused' in decision && typeof decision.refused === 'string'
  )
}
