// The count of admins: nobody is let go who is the last.
import { expect, test } from 'vitest'
import { adminsDecider } from '../../../events/admins/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(adminsDecider)
const day = '2026-09-14'
const count = (staff: string) => at(day, { do: 'count-admin', staff })
const release = (staff: string) => at(day, { do: 'release-admin', staff })

test('somebody is counted once', () =>
  given()
    .when(count('staff#a'), count('staff#a'))
    .then([{ type: 'AdminCounted', data: { staff: 'staff#a' } }]))

test('the last admin is not let go, and is told what to do', () =>
  given().after(count('staff#a')).when(release('staff#a')).thenRefused('last-admin', { staff: 'staff#a' }))

test('one of two is let go once, and then the other is the last', () => {
  const two = given().after(count('staff#a'), count('staff#b'))
  two
    .when(release('staff#a'), release('staff#a'))
    .then([{ type: 'AdminReleased', data: { staff: 'staff#a' } }])
    .leaving(({ counted }) => expect(counted).toEqual(['staff#b']))
  two.after(release('staff#a')).when(release('staff#b')).thenRefused('last-admin')
})

test('somebody who was never counted is let go while another is', () =>
  given().after(count('staff#a')).when(release('staff#b')).then(nothing()))

test('who is no admin is not counted, even the last', () =>
  given()
    .after(count('staff#a'))
    .when(at(day, { do: 'discount-admin', staff: 'staff#a' }))
    .then([{ type: 'AdminReleased' }]))
