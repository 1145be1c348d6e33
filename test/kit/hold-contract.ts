/** Holds a port's keeper to its contract under vitest: one test per sentence, each with a fresh keeper. */
import { describe, test } from 'vitest'
import type { Contract } from './contract.ts'

export function holdContract<P>(keeper: string, contract: Contract<P>, open: () => Promise<P> | P): void {
  describe(keeper, () => {
    for (const { says, proof } of contract) test(says, async () => await proof(await open()))
  })
}
