// R1: when reviews are due, and of which kind.
import { describe, expect, test } from 'vitest'
import { kindOf, reviewAfter } from '../../../events/school/cycle.ts'
import { a, aNote, given, inCluster, reviewExtended, reviewOpened, visitBooked } from '../../kit/builders/school.ts'
import { at, mornings, nothing } from '../../kit/given.ts'

const opened = (data: object) => [{ type: 'ReviewOpened', data }]
const closed = (data: object) => [{ type: 'ReviewClosed', data }]
const granted = (data: object) => [{ type: 'AwardGranted', data }]

describe('the due day', () => {
  test('the first review of a Centre of Excellence is due a year after the day it was granted', () =>
    given(a.inclusiveSchool({ since: '2026-03-02' }))
      .when(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2026-09-14' }))
      .then(
        granted({ award: 'centre-of-excellence', on: '2026-09-14', history: false }),
        opened({ award: 'centre-of-excellence', kind: 'annual-review', n: 1, due: '2027-09-14', on: '2026-09-14' }),
      ))

  test('every third review of a cycle is the re-accreditation', () => {
    const kinds = [1, 2, 3, 4, 5, 6].map((n) => kindOf('centre-of-excellence', n))
    const cycle = ['annual-review', 'annual-review', 're-accreditation']
    expect(kinds).toEqual([...cycle, ...cycle])
    expect([1, 2, 3].map((n) => kindOf('flagship', n))).toEqual(cycle)
  })

  test('an Inclusive School Award has a renewal every third year and nothing between', () =>
    given(a.school())
      .when(at('2026-09-14', { do: 'grant-award', award: 'inclusive-school', on: '2026-09-14' }))
      .then(granted({}), opened({ award: 'inclusive-school', kind: 'renewal', n: 3, due: '2029-09-14' })))

  test('29 February gives 28 February in common years and 29 February in leap years', () => {
    const due = [1, 2, 3, 4].map((n) => reviewAfter('flagship', '2024-02-29', `${2023 + n}-06-01`).due)
    expect(due).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
  })

  test('a review due on the very day asked about is not later than it', () => {
    expect(reviewAfter('flagship', '2024-09-01', '2026-08-31')).toEqual({
      n: 2,
      kind: 'annual-review',
      due: '2026-09-01',
    })
    expect(reviewAfter('flagship', '2024-09-01', '2026-09-01')).toEqual({
      n: 3,
      kind: 're-accreditation',
      due: '2027-09-01',
    })
    expect(reviewAfter('inclusive-school', '2020-09-01', '2026-09-01')).toEqual({
      n: 9,
      kind: 'renewal',
      due: '2029-09-01',
    })
    expect(reviewAfter('inclusive-school', '2020-09-01', '2026-08-31')).toEqual({
      n: 6,
      kind: 'renewal',
      due: '2026-09-01',
    })
  })
})

describe('history', () => {
  test('a grant recorded later than its day counts every review due until that day as done', () =>
    given(
      a.inclusiveSchool({ since: '2020-01-10' }),
      reviewOpened({ award: 'inclusive-school', kind: 'renewal', n: 9, due: '2029-01-10' }),
    )
      .when(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2023-09-14' }))
      .then(
        granted({ on: '2023-09-14', history: true }),
        closed({ due: '2029-01-10', because: 'higher-award' }),
        opened({ n: 4, kind: 'annual-review', due: '2027-09-14', on: '2026-09-14' }),
      ))

  test('importing history opens the first review later than the day of the import and writes to nobody', () =>
    given(a.school(), [inCluster('2026-09-01')])
      .when(
        at('2026-09-01', {
          do: 'take-over-history',
          rows: [
            { award: 'inclusive-school', action: 'granted', on: '2019-11-20' },
            { award: 'centre-of-excellence', action: 'granted', on: '2020-11-20' },
            { award: 'centre-of-excellence', action: 're-accredited', on: '2023-11-20' },
          ],
        }),
        mornings('2026-09-02', '2026-09-18'),
      )
      .then(
        granted({}),
        granted({}),
        [{ type: 'AwardReAccredited' }],
        opened({ n: 6, kind: 're-accreditation', due: '2026-11-20' }),
      )
      .andWakes('2026-09-21'))
})

describe('after a decision', () => {
  const centre = a.centreOfExcellence({ since: '2024-09-14' })

  test('the next review is the first day later than this one, though it was decided early', () =>
    given(centre, reviewOpened({ due: '2026-09-14', n: 2 }))
      .when(at('2026-06-01', { do: 'decide-review', decision: 'retained' }))
      .then(
        [{ type: 'ReviewDecided' }],
        opened({ n: 3, kind: 're-accreditation', due: '2027-09-14', on: '2026-06-01' }),
      ))

  test('a review decided more than a year late leaves out the review day that passed meanwhile', () =>
    given(centre, reviewOpened({ due: '2026-09-14', n: 2 }))
      .when(at('2027-10-04', { do: 'decide-review', decision: 'retained' }))
      .then([{ type: 'ReviewDecided' }], opened({ n: 4, due: '2028-09-14', on: '2027-10-04' })))

  test('the day of the decision is the day stated, not the day it was typed in', () =>
    given(centre, reviewOpened({ due: '2026-09-14', n: 2 }))
      .when(at('2027-10-04', { do: 'decide-review', decision: 'retained', on: '2027-09-13' }))
      .then(
        [{ type: 'ReviewDecided', data: { on: '2027-09-13' } }],
        opened({ n: 3, due: '2027-09-14', on: '2027-10-04' }),
      ))

  test('an extension does not move the reviews after it', () =>
    given(
      centre,
      reviewOpened({ due: '2026-09-14', n: 2 }),
      reviewExtended({ from: '2026-09-14', to: '2027-03-01', on: '2026-08-03' }),
    )
      .when(at('2027-02-22', { do: 'decide-review', decision: 'retained' }))
      .then([{ type: 'ReviewDecided', data: { due: '2027-03-01' } }], opened({ n: 3, due: '2027-09-14' })))

  test('a re-accreditation leaves the day everything is counted from where it was', () =>
    given(a.centreOfExcellence({ since: '2023-09-14' }), reviewOpened({ due: '2026-09-14', kind: 're-accreditation' }))
      .when(at('2026-09-21', { do: 'decide-review', decision: 're-accredited' }))
      .then([{ type: 'ReviewDecided' }], opened({ n: 4, kind: 'annual-review', due: '2027-09-14' })))
})

describe('a new, higher level', () => {
  const climbing = given(
    a.centreOfExcellence({ since: '2022-10-15' }),
    reviewOpened({ due: '2026-10-15', n: 4 }),
    visitBooked({ on: '2026-11-04', recorded: '2026-09-18', due: '2026-10-15' }),
  )

  test('it closes the open review, drops its booking and opens its own first review that day', () =>
    climbing
      .when(
        at('2026-10-21', { do: 'grant-award', award: 'flagship', on: '2026-10-21' }),
        mornings('2026-10-22', '2026-12-02'),
      )
      .then(
        granted({ award: 'flagship' }),
        closed({ due: '2026-10-15', because: 'higher-award' }),
        opened({ award: 'flagship', kind: 'annual-review', n: 1, due: '2027-10-21', on: '2026-10-21' }),
      )
      .leaving(({ review }) => expect(review?.visit).toBeUndefined()))

  test('a lower level granted beside it leaves the open review alone', () =>
    given(
      a.school(),
      [{ type: 'AwardGranted', data: { award: 'flagship', on: '2025-01-15', history: true } }],
      reviewOpened({ award: 'flagship', due: '2027-01-15' }),
    )
      .when(at('2026-09-14', { do: 'grant-award', award: 'inclusive-school', on: '2026-09-14', reason: aNote }))
      .then(granted({ award: 'inclusive-school' })))

  test('granted again for the day it is held since, nothing happens', () =>
    climbing
      .when(at('2026-10-21', { do: 'grant-award', award: 'centre-of-excellence', on: '2022-10-15' }))
      .then(nothing()))
})
