// F2, F5: misses, excuses, and the letters that follow on the first working day after.
import { describe, test } from 'vitest'
import { marked } from '../../kit/builders/meeting.ts'
import { a, aNote, given } from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

const flagship = given(a.flagship({ since: '2025-09-01' }))
const noted = [{ type: 'ClusterMeetingMarked' }]
const missed = [{ type: 'ClusterMeetingMissed' }]
const gentle = (day: string) => [{ type: 'MissedMeetingLetterDue', data: { meeting: `north-1-${day}` } }]
const dropped = (day: string) => [{ type: 'MissedMeetingLetterDropped', data: { meeting: `north-1-${day}` } }]
const firm = [{ type: 'RiskLetterDue', data: { because: 'two-consecutive-meetings-missed' } }]
const excuse = (day: string, meeting: string) =>
  at(day, { do: 'excuse-absence', meeting: `north-1-${meeting}`, reason: aNote })

describe('a miss', () => {
  test('is recorded when a mark becomes one, also for a Centre of Excellence', () =>
    given(a.centreOfExcellence({ since: '2024-09-01' }))
      .when(marked({ on: '2026-09-10', mark: 'apologies' }))
      .then(noted, missed))

  test('corrected from one kind to another is none', () =>
    flagship
      .after(marked({ on: '2026-09-10', mark: 'absent' }))
      .when(marked({ on: '2026-09-10', mark: 'apologies', version: 2, typed: '2026-09-12' }))
      .then(noted))

  test('is recorded again after a mark in between that was none', () =>
    flagship
      .after(
        marked({ on: '2026-09-10', mark: 'absent' }),
        marked({ on: '2026-09-10', mark: 'attended', version: 2, typed: '2026-09-12' }),
      )
      .when(marked({ on: '2026-09-10', mark: 'absent', version: 3, typed: '2026-09-13' }))
      .then(noted, missed))

  test('of an older version of the meeting is ignored', () =>
    flagship
      .after(marked({ on: '2026-09-10', mark: 'attended', version: 2 }))
      .when(marked({ on: '2026-09-10', mark: 'absent', version: 1, typed: '2026-09-12' }))
      .then(nothing()))
})

describe('an excuse', () => {
  const once = flagship.after(marked({ on: '2026-09-10', mark: 'absent' }))

  test('is for a miss only', () => {
    flagship
      .when(excuse('2026-09-12', '2026-09-10'))
      .thenRefused('no-miss-to-excuse', { meeting: 'north-1-2026-09-10' })
    flagship
      .after(marked({ on: '2026-09-10', mark: 'attended' }))
      .when(excuse('2026-09-12', '2026-09-10'))
      .thenRefused('no-miss-to-excuse')
  })

  test('said twice is said once', () =>
    once.after(excuse('2026-09-12', '2026-09-10')).when(excuse('2026-09-13', '2026-09-10')).then(nothing()))

  test('survives a correction, and falls away when the mark becomes attended', () => {
    const excused = once.after(excuse('2026-09-12', '2026-09-10'))
    excused
      .after(marked({ on: '2026-09-10', mark: 'apologies', version: 2, typed: '2026-09-13' }))
      .when(marked({ on: '2026-10-12', mark: 'absent' }))
      .then(noted, missed)
    excused
      .after(
        marked({ on: '2026-09-10', mark: 'attended', version: 2, typed: '2026-09-13' }),
        marked({ on: '2026-09-10', mark: 'absent', version: 3, typed: '2026-09-14' }),
      )
      .when(marked({ on: '2026-10-12', mark: 'absent' }))
      .then(noted, missed, [{ type: 'FlagshipAtRisk' }])
  })
})

