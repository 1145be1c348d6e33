// R2 to R6: the stages of the ladder, the day each is sent on, what is superseded, what an outage leaves over.
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import type { Nation } from '../../../events/kernel/words.ts'
import { planStages, stageName } from '../../../events/school/ladder.ts'
import {
  a,
  given,
  reminded,
  reviewExtended,
  reviewFellDue,
  reviewOpened,
  visitBooked,
} from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

const plan = (due: string, nation: Nation) =>
  planStages(due, nation, firstCalendar, defaultSettings).map(
    ({ offset, sendDay }) => `${sendDay} ${stageName(offset)}`,
  )

describe('the stages of a review', () => {
  test('five come before the due day and three after it', () =>
    expect(plan('2026-09-30', 'overseas')).toEqual([
      '2026-04-03 before-180',
      '2026-07-02 before-90',
      // 1 August 2026 is a Saturday.
      '2026-07-31 before-60',
      '2026-08-31 before-30',
      '2026-09-23 before-7',
      '2026-10-01 after-1',
      '2026-10-14 after-14',
      '2026-10-28 after-28',
    ]))

  test('before the due day it is the latest working day on or before, after it the earliest on or after', () =>
    expect(plan('2026-12-26', 'england')).toEqual([
      '2026-06-29 before-180',
      // 27 September is a Sunday; 27 October lies in half-term, which began after Friday 23.
      '2026-09-25 before-90',
      '2026-10-23 before-60',
      '2026-11-26 before-30',
      // 19 December is a Saturday, 27 December lies in the Christmas closure, 9 January is a Saturday, 23 January too.
      '2026-12-18 before-7',
      '2027-01-04 after-1',
      '2027-01-11 after-14',
      '2027-01-25 after-28',
    ]))

  test('of two stages with the same send day the earlier one is superseded', () =>
    // The summer closure draws both before-90 (22 July) and before-60 (21 August) to 22 July.
    expect(plan('2026-10-20', 'england').slice(0, 3)).toEqual([
      '2026-04-23 before-180',
      '2026-07-22 before-60',
      '2026-09-18 before-30',
    ]))

  test('each nation has its own working days', () => {
    const sendDay = (nation: Nation) => plan('2026-11-12', nation).find((one) => one.endsWith('before-30'))
    // 13 October 2026 lies in Scotland's October week.
    expect(sendDay('england')).toBe('2026-10-13 before-30')
    expect(sendDay('scotland')).toBe('2026-10-09 before-30')
  })

  test('a body may set other stages, and two settings of the same day are one stage', () =>
    given(a.centreOfExcellence({ since: '2024-09-30', nation: 'overseas' }), reviewOpened({ due: '2026-09-30' }))
      .where({ stagesBefore: [10, 10, 3], stagesAfter: [] })
      .when(mornings('2026-09-01', '2026-10-30'))
      .then(
        on('2026-09-18', reminded('before-10', { due: '2026-09-30' })),
        on('2026-09-25', reminded('before-3', { due: '2026-09-30' })),
        on('2026-09-30', reviewFellDue({ due: '2026-09-30' })),
      ))
})

const due = '2026-09-30'
const overseas = given(a.centreOfExcellence({ since: '2024-09-30', nation: 'overseas' }), reviewOpened({ due }))

describe('the ladder of a review nobody acts on', () => {
  test('each stage is reminded of once, on its send day', () =>
    overseas
      .when(mornings('2026-04-01', '2026-12-01'))
      .then(
        on('2026-04-03', reminded('before-180', { due })),
        on('2026-07-02', reminded('before-90', { due })),
        on('2026-07-31', reminded('before-60', { due })),
        on('2026-08-31', reminded('before-30', { due })),
        on('2026-09-23', reminded('before-7', { due })),
        on(due, reviewFellDue({ due })),
        on('2026-10-01', reminded('after-1', { due })),
        on('2026-10-14', reminded('after-14', { due })),
        on('2026-10-28', reminded('after-28', { due })),
      ))

  test('woken twice on one morning, it is reminded once', () =>
    overseas.when(wake('2026-07-02'), wake('2026-07-02')).then(reminded('before-90', { due })))

  test('it wants to be woken on the next send day and on no day between', () =>
    overseas.after(wake('2026-07-02')).when(wake('2026-07-03')).then(nothing()).andWakes('2026-07-31'))

  test('a visit booked in time stops the reminders', () =>
    given(
      a.centreOfExcellence({ since: '2024-09-01' }),
      reviewOpened({ due: '2026-09-01' }),
      visitBooked({ on: '2026-06-10' }),
    )
      .when(wake('2026-06-03'))
      .then(nothing()))

  test('a reminder names the award, the kind of review and the day it was due before any extension', () =>
    given(
      a.flagship({ since: '2023-09-30', nation: 'overseas' }),
      reviewOpened({ award: 'flagship', kind: 're-accreditation', due }),
      reviewExtended({ from: due, to: '2027-01-29', on: '2026-09-01' }),
    )
      .when(wake('2026-10-30'))
      .then([
        {
          type: 'ReviewReminderDue',
          data: { award: 'flagship', kind: 're-accreditation', stage: 'before-90', due: '2027-01-29', own: due },
        },
      ]))
})

