/**
 * An index that lags: writes come into view in order, some writes late. How late is asked at each read, so that a
 * scheduler can hold the index back and let it catch up; what was once in view stays in view.
 */

/** Answers how many of the newest writes are not in view yet. `wrote` is told of each write, so that lag can be time. */
export interface Lag {
  (): number
  readonly wrote?: () => void
}

export interface Lagging<T> {
  write(change: T): void
  /** The changes that came into view since this was last asked, oldest first. */
  arrivals(): readonly T[]
  clear(): void
}

export function lagging<T>(lag: Lag): Lagging<T> {
  let hidden: T[] = []
  return {
    write(change) {
      hidden.push(change)
      lag.wrote?.()
    },
    arrivals() {
      const arrived = hidden.slice(0, Math.max(0, hidden.length - lag()))
      hidden = hidden.slice(arrived.length)
      return arrived
    },
    clear() {
      hidden = []
    },
  }
}
