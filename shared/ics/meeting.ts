/**
 * A cluster meeting as an entry that calendar programs take up, move and take out again (RFC 5545, RFC 5546): one UID per
 * meeting for ever, a SEQUENCE that rises with each change, REQUEST to put it in, CANCEL to take it out. The same facts
 * always give the same bytes, so that a letter that is written again carries the entry it carried.
 */
import ical, { ICalCalendarMethod, type ICalDayJsStub, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator'
import type { Day, Instant } from '../../events/kernel/day.ts'
import { londonZone } from './london.ts'

interface Mailbox {
  readonly name: string
  readonly email: string
}

export interface MeetingEntry {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly meeting: string
  /** Higher than that of every entry of this meeting that went to the same school before. */
  readonly sequence: number
  /** When it was said; the same however often it is written. */
  readonly stamp: Instant
  readonly on: Day
  /** `14:00`, London's time; without it the entry lasts the whole day. Nobody says when a meeting ends, so no entry does. */
  readonly from?: string | undefined
  readonly summary: string
  readonly place: string
  readonly topics: string
  readonly organiser: Mailbox
  readonly attendee: Mailbox
}

/** The identity of a meeting in everybody's calendar. Ids of meetings are unique in the whole body. */
export function meetingUid(meeting: string): string {
  return `meeting-${encodeURIComponent(meeting.toWellFormed())}@clusters.inclusion-quality-mark`
}

/** The entry as a file: lines of at most 75 octets, each ended by CR and LF. */
export function meetingEntry(entry: MeetingEntry): string {
  const { method, meeting, sequence, stamp, on, from, organiser, attendee } = entry
  const cancelled = method === 'CANCEL'
  const calendar = ical({
    prodId: { company: 'Inclusion Quality Mark', product: 'Cluster meetings', language: 'EN-GB' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    // No name: it would make every time of the file local, also those that must be UTC.
    timezone: { name: null, generator: () => londonZone },
  })
  const event = calendar.createEvent({
    id: meetingUid(meeting),
    sequence,
    stamp,
    start: wallTime(on, from ?? '00:00'),
    ...(from === undefined ? { allDay: true } : { timezone: 'Europe/London' }),
    summary: oneLine(entry.summary),
    location: oneLine(entry.place),
    description: readable(entry.topics),
    organizer: { name: oneLine(organiser.name), email: organiser.email },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
  })
  // Answers would go to the organiser's mailbox as mail that only a calendar program reads.
  event.createAttendee({ name: oneLine(attendee.name), email: attendee.email, rsvp: false })
  return `${calendar.toString()}\r\n`
}

/** A time on a clock in London, as the generator takes it: it is written as it stands, wherever the machine stands. */
export function wallTime(on: Day, from: string): ICalDayJsStub {
  const written: Readonly<Record<string, string>> = {
    YYYYMMDD: on.replaceAll('-', ''),
    HHmmss: `${from.replace(':', '')}00`,
  }
  const time: ICalDayJsStub = {
    isValid: () => true,
    tz: () => time,
    utc: () => time,
    format: (form = '') => written[form] ?? '',
    toDate: () => new Date(`${on}T${from}:00Z`),
    toJSON: () => `${on}T${from}`,
  }
  return time
}

/** Text as RFC 5545 lets it stand in a value: no control character but a line break, no half of a character. */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
}

export function oneLine(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim()
}