describe('the gentle letter', () => {
  test('is due on the first working day after a first miss', () =>
    // The ninth of October 2026 is a Friday.
    flagship
      .after(marked({ on: '2026-10-09', mark: 'absent' }))
      .when(mornings('2026-10-10', '2026-10-14'))
      .then(on('2026-10-12', gentle('2026-10-09'))))

  test('comes after an attended meeting, and not after a miss', () =>
    flagship
      .after(marked({ on: '2026-09-10', mark: 'attended' }), marked({ on: '2026-10-12', mark: 'absent' }))
      .when(wake('2026-10-13'))
      .then(gentle('2026-10-12')))

  test('does not come to a school that is at risk by then, nor for a miss that was excused or put right', () => {
    flagship
      .after(
        marked({ on: '2026-10-12', mark: 'absent' }),
        marked({ on: '2026-10-12', mark: 'absent', meeting: 'north-1-b' }),
      )
      .when(wake('2026-10-13'))
      .then(dropped('2026-10-12'), firm)
    const once = flagship.after(marked({ on: '2026-10-12', mark: 'absent' }))
    once.after(excuse('2026-10-12 16:00', '2026-10-12')).when(wake('2026-10-13')).then(nothing())
    once
      .after(marked({ on: '2026-10-12', mark: 'attended', version: 2, typed: '2026-10-12 16:00' }))
      .when(wake('2026-10-13'))
      .then(nothing())
  })

  const atRisk = flagship.after(
    marked({ on: '2026-09-08', mark: 'absent' }),
    marked({ on: '2026-09-09', mark: 'absent' }),
    mornings('2026-09-10', '2026-09-14'),
  )

  test('of a miss typed while the school is at risk does not wait for the end of the risk', () =>
    atRisk
      .after(marked({ on: '2026-09-03', mark: 'absent', typed: '2026-09-14' }))
      .when(
        mornings('2026-09-15', '2026-09-25'),
        marked({ on: '2026-09-25', mark: 'attended' }),
        mornings('2026-09-26', '2026-10-05'),
      )
      .then(on('2026-09-15', dropped('2026-09-03')), on('2026-09-25', noted, [{ type: 'FlagshipRiskCleared' }])))

  test('does not go to a school that is no Flagship any more by then', () =>
    flagship
      .after(
        marked({ on: '2026-10-09', mark: 'absent' }),
        at('2026-10-10', { do: 'lapse-award', award: 'flagship', reason: aNote }),
      )
      .when(wake('2026-10-12'))
      .then(dropped('2026-10-09')))

  test('comes when a risk arose and was put right before its morning', () =>
    flagship
      .after(marked({ on: '2026-09-08', mark: 'absent' }), mornings('2026-09-09', '2026-09-17'))
      .after(
        marked({ on: '2026-09-03', mark: 'absent', typed: '2026-09-17' }),
        marked({ on: '2026-09-08', mark: 'none', version: 2, typed: '2026-09-17 12:00' }),
      )
      .when(mornings('2026-09-18', '2026-09-25'))
      .then(on('2026-09-18', gentle('2026-09-03'))))

  test('does not come from an import', () =>
    flagship
      .after(marked({ on: '2026-10-12', mark: 'absent', imported: true }))
      .when(mornings('2026-10-13', '2026-10-20'))
      .then(nothing()))
})

test('a school at risk is written to on the first working day after, once', () =>
  flagship
    .after(marked({ on: '2026-09-10', mark: 'absent' }), mornings('2026-09-11', '2026-10-11'))
    .after(marked({ on: '2026-10-12', mark: 'absent' }))
    .when(mornings('2026-10-13', '2026-10-20'))
    .then(on('2026-10-13', firm)))

test('a school whose risk was cleared the same day is not written to', () =>
  flagship
    .after(marked({ on: '2026-09-10', mark: 'absent' }), mornings('2026-09-11', '2026-10-11'))
    .after(marked({ on: '2026-10-12', mark: 'absent' }), excuse('2026-10-12 17:00', '2026-10-12'))
    .when(mornings('2026-10-13', '2026-10-20'))
    .then(nothing()))