describe('stages whose send day is not later than the day the review was opened', () => {
  const stageOf = '2026-10-01'
  const scottish = a.centreOfExcellence({ since: '2024-11-30', nation: 'scotland' })

  test('the stage of the opening day itself is superseded', () =>
    given(scottish, reviewOpened({ due: '2026-11-30', on: stageOf }))
      .when(mornings(stageOf, '2026-10-30'))
      .then(on('2026-10-30', reminded('before-30', { due: '2026-11-30' }))))

  test('opened the day before, the stage is still to come', () =>
    given(scottish, reviewOpened({ due: '2026-11-30', on: '2026-09-30' }))
      .when(mornings('2026-10-01', '2026-10-29'))
      .then(on(stageOf, reminded('before-60', { due: '2026-11-30' }))))

  test('a stage drawn to the day before the opening by a holiday is superseded, though its own day is still to come', () =>
    // The summer closure draws 25 August to 22 July.
    given(a.centreOfExcellence({ since: '2024-09-01' }), reviewOpened({ due: '2026-09-01', on: '2026-07-22' }))
      .when(mornings('2026-07-23', '2026-08-31'))
      .then(nothing()))

  test('an extension counts from the day it was recorded', () =>
    overseas
      .after(
        at('2026-07-02', {
          do: 'extend-review',
          to: '2026-12-29',
          reason: 'note-00000000-0000-4000-8000-000000000001',
        }),
      )
      // before-180 of the new due day is 2 July itself.
      .when(mornings('2026-07-03', '2026-10-01'))
      .then(on('2026-09-30', reminded('before-90', { due: '2026-12-29', own: due }))))
})

describe('after an outage', () => {
  test('only the most advanced stage reached is made up for', () =>
    overseas
      .after(wake('2026-06-24'))
      .when(mornings('2026-08-06', '2026-08-20'))
      .then(on('2026-08-06', reminded('before-60', { due }))))

  test('it is made up for on a working day, not on the weekend the system comes back', () =>
    overseas
      .after(wake('2026-06-24'))
      .when(mornings('2026-08-01', '2026-08-20'))
      // 1 and 2 August 2026 are a weekend.
      .then(on('2026-08-03', reminded('before-60', { due })))
      .andWakes('2026-08-31'))

  test('a stage before the due day is not sent on the due day', () =>
    overseas
      .after(wake('2026-09-18'))
      .when(mornings('2026-09-30', '2026-10-01'))
      .then(on(due, reviewFellDue({ due })), on('2026-10-01', reminded('after-1', { due }))))

  test('nor later, when the day after the outage is past the due day', () =>
    given(a.centreOfExcellence({ since: '2024-09-30', nation: 'overseas' }), reviewOpened({ due }))
      .where({ stagesAfter: [14] })
      .after(wake('2026-09-18'))
      .when(mornings('2026-10-05', '2026-10-13'))
      .then(on('2026-10-05', reviewFellDue({ due })))
      .andWakes('2026-10-14'))

  test('what else fell due is recorded on the day of the run and names its own day', () =>
    overseas
      .after(wake('2026-09-18'))
      .when(mornings('2026-10-03', '2026-10-06'))
      // 3 October 2026 is a Saturday.
      .then(on('2026-10-03', reviewFellDue({ due })), on('2026-10-05', reminded('after-1', { due }))))

  test('an outage over the whole ladder leaves one reminder, the last', () =>
    overseas
      .after(wake('2026-04-01'))
      .when(mornings('2026-11-02', '2026-11-04'))
      .then(on('2026-11-02', reviewFellDue({ due }), reminded('after-28', { due }))))
})
