/** Chance from a seed: the same seed gives the same run, on every machine and for ever. */

export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  /** True once in so many, on average: `chance(0.25)` every fourth time. */
  chance(share: number): boolean
  /** One of these; a Fault of the test when there is none. */
  pick<T>(from: readonly T[]): T
  /** One of these by weight. */
  weighed<T>(from: readonly (readonly [weight: number, value: T])[]): T
  /** Chance of its own, so that what one part asks for does not change what another gets. */
  fork(name: string): Random
}

/** mulberry32: 32 bits of state, good enough to choose by, and nothing to install. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const random: Random = {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick(from) {
      const one = from[Math.floor(next() * from.length)]
      if (one === undefined) throw new Error('there is nothing to pick from')
      return one
    },
    weighed(from) {
      let left = next() * from.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of from) {
        left -= weight
        if (left < 0) return value
      }
      return random.pick(from)[1]
    },
    fork: (name) => randomOf(hashOf(name, seed)),
  }
  return random
}

// FNV-1a, begun with the seed.
function hashOf(name: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
