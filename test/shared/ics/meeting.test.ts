// A meeting as calendar programs read it, and as the standard asks (RFC 5545, RFC 5546).
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { londonInstant } from '../../../events/kernel/day.ts'
import { type MeetingEntry, meetingEntry, meetingUid } from '../../../shared/ics/meeting.ts'
import { beginsAt, readEntry, said } from './read-entry.ts'

const meeting: MeetingEntry = {
  method: 'REQUEST',
  meeting: 'north-2026-autumn',
  sequence: 1,
  stamp: '2026-09-14T08:15:30.000Z',
  on: '2026-11-10',
  from: '14:00',
  summary: 'Cluster meeting',
  place: 'Northridge Community College, Hall B; first floor',
  topics: 'Belonging, attendance; reading\nand: "what next"?',
  organiser: { name: 'Inclusion Quality Mark', email: 'info@iqm.example' },
  attendee: { name: 'Rhona Green', email: 'rhona.green@northridge.example' },
}

describe('the entry of a meeting', () => {
  test('it is an invitation with everything an invitation must have', () => {
    const { calendar, event } = readEntry(meetingEntry(meeting))
    expect(said(calendar, 'method')).toBe('REQUEST')
    expect(said(event, 'status')).toBe('CONFIRMED')
    expect(said(event, 'uid')).toBe(meetingUid(meeting.meeting))
    expect(said(event, 'sequence')).toBe('1')
    expect(said(event, 'organizer')).toBe('mailto:info@iqm.example')
    expect(said(event, 'attendee').toLowerCase()).toBe('mailto:rhona.green@northridge.example')
    expect(event.getFirstProperty('attendee')?.getFirstParameter('cn')).toBe('Rhona Green')
  })

  test('commas, semicolons, quotes and line breaks come out as they were typed', () => {
    const { event } = readEntry(meetingEntry(meeting))
    expect(said(event, 'location')).toBe(meeting.place)
    expect(said(event, 'description')).toBe(meeting.topics)
  })

  test('a cancelled one says so, under the same identity', () => {
    const { calendar, event } = readEntry(meetingEntry({ ...meeting, method: 'CANCEL', sequence: 2 }))
    expect(said(calendar, 'method')).toBe('CANCEL')
    expect(said(event, 'status')).toBe('CANCELLED')
    expect(said(event, 'uid')).toBe(meetingUid(meeting.meeting))
    expect(said(event, 'sequence')).toBe('2')
  })

  test('without a time it lasts the whole day, in no zone', () => {
    const { calendar, event } = readEntry(meetingEntry({ ...meeting, from: undefined }))
    expect(event.getFirstProperty('dtstart')?.toICALString()).toBe('DTSTART;VALUE=DATE:20261110')
    expect(calendar.getAllSubcomponents('vtimezone')).toEqual([])
  })

  test.each(['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26', '2031-07-04'])(
    'a time on %s is London’s, summer and winter',
    (on) =>
      expect(beginsAt(readEntry(meetingEntry({ ...meeting, on, from: '09:30' })))).toBe(
        new Date(londonInstant(on, '09:30')).toISOString(),
      ),
  )

  test('the same meeting is written the same, and two meetings are never one', () => {
    expect(meetingEntry(meeting)).toBe(meetingEntry({ ...meeting }))
    expect(meetingUid('a b')).not.toBe(meetingUid('a-b'))
  })

  test('whatever was typed, the file stays whole and says it', () =>
    fc.assert(
      fc.property(anyText, anyText, anyText, (topics, place, name) => {
        const attendee = { ...meeting.attendee, name }
        const { event } = readEntry(meetingEntry({ ...meeting, topics, place, attendee, meeting: `m ${place}` }))
        const bare = (text: string) => text.toWellFormed().replace(/[\s\p{Cc}]+/gu, '')
        expect(bare(said(event, 'description'))).toBe(bare(topics))
        expect(bare(said(event, 'location'))).toBe(bare(place))
      }),
      { numRuns: 300 },
    ))
})

/** Texts as people and machines type them: any script, halves of characters, what means something in the format itself. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 90 })
      .map((u) => String.fromCharCode(...u)),
    fc
      .array(
        fc.constantFrom('\\', ',', ';', ':', '"', '^', '\r\n', '\n', 'END:VEVENT', 'é', '🎓', '\u0000', 'W'.repeat(80)),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((parts) => parts.join('')),
  )
  .filter((text) => text.trim() !== '')
