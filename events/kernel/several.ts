/** Several commands on one stream as one decision: all their facts in one commit, or the first refusal and nothing. */
import { type DayWorld, type Decider, type Decision, type Fact, isRefusal } from './decider.ts'

/** The decider that takes a list of commands, each decided on what those before it made. */
export function several<C, S, F extends Fact, W extends DayWorld>(
  decider: Decider<C, S, F, W>,
): Decider<readonly C[], S, F, W> {
  return {
    ...decider,
    decide: (commands, state, world) => decideSeveral(decider, commands, state, world),
  }
}

function decideSeveral<C, S, F extends Fact, W extends DayWorld>(
  decider: Decider<C, S, F, W>,
  commands: readonly C[],
  state: S,
  world: W,
): Decision<F> {
  const facts: F[] = []
  let then = state
  for (const command of commands) {
    const decision = decider.decide(command, then, world)
    if (isRefusal(decision)) return decision
    facts.push(...decision)
    then = decision.reduce((s, fact) => decider.evolve(s, fact), then)
  }
  return facts
}
