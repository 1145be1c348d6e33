// DOMAIN 2: which awards a school holds and when a higher one may be granted.
import { describe, expect, test } from 'vitest'
import type { SchoolFact } from '../../../events/school/events.ts'
import { highestAward } from '../../../events/school/levels.ts'
import { a, aNote, given, reviewOpened } from '../../kit/builders/school.ts'
import { at, nothing } from '../../kit/given.ts'

const flagshipOn = (day: string) => at(day, { do: 'grant-award', award: 'flagship', on: day } as const)
const grantedOnly = [{ type: 'AwardGranted' }, { type: 'ReviewClosed' }, { type: 'ReviewOpened' }]

describe('a Centre of Excellence', () => {
  const grant = { do: 'grant-award', award: 'centre-of-excellence', on: '2026-09-14' } as const

  test('it needs the Inclusive School Award', () =>
    given(a.school())
      .when(at('2026-09-14', grant))
      .thenRefused('centre-needs-inclusive-school', { needs: 'inclusive-school', on: '2026-09-14' }))

  test('both may be granted on one day', () =>
    given(a.school())
      .when(
        at('2026-09-14', { do: 'grant-award', award: 'inclusive-school', on: '2026-09-14' }),
        at('2026-09-14', grant),
      )
      .then(
        [{ type: 'AwardGranted' }, { type: 'ReviewOpened', data: { award: 'inclusive-school', due: '2029-09-14' } }],
        [
          { type: 'AwardGranted' },
          { type: 'ReviewClosed', data: { because: 'higher-award' } },
          { type: 'ReviewOpened', data: { award: 'centre-of-excellence', due: '2027-09-14' } },
        ],
      ))

  test('the Inclusive School Award must be held on the day stated, not only on the day of typing', () =>
    given(
      a.inclusiveSchool({ since: '2026-09-14' }),
      reviewOpened({ award: 'inclusive-school', kind: 'renewal', due: '2029-09-14' }),
    )
      .when(at('2026-09-21', { ...grant, on: '2026-09-13' }))
      .thenRefused('centre-needs-inclusive-school'))

  test('an Inclusive School Award that ended does not count', () =>
    given(a.inclusiveSchool({ since: '2020-09-14' }), [
      { type: 'AwardLapsed', data: { award: 'inclusive-school', reason: aNote } },
    ])
      .when(at('2026-09-14', grant))
      .thenRefused('centre-needs-inclusive-school'))
})

describe('a first Flagship', () => {
  const centre = given(
    a.centreOfExcellence({ since: '2023-09-14' }),
    reviewOpened({ due: '2026-09-14', kind: 're-accreditation' }),
  )

  test('it may be granted three years to the day after the Centre of Excellence', () =>
    centre.when(flagshipOn('2026-09-14')).then(grantedOnly))

  test('a day earlier it may not, and the refusal names the first possible day', () =>
    centre
      .when(flagshipOn('2026-09-13'))
      .thenRefused('flagship-needs-three-years', { firstDay: '2026-09-14', since: '2023-09-14', on: '2026-09-13' }))

  test('three years from 29 February end on 28 February', () => {
    const leap = given(
      a.centreOfExcellence({ since: '2024-02-29' }),
      reviewOpened({ due: '2027-02-28', kind: 're-accreditation' }),
    )
    leap.when(flagshipOn('2027-02-27')).thenRefused('flagship-needs-three-years', { firstDay: '2027-02-28' })
    leap.when(flagshipOn('2027-02-28')).then(grantedOnly)
  })

  test('it needs the Centre of Excellence', () =>
    given(a.inclusiveSchool({ since: '2015-09-14' }))
      .when(flagshipOn('2026-09-14'))
      .thenRefused('flagship-needs-centre-of-excellence', { needs: 'centre-of-excellence' }))

  test('it is the day stated that counts, not the day it is typed in', () =>
    centre
      .when(at('2026-10-05', { do: 'grant-award', award: 'flagship', on: '2026-09-13' }))
      .thenRefused('flagship-needs-three-years'))

  test('the years are counted from the first grant since the school was last without the award', () => {
    const lapsed: SchoolFact[] = [{ type: 'AwardLapsed', data: { award: 'centre-of-excellence', reason: aNote } }]
    given(a.centreOfExcellence({ since: '2018-09-14' }), lapsed)
      .after(at('2024-10-01', { do: 'grant-award', award: 'centre-of-excellence', on: '2024-10-01' }))
      .when(flagshipOn('2026-09-14'))
      .thenRefused('flagship-needs-three-years', { firstDay: '2027-10-01' })
  })

  test('a body may ask for fewer years', () =>
    centre.where({ flagshipWaitYears: 2 }).when(flagshipOn('2025-09-14')).then(grantedOnly))

  test('suspension in between does not count against it', () =>
    centre
      .after(
        at('2024-01-08', { do: 'suspend-award', award: 'centre-of-excellence', reason: aNote }),
        at('2025-01-08', { do: 'reinstate-award', award: 'centre-of-excellence', reason: aNote }),
      )
      .when(flagshipOn('2026-09-14'))
      .then(grantedOnly))
})

