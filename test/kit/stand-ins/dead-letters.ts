/** Dead letters in memory, by function; a test puts them there and sees what was put back. */
import type { DeadLetters, DeadMessage } from '../../../shared/queue/dead-letters.ts'
import { perform, type Step, smooth } from './step.ts'

export interface DeadLettersStandIn extends DeadLetters {
  /** Sets a message aside as a function's. */
  setAside(verb: string, message: Omit<DeadMessage, 'receipt'>): void
  readonly putBackAgain: { readonly queue: string; readonly body: string }[]
  /** How many lie there. */
  left(): number
}

export function standInDeadLetters(verbs: readonly string[], step: Step = smooth): DeadLettersStandIn {
  const kept = new Map<string, DeadMessage[]>(verbs.map((verb) => [verb, []]))
  const putBackAgain: { queue: string; body: string }[] = []
  return {
    verbs,
    putBackAgain,
    setAside: (verb, message) => void kept.get(verb)?.push({ ...message, receipt: `receipt of ${message.id}` }),
    left: () => [...kept.values()].flat().length,
    some: (verb) => perform(step, 'dead.some', () => (kept.get(verb) ?? []).slice(0, 10)),
    remove: (verb, receipt) =>
      perform(step, 'dead.remove', () => {
        kept.set(
          verb,
          (kept.get(verb) ?? []).filter((one) => one.receipt !== receipt),
        )
      }),
    eventsQueueOf: (verb) => `${verb}-events`,
    putBack: (queue, body) => perform(step, 'dead.putBack', () => void putBackAgain.push({ queue, body })),
  }
}
