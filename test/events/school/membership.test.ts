// A school is in one cluster at a time, with the days it joined and left.
import { expect, test } from 'vitest'
import { a, given } from '../../kit/builders/school.ts'
import { at, nothing } from '../../kit/given.ts'

const school = given(a.inclusiveSchool({ since: '2024-09-01' }))
const join = (cluster: string, on: string) => at('2026-09-01', { do: 'join-cluster', cluster, on })
const leave = (cluster: string, on: string) => at('2026-09-01', { do: 'leave-cluster', cluster, on })
const joined = (cluster: string, on: string) => [{ type: 'SchoolJoinedCluster', data: { cluster, on } }]
const left = (cluster: string, on: string) => [{ type: 'SchoolLeftCluster', data: { cluster, on } }]

test('a school joins a cluster, also from a day to come; said again it changes nothing', () => {
  school.when(join('north-1', '2026-10-01')).then(joined('north-1', '2026-10-01'))
  school.after(join('north-1', '2026-10-01')).when(join('north-1', '2026-10-01')).then(nothing())
})

test('why a school joins or leaves may be said with it', () => {
  const move = { cluster: 'north-1', on: '2026-10-01', reason: 'note-00000000-0000-4000-8000-000000000001' }
  school
    .when(at('2026-09-01', { do: 'join-cluster', ...move }), at('2026-09-02', { do: 'leave-cluster', ...move }))
    .then([
      { type: 'SchoolJoinedCluster', data: move },
      { type: 'SchoolLeftCluster', data: move },
    ])
})

test('a school that joined and left on one day may join again that day, and is a member then', () =>
  school
    .after(join('north-1', '2026-09-08'), leave('north-1', '2026-09-08'))
    .when(join('north-1', '2026-09-08'))
    .then(joined('north-1', '2026-09-08'))
    .leaving(({ memberships }) => expect(memberships).toEqual([{ cluster: 'north-1', joinedOn: '2026-09-08' }])))

test('a wrong day of joining is put right by joining again', () =>
  school
    .after(join('north-1', '2026-10-01'))
    .when(join('north-1', '2026-09-01'))
    .then(joined('north-1', '2026-09-01'))
    .leaving(({ memberships }) => expect(memberships).toEqual([{ cluster: 'north-1', joinedOn: '2026-09-01' }])))

test('a school in one cluster joins no other before it left', () => {
  school
    .after(join('north-1', '2026-09-01'))
    .when(join('south-1', '2026-09-01'))
    .thenRefused('school-in-another-cluster', { cluster: 'north-1', since: '2026-09-01' })
  school
    .after(join('north-1', '2026-01-01'), leave('north-1', '2026-06-01'))
    .when(join('south-1', '2026-05-31'))
    .thenRefused('clusters-overlap', { cluster: 'north-1', until: '2026-06-01' })
  school
    .after(join('north-1', '2026-01-01'), leave('north-1', '2026-06-01'))
    .when(join('south-1', '2026-06-01'))
    .then(joined('south-1', '2026-06-01'))
})

test('a school leaves where it is, not before it joined, and the day may be put right', () => {
  school.when(leave('north-1', '2026-06-01')).thenRefused('school-not-in-cluster', { cluster: 'north-1' })
  const member = school.after(join('north-1', '2026-03-01'))
  member.when(leave('north-1', '2026-02-01')).thenRefused('left-before-joining', { joinedOn: '2026-03-01' })
  member.after(leave('north-1', '2026-06-01')).when(leave('north-1', '2026-06-01')).then(nothing())
  member.after(leave('north-1', '2026-06-01')).when(leave('north-1', '2026-07-01')).then(left('north-1', '2026-07-01'))
})