describe('a returning Flagship', () => {
  const ended: SchoolFact[] = [
    { type: 'AwardEnded', data: { award: 'flagship', because: 'lower-award-ended' } },
    { type: 'AwardLapsed', data: { award: 'centre-of-excellence', reason: aNote } },
    { type: 'AwardGranted', data: { award: 'centre-of-excellence', on: '2026-03-02', history: false } },
  ]
  const returning = given(a.flagship({ since: '2020-01-15' }), ended, reviewOpened({ due: '2027-03-02' }))

  test('it does not wait again', () => returning.when(flagshipOn('2026-09-14')).then(grantedOnly))

  test('unless the body says so', () =>
    returning
      .where({ returningFlagshipWaits: true })
      .when(flagshipOn('2026-09-14'))
      .thenRefused('flagship-needs-three-years', { firstDay: '2029-03-02' }))

  test('but it needs the Centre of Excellence like any other', () =>
    given(a.flagship({ since: '2020-01-15' }), ended.slice(0, 2))
      .when(flagshipOn('2026-09-14'))
      .thenRefused('flagship-needs-centre-of-excellence'))

  test('its reviews are counted from the new grant', () =>
    returning
      .when(flagshipOn('2026-09-14'))
      .then(
        [{ type: 'AwardGranted' }],
        [{ type: 'ReviewClosed' }],
        [{ type: 'ReviewOpened', data: { award: 'flagship', n: 1, due: '2027-09-14' } }],
      ))
})

describe('granting', () => {
  const centre = given(a.centreOfExcellence({ since: '2023-09-14' }), reviewOpened({ due: '2026-09-14' }))

  test('an award held already is not granted again for another day', () =>
    centre
      .when(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2025-09-14' }))
      .thenRefused('award-already-held', { since: '2023-09-14', state: 'held' }))

  test('granted again for the same day, it is already so', () =>
    centre
      .when(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2023-09-14' }))
      .then(nothing()))

  test('a suspended award is reinstated, not granted', () =>
    centre
      .after(at('2026-01-05', { do: 'suspend-award', award: 'centre-of-excellence', reason: aNote }))
      .when(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2023-09-14' }))
      .thenRefused('award-already-held', { state: 'suspended' }))

  test('a grant of tomorrow is refused', () =>
    given(a.school())
      .when(at('2026-09-14', { do: 'grant-award', award: 'inclusive-school', on: '2026-09-15' }))
      .thenRefused('day-in-the-future', { on: '2026-09-15', today: '2026-09-14' }))

  test('the highest award held is the one with the review', () =>
    given(a.flagship({ since: '2022-02-01' }))
      .when()
      .then(nothing())
      .leaving((school) =>
        expect(highestAward(school)).toMatchObject({
          award: 'flagship',
          since: '2022-02-01',
          confirmedOn: '2022-02-01',
        }),
      ))
})
