// A Centre of Excellence or Flagship that has been in no cluster for two weeks is found, once, so that a person looks.
import { describe, test } from 'vitest'
import { a, aNote, given, inCluster } from '../../kit/builders/school.ts'
import { at, mornings, nothing, on, wake } from '../../kit/given.ts'

const found = [{ type: 'SchoolFoundWithoutCluster' }]
const granted = given(a.inclusiveSchool({ since: '2026-03-02' })).after(
  at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2026-09-14' }),
)

describe('a school that meets in clusters and is in none', () => {
  test('is found fourteen days after its award, once', () =>
    granted.when(mornings('2026-09-15', '2026-10-20')).then(on('2026-09-28', found)))

  test('wants to be woken for it', () => granted.when(wake('2026-09-15')).then(nothing()).andWakes('2026-09-28'))

  test('is counted from the day the award was recorded, not from the day it was granted', () =>
    given(a.school())
      .after(
        at('2026-09-01', {
          do: 'take-over-history',
          rows: [
            { award: 'inclusive-school', action: 'granted', on: '2020-11-20' },
            { award: 'centre-of-excellence', action: 'granted', on: '2020-11-20' },
          ],
        }),
      )
      .when(mornings('2026-09-02', '2026-09-18'))
      .then(on('2026-09-15', found)))

  test('after an outage is found on the day of the run, and the fact names its own day', () =>
    granted
      .when(wake('2026-10-03'))
      .then(on('2026-10-03', [{ type: 'SchoolFoundWithoutCluster', data: { on: '2026-09-28' } }])))

  test('a body may wait longer', () =>
    granted.where({ clusterWaitDays: 30 }).when(mornings('2026-09-15', '2026-10-20')).then(on('2026-10-14', found)))
})

describe('nobody is found who', () => {
  test('joined a cluster in time', () =>
    granted
      .after(at('2026-09-20', { do: 'join-cluster', cluster: 'north-1', on: '2026-10-01' }))
      .when(mornings('2026-09-21', '2026-10-20'))
      .then(nothing()))

  test('holds the first award only, lost the higher one, or closed', () => {
    given(a.inclusiveSchool({ since: '2026-03-02' }))
      .when(mornings('2026-09-01', '2026-09-30'))
      .then(nothing())
    granted
      .after(at('2026-09-20', { do: 'lapse-award', award: 'centre-of-excellence', reason: aNote }))
      .when(mornings('2026-09-21', '2026-10-20'))
      .then(nothing())
    granted
      .after(at('2026-09-20', { do: 'close-school', on: '2026-09-20', reason: aNote }))
      .when(mornings('2026-09-21', '2026-10-20'))
      .then(nothing())
  })

  test('left one and joined another within two weeks; who does not is found, and found again after the next', () => {
    const member = given(a.centreOfExcellence({ since: '2026-03-02' }), [
      {
        type: 'ReviewOpened',
        data: { award: 'centre-of-excellence', kind: 'annual-review', n: 1, due: '2030-03-02', on: '2026-03-02' },
      },
    ])
    const left = member.after(at('2026-09-01', { do: 'leave-cluster', cluster: 'oakfields', on: '2026-09-01' }))
    left
      .after(at('2026-09-10', { do: 'join-cluster', cluster: 'north-1', on: '2026-09-10' }))
      .when(mornings('2026-09-11', '2026-10-20'))
      .then(nothing())
    left
      .after(mornings('2026-09-02', '2026-09-20'))
      .after(at('2026-09-21', { do: 'join-cluster', cluster: 'north-1', on: '2026-09-21' }))
      .after(at('2026-10-01', { do: 'leave-cluster', cluster: 'north-1', on: '2026-10-01' }))
      .when(mornings('2026-10-02', '2026-10-20'))
      .then(on('2026-10-15', found))
  })

  test('was in one when the award came', () =>
    given(a.inclusiveSchool({ since: '2026-03-02' }), [inCluster('2026-03-02')])
      .after(at('2026-09-14', { do: 'grant-award', award: 'centre-of-excellence', on: '2026-09-14' }))
      .when(mornings('2026-09-15', '2026-10-20'))
      .then(nothing()))
})
