/**
 * A calendar feed as a file (RFC 5545): one UID per thing for ever, a SEQUENCE that rises with each change, what was
 * cancelled with that status. The same contents always give the same bytes.
 */
import ical, { ICalEventBusyStatus, ICalEventStatus } from 'ical-generator'
import type { Day, Instant } from '../../events/kernel/day.ts'
import { londonZone } from './london.ts'
import { meetingUid, oneLine, readable, wallTime } from './meeting.ts'

interface FeedEntry {
  readonly what: 'meeting' | 'visit'
  readonly id: string
  readonly sequence: number
  readonly stamp: Instant
  readonly on: Day
  readonly from?: string | undefined
  readonly summary: string
  readonly place?: string | undefined
  readonly about?: string | undefined
  readonly cancelled: boolean
}

/** How often a calendar program should ask again, in seconds. */
const askAgain = 60 * 60

/** The file: lines of at most 75 octets, each ended by CR and LF; entries by day. */
export function writeFeed({
  name,
  entries,
}: {
  readonly name: string
  readonly entries: readonly FeedEntry[]
}): string {
  const calendar = ical({
    prodId: { company: 'Inclusion Quality Mark', product: 'Calendar feed', language: 'EN-GB' },
    name: oneLine(name),
    ttl: askAgain,
    // No name: it would make every time of the file local, also those that must be UTC.
    timezone: { name: null, generator: () => londonZone },
  })
  for (const entry of entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
    const { on, from, cancelled, stamp, sequence, summary, place, about } = entry
    calendar.createEvent({
      id: uidOf(entry),
      sequence,
      stamp,
      start: wallTime(on, from ?? '00:00'),
      ...(from === undefined ? { allDay: true } : { timezone: 'Europe/London' }),
      summary: oneLine(summary),
      ...(place !== undefined && { location: oneLine(place) }),
      ...(about !== undefined && { description: readable(about) }),
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    })
  }
  return `${calendar.toString()}\r\n`
}

/** A meeting has the identity it has in the letters that invite to it. */
function uidOf({ what, id }: FeedEntry): string {
  return what === 'meeting' ? meetingUid(id) : `visit-${encodeURIComponent(id)}@visits.inclusion-quality-mark`
}

function keyOf(entry: FeedEntry): string {
  return `${entry.on} ${entry.from ?? ''} ${uidOf(entry)}`
}
