/** What a cluster's meetings say of a school, by name. */
import type { Day } from '../../../events/kernel/day.ts'
import type { Mark, MeetingKind } from '../../../events/kernel/words.ts'
import { at } from '../given.ts'

/** The cluster of these tests was there long before. */
export const formedLongAgo = '2020-09-01'

interface Held {
  readonly on: Day
  readonly mark: Mark | 'none'
  readonly kind?: MeetingKind
  readonly version?: number
  readonly meeting?: string
  readonly typed?: string
  readonly clusterSince?: Day
  readonly imported?: true
}

/** A meeting's mark reaches the school at ten o'clock of the day it was held, or when it was `typed`. */
export function marked({ on, mark, typed = on, meeting = `north-1-${on}`, ...more }: Held) {
  const { kind = 'required', version = 1, clusterSince = formedLongAgo, imported } = more
  const says = { meeting, on, kind, mark, version, clusterSince, ...(imported && { imported }) }
  return at(typed, { do: 'note-mark', ...says })
}
