/**
 * A contract is what every keeper of a port promises, as sentences with a proof each. It knows no test runner, so that
 * the same sentences are held by stand-ins and dynalite under vitest and by a deployed emulator under a plain script.
 */
import { setTimeout as wait } from 'node:timers/promises'

export interface Clause<P> {
  readonly says: string
  /** Throws when the promise is broken. The port is fresh: nothing is in it. */
  readonly proof: (port: P) => Promise<void>
}

export type Contract<P> = readonly Clause<P>[]

/** Asks again for up to five seconds until the proof holds: indexes lag behind their table. */
export async function eventually(proof: () => Promise<void>): Promise<void> {
  const until = Date.now() + 5000
  for (;;) {
    try {
      return await proof()
    } catch (thrown) {
      if (Date.now() > until) throw thrown
      await wait(20)
    }
  }
}

export async function listOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  return await Array.fromAsync(source)
}
