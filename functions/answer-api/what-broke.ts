/** What a thrown thing becomes: a lost race is told as one, all else is a fault that says nothing of its cause. */
import { Fault as OutsideFault } from '../../events/kernel/fault.ts'
import { Conflict } from '../../shared/log/act.ts'
import { type Answer, broken, lostRace, outOfReach } from './problem.ts'
import type { ApiTools } from './tools.ts'

/** `path` is the route's pattern: the path asked for may name somebody. */
export function whatBroke(
  thrown: unknown,
  about: { readonly path: string; readonly trace: string },
  report: ApiTools['report'],
): Answer {
  if (thrown instanceof Conflict) return lostRace()
  report(thrown, about)
  return thrown instanceof OutsideFault ? outOfReach(about.trace) : broken(about.trace)
}
