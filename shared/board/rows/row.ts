/** What rows are made from, and the words they have in common. */
import type { Row } from '../board.ts'
import { cardName } from '../lists.ts'

/** A stream as it stands after a commit, its state in the present form. */
export interface Standing<S> {
  readonly stream: string
  readonly version: number
  readonly state: S
}

/** The one card of a stream. */
export function card(standing: Standing<unknown>, places: Row['places'], data: object): Row {
  const { stream, version } = standing
  return { stream, name: cardName, version, places, data: withoutGaps(data) }
}

/** `school#x` → `x`; an id stays what it is. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('#') + 1)
}

// A row is kept as JSON, which has no undefined: a row just made and the same row read must be equal.
function withoutGaps(data: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
