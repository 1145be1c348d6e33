// The schools of the sample year that each turn on one rule, told from their import on 1 September 2026.
import { describe, test } from 'vitest'
import type { Day } from '../../../events/kernel/day.ts'
import type { Nation } from '../../../events/kernel/words.ts'
import type { HistoryRow } from '../../../events/school/commands.ts'
import {
  a,
  aNote,
  decisionLate,
  given,
  graceEnded,
  reminded,
  reviewFellDue,
  visitAnnounced,
} from '../../kit/builders/school.ts'
import { at, mornings, on } from '../../kit/given.ts'

const granted = (award: HistoryRow['award'], day: Day): HistoryRow => ({ award, action: 'granted', on: day })
const reAccredited = (day: Day): HistoryRow => ({ award: 'centre-of-excellence', action: 're-accredited', on: day })
const both = (day: Day) => [granted('inclusive-school', day), granted('centre-of-excellence', day)]

const imported = (nation: Nation, ...rows: HistoryRow[]) =>
  given(a.school({ nation })).after(
    at('2026-09-01', { do: 'take-over-history', rows }),
    at('2026-09-01', { do: 'join-cluster', cluster: 'named-1', on: '2026-09-01' }),
  )

describe('Stage On The Opening Day Primary', () => {
  test('its 90-days stage falls on the day of the import and is superseded; all later ones come', () => {
    const due = '2026-11-30'
    imported('scotland', ...both('2024-11-30'))
      .when(mornings('2026-09-02', '2027-08-31'))
      .then(
        on('2026-10-01', reminded('before-60', { due })),
        on('2026-10-30', reminded('before-30', { due })),
        on('2026-11-23', reminded('before-7', { due })),
        // St Andrew's Day, a bank holiday in Scotland: recorded all the same.
        on('2026-11-30', reviewFellDue({ due })),
        on('2026-12-01', reminded('after-1', { due })),
        on('2026-12-14', reminded('after-14', { due })),
        on('2027-01-05', reminded('after-28', { due })),
        on('2027-02-28', graceEnded(due)),
      )
  })
})

describe('Extended By A Year School', () => {
  test('decided before its extended day, its next review is the one the extension had reached past', () => {
    const extended = { due: '2027-09-25', own: '2026-09-20' }
    imported('england', ...both('2022-09-20'), reAccredited('2025-09-20'))
      .when(
        mornings('2026-09-02', '2026-09-16'),
        at('2026-09-16', { do: 'extend-review', to: '2027-09-25', reason: aNote }),
        mornings('2026-09-17', '2027-06-01'),
        at('2027-06-01', { do: 'decide-review', decision: 'retained' }),
        mornings('2027-06-02', '2027-08-31'),
      )
      .then(
        on('2026-09-11', reminded('before-7', { due: '2026-09-20' })),
        [{ type: 'ReviewExtended' }],
        on('2027-03-19', reminded('before-180', extended)),
        [{ type: 'ReviewDecided' }, { type: 'ReviewOpened', data: { due: '2027-09-20', n: 5 } }],
        on('2027-06-22', reminded('before-90', { due: '2027-09-20' })),
        on('2027-07-22', reminded('before-30', { due: '2027-09-20' })),
      )
  })
})

describe('Ysgol Wythnos Hanner Tymor', () => {
  test('the closures of Wales move its stages, and its Easter comes before the stage after it', () => {
    const re = { due: '2027-03-26', kind: 're-accreditation' } as const
    imported('wales', ...both('2024-03-26'))
      .when(mornings('2026-09-02', '2027-08-31'))
      .then(
        on('2026-09-25', reminded('before-180', re)),
        on('2026-12-18', reminded('before-90', re)),
        on('2027-01-25', reminded('before-60', re)),
        // 24 February lies in the half-term of Wales, which is a week after England's.
        on('2027-02-19', reminded('before-30', re)),
        on('2027-03-19', reminded('before-7', re)),
        on('2027-03-26', reviewFellDue(re)),
        on('2027-04-05', reminded('after-1', re)),
        on('2027-04-09', reminded('after-14', re)),
        on('2027-04-23', reminded('after-28', re)),
        on('2027-06-24', graceEnded('2027-03-26')),
      )
  })
})

