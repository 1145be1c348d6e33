// R7: an open review is extended, recommended on, decided; what each decision leaves behind.
import { describe, expect, test } from 'vitest'
import {
  a,
  aNote,
  given,
  reminded,
  reviewExtended,
  reviewFellDue,
  reviewOpened,
  visitBooked,
} from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

const due = '2026-12-16'
const centre = a.centreOfExcellence({ since: '2024-12-16' })
const open = given(centre, reviewOpened({ due, n: 2 }))
const booked = given(
  centre,
  reviewOpened({ due, n: 2 }),
  visitBooked({ on: '2026-10-07', recorded: '2026-09-07', due }),
)

describe('extending', () => {
  const extend = (to: string) => ({ do: 'extend-review', to, reason: aNote }) as const

  test('it moves the due day of this review and says from where', () =>
    open
      .when(at('2026-10-01', extend('2027-03-16')))
      .then([{ type: 'ReviewExtended', data: { from: due, to: '2027-03-16', on: '2026-10-01', reason: aNote } }])
      .leaving(({ review }) => expect(review).toMatchObject({ due: '2027-03-16', own: due })))

  test('the stages are planned anew from the new due day', () =>
    open
      .after(wake('2026-09-17'), at('2026-10-01', extend('2027-03-16')))
      .when(mornings('2026-10-02', '2027-01-15'))
      .then(
        on('2026-12-16', reminded('before-90', { due: '2027-03-16', own: due })),
        on('2027-01-15', reminded('before-60', { due: '2027-03-16', own: due })),
      ))

  test('a stage already sent for the old due day is sent again for the new one', () =>
    open
      .after(mornings('2026-09-17', '2026-10-16'), at('2026-10-19', extend('2026-12-21')))
      .when(mornings('2026-10-20', '2026-12-18'))
      // before-60 went on 16 October already, for 16 December.
      .then(
        on('2026-10-22', reminded('before-60', { due: '2026-12-21', own: due })),
        on('2026-11-20', reminded('before-30', { due: '2026-12-21', own: due })),
        on('2026-12-14', reminded('before-7', { due: '2026-12-21', own: due })),
      ))

  test('to any day after today, earlier ones too', () =>
    open.when(at('2026-10-01', extend('2026-10-02'))).then([{ type: 'ReviewExtended', data: { to: '2026-10-02' } }]))

  test('not to today or before', () => {
    open
      .when(at('2026-10-01', extend('2026-10-01')))
      .thenRefused('extension-not-in-the-future', { to: '2026-10-01', today: '2026-10-01' })
    open.when(at('2026-10-01', extend('2026-01-01'))).thenRefused('extension-not-in-the-future')
  })

  test('today is the day in London, an hour before midnight in summer too', () => {
    open
      .when(at('2026-07-01 00:30', extend('2026-07-01')))
      .thenRefused('extension-not-in-the-future', { today: '2026-07-01' })
    open
      .when(at('2026-06-30 23:30', extend('2026-07-01')))
      .then([{ type: 'ReviewExtended', data: { on: '2026-06-30' } }])
  })

  test('to the day it is due already, nothing happens', () => open.when(at('2026-10-01', extend(due))).then(nothing()))

  test('a booking survives it', () =>
    booked
      .after(at('2026-09-21', extend('2027-03-16')))
      .when(mornings('2026-09-22', '2026-10-06'))
      .then(
        on('2026-09-23', [{ type: 'VisitReminderDue', data: { on: '2026-10-07', before: 14, due: '2027-03-16' } }]),
        on('2026-10-05', [{ type: 'VisitReminderDue', data: { on: '2026-10-07', before: 2 } }]),
      ))

  test('without an award there is nothing to extend', () =>
    given(a.school())
      .when(at('2026-10-01', extend('2027-01-01')))
      .thenRefused('no-open-review'))
})

