/** A table is read in no order; what must be judged in the order of its stream is put in that order here. */

interface Item {
  readonly stream: string
  readonly version: number
}

/**
 * The same items with each stream's versions in order, from 1 on. What comes early waits; what never gets its turn,
 * since a version before it is missing, comes at the end in order, so the gap can be seen.
 */
export async function* inStreamOrder<T extends Item>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const waiting = new Map<string, Map<number, T>>()
  const next = new Map<string, number>()
  for await (const item of items) {
    const early = waiting.get(item.stream) ?? new Map<number, T>()
    early.set(item.version, item)
    let version = next.get(item.stream) ?? 1
    for (let ready = early.get(version); ready; ready = early.get(version)) {
      early.delete(version)
      version += 1
      yield ready
    }
    next.set(item.stream, version)
    if (early.size > 0) waiting.set(item.stream, early)
    else waiting.delete(item.stream)
  }
  for (const left of waiting.values()) yield* [...left.values()].toSorted((a, b) => a.version - b.version)
}
