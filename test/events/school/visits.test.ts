// R7: a booked visit is announced again, and a person is asked when its decision is late.
import { describe, test } from 'vitest'
import {
  a,
  aNote,
  decisionLate,
  given,
  reminded,
  reviewFellDue,
  reviewOpened,
  visitAnnounced,
  visitBooked,
} from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

const due = '2026-12-16'
const centre = given(a.centreOfExcellence({ since: '2024-12-16' }), reviewOpened({ due, n: 2 }))
const booked = (visit: string, recorded: string) =>
  given(
    a.centreOfExcellence({ since: '2024-12-16' }),
    reviewOpened({ due, n: 2 }),
    visitBooked({ on: visit, recorded, due }),
  )

describe('the announcement of a visit', () => {
  test('it comes 14 and 2 days before', () =>
    booked('2026-11-25', '2026-10-05')
      .when(mornings('2026-10-06', '2026-11-26'))
      .then(
        on('2026-11-11', visitAnnounced('2026-11-25', 14, { due })),
        on('2026-11-23', visitAnnounced('2026-11-25', 2, { due })),
      ))

  test('on a day that is no working day it comes on the latest one before', () =>
    // 9 November 2026 less 14 days lies in half-term, less 2 on a Saturday.
    booked('2026-11-09', '2026-10-05')
      .when(mornings('2026-10-06', '2026-11-09'))
      .then(
        on('2026-10-23', visitAnnounced('2026-11-09', 14, { due })),
        on('2026-11-06', visitAnnounced('2026-11-09', 2, { due })),
      ))

  test('an announcement whose day had passed when the visit was booked is not made', () =>
    booked('2026-11-25', '2026-11-11')
      .when(mornings('2026-11-12', '2026-11-25'))
      .then(on('2026-11-23', visitAnnounced('2026-11-25', 2, { due }))))

  test('booked for tomorrow, a visit is not announced again', () =>
    booked('2026-11-25', '2026-11-24').when(mornings('2026-11-25', '2026-11-26')).then(nothing()))

  test('both announcements on one send day are one', () =>
    booked('2026-11-25', '2026-10-05')
      .where({ visitAnnouncedBefore: [3, 4, 5] })
      .when(mornings('2026-10-06', '2026-11-24'))
      // 21 and 22 November 2026 are a weekend, so all three fall on Friday 20.
      .then(on('2026-11-20', visitAnnounced('2026-11-25', 3, { due }))))

  test('after an outage the latest one reached is made up for, on a working day', () =>
    booked('2026-11-25', '2026-10-05')
      .after(wake('2026-11-10'))
      .when(mornings('2026-11-14', '2026-11-20'))
      .then(on('2026-11-16', visitAnnounced('2026-11-25', 14, { due }))))

  test('after an outage over the visit nothing is announced', () =>
    booked('2026-11-25', '2026-10-05')
      .after(wake('2026-11-10'))
      .when(mornings('2026-11-25', '2026-11-26'))
      .then(nothing()))

  test('a visit moved to another day is announced anew', () =>
    booked('2026-11-25', '2026-10-05')
      .after(mornings('2026-10-06', '2026-11-11'), at('2026-11-12', { do: 'book-visit', on: '2026-12-09' }))
      .when(mornings('2026-11-13', '2026-12-08'))
      .then(
        on('2026-11-25', visitAnnounced('2026-12-09', 14, { due })),
        on('2026-12-07', visitAnnounced('2026-12-09', 2, { due })),
      ))

  test('a cancelled visit is announced no more', () =>
    booked('2026-11-25', '2026-10-05')
      .after(mornings('2026-10-06', '2026-11-11'), at('2026-11-19', { do: 'cancel-visit' }))
      .when(mornings('2026-11-20', '2026-12-08'))
      .then(nothing())
      .andWakes('2026-12-09'))
})