describe('Climbs With A Visit Booked School', () => {
  test('the Flagship closes the review that fell due and drops its booking', () => {
    imported('england', ...both('2022-10-15'), reAccredited('2025-10-15'))
      .when(
        mornings('2026-09-02', '2026-09-18'),
        at('2026-09-18', { do: 'book-visit', on: '2026-11-04' }),
        mornings('2026-09-19', '2026-10-21'),
        at('2026-10-21', { do: 'grant-award', award: 'flagship', on: '2026-10-21' }),
        mornings('2026-10-22', '2027-08-31'),
      )
      .then(
        on('2026-09-15', reminded('before-30', { due: '2026-10-15' })),
        [{ type: 'VisitBooked' }],
        on('2026-10-15', reviewFellDue({ due: '2026-10-15' })),
        // Two weeks before 4 November.
        on('2026-10-21', visitAnnounced('2026-11-04', 14, { due: '2026-10-15' })),
        [{ type: 'AwardGranted' }, { type: 'ReviewClosed' }, { type: 'ReviewOpened', data: { due: '2027-10-21' } }],
        on('2027-04-23', reminded('before-180', { due: '2027-10-21', award: 'flagship' })),
        on('2027-07-22', reminded('before-60', { due: '2027-10-21', award: 'flagship' })),
      )
  })
})

describe('Leap Day School', () => {
  test('of a 29 February, the third review is due on the 28th; an extension plans it anew', () => {
    const first = { due: '2027-02-28', kind: 're-accreditation' } as const
    const second = { ...first, due: '2027-03-16', own: '2027-02-28' }
    imported('england', ...both('2024-02-29'))
      .when(
        mornings('2026-09-02', '2027-01-15'),
        at('2027-01-15', { do: 'extend-review', to: '2027-03-16', reason: aNote }),
        mornings('2027-01-16', '2027-08-31'),
      )
      .then(
        on('2026-11-30', reminded('before-90', first)),
        on('2026-12-18', reminded('before-60', first)),
        [{ type: 'ReviewExtended' }],
        // before-60 of 16 March is the day of the extension itself.
        on('2027-02-12', reminded('before-30', second)),
        on('2027-03-09', reminded('before-7', second)),
        on('2027-03-16', reviewFellDue(second)),
        on('2027-03-17', reminded('after-1', second)),
        on('2027-04-05', reminded('after-14', second)),
        on('2027-04-13', reminded('after-28', second)),
        on('2027-06-14', graceEnded('2027-03-16')),
      )
  })
})

describe('Always There School and Typed Out Of Order School', () => {
  test.each([
    ['an annual review', '2018-02-01', 'annual-review', '2022-02-01'],
    ['a re-accreditation', '2017-02-01', 're-accreditation', '2021-02-01'],
  ] as const)(
    'a Flagship has its ladder of %s counted from its own day, not from the lower award',
    (_, centreSince, kind, since) => {
      const of = { due: '2027-02-01', award: 'flagship', kind } as const
      imported('england', ...both(centreSince), granted('flagship', since))
        .when(mornings('2026-09-02', '2027-08-31'))
        .then(
          on('2026-11-03', reminded('before-90', of)),
          on('2026-12-03', reminded('before-60', of)),
          on('2026-12-18', reminded('before-30', of)),
          on('2027-01-25', reminded('before-7', of)),
          on('2027-02-01', reviewFellDue(of)),
          on('2027-02-02', reminded('after-1', of)),
          on('2027-02-22', reminded('after-14', of)),
          on('2027-03-01', reminded('after-28', of)),
          on('2027-05-02', graceEnded('2027-02-01')),
        )
    },
  )

  test('a visit that nobody decides on brings one task and no reminder', () => {
    imported('england', ...both('2018-02-01'), granted('flagship', '2022-02-01'))
      .after(at('2026-09-03', { do: 'book-visit', on: '2026-10-10' }))
      .when(mornings('2026-09-28', '2027-01-31'))
      .then(
        on('2026-09-28', visitAnnounced('2026-10-10', 14, { due: '2027-02-01', award: 'flagship' })),
        on('2026-10-08', visitAnnounced('2026-10-10', 2, { due: '2027-02-01', award: 'flagship' })),
        on('2026-11-07', decisionLate('2026-10-10', '2027-02-01')),
      )
  })
})
