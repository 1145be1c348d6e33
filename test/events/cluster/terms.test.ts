// How a cluster stands in its terms: met, planned, to be recorded, not yet; and whether the last term passed without one.
import { describe, expect, test } from 'vitest'
import { academicYear, type MeetingInShort, termStatus } from '../../../events/cluster/terms.ts'
import { firstCalendar } from '../../../events/days/first-calendar.ts'

const held = (on: string, more: Partial<MeetingInShort> = {}): MeetingInShort => ({
  meeting: `m-${on}`,
  on,
  kind: 'required',
  state: 'held',
  ...more,
})
const planned = (on: string) => held(on, { state: 'scheduled' })

const statusOn = (today: string, meetings: readonly MeetingInShort[], formedOn = '2025-09-01') =>
  termStatus({ nation: 'england', formedOn, meetings }, firstCalendar, today)

describe('a cluster in a term', () => {
  test('has met by a required meeting of this term, and by nothing else', () => {
    expect(statusOn('2026-10-10', [held('2026-10-01')])).toMatchObject({ state: 'met', on: '2026-10-01' })
    for (const other of [
      held('2026-10-01', { kind: 'extra' }),
      held('2026-10-01', { state: 'cancelled' }),
      held('2026-07-01'),
    ])
      expect(statusOn('2026-10-10', [other]).state).toBe('not-yet')
  })

  test('has a meeting planned in this term, or one whose day has come and that nobody recorded', () => {
    expect(statusOn('2026-10-10', [planned('2026-10-20')])).toMatchObject({ state: 'planned', on: '2026-10-20' })
    expect(statusOn('2026-10-10', [planned('2026-10-10')])).toMatchObject({ state: 'to-record', on: '2026-10-10' })
    expect(statusOn('2026-10-10', [planned('2027-02-01')]).state).toBe('not-yet')
  })

  test('says of the last term that it passed without a meeting, unless it was formed after it', () => {
    expect(statusOn('2026-10-10', [held('2026-02-01')]).missedLast).toBe('2025/26 summer')
    expect(statusOn('2026-10-10', [held('2026-06-01')]).missedLast).toBeUndefined()
    expect(statusOn('2026-10-10', [], '2026-09-02').missedLast).toBeUndefined()
    expect(statusOn('2026-10-10', [], '2026-08-31').missedLast).toBe('2025/26 summer')
  })

  test('past the end of the calendar knows no term and still answers', () => {
    expect(statusOn('2040-10-10', [])).toMatchObject({ term: undefined, state: 'not-yet' })
  })
})

test('an academic year begins in September, in Scotland in August', () => {
  expect(academicYear('england', '2026-08-31')).toBe('2025/26')
  expect(academicYear('wales', '2026-09-01')).toBe('2026/27')
  expect(academicYear('scotland', '2026-08-01')).toBe('2026/27')
  expect(academicYear('england', '1999-10-01')).toBe('1999/00')
})
