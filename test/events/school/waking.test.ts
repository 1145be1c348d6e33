// R8: the due day itself and the end of the time of grace; and what wakes a school at all.
import { describe, test } from 'vitest'
import {
  a,
  aNote,
  given,
  graceEnded,
  reminded,
  reviewExtended,
  reviewFellDue,
  reviewOpened,
  visitAnnounced,
  visitBooked,
} from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

// 14 November 2026 is a Saturday; 90 days after it is Friday 12 February 2027.
const due = '2026-11-14'
const centre = given(a.centreOfExcellence({ since: '2024-11-14' }), reviewOpened({ due, n: 2 }))

describe('the due day', () => {
  test('it is recorded on the day itself, though that is no working day', () =>
    centre.when(mornings('2026-11-14', '2026-11-15')).then(on(due, reviewFellDue({ due }))))

  test('it is recorded for a booked review too', () =>
    given(
      a.centreOfExcellence({ since: '2024-11-14' }),
      reviewOpened({ due }),
      visitBooked({ on: '2026-12-10', recorded: '2026-11-02', due }),
    )
      .when(mornings('2026-11-03', '2026-11-25'))
      .then(on(due, reviewFellDue({ due }))))

  test('it is recorded for a suspended award too', () =>
    centre
      .after(at('2026-11-02', { do: 'suspend-award', award: 'centre-of-excellence', reason: aNote }))
      .when(mornings('2026-11-03', '2026-12-31'))
      .then(on(due, reviewFellDue({ due }))))

  test('it is recorded once', () => centre.after(wake(due)).when(wake(due)).then(nothing()))

  test('a decided review falls due no more', () =>
    centre
      .after(at('2026-11-13', { do: 'decide-review', decision: 'retained' }))
      .when(mornings('2026-11-14', '2027-03-01'))
      .then(nothing())
      .andWakes('2027-05-18'))

  test('an extended review is due again on its new day', () =>
    centre
      .after(wake(due), at('2026-11-16', { do: 'extend-review', to: '2026-11-30', reason: aNote }))
      .when(mornings('2026-11-17', '2026-11-30'))
      .then(
        on('2026-11-23', reminded('before-7', { due: '2026-11-30', own: due })),
        on('2026-11-30', reviewFellDue({ due: '2026-11-30' })),
      ))
})

describe('the time of grace', () => {
  test('it ends 90 days after the due day, working day or not, and once', () =>
    given(
      a.centreOfExcellence({ since: '2024-11-15' }),
      reviewOpened({ due: '2026-11-15' }),
      reviewFellDue({ due: '2026-11-15' }),
    )
      // 13 February 2027 is a Saturday.
      .after(mornings('2026-11-16', '2027-02-12'))
      .when(mornings('2027-02-13', '2027-06-01'))
      .then(on('2027-02-13', graceEnded('2026-11-15')))
      // For the invoice of its next contract year.
      .andWakes('2027-11-15'))

  test('an extension moves its end as well', () =>
    centre
      .after(mornings(due, '2026-12-31'), at('2027-01-04', { do: 'extend-review', to: '2027-01-05', reason: aNote }))
      .when(mornings('2027-01-05', '2027-04-05'))
      .then(
        on('2027-01-05', reviewFellDue({ due: '2027-01-05' })),
        on('2027-01-06', reminded('after-1', { due: '2027-01-05', own: due })),
        on('2027-01-19', reminded('after-14', { due: '2027-01-05', own: due })),
        on('2027-02-02', reminded('after-28', { due: '2027-01-05', own: due })),
        on('2027-04-05', graceEnded('2027-01-05')),
      ))

  test('after an outage it is recorded with the due day it belongs to, beside all else that was missed', () =>
    centre
      .after(wake('2026-11-10'))
      .when(mornings('2027-03-01', '2027-03-01'))
      .then(on('2027-03-01', reviewFellDue({ due }), graceEnded(due), reminded('after-28', { due }))))

  test('a body may grant a longer one', () =>
    given(
      a.centreOfExcellence({ since: '2024-11-14' }),
      reviewOpened({ due }),
      reviewFellDue({ due }),
      reminded('after-28', { due }),
    )
      .where({ graceDays: 120 })
      .when(wake('2027-03-13'))
      .then(nothing())
      .andWakes('2027-03-14'))
})

describe('a school that wants nothing', () => {
  test('it is not woken when it has no award', () =>
    given(a.school()).when(wake('2026-09-01')).then(nothing()).andWakes(undefined))

  test('it is woken for the announcements of a visit that was extended over', () =>
    given(
      a.centreOfExcellence({ since: '2024-11-14' }),
      reviewOpened({ due }),
      visitBooked({ on: '2026-12-09', recorded: '2026-10-05', due }),
      reviewExtended({ from: due, to: '2027-01-29', on: '2026-10-19' }),
    )
      .when(mornings('2026-10-20', '2026-12-08'))
      .then(
        on('2026-11-25', visitAnnounced('2026-12-09', 14, { due: '2027-01-29' })),
        on('2026-12-07', visitAnnounced('2026-12-09', 2, { due: '2027-01-29' })),
      ))
})
