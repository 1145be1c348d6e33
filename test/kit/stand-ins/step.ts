/**
 * The seam of every stand-in: each I/O step asks `step` first. A scheduler answers when it is that step's turn, and says
 * whether it goes well. Without a scheduler all goes well at once. No clock and no timer is used.
 */
import { Fault } from '../../../events/kernel/fault.ts'

/**
 * - `error-before`: nothing is done and the caller is told so.
 * - `error-after`: it is done, but the answer is lost for good; the caller sees an error.
 * - `twice`: it is done, the answer is lost, and the client's own retry does it again; the caller sees the second answer.
 */
export const stepFaults = ['error-before', 'error-after', 'twice'] as const
export type StepFault = (typeof stepFaults)[number]

/** Resolves when the step may happen. `name` is room and operation: `log.append`. */
export type Step = (name: string) => Promise<StepFault | undefined>

/** All goes well, in the order asked. */
export const smooth: Step = async () => undefined

/** One I/O step. `perform` must be synchronous: what happens inside a step, nobody can come between. */
export async function perform<T>(step: Step, name: string, action: () => T): Promise<T> {
  const fault = await step(name)
  if (fault === 'error-before') throw new Fault(name, 'PlantedBefore')
  const first = action()
  if (fault === 'error-after') throw new Fault(name, 'PlantedAfter')
  return fault === 'twice' ? action() : first
}