describe('a visit without a decision', () => {
  test('28 days after it a person is asked, once', () =>
    booked('2026-10-07', '2026-10-05')
      .when(mornings('2026-10-06', '2026-12-10'))
      .then(on('2026-11-04', decisionLate('2026-10-07', due))))

  test('nobody is asked about a decided review', () =>
    booked('2026-10-07', '2026-10-05')
      .after(at('2026-11-03', { do: 'decide-review', decision: 'retained' }))
      .when(mornings('2026-11-04', '2026-12-31'))
      .then(nothing()))

  test('a visit moved after the asking is asked about again', () =>
    booked('2026-10-07', '2026-10-05')
      .after(mornings('2026-10-06', '2026-11-04'), at('2026-11-04', { do: 'book-visit', on: '2026-11-05' }))
      .when(mornings('2026-11-05', '2026-12-15'))
      .then(on('2026-12-03', decisionLate('2026-11-05', due))))

  test('a body may wait longer', () =>
    booked('2026-10-07', '2026-10-05')
      .where({ visitDecisionDays: 40 })
      .when(mornings('2026-11-04', '2026-11-16'))
      .then(on('2026-11-16', decisionLate('2026-10-07', due))))
})

describe('booking and cancelling', () => {
  test('a booking names the review it is for and the day it was recorded', () =>
    centre
      .when(
        at('2026-10-05', {
          do: 'book-visit',
          on: '2026-11-25',
          assessor: 'staff#9',
          reason: 'note-00000000-0000-4000-8000-000000000001',
        }),
      )
      .then([
        {
          type: 'VisitBooked',
          data: {
            on: '2026-11-25',
            award: 'centre-of-excellence',
            kind: 'annual-review',
            due,
            assessor: 'staff#9',
            recorded: '2026-10-05',
            reason: 'note-00000000-0000-4000-8000-000000000001',
          },
        },
      ]))

  test('the same booking again changes nothing', () =>
    booked('2026-11-25', '2026-10-05')
      .when(at('2026-10-06', { do: 'book-visit', on: '2026-11-25' }))
      .then(nothing()))

  test('cancelled before the morning run, the stage of that day is still to come', () =>
    // before-60 of 16 December is Friday 16 October (the 17th is a Saturday).
    booked('2026-11-25', '2026-10-05')
      .after(at('2026-10-16 06:00', { do: 'cancel-visit' }))
      .when(wake('2026-10-16'))
      .then(reminded('before-60', { due })))

  test('cancelled after the morning run, the ladder goes on with the next stage', () =>
    booked('2026-11-25', '2026-10-05')
      .after(at('2026-10-16 07:30', { do: 'cancel-visit', reason: aNote }))
      .when(mornings('2026-10-16', '2026-11-16'))
      .then(on('2026-11-16', reminded('before-30', { due }))))

  test('stages that passed while the visit was booked are not made up for', () =>
    booked('2026-11-25', '2026-09-07')
      .after(mornings('2026-09-08', '2026-10-19'), at('2026-10-19', { do: 'cancel-visit' }))
      .when(mornings('2026-10-20', '2026-11-15'))
      .then(nothing())
      .andWakes('2026-11-16'))

  test('booked before the morning run, the stage of that day is not sent', () =>
    centre
      .after(at('2026-10-16 06:00', { do: 'book-visit', on: '2026-11-25' }))
      .when(wake('2026-10-16'))
      .then(nothing()))

  test('an overdue review can be booked and its ladder stops', () =>
    centre
      .after(mornings('2026-12-16', '2026-12-17'), at('2026-12-18', { do: 'book-visit', on: '2027-01-20' }))
      .when(mornings('2026-12-19', '2027-01-05'))
      .then(nothing()))

  test('the day of a visit may be typed in afterwards', () =>
    centre
      .after(at('2026-10-16', { do: 'book-visit', on: '2026-10-14' }))
      .when(mornings('2026-10-17', '2026-11-11'))
      .then(on('2026-11-11', decisionLate('2026-10-14', due))))

  test('without a booking there is nothing to cancel', () =>
    centre.when(at('2026-10-16', { do: 'cancel-visit' })).thenRefused('no-visit-booked', { due }))

  test('without an award there is nothing to book or to cancel', () => {
    given(a.school())
      .when(at('2026-10-16', { do: 'book-visit', on: '2026-11-25' }))
      .thenRefused('no-open-review')
    given(a.school())
      .when(at('2026-10-16', { do: 'cancel-visit' }))
      .thenRefused('no-open-review')
  })

  test('the due day comes though the visit is booked for later', () =>
    booked('2027-01-20', '2026-12-01')
      .when(mornings('2026-12-02', '2026-12-31'))
      .then(on(due, reviewFellDue({ due }))))
})