describe('the window of a decision', () => {
  const retain = { do: 'decide-review', decision: 'retained' } as const

  test('180 days before the due day it may be decided', () =>
    open
      .when(at('2026-06-19', retain))
      .then([{ type: 'ReviewDecided', data: { on: '2026-06-19' } }], [{ type: 'ReviewOpened' }]))

  test('a day earlier it may not, and the refusal says from when on', () =>
    open
      .when(at('2026-06-18', retain))
      .thenRefused('review-window-not-open', { due, opens: '2026-06-19', on: '2026-06-18' }))

  test('the window is that of the due day as it stands', () => {
    const extended = given(
      centre,
      reviewOpened({ due, n: 2 }),
      reviewExtended({ from: due, to: '2027-03-16', on: '2026-06-01' }),
    )
    extended
      .when(at('2026-06-19', retain))
      .thenRefused('review-window-not-open', { due: '2027-03-16', opens: '2026-09-17' })
    extended
      .when(at('2026-09-17', retain))
      .then([{ type: 'ReviewDecided' }], [{ type: 'ReviewOpened', data: { due: '2027-12-16' } }])
  })

  test('it is the day stated that must lie in the window', () =>
    open
      .when(at('2026-06-22', { ...retain, on: '2026-06-18' }))
      .thenRefused('review-window-not-open', { on: '2026-06-18' }))

  test('a body may open it later', () =>
    open
      .where({ decisionWindowDays: 30 })
      .when(at('2026-11-15', retain))
      .thenRefused('review-window-not-open', { opens: '2026-11-16' }))

  test('a decision of tomorrow is refused', () =>
    open
      .when(at('2026-12-01', { ...retain, on: '2026-12-02' }))
      .thenRefused('day-in-the-future', { on: '2026-12-02', today: '2026-12-01' }))

  test('without an award there is nothing to decide', () =>
    given(a.school()).when(at('2026-12-01', retain)).thenRefused('no-open-review'))
})

describe('retained or re-accredited', () => {
  test('the decision names the review it closes, its day and the day before which nothing resumes', () =>
    booked
      .when(at('2026-10-12', { do: 'decide-review', decision: 'retained', on: '2026-10-09', reason: aNote }))
      .then(
        [
          {
            type: 'ReviewDecided',
            data: {
              decision: 'retained',
              on: '2026-10-09',
              kind: 'annual-review',
              due,
              resumeAfter: '2026-10-12',
              reason: aNote,
            },
          },
        ],
        [{ type: 'ReviewOpened', data: { due: '2027-12-16', n: 3, kind: 're-accreditation', on: '2026-10-12' } }],
      )
      .leaving(({ awards, review }) => {
        expect(awards.find(({ award }) => award === 'centre-of-excellence')).toMatchObject({
          since: '2024-12-16',
          confirmedOn: '2026-10-09',
          state: 'held',
        })
        expect(review?.visit).toBeUndefined()
      }))

  test('it ends the ladder and begins the next, whose stages until that day are superseded', () =>
    open
      .after(at('2026-12-15', { do: 'decide-review', decision: 'retained' }))
      .when(mornings('2026-12-16', '2027-07-31'))
      .then(on('2027-06-18', reminded('before-180', { due: '2027-12-16', kind: 're-accreditation' }))))
})

