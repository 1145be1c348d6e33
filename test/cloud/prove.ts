/** Claims shown one after the other, told as they go and counted. */

let passed = 0
let failed = 0

/** What stands on a claim that did not hold is not tried. */
export class NotShown extends Error {}

/** Says what became of a claim that was tried elsewhere. */
export function tell(claim: string, broken: string | undefined, took = ''): void {
  if (broken === undefined) passed++
  else failed++
  console.log(broken === undefined ? `✓ ${claim}${took}` : `✗ ${claim}${took}\n  ${broken}`)
}

/** One claim and what shows it. One that does not hold is counted and told; `undefined` comes back, and the next is tried. */
export async function prove<T>(claim: string, show: () => Promise<T>): Promise<T | undefined> {
  const began = performance.now()
  const took = () => ` (${((performance.now() - began) / 1000).toFixed(1)} s)`
  try {
    const shown = await show()
    tell(claim, undefined, took())
    return shown
  } catch (thrown) {
    tell(claim, thrown instanceof Error ? thrown.message : String(thrown), took())
    return undefined
  }
}

/** A claim that all after it stand on: throws `NotShown` when it does not hold. */
export async function proveFirst<T>(claim: string, show: () => Promise<T>): Promise<T> {
  const shown = await prove(claim, async () => ({ it: await show() }))
  if (shown === undefined) throw new NotShown(claim)
  return shown.it
}

export const counted = () => ({ passed, failed })

/** How what was found differs from what was wanted, in whatever order; undefined when it does not. */
export function notAs(found: readonly string[], wanted: readonly string[]): string | undefined {
  const [one, other] = [[...found].sort().join('; '), [...wanted].sort().join('; ')]
  return one === other ? undefined : `found ${one || 'none'}; wanted ${other || 'none'}`
}

/** Throws unless both hold the same. */
export function expectSame(what: string, found: readonly string[], wanted: readonly string[]): void {
  const wrong = notAs(found, wanted)
  if (wrong !== undefined) throw new Error(`${what}: ${wrong}`)
}
