// A calendar feed as a file, read back by a parser of RFC 5545 that was not written here.
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { writeFeed } from '../../../shared/ics/feed.ts'
import { meetingUid } from '../../../shared/ics/meeting.ts'

type Entry = Parameters<typeof writeFeed>[0]['entries'][number]

const meeting: Entry = {
  what: 'meeting',
  id: 'north-1-a',
  sequence: 3,
  stamp: '2026-11-01T09:30:00.000Z',
  on: '2026-12-01',
  from: '15:30',
  summary: 'Meeting of cluster North',
  place: 'Alder Primary; Hall, first floor',
  about: 'Reading,\ntransitions',
  cancelled: false,
}

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file))
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}
const fileOf = (...entries: readonly Entry[]) => writeFeed({ name: 'Meetings of North', entries })

describe('a calendar feed', () => {
  test('is a calendar of RFC 5545: a version, whose product it is, a zone for each time in it', () => {
    const { calendar } = read(fileOf(meeting))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    expect(calendar.getFirstPropertyValue('prodid')).toContain('Inclusion Quality Mark')
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Meetings of North')
    expect(calendar.getFirstPropertyValue('method')).toBeNull()
    const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'))
    expect(zones).toEqual(['Europe/London'])
  })

  test('shows a meeting at London’s time, with place and topics, in winter and in summer', () => {
    const [winter, summer] = read(fileOf(meeting, { ...meeting, id: 'b', on: '2027-06-01' })).events
    expect(winter?.startDate.toJSDate().toISOString()).toBe('2026-12-01T15:30:00.000Z')
    expect(summer?.startDate.toJSDate().toISOString()).toBe('2027-06-01T14:30:00.000Z')
    expect([winter?.summary, winter?.location, winter?.description]).toEqual([
      'Meeting of cluster North',
      'Alder Primary; Hall, first floor',
      'Reading,\ntransitions',
    ])
  })

  test('shows what has no time as a whole day, a day no clock moves', () => {
    const { from: _, ...allDay } = meeting
    const [event] = read(fileOf(allDay)).events
    expect([event?.startDate.isDate, event?.startDate.toString()]).toEqual([true, '2026-12-01'])
  })

  test('says of what was cancelled that it is, and rises with each change under the same name', () => {
    const { events } = read(fileOf({ ...meeting, sequence: 4, cancelled: true }))
    expect(events.map(({ uid, sequence }) => [uid, sequence])).toEqual([[meetingUid('north-1-a'), 4]])
    expect(events[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(read(fileOf(meeting)).events[0]?.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  })

  test('has no name twice, keeps visits apart from meetings, and is a calendar also when empty', () => {
    const visit: Entry = { ...meeting, what: 'visit' }
    const uids = read(fileOf(meeting, visit)).events.map(({ uid }) => uid)
    expect(new Set(uids).size).toBe(2)
    expect(read(fileOf()).events).toEqual([])
  })

  test('is the same bytes for the same contents, in whatever order they come', () => {
    const other = { ...meeting, id: 'b', on: '2026-12-02' }
    expect(fileOf(meeting, other)).toBe(fileOf(other, meeting))
  })

  test('is read back whole, whatever was typed: lines of 75 octets, no further event', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })
    await fc.assert(
      fc.property(text, text, text, (summary, place, about) => {
        const file = fileOf({ ...meeting, summary, place, about: `BEGIN:VEVENT\r\n${about}` })
        expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
        expect(read(file).events).toHaveLength(1)
      }),
      { seed: 5545, numRuns: 200 },
    )
  })
})
