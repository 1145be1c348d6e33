// Members of staff: added once, changed, removed, and added again.
import { expect, test } from 'vitest'
import { staffDecider } from '../../../events/staff/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(staffDecider)
const add = { do: 'add-staff', role: 'ambassador', clusters: ['north-1'], alerts: 'tasks' } as const
const day = '2026-09-14'
const added = given().after(at(day, add))

test('a member of staff is added with a role, clusters and alerts', () =>
  given()
    .when(at(day, add))
    .then([{ type: 'StaffAdded', data: { role: 'ambassador', clusters: ['north-1'], alerts: 'tasks' } }]))

test('added again with the same duties, it is already so', () => added.when(at(day, add)).then(nothing()))

test('added again with other duties, it is refused and says what to do', () =>
  added.when(at(day, { ...add, role: 'admin' })).thenRefused('staff-already-known', { role: 'ambassador' }))

test('a change says all duties as they are then', () =>
  added
    .when(at(day, { do: 'change-staff', alerts: 'all' }), at(day, { do: 'change-staff', alerts: 'all' }))
    .then([{ type: 'StaffChanged', data: { role: 'ambassador', clusters: ['north-1'], alerts: 'all' } }]))

test('an Ambassador may be given other clusters', () =>
  added
    .when(at(day, { do: 'change-staff', clusters: ['north-1', 'north-2'] }))
    .then([{ type: 'StaffChanged', data: { clusters: ['north-1', 'north-2'] } }]))

test('somebody removed is no member of staff any more, and may be added anew', () =>
  added
    .when(at(day, { do: 'remove-staff' }), at(day, { ...add, role: 'reader' }))
    .then([{ type: 'StaffRemoved' }, { type: 'StaffAdded', data: { role: 'reader' } }])
    .leaving(({ removed, role }) => expect([removed, role]).toEqual([false, 'reader'])))

test('nobody is changed who is not there, nor removed who never was', () => {
  given()
    .when(at(day, { do: 'change-staff', alerts: 'none' }))
    .thenRefused('staff-not-known')
  added
    .after(at(day, { do: 'remove-staff' }))
    .when(at(day, { do: 'change-staff', alerts: 'none' }))
    .thenRefused('staff-not-known')
})

test('removed twice, somebody is removed once', () =>
  added.when(at(day, { do: 'remove-staff' }), at(day, { do: 'remove-staff' })).then([{ type: 'StaffRemoved' }]))
