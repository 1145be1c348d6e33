/** A meeting as its rules know it: what was said of it last, and every school it ever marked. */
import type { Day } from '../kernel/day.ts'
import type { Mark, MeetingKind } from '../kernel/words.ts'

export interface Meeting {
  /** `none`: nothing was ever said of it, or all of it was taken back. */
  readonly state: 'none' | 'scheduled' | 'held' | 'cancelled'
  readonly cluster: string
  readonly on?: Day
  readonly kind?: MeetingKind
  readonly place?: string
  readonly topics?: string
  readonly from?: string
  readonly host?: string
  readonly attendance: Readonly<Record<string, Mark>>
  readonly impact: Readonly<Record<string, string>>
  /** Every school that ever had a mark here: each is told when a correction takes its mark away. */
  readonly everMarked: readonly string[]
  readonly imported: boolean
}

export const noMeeting: Meeting = {
  state: 'none',
  cluster: '',
  attendance: {},
  impact: {},
  everMarked: [],
  imported: false,
}
