/** Reads a calendar file by a parser not written here, and by the letter of RFC 5545 where that parser is patient. */
import ICAL from 'ical.js'
import { expect } from 'vitest'

export interface ReadEntry {
  readonly calendar: ICAL.Component
  readonly event: ICAL.Component
}

/** The one entry of a file, after the file itself was held to the standard. */
export function readEntry(file: string): ReadEntry {
  expectGoodFile(file)
  const calendar = ICAL.Component.fromString(file)
  const [event, ...others] = calendar.getAllSubcomponents('vevent')
  expect(others).toEqual([])
  if (!event) throw new Error('the file has no entry')
  for (const property of ['uid', 'dtstamp', 'dtstart', 'sequence', 'summary', 'organizer', 'attendee'])
    expect(event.getAllProperties(property), property).toHaveLength(1)
  for (const property of ['version', 'prodid', 'method'])
    expect(calendar.getAllProperties(property), property).toHaveLength(1)
  expect(said(calendar, 'version')).toBe('2.0')
  expect(event.getFirstProperty('dtstamp')?.toICALString()).toMatch(/^DTSTAMP:\d{8}T\d{6}Z$/)
  expectZones(calendar, event)
  return { calendar, event }
}

/** RFC 5545, 3.1: each line ends with CR and LF, none is longer than 75 octets, and none has a control character in it. */
function expectGoodFile(file: string): void {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const lines = file.split('\r\n')
  for (const line of lines) {
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u)
  }
  // A folded character would be broken in two: the file as bytes is the file as text.
  expect(Buffer.from(file, 'utf8').toString('utf8')).toBe(file)
  const unfolded = file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
  for (const line of unfolded) expect(line).toMatch(/^[A-Z0-9-]+(;[A-Z0-9-]+=("[^"]*"|[^";:,]*))*:/)
}

/** RFC 5545, 3.2.19: a zone that a time names is brought along. */
function expectZones(calendar: ICAL.Component, event: ICAL.Component): void {
  const named = event.getAllProperties().flatMap((property) => property.getFirstParameter('tzid') ?? [])
  const brought = calendar.getAllSubcomponents('vtimezone').map((zone) => said(zone, 'tzid'))
  expect(brought).toEqual([...new Set(named)])
}

/** A property's value as text. */
export function said(component: ICAL.Component, property: string): string {
  return String(component.getFirstPropertyValue(property) ?? '')
}

/** The instant a timed entry begins, by the zone it brings along. */
export function beginsAt({ calendar, event }: ReadEntry): string {
  const zone = calendar.getFirstSubcomponent('vtimezone')
  const time = event.getFirstPropertyValue('dtstart')
  if (!zone || !(time instanceof ICAL.Time)) throw new Error('no time in a zone')
  time.zone = new ICAL.Timezone(zone)
  return time.toJSDate().toISOString()
}
