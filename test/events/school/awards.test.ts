// DOMAIN 2 and R7: awards are suspended, reinstated and ended by people; history is taken over by imports.
import { describe, expect, test } from 'vitest'
import { firstCalendar } from '../../../events/days/first-calendar.ts'
import { worldAt } from '../../../events/days/world.ts'
import { defaultSettings } from '../../../events/kernel/settings.ts'
import { inOrder, warningsOf } from '../../../events/school/awards.ts'
import type { HistoryRow } from '../../../events/school/commands.ts'
import { noSchool } from '../../../events/school/state.ts'
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
const flagship = given(
  a.flagship({ since: '2023-12-16', centreSince: '2019-11-01' }),
  reviewOpened({ award: 'flagship', kind: 're-accreditation', due }),
)
const centre = given(a.centreOfExcellence({ since: '2024-12-16' }), reviewOpened({ due }))

describe('lapse', () => {
  test('a lapsed award ends, and the next lower one opens its review that day', () =>
    flagship
      .when(at('2026-10-01', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .then(
        [{ type: 'AwardLapsed', data: { award: 'flagship', reason: aNote } }],
        [{ type: 'ReviewClosed', data: { due, because: 'award-ended' } }],
        [{ type: 'ReviewOpened', data: { award: 'centre-of-excellence', n: 7, due: '2026-11-01', on: '2026-10-01' } }],
      ))

  test('the stages of the lower review until that day are superseded', () =>
    flagship
      .after(at('2026-10-01', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .when(mornings('2026-10-02', '2026-10-26'))
      // before-30 of 1 November is 2 October; before-7 is drawn before half-term.
      .then(
        on('2026-10-02', reminded('before-30', { due: '2026-11-01' })),
        on('2026-10-23', reminded('before-7', { due: '2026-11-01' })),
      ))

  test('the levels above fall with it, the highest first', () =>
    flagship
      .when(at('2026-10-01', { do: 'lapse-award', award: 'inclusive-school', reason: aNote }))
      .then(
        [{ type: 'AwardLapsed', data: { award: 'inclusive-school' } }],
        [{ type: 'AwardEnded', data: { award: 'flagship', because: 'lower-award-ended' } }],
        [{ type: 'AwardEnded', data: { award: 'centre-of-excellence', because: 'lower-award-ended' } }],
        [{ type: 'ReviewClosed', data: { due } }],
      )
      .andWakes(undefined))

  test('a level between takes the Flagship with it and leaves the first award', () =>
    flagship
      .when(at('2026-10-01', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .then(
        [{ type: 'AwardLapsed' }],
        [{ type: 'AwardEnded', data: { award: 'flagship' } }],
        [{ type: 'ReviewClosed' }],
        [{ type: 'ReviewOpened', data: { award: 'inclusive-school', kind: 'renewal', n: 9, due: '2028-11-01' } }],
      ))

  test('a booking falls with its award', () =>
    given(
      a.centreOfExcellence({ since: '2024-12-16' }),
      reviewOpened({ due }),
      visitBooked({ on: '2026-10-21', recorded: '2026-09-21', due }),
    )
      .after(at('2026-10-01', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .when(mornings('2026-10-02', '2026-11-30'))
      .then(nothing()))

  test('lapsed already, it is so', () =>
    centre
      .after(at('2026-10-01', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .when(at('2026-10-02', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .then(nothing()))

  test('an award never held cannot lapse, be suspended or be reinstated', () => {
    for (const command of ['lapse-award', 'suspend-award', 'reinstate-award'] as const)
      centre
        .when(at('2026-10-01', { do: command, award: 'flagship', reason: aNote }))
        .thenRefused('award-not-held', { award: 'flagship' })
  })

  test('an award that ended with a lower one cannot lapse any more', () =>
    flagship
      .after(at('2026-10-01', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .when(at('2026-10-02', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .thenRefused('award-not-held'))
})

describe('suspension', () => {
  const suspend = { do: 'suspend-award', award: 'centre-of-excellence', reason: aNote } as const
  const reinstate = { ...suspend, do: 'reinstate-award' } as const

  test('it stops the ladder', () =>
    centre
      .after(wake('2026-09-17'), at('2026-09-18', suspend))
      .when(mornings('2026-09-19', '2026-12-15'))
      .then(nothing())
      .andWakes(due))

  test('reinstatement resumes with the stages still to come', () =>
    centre
      .after(wake('2026-09-17'), at('2026-09-18', suspend), at('2026-11-16 08:00', reinstate))
      .when(mornings('2026-11-17', '2026-12-14'))
      .then(on('2026-12-09', reminded('before-7', { due }))))

  test('reinstated before the morning run, the stage of that day is still to come', () =>
    centre
      .after(wake('2026-09-17'), at('2026-09-18', suspend), at('2026-11-16 07:00', reinstate))
      .when(wake('2026-11-16'))
      .then(reminded('before-30', { due })))

  test('the day everything is counted from stays', () =>
    centre
      .after(at('2026-09-18', suspend), at('2026-10-01', reinstate))
      .when(at('2026-10-02', { do: 'decide-review', decision: 'retained' }))
      .then([{ type: 'ReviewDecided' }], [{ type: 'ReviewOpened', data: { due: '2027-12-16' } }])
      .leaving(({ awards }) =>
        expect(awards.find(({ award }) => award === 'centre-of-excellence')).toMatchObject({
          since: '2024-12-16',
          state: 'held',
        }),
      ))

  test('a suspended review can still be extended, and is then planned from the later of the two days', () =>
    centre
      .after(
        at('2026-09-18', suspend),
        at('2026-10-01', { do: 'extend-review', to: '2027-03-16', reason: aNote }),
        at('2026-12-16 08:00', reinstate),
      )
      .when(mornings('2026-12-17', '2027-01-15'))
      .then(on('2027-01-15', reminded('before-60', { due: '2027-03-16', own: due }))))

  test('suspended or reinstated twice, it is already so', () => {
    centre.after(at('2026-09-18', suspend)).when(at('2026-09-19', suspend)).then(nothing())
    centre.when(at('2026-09-19', reinstate)).then(nothing())
  })

  test('a lower award reinstated does not touch the ladder of the higher', () =>
    // The morning run of 16 October failed; the stage of that day waits for the next.
    flagship
      .after(wake('2026-09-17'), at('2026-09-18', suspend), at('2026-10-16', reinstate))
      .when(wake('2026-10-19'))
      .then(reminded('before-60', { award: 'flagship', kind: 're-accreditation', due })))
})

const row = (award: HistoryRow['award'], action: HistoryRow['action'], day: string): HistoryRow => ({
  award,
  action,
  on: day,
})
const history: HistoryRow[] = [
  row('inclusive-school', 'granted', '2018-02-01'),
  row('centre-of-excellence', 'granted', '2018-02-01'),
  row('centre-of-excellence', 're-accredited', '2021-02-01'),
  row('flagship', 'granted', '2022-02-01'),
]

describe('history taken over by an import', () => {
  const imported = at('2026-09-01', { do: 'take-over-history', rows: history })

  test('the rows go in by their days and the highest level opens its review', () =>
    given(a.school())
      .when(at('2026-09-01', { do: 'take-over-history', rows: history.toReversed() }))
      .then(
        [{ type: 'AwardGranted', data: { award: 'inclusive-school', on: '2018-02-01', history: true } }],
        [{ type: 'AwardGranted', data: { award: 'centre-of-excellence' } }],
        [{ type: 'AwardReAccredited', data: { award: 'centre-of-excellence', on: '2021-02-01' } }],
        [{ type: 'AwardGranted', data: { award: 'flagship' } }],
        [
          {
            type: 'ReviewOpened',
            data: { award: 'flagship', kind: 'annual-review', n: 5, due: '2027-02-01', on: '2026-09-01' },
          },
        ],
      ))

  test('the same file twice changes nothing, on a later day too', () => {
    given(a.school())
      .after(imported)
      .when(at('2026-09-01', { do: 'take-over-history', rows: history }))
      .then(nothing())
    given(a.school())
      .after(imported)
      .when(at('2027-08-31', { do: 'take-over-history', rows: history }))
      .then(nothing())
  })

  test('the same file again does not bring back an award that ended since', () =>
    given(a.school())
      .after(imported, at('2026-10-01', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .when(at('2026-10-02', { do: 'take-over-history', rows: history }))
      .then(nothing()))

  test('a grant later than all that was known of an ended award is a new one', () =>
    given(a.school())
      .after(imported, at('2026-10-01', { do: 'lapse-award', award: 'flagship', reason: aNote }))
      .when(at('2026-12-01', { do: 'take-over-history', rows: [row('flagship', 'granted', '2026-11-23')] }))
      .then(
        [{ type: 'AwardGranted' }],
        [{ type: 'ReviewClosed' }],
        [{ type: 'ReviewOpened', data: { award: 'flagship', due: '2027-11-23' } }],
      ))

  test('an earlier grant found later moves the day everything is counted from', () =>
    given(a.school())
      .after(
        at('2026-09-01', { do: 'take-over-history', rows: [row('centre-of-excellence', 'granted', '2020-05-04')] }),
      )
      .when(at('2026-09-07', { do: 'take-over-history', rows: [row('centre-of-excellence', 'granted', '2019-11-04')] }))
      .then(
        [{ type: 'AwardGranted', data: { on: '2019-11-04' } }],
        [{ type: 'ReviewClosed', data: { due: '2027-05-04', because: 'earlier-grant' } }],
        [{ type: 'ReviewOpened', data: { due: '2026-11-04', n: 7, on: '2026-09-07' } }],
      ))

  test('a re-accreditation found later counts the reviews due until then as done', () =>
    given(
      a.centreOfExcellence({ since: '2023-09-14' }),
      reviewOpened({ due: '2026-09-14', kind: 're-accreditation' }),
      reviewFellDue({ due: '2026-09-14' }),
    )
      .when(
        at('2026-10-05', {
          do: 'take-over-history',
          rows: [row('centre-of-excellence', 're-accredited', '2026-09-14')],
        }),
      )
      .then(
        [{ type: 'AwardReAccredited', data: { on: '2026-09-14' } }],
        [{ type: 'ReviewClosed', data: { due: '2026-09-14', because: 'history' } }],
        [{ type: 'ReviewOpened', data: { due: '2027-09-14', n: 4, on: '2026-10-05' } }],
      ))

  test('a review that was extended beyond the day of the import stays open', () =>
    given(
      a.centreOfExcellence({ since: '2023-09-14' }),
      reviewOpened({ due: '2026-09-14' }),
      reviewExtended({ from: '2026-09-14', to: '2026-12-16', on: '2026-09-01' }),
    )
      .when(
        at('2026-10-05', {
          do: 'take-over-history',
          rows: [row('centre-of-excellence', 're-accredited', '2026-09-14')],
        }),
      )
      .then([{ type: 'AwardReAccredited' }]))

  test('a higher level found later closes the open review', () =>
    given(a.centreOfExcellence({ since: '2018-02-01' }), reviewOpened({ due: '2027-02-01' }))
      .when(at('2026-10-05', { do: 'take-over-history', rows: [row('flagship', 'granted', '2022-02-01')] }))
      .then(
        [{ type: 'AwardGranted' }],
        [{ type: 'ReviewClosed', data: { because: 'higher-award' } }],
        [{ type: 'ReviewOpened', data: { award: 'flagship', due: '2027-02-01' } }],
      ))

  test('history of tomorrow is refused whole', () =>
    given(a.school())
      .when(
        at('2026-09-01', {
          do: 'take-over-history',
          rows: [...history, row('flagship', 're-accredited', '2026-09-02')],
        }),
      )
      .thenRefused('day-in-the-future'))

  test('on one day a lower award goes in before a higher, a grant before a re-accreditation', () => {
    const rows = [
      row('flagship', 'granted', '2022-02-01'),
      row('inclusive-school', 're-accredited', '2022-02-01'),
      row('inclusive-school', 'granted', '2022-02-01'),
    ]
    expect(inOrder(rows).map(({ award, action }) => `${award} ${action}`)).toEqual([
      'inclusive-school granted',
      'inclusive-school re-accredited',
      'flagship granted',
    ])
  })
})

describe('history that breaks an award rule goes in with a warning', () => {
  const world = worldAt('2026-09-01T09:00:00.000Z', firstCalendar, defaultSettings)
  const warnings = (...rows: HistoryRow[]) =>
    warningsOf(rows, { ...noSchool, registered: true }, world).map(({ reason }) => reason)

  test('history in order warns of nothing', () => expect(warnings(...history)).toEqual([]))

  test('a Flagship before its three years were over', () => {
    const early = [
      row('inclusive-school', 'granted', '2024-02-29'),
      row('centre-of-excellence', 'granted', '2024-02-29'),
      row('flagship', 'granted', '2026-01-15'),
    ]
    expect(warnings(...early)).toEqual([expect.stringContaining('the first possible day is 2027-02-28')])
    given(a.school())
      .when(at('2026-09-01', { do: 'take-over-history', rows: early }))
      .then(
        [{ type: 'AwardGranted' }, { type: 'AwardGranted' }, { type: 'AwardGranted' }],
        [{ type: 'ReviewOpened', data: { award: 'flagship' } }],
      )
  })

  test('a missing lower award', () =>
    expect(warnings(row('flagship', 'granted', '2022-02-01'))).toEqual([
      expect.stringContaining('only to a school that holds the Centre of Excellence'),
    ]))

  test('a re-accreditation without a grant changes nothing', () => {
    expect(warnings(row('flagship', 're-accredited', '2022-02-01'))).toEqual([
      'no grant of the Flagship is known before 2022-02-01; this row changes nothing',
    ])
    given(a.school())
      .when(at('2026-09-01', { do: 'take-over-history', rows: [row('flagship', 're-accredited', '2022-02-01')] }))
      .then(nothing())
  })

  test('a second grant of an award held already changes nothing', () =>
    expect(
      warnings(history[0] ?? row('flagship', 'granted', ''), row('inclusive-school', 'granted', '2020-02-01')),
    ).toEqual(['the Inclusive School Award is held since 2018-02-01 already; this row changes nothing']))

  test('a grant of an award that has ended since changes nothing', () =>
    given(a.school())
      .after(
        at('2026-09-01', { do: 'take-over-history', rows: history }),
        at('2026-10-01', { do: 'lapse-award', award: 'flagship', reason: aNote }),
      )
      .when()
      .then()
      .leaving((school) =>
        expect(warningsOf(history.slice(3), school, world).map(({ reason }) => reason)).toEqual([
          'the Flagship has ended since 2022-02-01; this row changes nothing',
        ]),
      ))
})