describe('action required', () => {
  const act = { do: 'decide-review', decision: 'action-required' } as const

  test('it closes the booking and leaves the review open', () =>
    booked
      .when(at('2026-10-12', act))
      .then([{ type: 'ReviewDecided', data: { decision: 'action-required' } }])
      .leaving(({ review }) => {
        expect(review).toMatchObject({ due, own: due })
        expect(review?.visit).toBeUndefined()
      }))

  test('the ladder resumes with the stages still to come', () =>
    booked
      .after(mornings('2026-09-08', '2026-10-15'), at('2026-10-16 07:00', act))
      .when(mornings('2026-10-16', '2026-11-16'))
      .then(on('2026-10-16', reminded('before-60', { due })), on('2026-11-16', reminded('before-30', { due }))))

  test('a stage whose morning run has passed that day is not sent', () =>
    booked
      .after(mornings('2026-09-08', '2026-10-16'), at('2026-10-16 07:45', act))
      .when(mornings('2026-10-17', '2026-11-16'))
      .then(on('2026-11-16', reminded('before-30', { due }))))

  test('where no visit had stopped the ladder, what waits for a working day still goes on it', () =>
    open
      // The stage of Friday 16 October was missed; the mornings go on again on Saturday, which is no working day.
      .after(at('2026-10-17 10:00', act))
      .when(mornings('2026-10-18', '2026-10-19'))
      .then(on('2026-10-19', reminded('before-60', { due }))))

  test('the review falls due, and nobody is asked about the visit any more', () =>
    booked
      .after(at('2026-10-12', act))
      .when(mornings('2026-12-12', '2026-12-16'))
      .then(on('2026-12-14', reminded('before-7', { due })), on('2026-12-16', reviewFellDue({ due }))))

  test('it can be decided once more', () =>
    booked
      .after(at('2026-10-12', act))
      .when(at('2026-11-30', { do: 'decide-review', decision: 'retained' }))
      .then([{ type: 'ReviewDecided' }], [{ type: 'ReviewOpened', data: { due: '2027-12-16' } }]))
})

describe('not retained', () => {
  const drop = { do: 'decide-review', decision: 'not-retained' } as const

  test('the award ends and the next lower one opens its review that day, as an import would', () =>
    open.when(at('2026-12-01', drop)).then(
      [{ type: 'ReviewDecided', data: { decision: 'not-retained' } }],
      [{ type: 'AwardEnded', data: { award: 'centre-of-excellence', because: 'not-retained' } }],
      [{ type: 'ReviewClosed', data: { due, because: 'award-ended' } }],
      // The Inclusive School Award of 16 December 2024: every third year from then, later than today.
      [
        {
          type: 'ReviewOpened',
          data: { award: 'inclusive-school', kind: 'renewal', n: 3, due: '2027-12-16', on: '2026-12-01' },
        },
      ],
    ))

  test('a Flagship becomes a Centre of Excellence again, whose reviews until today count as done', () =>
    given(a.flagship({ since: '2024-12-16', centreSince: '2020-12-01' }), reviewOpened({ award: 'flagship', due }))
      .when(at('2026-12-01', drop))
      .then(
        [{ type: 'ReviewDecided' }],
        [{ type: 'AwardEnded', data: { award: 'flagship' } }],
        [{ type: 'ReviewClosed' }],
        [
          {
            type: 'ReviewOpened',
            data: { award: 'centre-of-excellence', kind: 'annual-review', n: 7, due: '2027-12-01' },
          },
        ],
      ))

  test('the last award gone, no review is open and nothing wakes the school', () =>
    given(a.inclusiveSchool({ since: '2023-12-16' }), reviewOpened({ award: 'inclusive-school', kind: 'renewal', due }))
      .when(at('2026-12-01', drop))
      .then([{ type: 'ReviewDecided' }], [{ type: 'AwardEnded' }], [{ type: 'ReviewClosed' }])
      .andWakes(undefined))

  test('its booking is gone with it', () =>
    booked.after(at('2026-10-12', drop)).when(mornings('2026-10-13', '2027-01-31')).then(nothing()))
})

describe('a recommendation', () => {
  test('it is a fact of its own and decides nothing', () =>
    booked
      .when(at('2026-10-08', { do: 'recommend', recommendation: 'retained', report: aNote }))
      .then([
        { type: 'RecommendationMade', data: { recommendation: 'retained', due, on: '2026-10-08', report: aNote } },
      ])
      .leaving(({ review }) => expect(review?.visit?.on).toBe('2026-10-07')))

  test('without an award there is nothing to recommend', () =>
    given(a.school())
      .when(at('2026-10-08', { do: 'recommend', recommendation: 'retained' }))
      .thenRefused('no-open-review'))
})

test('nothing is asked of a school that is not registered', () =>
  given()
    .when(at('2026-10-08', { do: 'decide-review', decision: 'retained' }))
    .thenRefused('school-not-registered'))
