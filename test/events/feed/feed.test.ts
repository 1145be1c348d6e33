// A calendar feed is opened once and closed for good; no event of it holds anything but whose it is.
import { expect, test } from 'vitest'
import { feedDecider } from '../../../events/feed/decide.ts'
import { at, givenOf, nothing } from '../../kit/given.ts'

const given = givenOf(feedDecider)
const open = at('2026-11-22', { do: 'open-feed', of: { cluster: 'north-1' } })
const revoke = at('2026-11-23', { do: 'revoke-feed' })

test('a feed is opened of a cluster or of a member of staff, with the day', () => {
  given()
    .when(open)
    .then([{ type: 'FeedOpened', data: { cluster: 'north-1', on: '2026-11-22' } }])
    .leaving((feed) => expect(feed).toEqual({ state: 'open', cluster: 'north-1', openedOn: '2026-11-22' }))
    .andWakes(undefined)
  given()
    .when(at('2026-11-22', { do: 'open-feed', of: { staff: 'staff#s-1' } }))
    .then([{ type: 'FeedOpened', data: { staff: 'staff#s-1', on: '2026-11-22' } }])
})

test('an address that was used is never used again, open or closed', () => {
  given().after(open).when(open).thenRefused('feed-address-used')
  given().after(open, revoke).when(open).thenRefused('feed-address-used')
})

test('a feed is closed once, and closing it again changes nothing', () => {
  given()
    .after(open)
    .when(revoke)
    .then([{ type: 'FeedRevoked' }])
  given().after(open, revoke).when(revoke).then(nothing())
  given().when(revoke).thenRefused('feed-not-known')
})
