/**
 * What goes wrong: which I/O step fails how is chosen from the seed, and each is counted. Outages end: a piece of work
 * (a message, a scheduled run, a person's call) meets so many failures at most, so that whatever still ends in the dead
 * letters is the system's own doing.
 */
import { triggers } from '../../functions/index.ts'
import { type StepFault, stepFaults } from '../kit/stand-ins/step.ts'
import type { Random } from './random.ts'

/** - `stalled`: it happens, but not for longer than a check holds. - `died`: the function dies before the step. */
export const simulatedFaults = [...stepFaults, 'stalled', 'died'] as const
export type SimulatedFault = (typeof simulatedFaults)[number]

/** How many more failures a piece of work may meet. */
export interface Allowance {
  left: number
}

export interface Faults {
  /** What happens to a step; undefined when it goes well. */
  choose(
    step: string,
    by: string,
    allowance: Allowance,
    all: readonly Allowance[],
    already: boolean,
  ): SimulatedFault | undefined
  /** Nothing goes wrong from now on. */
  end(): void
  readonly ended: boolean
}

/** Told of each step and what became of it. */
export type Tally = (step: string, fault: SimulatedFault | 'well', by: string) => void

/** Steps of a hundred that go wrong, by seed: some runs are rough, some nearly smooth. */
const shares = [0.004, 0.015, 0.03]

/** Steps that are taken so seldom that they go wrong more often, or some fault would never meet them. */
const seldom: ReadonlySet<string> = new Set([
  'files.get',
  'files.put',
  'post.forget',
  'post.send',
  'vault.claimAddress',
  'vault.everyone',
  'vault.forget',
  'vault.notes',
  'vault.passAddress',
  'vault.putPerson',
  'vault.releaseAddress',
  'vault.suppress',
  'vault.tidy',
  'vault.unsuppress',
])

/** Each run has one function that things go wrong in more often. */
const sorely = 0.12
const functions = ['answer-api', ...triggers.map(({ name }) => name)]

export function faultsFrom(random: Random, tally: Tally): Faults {
  const share = random.pick(shares)
  // Each run has its own mixture, so that rare combinations are met by some.
  const sore = random.pick(functions)
  const mixture = simulatedFaults.map((fault) => [random.pick([0.3, 1, 3]), fault] as const)
  let ended = false

  const shareOf = (step: string, by: string) => Math.max(by === sore ? sorely : share, seldom.has(step) ? 8 * share : 0)

  const wanted = (step: string, by: string, already: boolean): SimulatedFault | undefined => {
    if (ended || already || !random.chance(shareOf(step, by))) return undefined
    return random.weighed(mixture)
  }

  return {
    choose(step, by, allowance, all, already) {
      const fault = wanted(step, by, already)
      const spared = fault !== undefined && isFailure(fault) && !spend(fault === 'died' ? all : [allowance])
      const happens = spared ? undefined : fault
      tally(step, happens ?? 'well', by)
      return happens
    },
    end() {
      ended = true
    },
    get ended() {
      return ended
    },
  }
}

/** What the work must be done again for; a doubled or a slow step is none. */
function isFailure(fault: SimulatedFault): fault is Exclude<StepFault, 'twice'> | 'died' {
  return fault !== 'twice' && fault !== 'stalled'
}

function spend(allowances: readonly Allowance[]): boolean {
  if (allowances.some(({ left }) => left <= 0)) return false
  for (const allowance of allowances) allowance.left -= 1
  return true
}
