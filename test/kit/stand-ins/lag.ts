/**
 * An index that lags: writes come into view in order, some writes late. How late is asked at each read, so that a
 * scheduler can hold the index back and let it catch up; what was once in view stays in view.
 */
export interface Lagging<T> {
  write(change: T): void
  /** The changes in view, oldest first. */
  view(): readonly T[]
  clear(): void
}

/** `lag` answers how many of the newest writes are not in view yet. */
export function lagging<T>(lag: () => number): Lagging<T> {
  const changes: T[] = []
  let seen = 0
  return {
    write: (change) => void changes.push(change),
    view() {
      seen = Math.max(seen, changes.length - lag())
      return changes.slice(0, seen)
    },
    clear() {
      changes.length = 0
      seen = 0
    },
  }
}
